"""A time as a text tells it."""

from __future__ import annotations

import msgspec

from stemma.core.types import When


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """A time as said: its words, its TIMEX3 type and value, the days it stands for, and the part it plays."""

    start: int
    end: int
    type: str  # DATE TIME DURATION SET
    value: str
    when: When | None = None
    duration: str = ""  # ISO 8601, of a length or window: "PT24H"
    role: str = "point"  # point since until deadline window before frequency
    spoken: bool = False  # the time of a statement: "said on Sunday"
    anchor: str = ""  # what a relative time was reckoned from: the publication date or a time told before; "" where it names its own
    exact: str = ""  # of the spoken register alone, ISO 8601 with hours: "2016-11-08T17:00/2016-11-08T18:00", "../2016-12-31"
