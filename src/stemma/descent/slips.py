"""Changes that stand in the words rather than in a figure: a year that slipped, one that became many, a plan that became a deed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.types import Event
from stemma.core.words import overlap, plain_words
from stemma.descent.changes import Change
from stemma.descent.detail import STANCES
from stemma.descent.inheritance import line_of
from stemma.descent.matter import Matter
from stemma.descent.moved import moved
from stemma.descent.overlap import align, likeness
from stemma.descent.samefigure import swapped
from stemma.descent.standing import Standing

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_FIRM: Final = 5  # digits of a number that need not have been read as a figure
_SAME_EVENT: Final = 0.4  # share of words from which two events of one type are one


class Slip(NamedTuple):
    """A change and the event in which it stands ("" where it stands in no event)."""

    change: Change
    event: str = ""
    from_event: str = ""


class _Day(NamedTuple):
    """A day of a month, or a part of one, with its words."""

    said: str
    day: str
    part: str
    month: str


class SlipFinder:
    """Finds slips between a report and an older one, by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Mapping[str, Any]] = pack.tables["descent"]
        months = "|".join(table["words"]["months"])
        self._dated = re.compile(rf"\b(?:(\d{{1,2}}) )?({months})(?: (\d{{1,2}})(?!\d))?(?: ((?:19|20)\d\d))?\b")
        part = rf"(?P<part>{'|'.join(table['words']['parts_of_month'])}) (?:of )?"
        day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
        turned = rf"(?P<monthfirst>{months}) (?P<dayafter>\d{{1,2}})(?:st|nd|rd|th)?"
        self._day_of = re.compile(rf"\b(?:(?:{day} (?:of )?|{part})(?P<month>{months})|{turned})\b")
        self._standing = Standing(pack)
        self._articles = frozenset(table["words"]["articles"])
        self._aligned = float(table["limits"]["aligned"])
        self._known: dict[str, list[_Day]] = {}  # what was found in sentences: a report is set beside several others
        self._known_dates: dict[str, list[re.Match[str]]] = {}
        self._known_numbers: dict[str, list[str]] = {}

    def find(self, child: Matter, parent: Matter, taken: Sequence[int] = ()) -> list[Slip]:
        """All slips of a child against one parent; in the sentences where `taken` points figures of the parent's are told again."""
        pairs = align(child, parent, self._aligned)
        found = [*self._dates(child, parent, pairs), *self._months(child, parent, pairs, taken), *self._digits(child, parent, pairs)]
        return [Slip(c) for c in found] + self._events(child, parent)

    def _months(self, child: Matter, parent: Matter, pairs: Mapping[int, int], taken: Sequence[int]) -> list[Change]:
        """A day or a part of a month of which the parent knows nothing, where it has the same of another month."""
        told = frozenset(pairs) | {child.line_at(claim) for claim in taken}
        here = {(d.day, d.month) for line in child.lines for d in self._days(line.plain)} if told else set()
        there = [(k, d) for k, line in enumerate(parent.lines) for d in self._days(line.plain)] if here else []
        for i in sorted(told - {-1}):
            for one in self._days(child.lines[i].plain):
                theirs = [d for k, d in there if (one.day and (d.day, d.month) not in here) or pairs.get(i) == k]
                other = next((d for d in theirs if _same_day(one, d) and d.month not in child.lines[i].words), None)
                if other is not None and not self._knows(parent, one):
                    return [Change("time", other.said, one.said)]
        return []

    def _days(self, plain: str) -> list[_Day]:
        """The days of months, and parts of months, in a sentence."""
        known = self._known.get(plain)
        if known is None:
            found = self._day_of.finditer(plain)
            known = [_Day(m[0], m["day"] or m["dayafter"] or "", m["part"] or "", m["month"] or m["monthfirst"]) for m in found]
            self._known[plain] = known
        return known

    def _dated_in(self, plain: str) -> list[re.Match[str]]:
        """The months in a sentence, with their days and years."""
        known = self._known_dates.get(plain)
        if known is None:
            known = self._known_dates[plain] = list(self._dated.finditer(plain))
        return known

    def _numbers(self, plain: str) -> list[str]:
        """The numbers of three digits and more in a sentence."""
        known = self._known_numbers.get(plain)
        if known is None:
            known = self._known_numbers[plain] = [w for w in plain.replace(",", "").split() if len(w) > 2 and w.isdecimal()]
        return known

    def _knows(self, parent: Matter, day: _Day) -> bool:
        """True where a report has this day, or speaks of the month where only a part of one is meant."""
        lines = [line.plain for line in parent.lines if day.month in line.words]
        return bool(lines) and (not day.day or any(d.day == day.day and d.month == day.month for line in lines for d in self._days(line)))

    def _dates(self, child: Matter, parent: Matter, pairs: Mapping[int, int]) -> list[Change]:
        """Years and days of the month that differ from the parent's in a sentence that tells the same."""
        dated: list[list[re.Match[str]]] | None = None  # of each line of the parent's, looked for where the child has a year
        for i, line in enumerate(child.lines):
            for mine in self._dated_in(line.plain):
                if not mine[4]:
                    continue
                dated = dated if dated is not None else [self._dated_in(o.plain) for o in parent.lines]
                first = dated[pairs[i]] if i in pairs else []
                theirs = [m for told in (first, *dated) for m in told if m[2] == mine[2]]
                change = self._slipped(mine, theirs, parent)
                if change is not None:
                    return [change]
        return []

    def _slipped(self, mine: re.Match[str], theirs: Sequence[re.Match[str]], parent: Matter) -> Change | None:
        if not theirs or mine[4] in _YEAR.findall(parent.report.text) or mine[4] == parent.moment[:4]:
            return None
        older = next((m for m in theirs if m[4]), theirs[0])
        year = older[4] or parent.moment[:4]
        if not year or year == mine[4]:
            return None
        was = older[0] if older[4] else f"{older[0]} ({year})"
        return Change("time", was, mine[0])

    def _digits(self, child: Matter, parent: Matter, pairs: Mapping[int, int]) -> list[Change]:
        """Digits that changed places, in a sentence that tells the same, of a number that the other report has nowhere."""
        read = {item.said for item in child.items}
        for i, k in sorted(pairs.items()):
            mine = [w for w in self._numbers(child.lines[i].plain) if w not in parent.numbers]
            theirs = [w for w in self._numbers(parent.lines[k].plain) if w not in child.numbers] if mine else []
            for one, other in ((a, b) for a in mine for b in theirs):
                if swapped(float(one), float(other)) and (float(one) in read or len(one) >= _FIRM):
                    return [Change("number", other, one)]
        return []

    def _events(self, child: Matter, parent: Matter) -> list[Slip]:
        found: list[Slip] = []
        for event in child.extract.events:
            older = _counterpart(event, child, parent)
            if older is not None:
                found += [Slip(c, event.id, older.id) for c in self._changed(event, older, child, parent)]
        return found

    def _changed(self, event: Event, older: Event, child: Matter, parent: Matter) -> list[Change]:
        found: list[Change] = []
        if self._multiplied(older.text, event.text):
            found.append(Change("number", older.text, event.text))
        after, before = line_of(child, event.start), line_of(parent, older.start)
        if self._standing.surer(older.status, event.status, after):
            found.append(Change("status", _put(older), _put(event)))
        if moved(older.place, event.place, before, after):
            found.append(Change("place", older.text, event.text))
        return found

    def _multiplied(self, older: str, younger: str) -> bool:
        """True where "a missile" became "missiles"."""
        before, after = plain_words(older), plain_words(younger)
        if len(set(before) & set(after)) < 2:
            return False
        single = {w for k, w in enumerate(before) if w + "s" not in before and any(b in self._articles for b in before[max(0, k - 4) : k])}
        return any(w + "s" in after and w not in after for w in sorted(single) if len(w) > 3)


def _same_day(one: _Day, other: _Day) -> bool:
    """True for the same day of two months, or for parts of them that are as good as the same: the start and the beginning."""
    if one.month == other.month or bool(one.day) != bool(other.day):
        return False
    return one.day == other.day


def _put(event: Event) -> str:
    return f"{STANCES.get(event.status, event.status.value)}: {event.text}"


def _counterpart(event: Event, child: Matter, parent: Matter) -> Event | None:
    """The parent's event that this one repeats, or None."""
    best: tuple[float, int] = (0.0, 0)
    for k, other in enumerate(parent.extract.events):
        if other.type == event.type:
            words = overlap(sorted(set(plain_words(event.text))), sorted(set(plain_words(other.text))))
            lines = likeness(line_of(child, event.start), line_of(parent, other.start))
            best = max(best, ((words + lines) / 2, -k))
    return parent.extract.events[-best[1]] if best[0] >= _SAME_EVENT else None
