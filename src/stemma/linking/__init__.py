"""Linking: claims that speak of the same thing are gathered into figures, with reasons; people's judgements win.

First the claims that say one number of one thing are brought together, then the numbers that are told of one figure: what most of
a number's claims say of it outweighs the misreading of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from stemma.core.engine import Engine, OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Extract, Figure, Judgement, Link, Reason, Report
from stemma.linking.agreed import as_agreed
from stemma.linking.compare import compare, weighed
from stemma.linking.figures import SURE, Score, figures_of, links_of
from stemma.linking.gathering import Bounds, Gathering, Pair
from stemma.linking.ground import on_ground
from stemma.linking.numbers import Number, number, one_number, told_as_two
from stemma.linking.offices import as_held
from stemma.linking.repeated import as_first_told
from stemma.linking.series import Series
from stemma.linking.spelling import as_spelled
from stemma.linking.traits import Trait, TraitFinder, keys

__all__ = ["as_agreed", "as_first_told", "as_held", "as_spelled", "link_claims", "numbers_in", "on_ground", "traits_of"]
_CROWD = 120  # claims under one key beyond which only neighbours meet


def link_claims(
    reports: Sequence[Report], extracts: Sequence[Extract], judgements: Iterable[Judgement], pack: Pack, engine: Engine | None = None
) -> tuple[tuple[Link, ...], tuple[Figure, ...]]:
    """The figures that the claims of all reports speak about, and the links that hold them together."""
    engine = engine or OneProcess()
    traits = traits_of(reports, extracts, pack)
    said = _judged(judgements, traits)
    score = _scorer(traits, pack.tables["linking"]["weights"], said)
    numbers = numbers_in(traits, said, pack, engine, score)
    home = {i: at for at, held in enumerate(numbers) for i in held.members}
    tables = pack.tables
    series = Series(numbers, tables["linking"]["weights"], tables["series"], tables["linking"]["signs"])
    same, parted = _among_numbers(said, home)
    groups = [sorted(i for at in group for i in numbers[at].members) for group in series.gather(engine, same, parted)]
    weights = tables["linking"]["weights"]

    def why(i: int, j: int) -> tuple[Reason, ...]:
        pair = (i, j) if i < j else (j, i)
        if pair in said:
            return (Reason(rule="link.judged", detail="a person decided so", weight=_judged_weight(said[pair])),)
        _, reasons = compare(traits[pair[0]], traits[pair[1]], weights)
        return reasons if home[i] == home[j] else (*reasons, series.reason(home[i], home[j]))

    return links_of(groups, traits, score, why), figures_of(groups, traits, pack)


def traits_of(reports: Sequence[Report], extracts: Sequence[Extract], pack: Pack) -> list[Trait]:
    """The claims with all that is compared, in the order in which they meet."""
    by_id = {report.id: report for report in reports}
    finder = TraitFinder(pack)
    found = [trait for extract in extracts if extract.report in by_id for trait in finder.find(by_id[extract.report], extract)]
    return sorted(found, key=lambda t: (t.day or "9", t.claim.report, t.claim.start, t.claim.id))


def numbers_in(traits: Sequence[Trait], said: Mapping[Pair, bool], pack: Pack, engine: Engine, score: Score | None = None) -> list[Number]:
    """The claims that say one number of one thing, each group as one."""
    score = score or _scorer(traits, pack.tables["linking"]["weights"], said)
    bounds = Bounds(**pack.tables["linking"]["bounds"])
    parted = [pair for pair, same in said.items() if not same]
    apart = partial(told_as_two, traits)
    gathering = Gathering([1] * len(traits), score, bounds, parted, apart)
    for pair in sorted(pair for pair, same in said.items() if same):
        gathering.force(*pair)
    pairs = [(i, j) for i, j in engine.together(keys, traits, _CROWD) if one_number(traits[i], traits[j])]
    return [number(group, traits) for group in gathering.gather(pairs)]


def _judged(judgements: Iterable[Judgement], traits: Sequence[Trait]) -> dict[Pair, bool]:
    at = {trait.claim.id: i for i, trait in enumerate(traits)}
    said: dict[Pair, bool] = {}
    for judgement in judgements:
        if judgement.about == "figure" and judgement.one in at and judgement.other in at:
            low, high = sorted((at[judgement.one], at[judgement.other]))
            said[low, high] = judgement.same
    return said


def _among_numbers(said: Mapping[Pair, bool], home: Mapping[int, int]) -> tuple[list[Pair], list[Pair]]:
    """What people say of claims, as said of the numbers in which they stand: the same, and not the same."""
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for (i, j), same in sorted(said.items()):
        if home[i] != home[j]:
            found[not same].append((min(home[i], home[j]), max(home[i], home[j])))
    return found


def _scorer(traits: Sequence[Trait], weights: Mapping[str, float], said: Mapping[Pair, bool]) -> Score:
    """A score that remembers what it has weighed; a person's word stands above it."""
    seen: list[dict[int, float]] = [{} for _ in traits]  # of each claim and those after it
    for (i, j), same in said.items():
        seen[i][j] = _judged_weight(same)

    def score(i: int, j: int) -> float:
        low, high = (i, j) if i < j else (j, i)
        found = seen[low].get(high)
        if found is None:
            found = seen[low][high] = weighed(traits[low], traits[high], weights)[0]
        return found

    return score


def _judged_weight(same: bool) -> float:
    return SURE if same else -SURE
