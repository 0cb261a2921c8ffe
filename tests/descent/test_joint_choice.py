"""Parents chosen together: chains by closeness, direction by naming, the best tree without circles, support that repeats."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations, product
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.descent.families import family
from tests.descent.test_trace import traced
from tests.making import told

import stemma.descent.order
from stemma.core.packs import Pack
from stemma.descent.arborescence import arborescence
from stemma.descent.order import Order

SENTENCES = [
    "The tanker ran aground on the Sall reef before dawn with a cargo of heavy oil.",
    "Its master had asked twice for a pilot and was told to wait, the harbour board said.",
    "Fishermen from three villages put out in open boats to lay the first boom.",
    "A slick as long as the bay was seen from the lighthouse by noon.",
    "The minister flew over the wreck in a helicopter and promised help for the oyster beds.",
    "Divers found the hull torn along the second tank on the port side.",
    "Schools along the shore were shut because of the smell.",
    "An old law from the days of sail decides who must pay, a lawyer at Orrin said.",
]


def best_by_trying(nodes: list[str], offers: dict[str, dict[str, float]]) -> float:
    """The greatest sum of any choice of parents without a circle."""
    best = 0.0
    for parents in product(*([None, *offers[n]] for n in nodes)):
        above = dict(zip(nodes, parents, strict=True))
        if all(_ends(n, above) for n in nodes):
            best = max(best, sum(offers[n][p] for n, p in above.items() if p is not None))
    return best


def _ends(node: str, above: dict[str, str | None]) -> bool:
    seen = set()
    at: str | None = node
    while at is not None:
        if at in seen:
            return False
        seen.add(at)
        at = above[at]
    return True


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.integers(-1, 30), min_size=n * n, max_size=n * n).map(lambda w: (n, w))))
def test_the_tree_is_the_best_of_all(drawn: tuple[int, list[int]]) -> None:
    size, weights = drawn
    nodes = [f"n{k}" for k in range(size)]
    offers = {
        c: {p: float(weights[i * size + j]) for j, p in enumerate(nodes) if i != j and weights[i * size + j] > 0}
        for i, c in enumerate(nodes)
    }
    found = arborescence(nodes, offers)
    assert all(_ends(n, {m: found.get(m) for m in nodes}) for n in nodes)
    assert sum(offers[c][p] for c, p in found.items()) == pytest.approx(best_by_trying(nodes, offers))


def test_a_chain_follows_the_closest_wording(pack: Pack) -> None:
    first = " ".join(SENTENCES)
    second = " ".join(SENTENCES[:6]).replace("before dawn", "in the dark").replace("A slick", "An oil film").replace("torn", "ripped open")
    third = second.replace("Fishermen", "Crews").replace("a lawyer", "a jurist").replace("flew over", "circled")
    reports = [
        told(first, "Sall Herald", "2031-03-03T08:00:00+00:00"),
        told(second, "Orrin Post", "2031-03-03T12:00:00+00:00"),
        told(third, "Bay Digest", "2031-03-03T18:00:00+00:00"),
    ]
    above = {d.child: d.parent for d in traced(pack, reports).descents}
    assert above == {reports[1].report.id: reports[0].report.id, reports[2].report.id: reports[1].report.id}


def test_who_names_the_other_is_the_child(pack: Pack) -> None:
    text = " ".join(SENTENCES)
    one = told(text, "Sall Herald", "2031-03-03")
    other = told(text.replace("before dawn", "by night") + " The account was first published by Sall Herald.", "Orrin Post", "2031-03-03")
    (descent,) = traced(pack, [one, other]).descents
    assert (descent.child, descent.parent) == (other.report.id, one.report.id)


def test_copies_of_one_day_say_that_the_direction_is_open(pack: Pack) -> None:
    text = " ".join(SENTENCES)
    stemma = traced(pack, [told(text, "Sall Herald", "2031-03-03"), told(text, "Orrin Post", "2031-03-03")])
    (descent,) = stemma.descents
    assert "descent.direction-open" in {r.rule for r in descent.reasons}


def test_support_repeats_and_weakens_the_weight(pack: Pack) -> None:
    members = list(family().values())
    once, again = traced(pack, members), traced(pack, members)
    assert once.descents == again.descents
    for d in once.descents:
        assert 0 < d.weight <= 1
        assert d.parent.startswith("*") or any(r.rule == "descent.support" for r in d.reasons)


def test_an_outlets_own_formula_makes_no_kin(pack: Pack) -> None:
    formula = " Anyone with a story to tell is asked to ring the night desk of the Sall Herald or to write to its office on Quay Street."
    bodies = ["A boy found a bell in the dunes.", "The ferry will not run this winter.", "Rain spoiled the hay on the north farms."]
    reports = [told(b + formula, "Sall Herald", f"2031-0{k + 1}-03T08:00:00+00:00") for k, b in enumerate(bodies)]
    assert traced(pack, reports).descents == ()
    assert len(list(combinations(reports, 2))) == 3


plain = pytest.mark.skipif(
    not stemma.descent.order.__file__.endswith(".py"), reason="compiled rooms take no stand-in for a chooser: make test runs this"
)


class Offered:
    """What Order asks of a chooser: for each report the sets of parents that it may have, with their scores."""

    def __init__(self, offers: dict[str, list[tuple[float, str]]]) -> None:
        self._offers = offers

    def candidates(self, child: Any) -> list[Any]:
        sets = sorted(self._offers.get(child.id, ()), reverse=True)
        return [SimpleNamespace(score=score, ties=[SimpleNamespace(parent=SimpleNamespace(id=p)) for p in names]) for score, names in sets]

    def either_way(self, child: Any) -> bool:
        return True

    def strangers(self, choice: Any) -> bool:
        return False


def _worth(order: Any, reports: Sequence[str]) -> float:
    return sum(order._worths(reports, reports).values())


@plain
def test_an_order_in_which_no_single_step_helps_is_still_improved() -> None:
    # a blend c of a and b, its edit d and a copy e of a: turned round, no report alone gains by moving
    offers = {"a": [(6.2, "e"), (2.6, "c")], "b": [], "c": [(5.8, "ab"), (7.1, "d")], "d": [(7.4, "c"), (-2.3, "e")], "e": [(6.2, "a")]}
    matters: Any = [SimpleNamespace(id=name) for name in "abcde"]
    order: Any = Order(cast(Any, Offered(offers)), matters)
    best = max(_worth(order, p) for p in permutations("abcde"))
    turned = ["a", "b", "d", "e", "c"]
    assert _worth(order, turned) < best - 1
    assert _worth(order, order.improved(turned)) == pytest.approx(best)


@plain
@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcd"), st.lists(st.tuples(st.floats(-5, 9), st.sampled_from(["a", "b", "cd", "d", "ab"])), max_size=3)
    )
)
def test_an_order_is_never_made_worse_and_keeps_every_report(offers: dict[str, list[tuple[float, str]]]) -> None:
    free = {child: [(score, names) for score, names in found if child not in names] for child, found in offers.items()}
    order: Any = Order(cast(Any, Offered(free)), cast(Any, [SimpleNamespace(id=name) for name in "abcd"]))
    found = order.improved(list("abcd"))
    assert sorted(found) == list("abcd")
    assert _worth(order, found) >= _worth(order, list("abcd"))
