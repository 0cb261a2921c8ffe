"""Times in a text: days, months, years, weekdays, clock times, lengths and repeats, resolved against the publication date.

The words are looked up in a table of classes (data/en/times.toml), so a text becomes a string of classes; the patterns of
the same file are found in that string, and a builder named by the pattern works out what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import structs

from stemma.core.packs import Pack, load_register
from stemma.core.text import Text
from stemma.core.types import Moment, When
from stemma.reading.times import clock, compound, counted, dates, lengths, parts, relative
from stemma.reading.times.before import Beginnings, day_before
from stemma.reading.times.calendar import Stretch, anchor_of, shift
from stemma.reading.times.entries import on_their_days
from stemma.reading.times.grammar import Found, Grammar
from stemma.reading.times.mention import TimeMention
from stemma.reading.times.quoted import from_day_spoken
from stemma.reading.times.roles import Roles
from stemma.reading.times.scene import Made, Scene, Words

if TYPE_CHECKING:
    from stemma.reading.times.spoken import SpokenFinder

__all__ = ["BUILDERS", "Builder", "TimeFinder", "TimeMention"]

Builder = Callable[[Found, Scene], Made | None]
BUILDERS: Final[Mapping[str, Builder]] = {
    "iso": dates.iso,
    "numeric": dates.numeric,
    "clock": clock.clock,
    "days": dates.days,
    "date": dates.date_named,
    "months": dates.months,
    "month": dates.month_named,
    "quarter": parts.quarter_named,
    "half": parts.half_named,
    "season": parts.season_named,
    "decade": parts.decade_named,
    "century": parts.century_named,
    "feast": compound.feast,
    "part_of": compound.part_of,
    "lengths": compound.lengths,
    "length_half": compound.length_half,
    "half_past": counted.half_past_part,
    "hours": compound.hours,
    "unit_far": counted.unit_far,
    "day_of_unit": counted.day_of_unit,
    "nth_weekday": counted.nth_weekday,
    "nth_of_month": counted.nth_of_month,
    "weekday_nth": counted.weekday_nth,
    "counted_from": counted.counted_from,
    "hour_part": counted.hour_part,
    "week_holding": counted.week_holding,
    "unit_up_to": counted.unit_up_to,
    "week_numbered": counted.week_numbered,
    "months_up_to": counted.months_up_to,
    "to_date": counted.to_date,
    "year": parts.year_named,
    "today": relative.today,
    "day_around": relative.day_around,
    "weekday": relative.weekday,
    "same_unit": relative.same_unit,
    "unit_near": relative.unit_near,
    "daypart_near": relative.daypart_near,
    "span_near": relative.span_near,
    "ago": relative.ago,
    "unit_by": relative.unit_by,
    "bare_unit": relative.bare_unit,
    "reference": relative.reference,
    "length": lengths.length,
    "loose": lengths.loose,
    "age": lengths.age,
    "repeat": lengths.repeat,
    "often": lengths.often,
    "weekdays": lengths.weekdays,
}


class TimeFinder:
    """Finds times by the patterns of the pack's table, or, where a register is named, as that register has them ("spoken")."""

    def __init__(self, pack: Pack, register: str = "") -> None:
        self._register = _register(pack, register) if register else None
        table = pack.tables.get("times", {})
        self._grammar = Grammar(table)
        self._words = Words(table)
        self._roles = Roles(table)
        self._deictic = frozenset(table.get("deictic", {}).get("words", ()))
        self._beginnings = Beginnings(table)
        self._skipped = frozenset(table.get("skipped", {}).get("marks", ()))

    def find(self, text: Text, anchor: Moment | None) -> list[TimeMention]:
        """The times of a text in order; relative ones are resolved against the publication date, or left open without one."""
        if self._register is not None:
            return self._register.find(text, anchor)
        signs = self._grammar.signs(text.tokens)
        scene = Scene(text=text, signs=signs, grammar=self._grammar, words=self._words, anchor=anchor_of(anchor))
        found: list[TimeMention] = []
        hidden = [m for m in text.marks if m.kind in self._skipped]

        def take(match: Found) -> int:
            if hidden and any(m.start < text.tokens[match.first].end and text.tokens[match.first].start < m.end for m in hidden):
                return match.last
            scene.asked = None
            made = BUILDERS[match.build](match, scene)
            if made is None:
                return 0
            if made.type:
                mention = self._mention(made, scene, _anchor(match, made, scene))
                found.append(mention)
                if mention.role != "since":  # "since 12 February" tells from when, not of which day the next sentence is
                    _remember(made, scene)
            return made.last

        self._grammar.walk(text.tokens, signs, take)
        found = from_day_spoken(found, text, scene.anchor, self._deictic)
        if anchor is not None:
            found = on_their_days(found, text, anchor.iso)
        return self._before_events(_join(found, text), text)

    def _before_events(self, found: list[TimeMention], text: Text) -> list[TimeMention]:
        """ "before the war" joins the times found, with its day where the text tells when the war began."""
        phrases = self._beginnings.phrases(text, "before")
        if not phrases:
            return found
        day = self._beginnings.day(text, found)
        when = None if day is None else day_before(day)
        for first, last in phrases:
            start, end = text.tokens[first].start, text.tokens[last - 1].end
            if not any(m.start < end and start < m.end for m in found):
                meant = None if when is None else replace(when, text=text.text[start:end])
                found.append(TimeMention(start=start, end=end, type="DATE", value="PAST_REF", when=meant, role="before"))
        return sorted(found, key=lambda m: m.start)

    def _mention(self, made: Made, scene: Scene, anchor: str) -> TimeMention:
        tokens = scene.text.tokens
        first, last = tokens[made.first], tokens[made.last - 1]
        end = last.end - 2 if last.norm.endswith("'s") and last.end - last.start > 2 else last.end
        words = scene.text.text[first.start : end]
        role, before = self._roles.role(made, scene)
        return TimeMention(
            start=first.start,
            end=end,
            type=made.type,
            value=made.value,
            when=_when(made, role, before == "before", _Said(words, scene.anchor)),
            duration=made.duration,
            role=role,
            spoken=self._roles.spoken(made, scene),
            anchor=anchor,
        )


def _register(pack: Pack, name: str) -> SpokenFinder:
    from stemma.reading.times.spoken import SpokenFinder

    return SpokenFinder(load_register(name, pack.language))


_OWN: Final = ("iso", "numeric", "year", "decade", "century")


def _anchor(match: Found, made: Made, scene: Scene) -> str:
    """From when a relative time was reckoned, "" for "22 October 2024" and for lengths."""
    base = scene.asked or scene.anchor
    own = match.build in _OWN or match.has("year4")
    return "" if own or made.stretch is None or base is None else base.value


class _Said(NamedTuple):
    words: str
    anchor: Stretch | None


def _when(made: Made, role: str, before: bool, said: _Said) -> When | None:
    """The days meant: since runs to the publication date, until and before leave the start open."""
    stretch = made.stretch
    if stretch is None:
        return None
    whole = stretch.when(said.words)
    if made.open_start or role == "until":
        return replace(whole, start=None)
    if role == "since":
        return replace(whole, end=None if said.anchor is None else max(stretch.first, said.anchor.last).isoformat())
    if role == "deadline" and made.edge == "late":
        return replace(whole, start=whole.end)  # by, or before, the end of the month
    if role == "deadline" and before and made.type != "TIME":  # "shortly before midnight" is still that day
        last = shift(stretch.first, -1, "day")
        return replace(whole, start=None, end=None if last is None else last.isoformat())
    return whole


def _remember(made: Made, scene: Scene) -> None:
    if made.type == "DURATION" and made.role == "window" and made.stretch is not None:
        scene.window, scene.window_sentence = made.stretch, scene.text.tokens[made.first].sentence
    if made.stretch is None or made.type not in ("DATE", "TIME") or made.value == "PRESENT_REF":
        return
    scene.told, scene.told_at = made.stretch, scene.text.tokens[made.first].sentence
    if made.stretch.grain == "day":
        scene.told_day = made.stretch
        scene.told_sentence = scene.text.tokens[made.first].sentence


def _join(found: list[TimeMention], text: Text) -> list[TimeMention]:
    """ "between X and Y" and "from X to Y" are one window."""
    joined = list(found)
    for i, (one, other) in enumerate(pairwise(found)):
        between = text.text[one.end : other.start].strip().lower()
        before = text.text[max(0, one.start - 12) : one.start].split()
        opens = before[-1].lower() if before else ""
        paired = (between == "and" and opens == "between") or (between in ("to", "until", "through", "till", "–", "-") and opens == "from")
        start = one.when.start if one.when else None
        end = other.when.end if other.when else None
        if paired and one.type == other.type == "TIME" and end and (not start or start > end):
            start = end  # "between midnight and 6 a.m. on Thursday": the day is told once, behind the second
        if paired and start and end and start > end and other.value == end and text.text[other.start : other.end].isalpha():
            if start == one.anchor and one.value == start:
                start = _weekday_behind(start, end, -1)  # "between Friday and Wednesday", told on a Friday
            else:
                end = _weekday_behind(end, start)
        if not paired or not start or not end or start > end:
            continue
        when = When(start=start, end=end, text=text.text[one.start : other.end])
        joined[i] = structs.replace(one, when=when, role="window")
        joined[i + 1] = structs.replace(other, when=when, role="window")
    return joined


def _weekday_behind(moved: str, fixed: str, side: int = 1) -> str:
    """ "From next Monday to Friday": the weekday told second is the one behind the first, or the first the one before the second."""
    day, other = date.fromisoformat(moved), date.fromisoformat(fixed)
    weeks = -((day - other).days // 7) if side > 0 else -(-(other - day).days // 7) - 1
    to = shift(day, side * abs(weeks), "week")
    return moved if to is None else to.isoformat()
