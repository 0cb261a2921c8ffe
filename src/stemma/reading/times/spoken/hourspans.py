"""Ranges of hours as they are spoken: "from 5 to 6 pm", "1p.m. to 4", "Monday 11-4", "from 10 am for 3 hours"."""

from __future__ import annotations

from stemma.reading.times.spoken.clocks import clock
from stemma.reading.times.spoken.lengths import is_short, length
from stemma.reading.times.spoken.line import Line
from stemma.reading.times.spoken.meant import DAY, Got, Meant, hours

_HALF = DAY // 2


def hour_range(line: Line, at: int, led: bool = False) -> Got | None:
    """Two times of the day and what lies between; both may be bare numbers behind "from", "between" or a day (`led`)."""
    opened = line.word(at, "between_from")
    start = at + opened
    one = clock(line, start, True, True)
    if one is None or one[1].opens is None:
        return None
    lasting = _lasting(line, one, opened)
    if lasting is not None:
        return lasting
    sign = line.norm(one[0])
    if not (line.has(one[0], "range") or (line.words.says(sign, "and") and line.word(at, "between"))):
        return None
    other = clock(line, line.skip(one[0] + 1, "the"), True)
    if other is None or other[1].opens is None:
        return None
    if not opened and line.norm(start - 1) in ("-", "/", ".", "$", "+"):
        return None
    sure = one[1].sure or other[1].sure or _written(line, start, one[0])
    if not (sure or opened or (led and line.words.says(sign, "up_to"))) or (not sure and not opened and not led):
        return None
    opens, closes = _paired(one[1], other[1])
    return other[0], hours(opens, closes)


def _written(line: Line, start: int, end: int) -> bool:
    """True for "4:00", which is no plain number."""
    return any(line.norm(i) == ":" for i in range(start, end))


def _lasting(line: Line, one: Got, opened: bool) -> Got | None:
    """ "from 10 am for 3 hours 30 minutes"."""
    if not line.word(one[0], "for") or one[1].opens is None or not (opened or one[1].sure):
        return None
    long = length(line, one[0] + 1)
    if long is None or not is_short(long[1]):
        return None
    return long[0], hours(one[1].opens, (one[1].opens + int(long[1].seconds)) % DAY)


def _paired(one: Meant, other: Meant) -> tuple[int, int]:
    """The halves of the day that a range says for one of its ends only: "11 to 3am" begins at 23:00, "1 pm to 4" ends at 16:00."""
    opens, closes = one.opens or 0, other.opens or 0
    if other.sure and not one.sure:
        fitting = [t for t in (opens, opens + _HALF) if t < closes]
        return (fitting[-1] if fitting else (opens + _HALF) % DAY), closes
    if not other.sure and (one.sure or closes <= opens):
        fitting = [t for t in (closes, closes + _HALF) if opens < t < DAY]
        return opens, fitting[0] if fitting else closes
    return opens, closes
