"""How numbers, dates, hedges and counts are put into words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from stemma.core.types import Approx, Mutation, Status, Verification, When

COUNTED = ("persons", "count", "")
_DAY = 10  # characters of an ISO day
DROPPED = "dropped"
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_NOTHING = ("", "none", "null", "dropped", "nothing")


class Value(NamedTuple):
    """A number as it is set: hedge in italic, number semibold, unit small."""

    hedge: str
    number: str
    unit: str

    def __str__(self) -> str:
        glue = "" if self.unit.startswith("%") else " "
        return " ".join(part for part in (self.hedge, glue.join(part for part in (self.number, self.unit) if part)) if part)


class Wording:
    """Puts what the records hold into the words of words.toml."""

    def __init__(self) -> None:
        table = tomllib.loads((files("stemma") / "showing" / "words.toml").read_text(encoding="utf-8"))
        self.table: Mapping[str, Mapping[str, Any]] = table
        self._numbers: list[str] = table["numbers"]["words"]
        self._months: list[str] = table["numbers"]["months"]
        self._plurals = frozenset(word for word in table["unit"].values() if len(word) > len("m/s") and word.endswith("s"))
        self._vague = [(float(least), str(word)) for least, word in table["vague"].items()]

    def of(self, section: str, key: str) -> str:
        """The word for a key of a section, or the key itself."""
        return str(self.table[section].get(key, key))

    def value(self, low: float | None, high: float | None, unit: str, approx: Approx) -> Value:
        """A number with its hedge and unit."""
        shown = self.unit(unit)
        first = low if low is not None else high
        if first is None:
            return Value("", "an amount without a number", shown)
        if approx == Approx.VAGUE:
            return Value(self.of("hedge", "vague"), self._roughly(first), f"of {shown}" if shown and shown != "%" else shown)
        if low is not None and high is not None and low != high:
            hedge = self.hedge(approx, unit) if approx == Approx.ABOUT else ""
            return Value(hedge, f"{figure(low)}–{figure(high)}", shown)
        if first == 1 and shown in self._plurals:
            shown = shown.removesuffix("s")
        return Value(self.hedge(approx, unit), figure(first), shown)

    def long(self, low: float | None, high: float | None, unit: str, approx: Approx) -> str:
        """The same for a sentence, the unit written out."""
        value = self.value(low, high, unit, approx)
        written = str(self.table["unit_long"].get(unit, value.unit))
        return str(value._replace(unit=written if value.unit else ""))

    def hedge(self, approx: Approx, unit: str = "") -> str:
        """The hedge before a number; "fewer than" where things are counted."""
        if unit in COUNTED and approx.value in self.table["hedge_counted"]:
            return self.of("hedge_counted", approx.value)
        return self.of("hedge", approx.value)

    def unit(self, unit: str) -> str:
        """What stands after the number."""
        if unit.startswith("count:"):
            return unit.removeprefix("count:")
        return self.of("unit", unit) if unit else ""

    def count(self, number: int, noun: str) -> str:
        """ "1 report", "3 reports"; lineages, sources, changes alike."""
        return f"{number:,} {plural(number, noun)}"

    def spelled(self, number: int) -> str:
        """Small numbers in letters."""
        return self._numbers[number] if 0 <= number < len(self._numbers) else f"{number:,}"

    def counts(self, reports: int, origins: int, sources: int) -> str:
        """The counts in words: "3 reports, 1 lineage, 1 primary source"."""
        named = self.count(sources, "primary source") if sources else "nobody named"
        return f"{self.count(reports, 'report')}, {self.lineages(origins)}, {named}"

    def lineages(self, origins: int) -> str:
        """The count of lineages; a value born in copying has none of its own."""
        return self.count(origins, "lineage") if origins else "no lineage of its own"

    def day(self, iso: str, year: bool = True) -> str:
        """ "22 October 2020" from ISO text of any precision."""
        parts = iso[:_DAY].split("-")
        if not iso or not all(part.isdigit() for part in parts):
            return iso
        words = [parts[0]] if year else []
        if len(parts) > 1 and 1 <= int(parts[1]) <= len(self._months):
            words.insert(0, self._months[int(parts[1]) - 1])
        if len(parts) > len("ym"):
            words.insert(0, str(int(parts[2])))
        return " ".join(words) or parts[0]

    def moment(self, iso: str, year: bool = True) -> str:
        """A day with its hour where the hour is known."""
        hour = f", {iso[11:16]}" if len(iso) > _DAY else ""
        return self.day(iso, year) + hour

    def when(self, when: When | None, year: bool = True) -> str:
        """A day or a stretch of days, "" where none is given."""
        if when is None or not (when.start or when.end):
            return ""
        start, end = when.start or "", when.end or ""
        if not start:
            return f"up to {self.day(end, year)}"
        if not end:
            return f"since {self.day(start, year)}"
        return self._span(start, end, year)

    def as_of(self, when: When | None, year: bool = True) -> str:
        """ "as of 22 October 2020", "for 27 September to 22 October 2020" where words name the stretch, or that no day is given."""
        shown = self.when(when, year)
        if when is None or not shown:
            return "no date given"
        if not when.start or not when.end:
            return shown
        stretch = when.text and when.start != when.end and not _whole(when.start, when.end)
        return f"for {shown}" if stretch else f"as of {shown}"

    def listed(self, names: Iterable[str]) -> str:
        """ "a, b and c"."""
        kept = list(names)
        return kept[0] if len(kept) == 1 else " and ".join(part for part in (", ".join(kept[:-1]), "".join(kept[-1:])) if part)

    def changed(self, mutation: Mutation) -> tuple[str, str]:
        """What a change found and what it left, in words."""
        return self._side(mutation.field, mutation.was), self._side(mutation.field, mutation.became)

    def _side(self, field: str, said: str) -> str:
        if said.strip("()").lower() in _NOTHING or (field == "attribution" and said.lower() in ("nobody", "nobody named")):
            return DROPPED
        if field == "verification" and said == Verification.NONE:
            return DROPPED
        if field == "time":
            return capital(_ISO_DAY.sub(lambda found: self.day(found.group()), said))
        name, colon, words = said.partition(": ")
        if colon and field in ("approx", "status") and len(name) < 16:
            return words
        if field == "approx" and said in set(Approx):
            return str(self.table["hedge_name"].get(said) or self.of("hedge", said))
        if field == "status" and said in set(Status):
            return self.of("status", said)
        if field == "verification" and said in set(Verification):
            return self.of("verification_name", said)
        if field == "unit":
            return self.unit(said) or said
        return figure(float(said)) if is_plain_number(said) else said

    def _roughly(self, least: float) -> str:
        return next((word for floor, word in reversed(self._vague) if abs(least) >= floor), self._vague[0][1])

    def _span(self, start: str, end: str, year: bool) -> str:
        if start == end:
            return self.day(start, year)
        if whole := _whole(start, end):
            return self.day(whole, year or whole == start[:4])
        if start[:7] == end[:7] and len(start) == len(end) == _DAY:
            return f"{int(start[8:10])}–{self.day(end, year)}"
        return f"{self.day(start, year and start[:4] != end[:4])} to {self.day(end, year)}"


def figure(number: float) -> str:
    """A number as news prints it: commas between thousands, no more digits than it has."""
    if abs(number) >= 1e15:
        return f"{number:.3g}"
    if number == int(number) or abs(number) >= 1000:  # a converted number gets no digits that nobody gave
        return f"{round(number):,}"
    return f"{number:,.6f}".rstrip("0").rstrip(".") if abs(number) < 1 else f"{number:,.2f}".rstrip("0").rstrip(".")


def _whole(start: str, end: str) -> str:
    """The month or year that two days span wholly, as ISO text, or nothing."""
    if start[8:] == "01" and start[:7] == end[:7] and end[8:] >= "28":
        return start[:7]
    return start[:4] if start[4:] == "-01-01" and end == start[:4] + "-12-31" else ""


def is_plain_number(text: str) -> bool:
    """True for digits with at most one point, as the records hold numbers."""
    body = text.removeprefix("-")
    return body.replace(".", "", 1).isdigit() and body[:1].isdigit()


def plural(number: int, noun: str) -> str:
    """The noun in the plural unless there is one."""
    return noun if number == 1 else noun + "s"


def capital(text: str) -> str:
    """The first letter made large."""
    return text[:1].upper() + text[1:]
