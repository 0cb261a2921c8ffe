"""Piles made by hand: reports, claims, who took what from whom, in a line each; labels stand for ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.core.packs import Pack
from stemma.core.types import (
    Amount,
    Approx,
    Claim,
    Conflict,
    Descent,
    Event,
    Extract,
    Figure,
    Inheritance,
    Kind,
    LostOriginal,
    Moment,
    Mutation,
    Nature,
    Place,
    Reading,
    Report,
    Source,
    SourceKind,
    Status,
    Stemma,
    Weighing,
    When,
)
from stemma.weighing import weigh

_HEDGES = {"about": Approx.ABOUT, "over": Approx.MORE_THAN, "under": Approx.LESS_THAN, "nearly": Approx.NEARLY, "at least": Approx.AT_LEAST}


def amount(said: str, unit: str = "persons") -> Amount:
    """ "about 800", "over 40", "1000-1500", "21": an amount."""
    hedge = next((a for word, a in _HEDGES.items() if said.startswith(word)), Approx.EXACT)
    numbers = [float(n.replace(",", "")) for n in said.rsplit(maxsplit=1)[-1].split("-")]
    if len(numbers) == 2:
        return Amount(low=numbers[0], high=numbers[1], unit=unit, approx=Approx.RANGE)
    low = None if hedge is Approx.LESS_THAN else numbers[0]
    high = None if hedge in (Approx.MORE_THAN, Approx.AT_LEAST) else numbers[0]
    return Amount(low=low, high=high, unit=unit, approx=hedge)


@dataclass
class Pile:
    """A pile in the making."""

    pack: Pack
    published: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    drafts: list[dict[str, object]] = field(default_factory=list)
    happened: list[dict[str, object]] = field(default_factory=list)
    parents: list[tuple[str, str]] = field(default_factory=list)
    taken: list[tuple[str, str, str]] = field(default_factory=list)  # claim, parent, claim of the parent
    changes: list[dict[str, str]] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def report(self, name: str, day: str = "2031-05-02", kind: Kind = Kind.ORIGINAL, parents: str = "") -> Pile:
        """A report of an outlet, and the outlets (or lost originals, with a star) whose reports it took from."""
        self.published[name], self.kinds[name], self.texts[name] = day, kind, ""
        self.parents += [(name, parent) for parent in parents.split()]
        return self

    def say(self, label: str, said: str, measure: str = "killed", figure: str = "f", **more: object) -> Pile:
        """A claim "outlet.label" with its amount; more: unit, who, day, subject, place, nature, status, of, takes, words, gap."""
        report = label.split(".", maxsplit=1)[0]
        words = str(more.get("words", said))
        start = len(self.texts[report]) + len(str(more.get("before", "")))
        self.texts[report] += f"{more.get('before', '')}{words}{more.get('after', '. ')}"
        self.drafts.append(
            {"label": label, "report": report, "start": start, "words": words, "said": said, "measure": measure, "figure": figure, **more}
        )
        takes = str(more.get("takes", ""))
        if takes:
            self.taken.append((label, takes.split(".", maxsplit=1)[0], takes))
        return self

    def event(self, label: str, words: str, type: str, **more: object) -> Pile:
        """An event "outlet.label"; more: who, place, status."""
        report = label.split(".", maxsplit=1)[0]
        start = len(self.texts[report])
        self.texts[report] += f"{words}. "
        self.happened.append({"label": label, "report": report, "start": start, "words": words, "type": type, **more})
        return self

    def change(self, label: str, what: str, was: str = "", became: str = "", source: str = "") -> Pile:
        """A change on the way in a claim or event."""
        self.changes.append({"label": label, "field": what, "was": was, "became": became, "source": source})
        return self

    def weigh(self, reverse: bool = False) -> Weighing:
        """The pile weighed, in the order of making or the other way about."""
        return weigh(*self.parts(reverse), self.pack)

    def parts(self, reverse: bool = False) -> tuple[list[Report], list[Extract], list[Figure], Stemma]:
        """Reports, extracts, figures and tree, as weighing takes them."""
        step = -1 if reverse else 1
        reports = [self._report(name) for name in self.published]
        rid = dict(zip(self.published, (r.id for r in reports), strict=True))
        claims = [self._claim(d, rid) for d in self.drafts]
        events = [self._event(d, rid) for d in self.happened]
        self.ids = {str(d["label"]): x.id for d, x in [*zip(self.drafts, claims, strict=True), *zip(self.happened, events, strict=True)]}
        extracts = [
            Extract(
                report=r.id,
                claims=tuple(c for c in claims if c.report == r.id)[::step],
                events=tuple(e for e in events if e.report == r.id)[::step],
            )
            for r in reports
        ]
        return reports[::step], extracts[::step], self._figures(claims)[::step], self._stemma(rid)

    def labels(self, ids: tuple[str, ...]) -> list[str]:
        """The labels of claims and events."""
        back = {i: label for label, i in self.ids.items()}
        return [back[i] for i in ids]

    def _report(self, name: str) -> Report:
        day = self.published[name]
        return Report(text=self.texts[name] or name, outlet=name, published=Moment(iso=day) if day else None)

    def _claim(self, draft: dict[str, object], rid: dict[str, str]) -> Claim:
        words = str(draft["words"])
        start = int(str(draft["start"]))
        place = draft.get("place", "Dorran")
        return Claim(
            report=rid[str(draft["report"])],
            start=start,
            end=start + len(words),
            text=words,
            amount=amount(str(draft["said"]), str(draft.get("unit", "persons"))),
            measure=str(draft["measure"]),
            nature=Nature(str(draft.get("nature", "level"))),
            subject=str(draft.get("subject", "")),
            place=place if isinstance(place, Place) else Place(name=str(place)) if place else None,
            when=_when(draft.get("day"), str(draft.get("told", ""))),
            percent_of=str(draft.get("of", "")),
            attribution=_who(draft.get("who")),
            status=Status(str(draft.get("status", "asserted"))),
        )

    def _event(self, draft: dict[str, object], rid: dict[str, str]) -> Event:
        words, start = str(draft["words"]), int(str(draft["start"]))
        place = draft.get("place")
        return Event(
            report=rid[str(draft["report"])],
            start=start,
            end=start + len(words),
            text=words,
            type=str(draft["type"]),
            place=Place(name=str(place)) if place else None,
            attribution=_who(draft.get("who")),
            status=Status(str(draft.get("status", "asserted"))),
        )

    def _figures(self, claims: list[Claim]) -> list[Figure]:
        held: dict[str, list[Claim]] = {}
        for draft, claim in zip(self.drafts, claims, strict=True):
            held.setdefault(str(draft["figure"]), []).append(claim)
        return [
            Figure(id=k, title=k, measure=v[0].measure, nature=v[0].nature, subject=v[0].subject, place=None, claims=tuple(c.id for c in v))
            for k, v in held.items()
        ]

    def _stemma(self, rid: dict[str, str]) -> Stemma:
        lost = sorted({p for _, p in self.parents if p.startswith("*")})
        return Stemma(
            descents=tuple(Descent(child=rid[c], parent=rid.get(p, p), weight=0.9, basis=("text",)) for c, p in self.parents),
            lost=tuple(
                LostOriginal(id=p, credited_as=p[1:].title(), children=tuple(rid[c] for c, q in self.parents if p == q)) for p in lost
            ),
            kinds=tuple((rid[r], k) for r, k in self.kinds.items()),
            inheritances=tuple(Inheritance(claim=self.ids[c], parent=rid.get(p, p), from_claim=self.ids.get(f)) for c, p, f in self.taken),
            mutations=tuple(
                Mutation(
                    report=rid[m["label"].split(".")[0]],
                    parent=rid.get(m["source"].split(".")[0], m["source"].split(".")[0]),
                    field=m["field"],
                    was=m["was"],
                    became=m["became"],
                    claim=self.ids.get(m["label"], ""),
                    from_claim=self.ids.get(m["source"], ""),
                )
                for m in self.changes
            ),
        )


def _when(day: object, told: str = "") -> When | None:
    if not day:
        return None
    start, _, end = str(day).partition("/")
    return When(start=start, end=end or start, text=told)


def _who(who: object) -> tuple[Source, ...]:
    if not who:
        return ()
    unnamed = str(who).startswith(("a ", "an "))
    return (Source(name=str(who), kind=SourceKind.UNNAMED if unnamed else SourceKind.INSTITUTION),)


def reading(pile: Pile, weighing: Weighing, label: str) -> Reading:
    """The reading that holds a claim."""
    return next(r for r in weighing.readings if pile.ids[label] in r.claims)


def between(pile: Pile, weighing: Weighing, *labels: str) -> list[Conflict]:
    """The conflicts that hold all of these claims or events."""
    wanted = {pile.ids[label] for label in labels}
    return [c for c in weighing.conflicts if wanted <= set(c.claims)]
