"""Marks: the same parts for page and terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.types import Approx, Status, Verification
from stemma.showing.marks import Pen, Said, drawn, parts, typed

EXACT = Said(low=5, high=5, approx=Approx.EXACT)


def kinds(said: Said) -> list[str]:
    """The names of a mark's parts."""
    return [part.kind for part in parts(said)]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (EXACT, ["tick"]),
        (Said(low=5, high=5, approx=Approx.ABOUT), ["soft", "soft", "soft", "soft", "tick"]),
        (Said(low=5, high=5, approx=Approx.NEARLY), ["soft", "soft", "tick"]),
        (Said(low=5, high=None, approx=Approx.AT_LEAST), ["fade", "arrow", "tick"]),
        (Said(low=5, high=None, approx=Approx.MORE_THAN), ["fade", "arrow", "ring"]),
        (Said(low=None, high=5, approx=Approx.LESS_THAN), ["fade", "arrow", "ring"]),
        (Said(low=4, high=6, approx=Approx.RANGE), ["beam", "tick", "tick"]),
        (Said(low=4000, high=None, approx=Approx.VAGUE), ["fade", "fade"]),
        (Said(low=5, high=5, approx=Approx.EXACT, verification=Verification.CONFIRMED), ["tick", "foot"]),
        (Said(low=5, high=5, approx=Approx.EXACT, status=Status.DENIED), ["tick", "strike"]),
        (Said(low=5, high=5, approx=Approx.EXACT, changed=True), ["tick", "lozenge"]),
    ],
)
def test_ends_say_how_exact(said: Said, wanted: list[str]) -> None:
    assert kinds(said) == wanted


def test_ink_and_outline_stand_apart_from_the_ends() -> None:
    svg = drawn(
        Said(low=5, high=5, approx=Approx.ABOUT, verification=Verification.UNVERIFIED, status=Status.PLANNED), Pen(scale=float, across=10)
    )
    assert 'class="mk ink hollow awaited"' in svg


def test_red_never_stands_without_its_lozenge() -> None:
    svg = drawn(Said(low=5, high=5, approx=Approx.EXACT, changed=True), Pen(scale=float, across=10))
    assert "mk red" in svg and 'class="loz"' in svg


def test_an_open_end_stays_on_the_drawing() -> None:
    svg = drawn(Said(low=390, high=None, approx=Approx.AT_LEAST), Pen(scale=float, across=10, first=0, last=400))
    assert 'points="400.0,' in svg


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (EXACT, "     ┃     "),
        (Said(low=5, high=5, approx=Approx.ABOUT), "   ··┃··   "),
        (Said(low=5, high=None, approx=Approx.AT_LEAST), "     ┃───> "),
        (Said(low=5, high=None, approx=Approx.MORE_THAN), "     ○───> "),
        (Said(low=None, high=5, approx=Approx.AT_MOST), " <───┃     "),
        (Said(low=3, high=7, approx=Approx.RANGE), "   ┃━━━┃   "),
        (Said(low=5, high=5, approx=Approx.EXACT, verification=Verification.UNVERIFIED), "     │     "),
        (Said(low=5, high=5, approx=Approx.EXACT, status=Status.DENIED), "     ╱     "),
        (Said(low=5, high=5, approx=Approx.EXACT, changed=True), "     ◆     "),
    ],
)
def test_the_same_in_characters(said: Said, shown: str) -> None:
    assert typed(said, lambda value: value / 10, 11) == shown


numbers = st.one_of(st.none(), st.floats(min_value=-1e6, max_value=1e6))


@given(numbers, numbers, st.sampled_from(list(Approx)), st.sampled_from(list(Status)), st.sampled_from(list(Verification)), st.booleans())
def test_any_value_can_be_drawn(
    low: float | None, high: float | None, approx: Approx, status: Status, checked: Verification, changed: bool
) -> None:
    said = Said(low=low, high=high, approx=approx, status=status, verification=checked, changed=changed)
    assert drawn(said, Pen(scale=lambda v: v / 1e4, across=10)).startswith("<g class=")
    assert len(typed(said, lambda v: v / 1e6, 20)) == 20
