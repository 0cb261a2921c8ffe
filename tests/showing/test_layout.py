"""Letters, labels, time and trees are placed so that nothing lies on anything."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.core.types import Report
from stemma.showing.scales import Label, round_scale, spread, stack
from stemma.showing.sigla import assign
from stemma.showing.timefold import fold
from stemma.showing.tree_layout import Node, Sheet, place


def report(outlet: str, text: str = "") -> Report:
    """A report of an outlet."""
    return Report(text=text or outlet, outlet=outlet)


def test_letters_come_from_the_name_and_are_unique() -> None:
    reports = [
        report("Harbour Wire"),
        report("The Marlow Courier"),
        report("Halden Post"),
        report("Harbour Wire", "later"),
        report("Hill Press"),
    ]
    assert [s.text for s in assign(reports, []).values()] == ["H", "M", "HP", "H²", "Hi"]


@given(st.lists(st.text(max_size=12), max_size=60))
def test_no_two_reports_share_a_letter(outlets: list[str]) -> None:
    reports = [Report(text=str(at), outlet=outlet) for at, outlet in enumerate(outlets)]
    given_letters = [s.text for s in assign(reports, []).values()]
    assert len(set(given_letters)) == len(reports)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(5, 60)), max_size=6))
def test_spread_labels_never_touch(wanted: list[tuple[float, float]]) -> None:
    labels = [Label(text="", want=want, width=width) for want, width in wanted]
    if spread(labels, 0, 400, gap=4):
        placed = sorted((label.x - label.width / 2, label.x + label.width / 2) for label in labels)
        assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(placed))
        assert all(a >= -1e-6 and b <= 400 + 1e-6 for a, b in placed)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(5, 90)), max_size=9))
def test_stacked_labels_never_touch(wanted: list[tuple[float, float]]) -> None:
    labels = [Label(text="", want=want, width=width) for want, width in wanted]
    rows = stack(labels, 0, 400)
    for row in range(rows):
        placed = sorted((label.x - label.width / 2, label.x + label.width / 2) for label in labels if label.row == row)
        assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(placed))


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8))
def test_a_scale_holds_all_its_values(found: list[float]) -> None:
    scale = round_scale(found, 0, 100)
    assert scale.low < scale.high
    assert all(scale.low - 1e-6 <= value <= scale.high + abs(scale.high) * 1e-6 for value in found)


@given(st.lists(st.floats(0, 20_000), min_size=1, max_size=12))
def test_folded_time_keeps_its_order(times: list[float]) -> None:
    clock = fold(times, 10, 300)
    placed = [clock(hour) for hour in sorted(times)]
    assert placed == sorted(placed)
    assert placed[0] >= 10 and placed[-1] <= clock.bottom + 1e-6


def test_a_long_silence_is_cut_out() -> None:
    clock = fold([0, 5, 9, 500, 504], 0, 300)
    assert len(clock.stretches) == 2
    assert abs((clock(5) - clock(0)) / 5 - (clock(504) - clock(500)) / 4) < 1e-6


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=7))
def test_a_small_tree_has_no_clash(parents: list[int]) -> None:
    lines = (("Some outlet 12:00", "b"), ("rewritten", "t3 it"))
    nodes = [
        Node(id=f"n{at}", y=40 + at * 70.0, parents=(f"n{parent % at}",) if at and parent < at else (), lines=lines)
        for at, parent in enumerate(parents)
    ]
    room = Sheet(first=80, last=1300)
    place(nodes, room)
    boxes = [(node.id, box) for node in room.nodes.values() for box in node.boxes]
    assert not any(one.meets(other) for a, one in boxes for b, other in boxes if a < b)
