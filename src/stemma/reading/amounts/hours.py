"""Hours of the clock that look like amounts: "died at 7 in the evening", "killed at 7 on Sunday", "half past 8"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.run import Run

_LATEST: Final = 24


class Hours:
    """Says which numbers are hours, by the words beside them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._before = frozenset(table.get("before_hour", ()))
        self._joins = frozenset(table.get("joins_hours", ()))
        self._hedges = frozenset(table.get("hedged_hour", ()))
        self._parts = frozenset(table.get("dayparts", ()))
        self._days = frozenset(table.get("hour_days", ()))
        self._past = frozenset(table.get("past_hour", ()))
        self._parts_of_hour = frozenset(table.get("parts_of_hour", ()))
        self._levels = frozenset(table.get("levels", ()))

    def hour(self, run: Run, number: Number) -> bool:
        """True for an hour of the day; a number at which a count stands is none."""
        if number.value % 1 != 0 or not 1 <= number.value <= _LATEST or number.last - number.first != 1:
            return False
        if self._past_the_hour(run, number) or self.opens(run, number):
            return True
        lead = self._lead(run, number.first)
        if lead is None:
            return False
        part = self._part(run, number.last)
        if part and run.norm(lead) in self._joins:
            return self._joined(run, lead)
        if run.norm(number.last) in self._joins and self._ends_in_part(run, number.last + 1):
            return True  # "between 5 and 6 in the morning"
        return part or (run.norm(lead) == "at" and self._on_day(run, number.last))

    def _lead(self, run: Run, first: int) -> int | None:
        """Where the word stands that leads to an hour: "at", or a hedge behind it."""
        at = first - 1
        if run.norm(at) in self._hedges and run.norm(at - 1) in self._before:
            at -= 1
        if run.norm(at) not in self._before or (run.norm(at) == "at" and run.norm(at - 1) in self._levels):
            return None
        return at

    def _part(self, run: Run, at: int) -> bool:
        """ "in the evening", "at night", "that morning"."""
        if run.norm(at) == "in" and run.norm(at + 1) == "the":
            at += 1 if run.norm(at + 2) in self._parts else 2
            return run.norm(at + 1) in self._parts
        return run.norm(at) in ("at", "that", "this") and run.norm(at + 1) in self._parts

    def _on_day(self, run: Run, at: int) -> bool:
        return run.norm(at) == "on" and run.norm(at + 1) in self._days

    def _joined(self, run: Run, at: int) -> bool:
        """True where an hour stands before "to" or "and", with its part of the day or a word that leads to it."""
        return run.norm(at - 1) in self._parts or (self._digit(run, at - 1) and run.norm(at - 2) in self._before)

    def _ends_in_part(self, run: Run, at: int) -> bool:
        return self._digit(run, at) and self._part(run, at + 1)

    def _digit(self, run: Run, at: int) -> bool:
        norm = run.norm(at)
        return norm.isdecimal() and int(norm) <= _LATEST

    def _past_the_hour(self, run: Run, number: Number) -> bool:
        """The hour of "half past 7", "a quarter to six", "ten past 8"."""
        joint, minutes = run.norm(number.first - 1), self._read_before(run, number.first - 2)
        return joint in self._past and minutes in self._parts_of_hour and (joint == "past" or minutes == "quarter")

    def _read_before(self, run: Run, at: int) -> str:
        """A word of the sentence, also one that was read already."""
        within = at >= 0 and run.tokens[at].sentence == run.tokens[at + 1].sentence
        return run.tokens[at].norm if within else ""

    def opens(self, run: Run, number: Number) -> bool:
        """The minutes of such an hour: "half past", "a quarter to six"."""
        named, joint, behind = run.norm(number.last - 1), run.norm(number.last), run.norm(number.last + 1)
        if joint not in self._past or named not in self._parts_of_hour or not behind:
            return False
        return joint == "past" or (named == "quarter" and behind not in ("a", "an", "half", "third"))
