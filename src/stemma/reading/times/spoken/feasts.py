"""Feasts as they are spoken: "Labor Day", "easter 2018", "Thanksgiving of 2016", "labor day 2021 weekend"."""

from __future__ import annotations

from stemma.reading.times.feasts import by_rule, long_weekend
from stemma.reading.times.spoken.counting import year_said
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import Got, Meant, a_day, a_period


def feast(line: Line, at: int) -> Got | None:
    """ "Labor Day", "easter 2018", "Thanksgiving of 2016", "labor day 2021 weekend", "next Easter"."""
    step = line.get(at, "toward")
    start = at + 1 if step is not None else line.skip(at, "the")
    found = line.phrase(start, "feast")
    if found is None:
        return None
    to, rule = found
    behind = line.skip(to, "in_of_comma")
    said = year_said(line, behind) if line.norm(behind).isdecimal() else None
    if line.get(behind, "toward") is not None and line.word(behind + 1, "year"):
        said = behind + 2, line.now.year + int(line.get(behind, "toward"))  # "Mother's Day this year"
    if said is not None:
        to = said[0]
        day = by_rule(str(rule), said[1])
        meant = None if day is None else a_day(day, sure=True)
    else:
        meant = _near(line, str(rule), int(step or 0))
    if meant is None or meant.first is None:
        return None
    if line.word(to, "weekend"):
        return to + 1, a_period(*long_weekend(meant.first), grain="weekend")
    return to, meant


def _near(line: Line, rule: str, step: int) -> Meant | None:
    """The feast of this year where it is still to come, else that of the next; the last one where "last" is said."""
    today = line.now.date()
    days = [day for number in (today.year - 1, today.year, today.year + 1) if (day := by_rule(rule, number)) is not None]
    chosen = [d for d in days if d < today][-1:] if step < 0 else [d for d in days if d >= today][:1]
    return a_day(chosen[0], free=step == 0) if chosen else None
