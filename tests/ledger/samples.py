"""Situations for the ledger's tests: one by hand that fills every table, and any by Hypothesis."""

from __future__ import annotations

from stemma.core.types import (
    Amount,
    Approx,
    Check,
    Claim,
    Conflict,
    Descent,
    Event,
    Extract,
    Figure,
    Inheritance,
    Kind,
    Link,
    LostOriginal,
    Mark,
    Moment,
    Mutation,
    Nature,
    Notice,
    Novelty,
    Place,
    Point,
    Quote,
    Reading,
    Reason,
    Report,
    Situation,
    Source,
    SourceKind,
    Span,
    Status,
    Stemma,
    Verification,
    Weighing,
    When,
)
from stemma.pipeline import in_order

WHY = (Reason(rule="test.rule/1", detail="because it says “so”", weight=1.25),)
PLACE = Place(name="Orford", lat=52.1, lon=1.5, id="geo:1", kind="town", country="GB", region="a1:GB.1", words="Orford")
DAY = When(start="2024-10-29", end="2024-10-30", text="overnight")
MAYOR = (
    Source(name="mayor's office", kind=SourceKind.INSTITUTION, actor="orford", start=60, end=74),
    Source(name="a source", kind=SourceKind.UNNAMED),
)


def report(number: int, text: str = "") -> Report:
    return Report(
        text=text or f"The river rose by two metres, and 34{number} people left their homes, the mayor’s office said.",
        name=f"{number}.txt",
        title=f"Flood {number}",
        outlet=f"Outlet {number}",
        author="Ann Lee",
        published=Moment(iso=f"2024-10-3{number % 2}T09:00:00+01:00", raw="given"),
        url=f"https://example.org/{number}",
        language="en",
        marks=(Mark(start=0, end=3, kind="header"), Mark(start=4, end=9, kind="note")),
        credits=("AFP", "Harbour Wire"),
        extra=(("desk", "world"),),
    )


def claim(of: Report, start: int = 31, low: float | None = 340, high: float | None = 340.5) -> Claim:
    return Claim(
        report=of.id,
        start=start,
        end=start + 10,
        text=of.text[start : start + 10],
        amount=Amount(low=low, high=high, unit="persons", approx=Approx.ABOUT),
        measure="displaced",
        nature=Nature.TOTAL,
        subject="people",
        subject_actor="p",
        place=PLACE,
        when=DAY,
        window="PT24H",
        percent_of="town",
        counted="people",
        attribution=MAYOR,
        status=Status.CLAIMED,
        verification=Verification.UNVERIFIED,
        caveat=Span(1, 2),
        reasons=WHY,
    )


def full() -> Situation:
    """A situation with a row in every table."""
    one, two, late = report(1), report(2), Report(text="Undated, and nothing else is known.")
    a, b = claim(one), claim(two, low=None)
    bare = Claim(report=late.id, start=0, end=7, text="Undated", amount=Amount(low=1.5, high=None, unit="count"), measure="count")
    event = Event(
        report=one.id, start=0, end=9, text="The river", type="flood", actor="river", target="town", place=PLACE, when=DAY,
        attribution=MAYOR[:1], status=Status.FORECAST, key="river rise", reasons=WHY,
    )  # fmt: skip
    notice = Notice(rule="read.no-measure", message="found 12", remedy="add a cue", report=two.id, start=3, end=5)
    extracts = (
        Extract(
            report=one.id,
            claims=(a,),
            events=(event,),
            quotes=(Quote(report=one.id, start=1, end=9, text="quoted"),),
            credits=("AFP",),
            names=("Orford",),
        ),
        Extract(report=two.id, claims=(b,), notices=(notice,)),
        Extract(report=late.id, claims=(bare,), events=(Event(report=late.id, start=0, end=2, text="Un", type="no_comment"),)),
    )
    figures = (
        Figure(
            id="f1", title="People displaced", measure="displaced", nature=Nature.TOTAL, subject="people", place=PLACE, claims=(b.id, a.id)
        ),
        Figure(id="f2", title="Count", measure="count", nature=Nature.LEVEL, subject="", place=None, claims=(bare.id,)),
    )
    lost = LostOriginal(id="*afp", credited_as="AFP", children=(two.id, one.id), reasons=WHY)
    change = Mutation(
        report=two.id,
        parent=one.id,
        field="number",
        was="340",
        became="",
        claim=b.id,
        from_claim=a.id,
        inherited_by=(late.id, one.id),
        restored=True,
        reasons=WHY,
    )
    stemma = Stemma(
        descents=(
            Descent(child=two.id, parent="*afp", weight=0.9, basis=("text", "figures"), reasons=WHY),
            Descent(child=two.id, parent=one.id, weight=1, basis=()),
        ),
        lost=(lost,),
        kinds=((one.id, Kind.PARAPHRASE), (two.id, Kind.BLEND)),
        inheritances=(Inheritance(claim=b.id, parent=one.id, from_claim=a.id), Inheritance(claim=a.id, parent="*afp", from_claim=None)),
        mutations=(change, Mutation(report=one.id, parent="*afp", field="unit", was="km2", became="mi2")),
    )
    reading = Reading(
        figure="f1", low=340, high=None, unit="persons", approx=Approx.AT_LEAST, claims=(b.id, a.id), reports=2, origins=1, sources=1,
        grade="3", when=DAY, denied=True, born_in=two.id, reasons=WHY,
    )  # fmt: skip
    point = Point(
        figure="f1",
        when=None,
        known="2024-10-30",
        low=1,
        high=2.5,
        unit="persons",
        approx=Approx.RANGE,
        claims=(a.id,),
        source="mayor",
        status=Status.PLANNED,
    )
    weighing = Weighing(
        readings=(reading,),
        conflicts=(Conflict(figure="f1", claims=(b.id, event.id), kind="apparent", verdict="time", why="Other days.", reasons=WHY),),
        checks=(Check(claims=(a.id, b.id), rule="sum", holds=False, why="They do not add up."),),
        courses=(point,),
        novelty=(Novelty(report=one.id, new_claims=(a.id,)), Novelty(report=late.id, new_claims=())),
    )
    return Situation(
        reports=in_order((one, two, late)),
        extracts=extracts,
        links=(Link(one=a.id, other=b.id, reasons=WHY),),
        figures=figures,
        stemma=stemma,
        weighing=weighing,
    )
