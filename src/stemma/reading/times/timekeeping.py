"""As of when a claim holds: the time that governs it, a peak, the day on which it was said, or the report's own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from stemma.core.days import days_between
from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.core.types import Report, Span, When
from stemma.reading.times.carried import Carrier
from stemma.reading.times.finder import TimeMention
from stemma.reading.times.lead import Leads
from stemma.reading.times.moments import Moments
from stemma.reading.times.printed import Printed

_NEAR: Final = 12  # tokens between an amount and the words that call it a peak
_NOON: Final = "12"  # the hour
_OVERTAKEN: Final = 4  # days up to a report's own through which what it tells behind a dated sentence may have come since
_PERIOD: Final = 27  # days of a stretch that a change is measured against: a month, a year
_SHARE: Final = 16  # letters behind a number in which "per cent" stands
_BEFORE_BASE: Final = 24  # letters before a time in which "on the same period of" stands
_BEHIND: Final = 4  # tokens behind an amount in which "now" is its own
_DONE: Final = 5  # tokens before an amount in which "has handed out" stands
_TERMS: Final = ("until", "deadline")
_FRESH: Final = 7  # days for which a day told before still dates what follows


class TimeKeeper:
    """Dates claims by the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("clauses", {})
        self._leads = Leads(pack.tables.get("times", {}))
        self.moments = Moments(pack.tables.get("times", {}))
        self._carrier = Carrier(pack.tables.get("times", {}))
        self._governor = self._carrier.governor
        self._printed = Printed(pack.tables.get("times", {}))
        base: Mapping[str, Any] = pack.tables.get("times", {}).get("base", {})
        self._share, self._change, self._bases = (
            re.compile("|".join(base.get(k, ())) or "(?!)", re.IGNORECASE) for k in ("shares", "changes", "before")
        )
        done: Mapping[str, Any] = pack.tables.get("times", {}).get("done", {})
        self._perfect, self._not_done, self._past = (frozenset(done.get(name, ())) for name in ("perfect", "not", "past"))
        self._now, self._ends = frozenset(table.get("now", ())), frozenset(table.get("ends", ()))
        self._shifts = frozenset(table.get("shifts", ()))
        self._peaks = PhraseTable((phrase, True) for phrase in table.get("peaks", ()))

    def as_of(
        self,
        report: Report,
        text: Text,
        times: Sequence[TimeMention],
        core: Span,
        own: bool = False,
        reckoned: When | None = None,
        asked: bool = False,
    ) -> tuple[When | None, str]:
        """As of when, and the window of a flow; a running total keeps the day on which its count began.

        `own`: nobody else says it; `reckoned`: the day of which the whole report is; `asked`: a demand, which holds from when it is made.
        """
        if asked and report.published is not None:
            times = [t for t in times if t.when is None or (t.when.end or "") <= report.published.day]
        if report.published is not None and self._is_done(text, core):
            times = [t for t in times if not _is_ahead(t, report.published.day)]
        times = self._without_base(times, text, core)
        window = self._governor.window_for(times, text, core)
        if window is not None and window.when is not None and _lies_ahead(window.when, report):
            window = None  # "6,500 people will need help over the coming three months" need it now
        mention = self._governor.governing(times, text, core)
        if mention is None and not self._governor.counted_over(times, text, core):
            mention = self._carrier.time(times, text, core, own)
        if mention is not None and mention.spoken and (sentence := text.sentence_at(core.start)) is not None:
            mention = self._carrier.pointed_back(times, text, sentence) or mention  # "... on Friday. Its tally ran to Thursday"
        now = self._is_now(text, core)
        if now:
            mention, window = None, None  # "from 30 to 40 a day in January to between 5 and 10 now"
        duration = window.duration if window is not None else ""
        if (
            mention is not None
            and mention.end <= core.start
            and not self._shifts.isdisjoint([t.norm for t in text.within(Span(mention.end, core.start))])
        ):
            mention = None  # "last summer they took it, since then half was lost"
        between = window is not None and window.type == "DATE" and window.when is not None and bool(window.when.start and window.when.end)
        if mention is not None and mention.when is not None and mention.role != "since" and not (mention.spoken and between):
            when: When | None = mention.when
            if mention.spoken and when is not None and (when.start, when.end) == _ends_of(report):
                # what a ministry says today of a tally that ran to yesterday
                pressed = _at_press(report, _stretch(when.start, when.end))
                when = reckoned or When(start=pressed.start, end=pressed.end, text=when.text)
            if when is not None and (sentence := text.sentence_at(core.start)) is not None and mention.end <= sentence.start:
                when = _or_since(report, when)
        elif window is not None and window.when is not None:
            when = window.when
        elif self._is_peak(text, core) and (since := _some_day_since(times, core)) is not None:
            return since, duration
        else:
            when = _told_before(report, text, self._reaching(times, text, core), core, self._carrier)
            if reckoned is not None and when is not None and (when.start, when.end) == _ends_of(report):
                when = reckoned
            if report.published is not None and when is not None and when.start == report.published.day:
                story = self._printed.story(report, text, times) if self._carrier.tells_back(text, core) else None
                when = story or self._leads.day(report, text, times, core) or _at_press(report, when, now or asked)
        begun = self._governor.since_for(times, text, core)
        if begun is not None and begun.when is not None and begun.when.start:
            end = when.end if when is not None and (when.end or "") >= begun.when.start else None
            when = When(start=begun.when.start, end=end, text=begun.when.text)
        return when, duration

    def _without_base(self, times: Sequence[TimeMention], text: Text, core: Span) -> Sequence[TimeMention]:
        """The times without what a change is measured against: "up 143% on December", "by 160 per cent since 2023"."""
        sentence = text.sentence_at(core.start)
        if sentence is None or not _any_within(times, core.end, sentence.end):
            return times
        if not self._share.search(text.text, core.start, core.end + _SHARE):
            return times
        if not self._change.search(text.text, sentence.start, min(core.end + _SHARE, sentence.end)):
            return times
        return [t for t in times if not (core.end <= t.start < sentence.end and self._is_base(t, text, core))]

    def _is_base(self, mention: TimeMention, text: Text, core: Span) -> bool:
        when = mention.when
        if when is None or (days_between(when.start or "", when.end or "9999-12-31") or 0) < _PERIOD:
            return False  # "rose 5% on Friday"
        return self._bases.search(text.text, max(core.start, mention.start - _BEFORE_BASE), mention.end) is not None

    def _is_done(self, text: Text, core: Span) -> bool:
        """ "has handed out 3,200 nets", which no day ahead can date."""
        at = text.token_at(core.start)
        words = [t.norm for t in text.tokens[max(0, at - _DONE) : at]]
        begun = next((i for i, w in enumerate(words) if w in self._perfect), -1)
        return begun >= 0 and self._not_done.isdisjoint(words) and any(w.endswith("ed") or w in self._past for w in words[begun + 1 :])

    def _reaching(self, times: Sequence[TimeMention], text: Text, core: Span) -> list[TimeMention]:
        """The times told before that may date what the report says itself."""
        sentence = text.sentence_at(core.start)
        before = [t for t in times if t.end <= core.start]
        return before if sentence is None else self._carrier.reaching(before, text, sentence)

    def _is_now(self, text: Text, core: Span) -> bool:
        """ "is now infected", "between 5 and 10 now": right behind the amount, and in its clause."""
        at = text.token_at(core.end)
        behind = [t.norm for t in text.tokens[at : at + _BEHIND]]
        at = next((i for i, word in enumerate(behind) if word in self._now), -1)
        return at >= 0 and self._ends.isdisjoint(behind[:at])

    def _is_peak(self, text: Text, core: Span) -> bool:
        """True where the clause says that this was the most: "at its peak it held 300 km2"; a share is never such a peak."""
        sentence = text.sentence_at(core.start)
        if sentence is None or "%" in text.text[core.start : core.end]:
            return False
        first = max(sentence.first, text.token_at(core.start) - _NEAR)
        if text.tokens[sentence.first].norm == "of":  # "Of the 1,376 that they once held, only 800 are left"
            commas = [i for i in range(first, text.token_at(core.start)) if text.tokens[i].norm == ","]
            first = commas[-1] if commas else first
        last = min(sentence.last, text.token_at(core.end) + _NEAR)
        return bool(self._peaks.find(text.tokens, first, last))


def _is_ahead(time: TimeMention, day: str) -> bool:
    """True of a time that a day has not reached: one that begins behind it, or a term that ends there: "until the end of the year"."""
    when = time.when
    return when is not None and ((when.start or "") > day or (time.role in _TERMS and (when.end or "") > day))


def _any_within(times: Sequence[TimeMention], start: int, end: int) -> bool:
    for time in times:  # noqa: SIM110 - a plain loop runs several times faster than any()
        if start <= time.start < end:
            return True
    return False


def _some_day_since(times: Sequence[TimeMention], core: Span) -> When | None:
    """A peak lies on some day since the last month or season told before it, with no known end."""
    told = [t.when for t in times if t.end <= core.start and t.type == "DATE" and t.when is not None and t.when.start != t.when.end]
    return When(start=told[-1].start, end=None, text=told[-1].text) if told else None


def _told_before(report: Report, text: Text, times: Sequence[TimeMention], core: Span, carrier: Carrier) -> When | None:
    """The day on which it was said: the last one told before in the paragraph or by a speaker, else the report's own."""
    if report.published is None:
        return None
    own = _day(report.published.day)
    sentence = text.sentence_at(core.start)
    for time in reversed([t for t in times if t.end <= core.start]):
        if (
            time.type not in ("DATE", "TIME")
            or time.role != "point"
            or time.when is None
            or not time.when.start
            or time.when.start != time.when.end
            or time.when.start > (own.end or "9")
            or time.value == "PRESENT_REF"
            or carrier.governor.is_owned(time, text)
            or (time.spoken and carrier.told_aside(time, text))
        ):
            continue
        where = text.sentence_at(time.start)
        near = where is not None and sentence is not None and where.paragraph == sentence.paragraph
        apart = days_between(time.when.start, own.start or "")
        if (time.spoken or near) and apart is not None and abs(apart) <= _FRESH:
            return time.when
    return own


def _at_press(report: Report, when: When, present: bool = False) -> When:
    """A report tells of its own day and of the one before; of the `present`, if it comes out before noon or bears no hour."""
    if when.text or report.published is None or report.published.precision not in ("day", "time"):
        return when
    if present and report.published.precision == "time" and report.published.iso[11:13] >= _NOON:
        return when
    return _stretch(_day_before(report.published.day), when.end)


def _or_since(report: Report, when: When) -> When:
    """A day told in a sentence before, a few days back, dates what follows or the report does: the stretch from the one to the other."""
    own = report.published.day if report.published is not None else ""
    late = days_between(when.end, own) if when.end and len(own) == len("2024-11-24") else None
    return When(start=when.start, end=own, text=when.text) if late is not None and 0 < late <= _OVERTAKEN else when


@lru_cache(maxsize=64)
def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _lies_ahead(when: When, report: Report) -> bool:
    """True for a stretch of days that begins with the report's own or later."""
    own, _ = _ends_of(report)
    return own is not None and (when.start or "") >= own and (when.end or "9") > own


def _ends_of(report: Report) -> tuple[str | None, str | None]:
    """The first and the last day that a report's date stands for."""
    own = _day(report.published.day) if report.published is not None else None
    return (None, None) if own is None else (own.start, own.end)


@lru_cache(maxsize=64)
def _stretch(start: str | None, end: str | None) -> When:
    return When(start=start, end=end)


@lru_cache(maxsize=64)
def _day(day: str) -> When:
    """The stretch that a day, month or year of publication stands for; a month of no calendar leaves the year."""
    if len(day) == 10:
        return When(start=day, end=day)
    year, _, month = day.partition("-")
    if len(day) == 7 and month.isdigit() and 1 <= int(month) <= 12:
        return When(start=f"{day}-01", end=f"{day}-{monthrange(int(year), int(month))[1]}")
    return When(start=f"{year}-01-01", end=f"{year}-12-31")
