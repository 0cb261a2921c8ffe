"""The situation as it was known at a moment, or as far as some days and a place are concerned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from stemma.core.types import Figure, Reading, Situation
from stemma.showing.brush import hours
from stemma.showing.view import View, speaker
from stemma.web.asked import Asked


def known_at(view: View, moment: str) -> Situation:
    """What the reports published by a moment make: later ones are taken out, counts are counted again."""
    limit = _limit(moment)
    kept = {r for r in view.reports if (at := hours(view.published(r))) is None or limit is None or at <= limit}
    here = {c for c, claim in view.claims.items() if claim.report in kept} | {e for e, event in view.events.items() if event.report in kept}
    s, tree, found = view.situation, view.situation.stemma, view.situation.weighing
    figures = tuple(replace(f, claims=left) for f in s.figures if (left := tuple(c for c in f.claims if c in here)))
    readings = tuple(_less(view, r, left) for r in found.readings if (left := tuple(c for c in r.claims if c in here)))
    conflicts = tuple(
        replace(c, claims=left) for c in found.conflicts if len(left := tuple(i for i in c.claims if i in here)) == len(c.claims)
    )
    return replace(
        s,
        reports=tuple(r for r in s.reports if r.id in kept),
        extracts=tuple(e for e in s.extracts if e.report in kept),
        figures=figures,
        links=tuple(link for link in s.links if link.one in here and link.other in here),
        stemma=replace(
            tree,
            descents=tuple(d for d in tree.descents if d.child in kept),
            lost=tuple(replace(o, children=left) for o in tree.lost if (left := tuple(c for c in o.children if c in kept))),
            kinds=tuple(k for k in tree.kinds if k[0] in kept),
            inheritances=tuple(i for i in tree.inheritances if i.claim in here),
            mutations=tuple(
                replace(m, inherited_by=tuple(r for r in m.inherited_by if r in kept)) for m in tree.mutations if m.report in kept
            ),
        ),
        weighing=replace(
            found,
            readings=readings,
            conflicts=conflicts,
            checks=tuple(c for c in found.checks if set(c.claims) <= here),
            courses=tuple(replace(p, claims=left) for p in found.courses if (left := tuple(c for c in p.claims if c in here))),
            novelty=tuple(n for n in found.novelty if n.report in kept),
        ),
    )


def _limit(moment: str) -> float | None:
    """The end of a day or the very minute, in hours since 1970."""
    at = hours(moment)
    return at + 12 if at is not None and len(moment) == len("2024-11-24") else at


def _less(view: View, reading: Reading, left: tuple[str, ...]) -> Reading:
    """A reading carried by fewer reports than now."""
    if left == reading.claims:
        return reading
    named = {s.name for c in left if c in view.claims and (s := speaker(view.claims[c]))}
    return replace(
        reading,
        claims=left,
        reports=len({view.claims[c].report for c in left if c in view.claims}),
        origins=min(reading.origins, len({view.root(c) for c in left})),
        sources=min(reading.sources, len(named)),
    )


def concerned(view: View, want: Asked) -> Callable[[Figure], bool]:
    """Tells whether a figure has a claim in the asked place whose day or publication lies in the asked days."""
    start, end = want.start, want.end

    def inside(claim_id: str) -> bool:
        claim = view.claims.get(claim_id)
        if claim is None or (want.place and (claim.place is None or claim.place.name != want.place)):
            return False
        day = ((claim.when.end or claim.when.start) if claim.when else "") or ""
        days = [d for d in (day, view.published(claim.report)[:10]) if d]
        return not (start or end) or any((not start or d >= start) and (not end or d <= end) for d in days)

    if not (start or end or want.place or want.measure):
        return lambda figure: True
    return lambda figure: (not want.measure or figure.measure == want.measure) and any(map(inside, figure.claims))
