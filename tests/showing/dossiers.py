"""Situations made by hand, small enough to know every letter of: a flood that four reports and a lost dispatch tell."""

from __future__ import annotations

from dataclasses import replace

from tests.making import told

from stemma.core.types import (
    Approx,
    Check,
    Claim,
    Conflict,
    Descent,
    Event,
    Figure,
    Inheritance,
    Kind,
    LostOriginal,
    Mutation,
    Nature,
    Notice,
    Novelty,
    Place,
    Point,
    Reading,
    Reason,
    Report,
    Situation,
    Span,
    Stemma,
    Weighing,
    When,
)

DORRAN = Place(name="Dorran", lat=47.5, lon=11.2, kind="town")
VALLEY = Place(name="Upper Valley", lat=47.2, lon=11.9, kind="region", precision="region")
MONDAY, TUESDAY = When(start="2031-05-05", end="2031-05-05"), When(start="2031-05-06", end="2031-05-06")

WIRE = """The flood killed {at least 21 people|killed|who=the mayor of Dorran|checked=unverified}, the mayor of Dorran said.

It also drove {about 3,000 people|displaced|who=the county} from their homes. None of this could be checked.

Water covered {about 40 km2|area_flooded|who=the mapping office} of the valley."""
COPY = """The flood killed {21 people|killed|who=the mayor of Dorran}, the mayor of Dorran said.

It also drove {about 3,000 people|displaced|who=the county} from their homes."""
REWRITE = """Water stood over {40 square miles|area_flooded}, and {21 people|killed} died."""
LATER = """By Tuesday {27 people|killed|who=the county} were dead, the county said.
A rival tally of {60 people|killed|who=a villager} is <b>"wild" & unproved</b>."""
MENDED = """Correction: the water covered {about 40 km2|area_flooded|who=the mapping office}, not square miles."""


def flood() -> Situation:
    """Four reports of a flood, one correction and a lost original, with one of everything that a page shows."""
    pieces = [
        told(WIRE, outlet="Valley Wire", published="2031-05-05T18:00:00+00:00", title="Flood in Dorran"),
        told(COPY, outlet="The Morning Mail", published="2031-05-05T20:30:00+00:00", title="Mayor counts the dead"),
        told(REWRITE, outlet="Minute News", published="2031-05-06T07:00:00+00:00", title="Valley under water"),
        told(LATER, outlet="County Courier", published="2031-05-06T19:00:00+00:00", title="Toll rises"),
        told(MENDED, outlet="Minute News", published="2031-05-08T09:00:00+00:00", title="Correction"),
    ]
    reports = tuple(p.report for p in pieces)
    dated = [replace(p.extract, claims=tuple(_placed(c, at) for c in p.extract.claims)) for at, p in enumerate(pieces)]
    wire = dated[0].claims
    caveat = reports[0].text.index("None of this")
    dated[0] = replace(
        dated[0],
        claims=(replace(wire[0], caveat=Span(caveat, len(reports[0].text))), *wire[1:]),
        notices=(
            Notice(rule="read.no-measure", message="found “12” with no measure", remedy="add a cue", report=reports[0].id, start=4, end=9),
        ),
        events=(_event(reports[0]),),
    )
    extracts = tuple(dated)
    claims = [c for e in extracts for c in e.claims]
    figures = _figures(claims)
    return Situation(
        reports=reports, extracts=extracts, figures=figures, stemma=_stemma(reports, claims), weighing=_weighing(reports, claims, figures)
    )


def _placed(claim: Claim, at: int) -> Claim:
    return replace(claim, place=VALLEY if claim.measure == "area_flooded" else DORRAN, when=TUESDAY if at == 3 else MONDAY)


def _event(report: Report) -> Event:
    return Event(report=report.id, start=0, end=len("The flood"), text="The flood", type="disaster")


def _figures(claims: list[Claim]) -> tuple[Figure, ...]:
    named = (
        ("killed", "Killed: people, Dorran"),
        ("displaced", "Displaced: people, Dorran"),
        ("area_flooded", "Area flooded: Upper Valley"),
    )
    return tuple(
        Figure(
            id=f"g{at}",
            title=title,
            measure=measure,
            nature=Nature.TOTAL,
            subject="",
            place=DORRAN,
            claims=tuple(c.id for c in claims if c.measure == measure),
        )
        for at, (measure, title) in enumerate(named)
    )


def _stemma(reports: tuple[Report, ...], claims: list[Claim]) -> Stemma:
    wire, copy, rewrite, _, mended = (r.id for r in reports)
    by = {(c.report, c.measure): c.id for c in reversed(claims)}
    reason = Reason(rule="descent.text", detail="they share whole sentences", weight=4.0)
    return Stemma(
        descents=(
            Descent(child=wire, parent="*riverpress", weight=0.9, basis=("credit",), reasons=(reason,)),
            Descent(child=copy, parent=wire, weight=0.97, basis=("text", "figures"), reasons=(reason,)),
            Descent(child=rewrite, parent=wire, weight=0.8, basis=("figures",), reasons=(reason,)),
            Descent(child=mended, parent=rewrite, weight=0.7, basis=("credit",), reasons=(reason,)),
        ),
        lost=(LostOriginal(id="*riverpress", credited_as="River Press", children=(wire,)),),
        kinds=(
            (wire, Kind.PARAPHRASE),
            (copy, Kind.COPY),
            (rewrite, Kind.PARAPHRASE),
            (reports[3].id, Kind.ORIGINAL),
            (mended, Kind.CORRECTION),
        ),
        inheritances=(
            Inheritance(claim=by[wire, "killed"], parent="*riverpress", from_claim=None),
            Inheritance(claim=by[copy, "killed"], parent=wire, from_claim=by[wire, "killed"]),
            Inheritance(claim=by[copy, "displaced"], parent=wire, from_claim=by[wire, "displaced"]),
            Inheritance(claim=by[rewrite, "killed"], parent=wire, from_claim=by[wire, "killed"]),
            Inheritance(claim=by[rewrite, "area_flooded"], parent=wire, from_claim=by[wire, "area_flooded"]),
        ),
        mutations=(
            Mutation(
                report=copy,
                parent=wire,
                field="approx",
                was="at_least",
                became="exact",
                claim=by[copy, "killed"],
                from_claim=by[wire, "killed"],
            ),
            Mutation(report=copy, parent=wire, field="verification", was="unverified", became="", from_claim=by[wire, "killed"]),
            Mutation(
                report=rewrite,
                parent=wire,
                field="unit",
                was="km2",
                became="mi2",
                claim=by[rewrite, "area_flooded"],
                from_claim=by[wire, "area_flooded"],
                inherited_by=(mended,),
            ),
            Mutation(
                report=rewrite, parent=wire, field="attribution", was="the mayor of Dorran", became="nobody", claim=by[rewrite, "killed"]
            ),
            Mutation(report=mended, parent=rewrite, field="unit", was="mi2", became="km2", claim=by[mended, "area_flooded"], restored=True),
        ),
    )


def _weighing(reports: tuple[Report, ...], claims: list[Claim], figures: tuple[Figure, ...]) -> Weighing:
    killed, displaced, flooded = (f.claims for f in figures)
    wire, copy, rewrite = (r.id for r in reports[:3])

    def reading(at: int, held: tuple[str, ...], when: When, **more: object) -> Reading:
        amount = next(c.amount for c in claims if c.id == held[0])
        given: dict[str, object] = {"reports": len(held), "origins": 1, "sources": 1, **more}
        return Reading(
            figure=f"g{at}",
            low=amount.low,
            high=amount.high,
            unit=amount.unit,
            approx=amount.approx,
            claims=held,
            when=when,
            **given,  # type: ignore[arg-type]
        )

    return Weighing(
        readings=(
            reading(0, (killed[0],), MONDAY),
            reading(0, (killed[1], killed[2]), MONDAY, origins=0, born_in=copy),
            reading(0, (killed[3],), TUESDAY, grade="3"),
            reading(0, (killed[4],), TUESDAY, sources=0),
            reading(1, displaced, MONDAY),
            reading(2, (flooded[0], flooded[2]), MONDAY),
            reading(2, (flooded[1],), MONDAY, origins=0, sources=0, born_in=rewrite),
        ),
        conflicts=(
            Conflict(
                figure="g0",
                claims=(killed[3], killed[4]),
                kind="real",
                verdict="real",
                why="The county and a villager give two tolls for one day.",
            ),
            Conflict(
                figure="g0", claims=(killed[0], killed[3]), kind="apparent", verdict="time", why="Another day, and the toll has grown."
            ),
            Conflict(
                figure="g2",
                claims=(flooded[0], flooded[1]),
                kind="apparent",
                verdict="copying",
                why="Minute News made miles of kilometres.",
            ),
        ),
        checks=(Check(claims=(killed[0], killed[3]), rule="sum", holds=True, why="21 + 6 = 27 (the county)."),),
        courses=(
            Point(
                figure="g0",
                when=MONDAY,
                known=reports[0].published.iso if reports[0].published else "",
                low=21,
                high=None,
                unit="persons",
                approx=Approx.AT_LEAST,
                claims=(killed[0],),
                source="the mayor of Dorran",
            ),
            Point(
                figure="g0",
                when=TUESDAY,
                known="2031-05-06T19:00:00+00:00",
                low=27,
                high=27,
                unit="persons",
                approx=Approx.EXACT,
                claims=(killed[3],),
                source="the county",
            ),
        ),
        novelty=(
            Novelty(report=wire, new_claims=(killed[0], displaced[0], flooded[0])),
            Novelty(report=reports[3].id, new_claims=killed[3:]),
        ),
    )
