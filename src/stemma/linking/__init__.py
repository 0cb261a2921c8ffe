"""Linking: claims that speak of the same thing are gathered into figures, with reasons; people's judgements win."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.core.engine import Engine, OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Extract, Figure, Judgement, Link, Reason, Report
from stemma.linking.compare import compare
from stemma.linking.figures import SURE, Gathering, Score, figures_of, links_of
from stemma.linking.traits import Trait, TraitFinder, keys

__all__ = ["link_claims"]
_CROWD = 120  # claims under one key beyond which only neighbours meet


def link_claims(
    reports: Sequence[Report], extracts: Sequence[Extract], judgements: Iterable[Judgement], pack: Pack, engine: Engine | None = None
) -> tuple[tuple[Link, ...], tuple[Figure, ...]]:
    """The figures that the claims of all reports speak about, and the links that hold them together."""
    engine = engine or OneProcess()
    traits = _traits(reports, extracts, pack)
    weights = pack.tables["linking"]["weights"]
    said = _judged(judgements, traits)
    score = _scorer(traits, weights, said)
    gathering = Gathering(traits, score, weights)
    for pair in sorted(pair for pair, same in said.items() if same):
        gathering.force(*pair)
    pairs = ((i, j, score(i, j)[0]) for i, j in engine.together(keys, traits, _CROWD))
    for i, j, _ in sorted((p for p in pairs if p[2] > weights["join"]), key=lambda p: (-p[2], p[0], p[1])):
        gathering.offer(i, j)
    gathering.join_rivals()
    groups = gathering.groups()
    return links_of(groups, traits, score), figures_of(groups, traits, pack)


def _traits(reports: Sequence[Report], extracts: Sequence[Extract], pack: Pack) -> list[Trait]:
    by_id = {report.id: report for report in reports}
    finder = TraitFinder(pack)
    found = [trait for extract in extracts if extract.report in by_id for trait in finder.find(by_id[extract.report], extract)]
    return sorted(found, key=lambda t: (t.day or "9", t.claim.report, t.claim.start, t.claim.id))


def _judged(judgements: Iterable[Judgement], traits: Sequence[Trait]) -> dict[tuple[int, int], bool]:
    at = {trait.claim.id: i for i, trait in enumerate(traits)}
    said: dict[tuple[int, int], bool] = {}
    for judgement in judgements:
        if judgement.about == "figure" and judgement.one in at and judgement.other in at:
            low, high = sorted((at[judgement.one], at[judgement.other]))
            said[low, high] = judgement.same
    return said


def _scorer(traits: Sequence[Trait], weights: dict[str, float], said: dict[tuple[int, int], bool]) -> Score:
    """A score that remembers what it has compared; a person's word stands above it."""
    seen: dict[tuple[int, int], tuple[float, tuple[Reason, ...]]] = {}

    def score(i: int, j: int) -> tuple[float, tuple[Reason, ...]]:
        pair = (i, j) if i < j else (j, i)
        if pair not in seen:
            seen[pair] = compare(traits[pair[0]], traits[pair[1]], weights)
            if pair in said:
                weight = SURE if said[pair] else -SURE
                seen[pair] = weight, (Reason(rule="link.judged", detail="a person decided so", weight=weight),)
        return seen[pair]

    return score
