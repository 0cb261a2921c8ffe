"""Days told by how far they lie from the day of an event: "two days after landfall on Oct. 25", "in the two weeks to 20 October"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import When
from stemma.reading.times.before import Beginnings
from stemma.reading.times.calendar import shift
from stemma.reading.times.finder import TimeMention

_REACH: Final = 110  # characters of "two days after landfall on"
_DAY: Final = 24  # hours
_LETTERS: Final = {"hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}


class Aftermath:
    """Reckons them, by the words of the table's [aftermath]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("aftermath", {})
        values = table.get("values", {})
        self._begin = Beginnings(table)
        self._numbers: dict[str, int] = {w: int(n) for w, n in values.get("small", {}).items() if 0 < int(n) < 100}
        self._numbers |= dict.fromkeys(told.get("one", ()), 1)
        self._units: dict[str, str] = {form: grain for grain, forms in told.get("units", {}).items() for form in forms}
        number = "|".join([r"\d{1,3}", *map(re.escape, sorted(self._numbers, key=len, reverse=True))])
        unit = "|".join(sorted(map(re.escape, self._units), key=len, reverse=True))
        parts = "|".join(map(re.escape, told.get("parts", ()))) or "(?!)"
        after, before, until, within, first = (
            "|".join(map(re.escape, told.get(name, ()))) or "(?!)" for name in ("after", "before", "until", "within", "first")
        )
        length = rf"(?P<n>{number})[ -](?P<unit>{unit})"
        relative, on = ("|".join(map(re.escape, told.get(name, ()))) or "(?!)" for name in ("relative", "on"))
        aside = rf"(?:, (?:{relative}) \w+(?: \w+){{0,3}}?)?"
        self._from = re.compile(
            rf"(?i)(?<![\w-])(?:(?P<within>(?:{within}) )?{length}|the (?P<part>{parts})) (?P<way>{after}|{before})"
            rf"(?: [^,;:()\d]{{0,60}}?)?{aside} ?(?:(?:{on}) )?$"
        )
        self._ahead = frozenset(told.get("after", ()))
        self._to = re.compile(rf"(?i)\b(?:the|a|an) (?:(?P<n>{number})[ -])?(?P<unit>{unit}) (?:{until})(?: on)? $")
        self._first = re.compile(rf"(?i)\bthe (?:{first}) {length}$")

    def settled(self, times: Sequence[TimeMention], text: Text, published: str) -> list[TimeMention]:
        """The times of a text, those that are told from the day of an event with their own days."""
        begun: list[date | None] = []
        done: list[TimeMention] = []
        for time in times:
            sentence = text.sentence_at(time.start)
            if sentence is None or time.type not in ("DATE", "TIME") or time.role not in ("point", "deadline"):
                done.append(self._early(time, text, times, begun, published))
                continue
            low = max(sentence.start, time.start - _REACH, max((t.end for t in done if t.type in ("DATE", "TIME")), default=0))
            made = self._reckoned(time, text, low, published)
            if made is None:
                done.append(time)
                continue
            done = [t for t in done if t.end <= made.start]
            done.append(made)
            if made.end < time.start:
                done.append(time)
        return done

    def _reckoned(self, time: TimeMention, text: Text, low: int, published: str) -> TimeMention | None:
        day = _single_day(time)
        if day is None:
            return None
        match = self._to.search(text.text, low, time.start)
        if match is not None and (match["n"] or self._units[match["unit"].lower()] != "day"):
            return self._window(match, time, text, day)
        match = self._from.search(text.text, low, time.start)
        if match is None:
            return None
        ahead = match["way"].lower() in self._ahead
        count, grain = (1, "day") if match["part"] else self._length(match)
        to = shift(day, count if ahead else -count, grain)
        if to is None or (ahead and to.isoformat() > published):
            return None
        start = day if match["within"] and ahead else to
        end = time.end if not _is_told_of(text, time.end) else match.end("way")
        when = When(start=start.isoformat(), end=to.isoformat(), text=text.text[match.start() : end])
        return TimeMention(start=match.start(), end=end, type="DATE", value=to.isoformat(), when=when)

    def _window(self, match: re.Match[str], time: TimeMention, text: Text, day: date) -> TimeMention | None:
        count, grain = self._length(match)
        first = shift(day, -count, grain)
        if first is None:
            return None
        first = first if grain == "day" and count == 1 else shift(first, 1, "day") or first
        letter = _LETTERS[self._units[match["unit"].lower()]]
        value = f"{'PT' if letter == 'H' else 'P'}{self._number(match['n'])}{letter}"
        when = When(start=first.isoformat(), end=day.isoformat(), text=text.text[match.start() : time.end])
        return TimeMention(
            start=match.start(), end=match.end("unit"), type="DURATION", value=value, when=when, duration=value, role="window"
        )

    def _early(self, time: TimeMention, text: Text, times: Sequence[TimeMention], begun: list[date | None], published: str) -> TimeMention:
        """ "In the first three days 400 were killed", where the text tells when it began."""
        if time.when is not None or time.type != "DURATION":
            return time
        match = self._first.search(text.text, max(0, time.start - _REACH), time.end)
        if match is None:
            return time
        if not begun:
            begun.append(self._begin.day(text, times))
        count, grain = self._length(match)
        first = begun[0]
        last = None if first is None else shift(first, count, grain)
        if first is None or last is None or last.isoformat() > published:
            return time
        when = When(start=first.isoformat(), end=last.isoformat(), text=text.text[time.start : time.end])
        return structs.replace(time, type="DATE", value=last.isoformat(), when=when, role="point")

    def _length(self, match: re.Match[str]) -> tuple[int, str]:
        count, grain = self._number(match["n"]), self._units[match["unit"].lower()]
        return (-(-count // _DAY), "day") if grain == "hour" else (count, grain)

    def _number(self, words: str | None) -> int:
        return 1 if not words else int(words) if words.isdigit() else self._numbers[words.lower()]


def _single_day(time: TimeMention) -> date | None:
    when = time.when
    if when is None or not when.start or when.start != when.end or time.spoken:
        return None
    try:
        return date.fromisoformat(when.start)
    except ValueError:
        return None


def _is_told_of(text: Text, end: int) -> bool:
    """ "A day after the strike on Monday that killed 40": what goes on with the event is of its own day."""
    return text.text.startswith((" that ", " which ", " in which "), end)
