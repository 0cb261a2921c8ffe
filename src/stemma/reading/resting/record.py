"""The figures of a report that were read so far, and who gave them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from stemma.core.types import Span


class Figure(NamedTuple):
    """A figure whose own sentence names no source for it."""

    span: Span
    measure: str
    noun: str
    value: float
    rests: str = ""  # on whom it rests by the grammar of its sentence, "" where it is silent


class Told(NamedTuple):
    """A figure that was read before, and the innermost speaker behind it."""

    speaker: str
    measure: str
    noun: str
    value: float
    bare: bool


class Record:
    """The figures that were read so far."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self.last = ""  # whose the last figure is
        self.speakers: set[str] = set()
        self.by_measure: dict[str, list[str]] = {}
        self.by_group: dict[str, set[str]] = {}  # of each kind of figure, who gave such in so many words
        self.groups: set[str] = set()  # kinds of figures that somebody gave
        self.by_value: dict[float, set[str]] = {}
        self.by_value_measure: dict[tuple[float, str], set[str]] = {}
        self.by_noun: dict[str, set[str]] = {}

    def group(self, measure: str) -> str:
        """Tolls, damage, ground, means, or of another sort."""
        return self._groups.get(measure) or ("named" if ":" in measure else "other")

    def add(self, told: Told) -> None:
        """One more figure."""
        self.last = told.speaker
        self.by_measure.setdefault(told.measure, []).append(told.speaker)
        if told.speaker:
            self.speakers.add(told.speaker)
            self.groups.add(self.group(told.measure))
            if told.noun:
                self.by_noun.setdefault(told.noun, set()).add(told.speaker)
        if not told.bare:
            self.by_value.setdefault(told.value, set()).add(told.speaker)
            self.by_value_measure.setdefault((told.value, told.measure), set()).add(told.speaker)
            self.by_group.setdefault(self.group(told.measure), set()).add(told.speaker)


def groups_of(table: Mapping[str, Any]) -> dict[str, str]:
    """Which kind of figure each measure is of."""
    return {measure: name for name, listed in table.get("groups", {}).items() for measure in listed}
