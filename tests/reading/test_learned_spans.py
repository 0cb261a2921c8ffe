"""The trained readers' stretches of words: how likely each is under the chain of tags, and which are taken together."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest

MODEL = Path(__file__).parents[2] / "models" / "stemma-attribution" / "src"
pytestmark = pytest.mark.skipif(find_spec("numpy") is None, reason="the trained readers need numpy: pip install 'stemma[model]'")


def module(name: str) -> Any:
    if str(MODEL) not in sys.path:
        sys.path.append(str(MODEL))
    return __import__(f"stemma_attribution.{name}", fromlist=[name])


def stretches(tags: tuple[int, ...]) -> set[tuple[int, int, int]]:
    """The stretches of a sequence of tags: kind, first, one past the last."""
    found, start = set(), 0
    for at, tag in enumerate((*tags, 0)):
        if at and tags[at - 1] and not (tag == tags[at - 1] + tags[at - 1] % 2 and tag):
            found.add(((tags[at - 1] + 1) // 2, start, at))
        if tag % 2:
            start = at
    return found


def test_a_stretch_is_as_likely_as_all_sequences_that_hold_it() -> None:
    import numpy

    words, pieces = 6, [(0, 2), (2, 6)]
    chance = numpy.random.default_rng(3)
    scores, steps, begin = chance.normal(size=(words, 7)) * 2, chance.normal(size=(7, 7)), chance.normal(size=7)
    for before, after in product(range(7), range(7)):
        if after and not after % 2 and before not in (after, after - 1):
            steps[before, after] = -1e4
    begin[[2, 4, 6]] = -1e4
    wanted: dict[tuple[int, int, int], float] = {}
    for low, high in pieces:
        shares: dict[tuple[int, int, int], float] = {}
        total = 0.0
        for tags in product(range(7), repeat=high - low):
            score = begin[tags[0]] + sum(scores[low + t, tag] for t, tag in enumerate(tags))
            weight = float(numpy.exp(score + sum(steps[a, b] for a, b in pairwise(tags))))
            total += weight
            if weight:
                for kind, first, last in stretches(tags):
                    key = (kind, first + low, last + low)
                    shares[key] = shares.get(key, 0.0) + weight
        wanted |= {key: share / total for key, share in shares.items()}
    found = module("candidates").candidates(scores, steps, begin, pieces, least=0.01)
    made = {(int(k), int(a), int(b)): float(p) for k, a, b, p in zip(*found, strict=True)}
    assert made == pytest.approx({key: share for key, share in wanted.items() if share > 0.01}, abs=1e-9)
    assert len(made) > 10


def test_the_stretches_taken_gain_most_and_none_lies_over_another() -> None:
    import numpy

    rescore, candidates = module("rescore"), module("candidates")
    chance = numpy.random.default_rng(5)
    first = chance.integers(0, 9, 10)
    found = candidates.Candidates(chance.integers(1, 4, 10), first, first + chance.integers(1, 5, 10), numpy.full(10, 0.5))
    chances = chance.random((10, 2))
    bars = rescore.Bars(0.3, 0.4, 0.7)
    taken = rescore.chosen(found, chances, bars)
    gains = chances[:, 0] - bars.exact + bars.share * (chances[:, 1] - bars.half)
    spans = list(zip(found.kind.tolist(), found.first.tolist(), found.last.tolist(), strict=True))

    def apart(some: tuple[int, ...]) -> bool:
        return all(spans[a][2] <= spans[b][1] or spans[b][2] <= spans[a][1] for a, b in combinations(some, 2))

    sets = [some for size in range(5) for some in combinations(range(10), size) if apart(some)]
    best = max(sets, key=lambda some: sum(gains[list(some)]))
    assert len(best) > 1
    assert sorted(taken) == sorted(spans[i] for i in best)


def test_all_trees_at_once_say_what_each_says_when_it_is_walked() -> None:
    import numpy

    rescore = module("rescore")
    chance = numpy.random.default_rng(7)
    trees, leaves = 20, 8
    # a row of splits, each with its leaf on the left and all that follows on the right
    column, bar = chance.integers(0, 6, (trees, leaves - 1)), chance.normal(size=(trees, leaves - 1)).astype(numpy.float32)
    left = numpy.array([[255 & ~(1 << k) for k in range(leaves - 1)]] * trees, numpy.uint8)
    bar[3, 2:], left[3, 2:] = numpy.inf, 255  # a tree of three leaves
    leaf = chance.normal(size=(trees, leaves))
    seen = chance.normal(size=(40, 6)).astype(numpy.float32)

    def walked(tree: int, row: int) -> float:
        right = next((k for k in range(leaves - 1) if seen[row, column[tree, k]] <= bar[tree, k]), leaves - 1)
        return float(leaf[tree, right])

    weights = {"column": column, "bar": bar, "left": left, "leaf": leaf, "first": numpy.array(12), "base": numpy.array([0.5, -1.0])}
    said = rescore.Trees({f"tree_{k}": v for k, v in weights.items()})(seen)
    for row in range(40):
        one, two = (sum(walked(tree, row) for tree in some) for some in (range(12), range(12, trees)))
        assert said[row] == pytest.approx([one + 0.5, two - 1.0], abs=1e-5)


def test_what_the_judge_sees_of_a_stretch() -> None:
    import numpy

    rescore, candidates = module("rescore"), module("candidates")
    words = rescore.Words.of("dnvhdnVd#n.", [0] * 11, [([(0, 2)], [(2, 3)], [(3, 10)])])
    kinds, first, last = numpy.array([1, 2, 3, 3]), numpy.array([0, 2, 3, 3]), numpy.array([2, 3, 10, 11])
    found, numbers, borders = rescore.features(
        words, 0, 11, candidates.Candidates(kinds, first, last, numpy.array([0.9, 0.8, 0.6, 0.3])), None
    )
    assert numbers.shape[0] == borders.shape[0] == 4
    ruled = numbers[:, 7:10]
    assert ruled.tolist() == [[1, 1, 1], [1, 1, 1], [1, 1, 1], [0, 1, 0]]
    assert numbers[:, 2] == pytest.approx([0.9, 0.8, 0.9, 0.9])  # with what overlaps by half
    assert numbers[:, 4] == pytest.approx([0.0, 0.0, 0.3, 0.6])  # the likeliest rival
    assert found.last.tolist() == [2, 3, 10, 11]
    assert borders[0].tolist()[:2] == [rescore.OUTSIDE] * 2


def test_what_a_cue_is_to_a_content_is_told_for_many_pairs_at_once() -> None:
    import numpy

    pairs, page = module("pairs"), module("page")
    letters = "dnvq,dn.QdnvqhnA"  # the first sentence with a quotation inside, the second begun by one
    told = page.Page(letters, [0] * 8 + [1] * 8, [0] * 16, [([(0, 2)], [(2, 3)], [(3, 7)]), ([], [(15, 16)], [(8, 13)])])
    spans = [(1, 0, 2), (2, 2, 3), (3, 5, 7), (3, 9, 12), (2, 15, 16)]
    made = pairs.Pairs(told, spans)
    contents, cues = numpy.array([spans[2], spans[3], spans[3]]), numpy.array([spans[1], spans[1], spans[4]])
    rows = made.features(contents, cues)
    assert rows.shape == (3, pairs.SIZE)
    for at in range(3):
        assert (made.features(contents[at : at + 1], cues[at : at + 1])[0] == rows[at]).all()
    assert rows[:, 16].tolist() == [1, 0, 1]  # in one sentence
    assert rows[:, 17].tolist() == [0, 1, 0]  # in the next one
    assert rows[:, 28].tolist() == [1, 0, 0]  # nothing but quotation marks and commas between
    assert rows[:, 32].tolist() == [1, 0, 1]  # one passage of the rules holds both
    assert rows[:, 37].tolist() == [0, 1, 1]  # begun by a quotation mark
    nobody = made.nobody(cues[1:])
    assert nobody[:, 5].tolist() == [1, 1] and nobody[:, 6].tolist() == [0, 1]  # the rules know a source, or none
    assert nobody[:, 2].tolist() == [1, 0]  # a source in the sentence
    found = pairs.linked(spans[2:4], [spans[1], spans[4]], made, lambda asked: asked[:, 32])
    assert found == [((2, 2, 3), 1.0), ((2, 15, 16), 1.0)]
    assert pairs.linked(spans[2:4], [], made, len) == [(None, 0.0)] * 2


def test_what_rounding_leaves_is_nothing_to_a_judge() -> None:
    import numpy

    rescore, candidates = module("rescore"), module("candidates")
    words = rescore.Words.of("dnvhdnVd#n.", [0] * 11, [])
    kinds, first, last = numpy.array([3, 3, 3, 1]), numpy.array([0, 1, 2, 5]), numpy.array([4, 5, 5, 7])
    chances = numpy.array([0.1, 0.2, 0.3, 0.5])  # taken away again, they leave 1e-17 behind
    _, numbers, _ = rescore.features(words, 0, 11, candidates.Candidates(kinds, first, last, chances), None)
    small = numbers[(numbers != 0) & (abs(numbers) < 1e-6)]
    assert not len(small)
    _, again, _ = rescore.features(words, 0, 11, candidates.Candidates(kinds, first, last, chances * (1 + 1e-15)), None)
    assert (numbers == again).all()


def test_all_ranges_of_words_are_judged_at_once_as_each_would_be() -> None:
    import numpy

    rescore, candidates = module("rescore"), module("candidates")
    words = rescore.Words.of("dnvhdnVd#n." * 2, [0] * 11 + [1] * 11, [])
    kinds, first, last = numpy.array([1, 3, 3, 1, 2]), numpy.array([0, 3, 3, 11, 13]), numpy.array([2, 10, 11, 13, 14])
    found = candidates.Candidates(kinds, first, last, numpy.array([0.9, 0.6, 0.3, 0.8, 0.7]))

    class Judge:
        bars = rescore.Bars()

        def __call__(self, kind: Any, numbers: Any, borders: Any) -> Any:
            return numpy.stack([numbers[:, 1], numbers[:, 1]], 1)

    ranges = [(0, 11), (11, 22)]
    made = rescore.taken(words, ranges, found, None, Judge())
    assert made == [rescore.taken(words, [one], found, None, Judge())[0] for one in ranges]
    assert made == [[(1, 0, 2), (3, 3, 10)], [(1, 11, 13), (2, 13, 14)]]
    nothing = found.among(0, 1)
    assert rescore.taken(words, ranges, nothing, None, Judge()) == [[], []]
    assert rescore.taken(words, ranges, nothing, nothing, Judge()) == [[], []]
