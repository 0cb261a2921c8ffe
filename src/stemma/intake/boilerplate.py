"""Marks the stretches of a report that are not its own words: they stay in the text and bring no figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from stemma.core.types import Mark, Report
from stemma.intake.dateline import Crediting
from stemma.intake.moments import moment
from stemma.intake.words import Table, Within, phrase_pattern

_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]+(?=\S)")
_MAILBOX = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_CLOCK_LAST = re.compile(r"(?P<day>.*?\b\d{4})\b(?:[ ,|-]|at)*\d{1,2}[:.]\d\d\b.{0,12}$")
_CLOCK_FIRST = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?[ ,|-]+(?:on )?(?P<day>.*\b\d{4})$")
_PHOTO_CREDIT = re.compile(r"(?:^|[\s(\[])[A-Z]{2,}/[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}$")  # REUTERS/Jane Doe
_LENGTH = re.compile(r"(\d):([0-5]\d) +(?=\S)")  # of a film, before its title
_FILMS = 3  # so many lines of that sort are a list
_ASKED = re.compile(r"[?!]\s+(?=[A-Z])")
_BOTTOM = 4  # lines in which it stands who wrote
_TOP = 6  # lines in which title, byline, outlet and date stand
_MOST_APPEAL = 240
_MOST_TITLE = 200  # characters of a title
_CREDIT_TAIL = 60  # characters at the end of a line in which a picture's credit stands
_MOST_CONTACT = 120
_MOST_LINE = 320  # characters of a caption or a related link


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body that holds something, without the white space around it."""

    start: int
    end: int
    text: str
    alone: bool  # an empty line, or nothing, follows

    @property
    def closed(self) -> bool:
        """True where the line ends as a sentence does."""
        return bool(_CLOSED.search(self.text))


class Marker:
    """Knows boilerplate by the words of data/<language>/boilerplate.toml."""

    def __init__(self, table: Table) -> None:
        self._crediting = Crediting(table)
        self._related = phrase_pattern(table["related"]["leads"], after=r"\s?(?:[:|»>]|[–—-](?=\s))\s?\S")
        self._related_alone = phrase_pattern(table["related"]["alone"], after=r"\s*[:.…»>|-]*$")
        self._asks = phrase_pattern(table["subscription"]["leads"], after=r"(?!\w)")
        self._asks_within = Within(table["subscription"]["phrases"])
        self._caption = phrase_pattern(table["caption"]["leads"], after=r"\s?[:©/|]|(?<=\bby)\s")
        self._caption_within = Within(table["caption"]["phrases"])
        self._dated = phrase_pattern(table["date_line"]["leads"], after=r"(?:\s*[:|]\s*|\s+)")
        by = table["byline"]
        self._byline = phrase_pattern(by["leads"], after=r"[ \t]+")
        self._byline_tail = phrase_pattern(by["tails"], after=r"[ \t]+")
        self._contact = phrase_pattern(by["contacts"], after=r"\s+(?:[A-Z][\w.'’-]+\s+){1,4}(?:at|on|via|by)\s")
        self._biography = phrase_pattern(by["biography"], after=r"(?!\w)")
        self._byline_words = frozenset((*by["joins"], *by["roles"]))
        self._outlet_words = frozenset(table["outlet_line"]["words"])

    def dress(self, report: Report) -> Report:
        """The report with its marks, and with title, author, outlet, date and credits where the text tells them."""
        body = max((m.end for m in report.marks if m.kind == "header"), default=0)
        lines = list(_lines(report.text, body))
        films = _films(lines)
        lines = [line for line in lines if line not in films]
        top = self._top(report, lines)
        report = replace(
            report,
            title=report.title or top.title,
            author=report.author or top.author,
            outlet=report.outlet or top.outlet,
            published=report.published or (moment(top.date) if top.date else None),
        )
        taken = {mark.start for mark in top.marks}
        rest = [line for line in lines if line.start not in taken]
        credits, more = self._crediting.find(report, rest, top.by)
        noted = {mark.start for mark in more if mark.kind == "note"}
        more += self._about_author(report, rest)
        shown = [Mark(start=line.start, end=line.end, kind="related") for line in films]
        marks = [*report.marks, *shown, *top.marks, *self._elsewhere([line for line in rest if line.start not in noted])]
        begun = {mark.start for mark in marks}
        marks += (mark for mark in more if mark.start not in begun and not (mark.kind == "dateline" and mark.start in noted))
        marks.sort(key=lambda m: (m.start, m.end))
        extra = tuple(sorted({"date.byline": top.date, **dict(report.extra)}.items())) if top.date else report.extra
        return replace(report, extra=extra, marks=tuple(marks), credits=tuple(dict.fromkeys((*report.credits, *credits))))

    def _top(self, report: Report, lines: list[Line]) -> _Top:
        """What stands above the body: title, outlet, byline, date."""
        top = _Top()
        for at, line in enumerate(lines[:_TOP]):
            following = lines[at + 1] if at + 1 < len(lines) else None
            if not top.title and self._is_title(report, line, following, at):
                top.title = _bare(line.text)
                top.add(line, "title")
            elif _HEADING.match(line.text):
                top.add(line, "title")
            elif report.outlet and _bare(line.text).casefold() == report.outlet.casefold():
                top.add(line, "note")
            elif self._is_byline(line):
                top.by = self._byline.sub("", line.text, count=1).strip()
                top.author = top.author or top.by
                top.add(line, "byline")
            elif date := self._date_line(line):
                top.date = top.date or date
                top.add(line, "note")
            elif at and top.marks and (head := self._masthead(line)) is not None:
                outlet, by, date = head
                top.outlet, top.by, top.date = top.outlet or outlet, top.by or by, top.date or date
                top.author = top.author or top.by
                top.add(line, "note")
            elif at and top.marks and not report.outlet and not top.outlet and self._is_outlet(line):
                top.outlet = line.text
                top.add(line, "note")
            elif len(line.text) > 120:
                break
        return top

    def _is_title(self, report: Report, line: Line, following: Line | None, at: int) -> bool:
        """A line that repeats the title, or an unclosed first line that stands apart from what follows."""
        text = _bare(line.text)
        if report.title:
            return _folded(text) == _folded(report.title)
        if at or following is None or len(text) > _MOST_TITLE or (line.closed and not text.endswith(("?", "!"))):
            return False
        if _HEADING.match(line.text):
            return True
        if self._is_byline(line) or self._date_line(line) or self._crediting.dateline(line.text):
            return False
        below = _bare(following.text)
        if line.alone or _HEADING.match(following.text) or self._is_byline(following) or self._date_line(following):
            return True
        if below.casefold() == report.outlet.casefold() or self._is_outlet(following) or self._masthead(following) is not None:
            return True
        return len(below) > 2 * len(text) and below[:1].isupper()

    def _is_byline(self, line: Line) -> bool:
        match = self._byline.match(line.text)
        if not match or line.closed or len(line.text) > 120:
            return False
        words = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", line.text[match.end() :]) if w.lower() not in self._byline_words]
        return 0 < len(words) <= 10 and all(w[0].isupper() for w in words)

    def _is_outlet(self, line: Line) -> bool:
        words = line.text.split()
        return 0 < len(words) <= 6 and not line.closed and words[-1].lower() in self._outlet_words and words[0][:1].isupper()

    def _masthead(self, line: Line) -> tuple[str, str, str] | None:
        """Outlet, byline and date of a line that has them side by side: "Channel North | By our staff | 10 June 2023"."""
        parts = [part.strip() for part in line.text.split(" | ")]
        if len(parts) < 2 or len(line.text) > _MOST_TITLE:
            return None
        dates = {part: date for part in parts if (date := self._dated_part(part))}
        bylines = [part for part in parts if part not in dates and self._byline.match(part)]
        others = [part for part in parts if part not in dates and part not in bylines]
        if not (dates or bylines) or len(others) > 1:
            return None
        by = self._byline.sub("", bylines[0], count=1).strip() if bylines else ""
        return "".join(others), by, next(iter(dates.values()), "")

    def _date_line(self, line: Line) -> str:
        """The date of a line that holds nothing else, or ""."""
        return self._dated_part(line.text)

    def _dated_part(self, text: str) -> str:
        if len(text) > 60 or not re.search(r"\d{4}", text):
            return ""
        said = self._dated.sub("", text, count=1).strip(" .|")
        if not said.isdigit() and moment(said):
            return said
        day = _CLOCK_LAST.match(said) or _CLOCK_FIRST.match(said)
        return day["day"] if day and moment(day["day"]) else ""

    def _elsewhere(self, lines: list[Line]) -> Iterator[Mark]:
        """Related links, captions and appeals, wherever they stand."""
        listing = False
        for line in lines:
            kind = self._kind(line)
            if listing and not kind and not line.closed and len(line.text) < _MOST_TITLE:
                kind = "related"
            else:
                listing = kind == "related" and bool(self._related_alone.match(line.text))
            if kind:
                yield Mark(start=line.start, end=line.end, kind=kind)

    def _about_author(self, report: Report, lines: list[Line]) -> list[Mark]:
        """The last lines that tell who wrote the report."""
        names = [name for name in re.split(r",| and ", report.author) if len(name.split()) > 1]
        starts = tuple(re.sub(r"^[Bb]y\s+", "", name.strip()) for name in names)
        last = [line for line in lines[-_BOTTOM:] if starts and line.text.startswith(starts)]
        return [Mark(start=m.start, end=m.end, kind="byline") for m in last if self._biography.match(m.text[_after(m.text, starts) :])]

    def _kind(self, line: Line) -> str:
        text = line.text.strip("*_>[]( \t•·–—-")
        if len(text) > _MOST_LINE:
            return ""
        if self._related_alone.match(text):
            return "related"
        if self._related.match(text) and not (line.closed and len(text.split()) > 16):
            return "related"
        if self._caption.match(text) or ("/" in text and _PHOTO_CREDIT.search(text)):
            return "caption"
        if self._caption_within.stands_in(text[-_CREDIT_TAIL:]):
            return "caption"
        starts = (0, *(m.end() for m in _ASKED.finditer(text)))
        if (len(text) < _MOST_APPEAL and any(self._asks.match(text, at) for at in starts)) or self._asks_within.stands_in(text):
            return "subscription"
        if self._byline_tail.match(text) or self._contact.match(text):
            return "byline"
        if len(text) < _MOST_CONTACT and not line.closed and _MAILBOX.search(text):
            return "byline"
        return "title" if _HEADING.match(line.text) else ""


def _films(lines: Sequence[Line]) -> list[Line]:
    """Films beside the report, by length and title: "3:49 A deputy is remembered"; sentences by the hour are a course of events."""
    found: list[Line] = []
    for timed, run in groupby(lines, key=lambda line: _LENGTH.match(line.text) is not None):
        row = list(run) if timed else []
        lengths = [60 * int(m[1]) + int(m[2]) for line in row if (m := _LENGTH.match(line.text))]
        titles = 2 * sum(not line.closed for line in row) >= len(row)
        if len(row) >= _FILMS and titles and lengths not in (sorted(lengths), sorted(lengths, reverse=True)):
            found += row
    return found


class _Top:
    """What was found above the body."""

    def __init__(self) -> None:
        self.title = self.author = self.outlet = self.date = self.by = ""
        self.marks: list[Mark] = []

    def add(self, line: Line, kind: str) -> None:
        self.marks.append(Mark(start=line.start, end=line.end, kind=kind))


def _lines(text: str, start: int) -> Iterable[Line]:
    found = []
    for m in _LINE.finditer(text, start):
        stripped = m.group().strip()
        if stripped:
            low = m.start() + m.group().index(stripped[0])
            found.append((low, low + len(stripped), stripped))
    for at, (low, high, stripped) in enumerate(found):
        gap = text[high : found[at + 1][0]] if at + 1 < len(found) else "\n\n"
        yield Line(low, high, stripped, gap.replace("\r\n", "\n").count("\n") > 1)


def _after(text: str, starts: tuple[str, ...]) -> int:
    """Where a line goes on after the name with which it begins."""
    end = max(len(start) for start in starts if text.startswith(start))
    return end + len(text[end:]) - len(text[end:].lstrip())


def _bare(text: str) -> str:
    """A line without the signs of Markdown."""
    return _HEADING.sub("", text).strip("*_ \t#")


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
