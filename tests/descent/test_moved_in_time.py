"""Counts that were moved in time on the way, told by signs in the two sentences; and what is no such change."""

from __future__ import annotations

import pytest

from stemma.core.packs import Pack
from stemma.core.types import When
from stemma.core.words import plain_words
from stemma.descent.dated import Dated
from stemma.descent.matter import Line


@pytest.fixture(scope="module")
def dated(pack: Pack) -> Dated:
    return Dated(pack)


def line(said: str) -> Line:
    plain = said.lower().replace(",", "").replace(".", "")
    return Line(start=0, end=len(said), words=frozenset(plain_words(said)), plain=plain)


def when(days: str, text: str = "") -> When:
    start, _, end = days.partition("/")
    return When(start=start or None, end=end or start, text=text)


def odds(dated: Dated, older: tuple[When, str], younger: tuple[When, str], published: str = "2031-05-08") -> float:
    signs = dated.signs(older[0], younger[0], line(older[1]), line(younger[1]), published)
    return dated.weights.odds(signs) if signs else dated.weights.by_sign["prior"]


MOVED = [
    (
        (when("2031-05-04", "4 May"), "By 4 May 312 people had been rescued"),
        (when("2031-05-06", "6 May"), "By 6 May 312 people had been rescued"),
    ),
    (
        (when("2031-05-04", "Sunday"), "The river stood at 5.3 metres on Sunday"),
        (when("2031-05-06", "Tuesday"), "On Tuesday the river reached 5.3 metres"),
    ),
    (
        (when("2031-05-07/2031-05-08", "the past day"), "The ministry counts 400 dead in the past day"),
        (when("2031-05-09", "Friday"), "By Friday the ministry counted 400 dead since the fighting began"),
    ),
    (
        (when("2031-04-04/2031-05-08", "4 April"), "Since 4 April 1,376 people have died"),
        (when("2031-03-04/2031-05-09", "4 March"), "Since 4 March 1,376 people have died"),
    ),
]
KEPT = [
    ((when("2031-05-08"), "The flood killed 312 people"), (when("2031-05-09"), "At least 312 people died in the flood")),
    (
        (when("2031-05-06", "Tuesday"), "On Tuesday 312 people were rescued"),
        (when("2031-05-06", "6 May"), "On 6 May 312 people were brought to safety"),
    ),
    (
        (when("2031-04-04/2031-05-08", "4 April"), "That lifts the arrests since 4 April to 568"),
        (when("2031-05-08", "8 May"), "By 8 May the police had made 568 arrests in those weeks"),
    ),
    (
        (when("2031-04-28", "28 April"), "Up to 28 April 68 patients had been kept in hospital for more than a day"),
        (when("2031-04-30", "the end of April"), "By the end of April sixty-eight of the sick had spent a night on a ward"),
    ),
    ((when("2031-05-06", "Tuesday"), "The count rose to 312 on Tuesday"), (when("2031-05-09"), "The count stands at 312")),
    ((when("2031-05-06", "Tuesday"), "Rescuers found 48 people on Tuesday"), (when("2031-05-06", "Tuesday"), "On Tuesday 48 were found")),
]


@pytest.mark.parametrize(("older", "younger"), MOVED)
def test_a_count_was_moved(dated: Dated, older: tuple[When, str], younger: tuple[When, str]) -> None:
    assert odds(dated, older, younger) >= dated.weights.least


@pytest.mark.parametrize(("older", "younger"), KEPT)
def test_a_count_was_not_moved(dated: Dated, older: tuple[When, str], younger: tuple[When, str]) -> None:
    assert odds(dated, older, younger) < dated.weights.least


def test_the_strongest_signs_are_told(dated: Dated) -> None:
    (older, said), (younger, again) = MOVED[1]
    told = dated.told(dated.signs(older, younger, line(said), line(again), "2031-05-08"))
    assert "each sentence has a day that the other lacks" in told


def test_may_is_a_month_only_beside_a_number(dated: Dated) -> None:
    older, younger = when("2031-05-08"), when("2031-05-09")
    hoped = dated.signs(older, younger, line("312 people are missing"), line("312 people may be missing"), "2031-05-08")
    assert "days_new" not in hoped
    named = dated.signs(older, younger, line("312 people are missing"), line("312 people are missing since May 9"), "2031-05-08")
    assert "days_new" in named


def test_what_is_not_known_to_the_day_gives_no_signs(dated: Dated) -> None:
    assert dated.signs(When(start=None, end=None), when("2031-05-09"), line("312 dead"), line("312 dead"), "2031-05-08") == {}


def test_two_times_of_one_stretch_are_shown_by_their_words(dated: Dated) -> None:
    assert dated.said(when("2031-05-08"), line("148 litres fell in two days")) == "two days"
    assert dated.said(when("2031-05-08"), line("148 litres fell")) == ""


def test_each_weight_is_that_of_a_sign(dated: Dated) -> None:
    given: set[str] = {"prior"}
    for older, younger in [*MOVED, *KEPT]:
        for published in ("2031-05-08", ""):
            given |= dated.signs(older[0], younger[0], line(older[1]), line(younger[1]), published).keys()
    assert given <= set(dated.weights.by_sign)
