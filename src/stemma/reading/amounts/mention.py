"""What an amount found in a text looks like."""

from __future__ import annotations

import msgspec

from stemma.core.types import Amount


class AmountMention(msgspec.Struct, frozen=True, kw_only=True):
    """An amount as it stands: its words, its number, what it counts, and how it stands to other amounts."""

    start: int  # the whole phrase: hedge, number, unit
    end: int
    number_start: int  # the bare number
    number_end: int
    amount: Amount
    form: str = "cardinal"  # cardinal word percent fraction collective age money vague ordinal-victim multiple calibre
    noun_start: int = -1  # the counted noun phrase that follows
    noun_end: int = -1
    noun: str = ""
    head: str = ""  # its head, lower case, singular
    of_start: int = -1  # the base of a share: "the territory" in "40% of the territory"
    of_end: int = -1
    role: str = ""  # delta result before after more
    direction: str = ""  # up down
    weak: bool = False  # a small number in passing: the reader decides
    duration: bool = False  # a length of time: times are read from it too
    per: str = ""  # the time of a rate: day in "40 wounded a day", h in "$15 an hour"
    dual: Amount | None = None  # the same amount in a second unit: "309 square miles (800 km2)"
