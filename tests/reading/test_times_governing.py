"""The time that governs an amount; the amount stands in [brackets]."""

from __future__ import annotations

import re

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment, Span
from stemma.reading.times import TimeFinder, TimeMention
from stemma.reading.times_governing import governing, since_for, window_for

FINDER = TimeFinder(load_pack())


def look(marked: str) -> tuple[str, list[TimeMention], Span]:
    """The plain text, its times, and the marked span."""
    plain = re.sub(r"[\[\]]", "", marked)
    return plain, FINDER.find(segment(plain), Moment(iso="2024-11-24")), Span(marked.index("["), marked.index("]") - 1)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The army held [1,376 square kilometres] in August.", "August"),
        ("In August the army held [1,376 square kilometres].", "August"),
        ("On Monday, after a night of rain that washed roads away, crews found [12 bodies].", "Monday"),
        ("About [60,000 homes] were dark on Thursday and 23,000 on Friday.", "Thursday"),
        ("About 60,000 homes were dark on Thursday and [23,000] on Friday.", "Friday"),
        ("The ministry said on Sunday that [340 soldiers] had died.", "Sunday"),
        ("The ministry said on Sunday that [340 soldiers] had died in July.", "July"),
        ("Crews have lost [40%] of the land they took in August.", None),
        ("The dam held back [12 cubic kilometres].", None),
    ],
)
def test_governing(marked: str, words: str | None) -> None:
    plain, times, span = look(marked)
    found = governing(times, segment(plain), span)
    assert (plain[found.start : found.end] if found else None) == words


@pytest.mark.parametrize(
    ("marked", "duration"),
    [
        ("It counted [42 clashes] over the last 24 hours.", "PT24H"),
        ("Over the past two weeks [42 people] were arrested.", "P2W"),
        ("Fires have burned [300 hectares] so far this year.", "P1Y"),
        ("It counted [42 clashes].", None),
    ],
)
def test_windows(marked: str, duration: str | None) -> None:
    plain, times, span = look(marked)
    found = window_for(times, segment(plain), span)
    assert (found.duration if found else None) == duration


def test_a_running_total_knows_its_start() -> None:
    plain, times, span = look("Since 6 August, [90 civilians] have been killed.")
    found = since_for(times, segment(plain), span)
    assert found is not None
    assert found.when is not None
    assert found.when.start == "2024-08-06"


def test_an_amount_outside_every_sentence_has_no_time() -> None:
    assert governing([], segment("One. Two."), Span(40, 41)) is None
    assert window_for([], segment("One. Two."), Span(40, 41)) is None
    assert since_for([], segment("One. Two."), Span(40, 41)) is None


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The offensive began in August. At its peak the army held [1,376 square kilometres].", "August"),
        ("On 3 March the column set out. It was then [30 km] from the city.", "3 March"),
        ("The mayor said on Friday that the river was rising. He added that [12 villages] were cut off.", "Friday"),
        ("Some [21 people] were killed when rockets struck the market on Wednesday.", "Wednesday"),
        ("Spain mourns [158 victims] of Tuesday's flood.", None),
        ("Last summer they took the valley, although the army later won back [half] of it.", None),
    ],
)
def test_times_told_elsewhere(marked: str, words: str | None) -> None:
    plain, times, span = look(marked)
    found = governing(times, segment(plain), span)
    assert (plain[found.start : found.end] if found else None) == words


def test_before_the_war_ends_on_the_day_before_it_began() -> None:
    plain, times, span = look("Fighting broke out on 27 September 2020. They had held [7,000 square kilometres] before the war.")
    found = governing(times, segment(plain), span)
    assert found is not None
    assert found.when is not None
    assert (found.when.start, found.when.end) == ("2020-09-26", "2020-09-26")


def test_an_article_of_a_day_is_no_statement() -> None:
    plain, times, span = look("Our article published on 3 May was wrong. The number is [40].")
    assert governing(times, segment(plain), span) is None
