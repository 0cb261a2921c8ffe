"""The times of the grammar of news with the spans that the specification of Recognizers-Text draws; a translation for scoring alone.

There a day and its hour are one time, so are both ends of a range, and prepositions belong to the time behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from stemma.reading.times.finder import TimeMention

Row = dict[str, Any]
_I = re.IGNORECASE
_WEEKDAY = "mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE_TIME = re.compile(
    r"\b(?:(?:as (?:early|late|soon) as|(?:any ?time |no |not )?(?:earlier|later|sooner) than|on or (?:before|after)|starting|beginning"
    r"|ending|prior to|since|until|till|before|after|by|through(?:out)?)(?: (?:from|on|at|the end of|in))?)\s*$",
    _I,
)  # words that Recognizers-Text takes into the time behind them
_WEEK_OF = re.compile(r"\b(?:the )?(?:week|weekend|month|day) (?:of|in|on|starting)(?: the)?\s*$", _I)
_RANGE = re.compile(r"\s*(?:-|–|—|~|to|till|until|through|thru|and)\s*(?:the\s)?\s*", _I)
_FROM = re.compile(r"\b(?:from|between)(?: the)?\s*$", _I)
_JOINS = re.compile(r"[\s,@]*(?:at|on|for|in|of|by|around|the|in the|from|between|before|after|@)?[\s,]*(?:the)?\s*", _I)
_FOR = re.compile(r"\bfor\s*$", _I)
_IN = re.compile(r"\b(?:in|within|for the)\s*$", _I)
_LONG = re.compile(r"\b(?:week|month|year)$|^(?:in )?\d{4}s?$|^week \d+$")
_EDGE = re.compile(r"\b(?:this(?= (?:past|upcoming|coming|last|next)$)|(?:end|beginning|start|middle|rest) of(?: the)?|mid|around)\s*$", _I)
_PREPOSITION = re.compile(
    r"(?:for|over|about|in|during)\s+(?=half\b|the\b|a few|few|\d|[a-z]+ (?:year|month|week|day|hour|minute|second)s?\b)", _I
)
_ARTICLE = re.compile(r"the (?=(?:next|following|previous|coming|upcoming|same|past|end|beginning|start)\b)", _I)
_TAIL = re.compile(r" (?:or|and) (?:later|after|earlier|before|sooner|onwards?)\b|(?<=year) to date\b", _I)
_LED = ("from", "between", "before", "after", "until", "later", "no later", "starting")


_NTH = r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|twentie|thirtie)th)"
_ARTICLE = re.compile(
    r"the (?=(?:next|following|coming|upcoming|same|last|past|previous|current)\b(?!.*\b(?:of|in)\b|.*decades?$)"
    rf"|(?:mid|middle|end|beginning|start|early|late)\b|{_NTH}(?: day)? of (?!this|next|last|previous))",
    re.IGNORECASE,
)


def article(said: str) -> int:
    """How much of an article the specification leaves out: "the next quarter", "the end of 1989", but not "the third week of May"."""
    found = _ARTICLE.match(said)
    return found.end() if found is not None else 0


def spoken_rows(found: Sequence[TimeMention], text: str) -> list[Row]:
    """The times of the spoken register, which draws its spans as the specification does but for some articles."""
    rows = [{"start": t.start + article(text[t.start : t.end]), "end": t.end, "type": t.type, "value": t.value} for t in found]
    return [{**row, "meant": (t,)} for row, t in zip(rows, found, strict=True)]


def as_recognizers(found: Sequence[TimeMention], text: str) -> list[Row]:
    """The times with spans after the habits of Recognizers-Text."""
    rows = [_bare({"start": t.start, "end": t.end, "type": t.type, "value": t.value, "role": t.role, "meant": (t,)}, text) for t in found]
    rows = _ranged(_joined(rows, text), text)
    rows = _joined_led([_led(row, text) for row in rows], text)
    return [{k: row[k] for k in ("start", "end", "type", "value", "meant")} for row in rows]


def _joined(rows: list[Row], text: str) -> list[Row]:
    joined: list[Row] = []
    for row in rows:
        if joined and _one(joined[-1], row, text):
            last = joined[-1]
            later = row if row["type"] == "TIME" or last["type"] != "TIME" else last
            both = _both(last, row)
            joined[-1] = {**last, "end": row["end"], "type": later["type"], "value": later["value"], "meant": both}
        else:
            joined.append(row)
    return joined


def _both(one: Row, other: Row) -> tuple[TimeMention, ...]:
    """What two rows that became one stand for: nothing, where one of them stands in the table alone."""
    return (*one["meant"], *other["meant"]) if one["meant"] and other["meant"] else ()


def _ranged(rows: list[Row], text: str) -> list[Row]:
    ranged: list[Row] = []
    for row in rows:
        between = text[ranged[-1]["end"] : row["start"]] if ranged else ""
        if ranged and between.strip() and _RANGE.fullmatch(between) and _alike(ranged[-1], row, text, between):
            ranged[-1] = {**ranged[-1], "end": row["end"], "role": "range", "meant": _both(ranged[-1], row)}
        else:
            ranged.append(row)
    return ranged


def _joined_led(rows: list[Row], text: str) -> list[Row]:
    """A day and the range of hours behind it, a length and the day from which it counts."""
    joined: list[Row] = []
    for row in rows:
        led = text[row["start"] : row["end"]].lower().startswith(_LED)
        last = joined[-1] if joined else None
        between = text[last["end"] : row["start"]].strip(" ,").lower() if last is not None else "-"
        whole = last is not None and _LONG.search(text[last["start"] : last["end"]].lower()) is not None
        hours = last is not None and last["type"] == "DATE" and row["type"] == "TIME" and between == "" and led and not whole
        kinds = (last["type"], row["type"]) if last is not None else ()
        length = kinds in (("DURATION", "DATE"), ("DURATION", "TIME")) and ((between == "" and led) or between == "from")
        lasting = kinds in (("TIME", "DURATION"), ("DATE", "DURATION")) and between == "for" and last["role"] != "range"
        if last is not None and (hours or length or lasting):
            lead = _FROM.search(text[: last["start"]]) if lasting else _FOR.search(text[: last["start"]]) if length else None
            start = lead.start() if lead else last["start"]
            joined[-1] = {**last, "start": start, "end": row["end"], "type": row["type"], "meant": _both(last, row)}
        else:
            joined.append(row)
    return joined


def _bare(row: Row, text: str) -> Row:
    """A time without the preposition that TIMEX3 keeps: "for a few minutes" is a few minutes, "in the last two decades" the last two."""
    said = text[row["start"] : row["end"]]
    for opening in (_PREPOSITION, _ARTICLE):
        lead = opening.match(said)
        said = said[lead.end() :] if lead is not None else said
    end = row["end"]
    if text[end - 1] == "." and not re.search(r"[ap]\.?m\.$", text[row["start"] : end], _I):
        end -= 1  # "second of Aug."
    return {**row, "start": row["end"] - len(said), "end": end}


def _one(last: Row, row: Row, text: str) -> bool:
    """True for a day and its hour, or a weekday and its day, with at most a preposition between."""
    between = text[last["end"] : row["start"]]
    if not _JOINS.fullmatch(between) or "DURATION" in (last["type"], row["type"]) or "\n" in between:
        return False
    joint = between.strip(" ,").lower()
    if "SET" in (last["type"], row["type"]):
        return last["type"] == "SET" and row["type"] == "TIME"
    words = text[last["start"] : last["end"]].lower(), text[row["start"] : row["end"]].lower()
    if any(_LONG.search(w) for w in words) and "TIME" in (last["type"], row["type"]):
        return False  # "next week at 2:00" are two
    if last["type"] == row["type"] == "TIME":
        return any(re.search(r"morning|afternoon|evening|night|lunchtime|tonight", w) for w in words) and joint not in ("before", "after")
    if last["type"] != row["type"]:
        return joint not in ("before", "after", "from", "between") or (row["type"] == "DATE" and joint not in ("before", "after"))
    weekday = re.search(rf"\b(?:{_WEEKDAY})$", words[0]) is not None or re.search(rf"\b(?:{_WEEKDAY})$", words[1]) is not None
    return joint in ("", "of", "on", "in", "the") and (weekday or joint in ("of", "in"))


def _alike(last: Row, row: Row, text: str, between: str) -> bool:
    if "SET" in (last["type"], row["type"]) or "DURATION" in (last["type"], row["type"]):
        return False
    opened = bool(_FROM.search(text[: last["start"]])) or text[last["start"] :].lower().startswith("between")
    return between.strip().lower() != "and" or opened


def _led(row: Row, text: str) -> Row:
    """A time with the words before it that Recognizers-Text takes in."""
    before = text[: row["start"]]
    week = _WEEK_OF.search(before)
    if week is not None:
        row = {**row, "start": week.start()}
        before = text[: row["start"]]
    edge = _EDGE.search(before)
    if edge is not None and row["type"] in ("DATE", "TIME"):
        row = {**row, "start": edge.start()}
        before = text[: row["start"]]
    tail = _TAIL.match(text, row["end"])
    if tail is not None and row["type"] == "DATE":
        row = {**row, "end": tail.end()}
    ranged = row["role"] in ("range", "window") or re.search(r"\d ?- ?\d|\b(?:to|and)\b", text[row["start"] : row["end"]]) is not None
    for pattern in (*((_FROM,) if ranged else ()), *((_IN,) if row["type"] == "DURATION" else ()), _BEFORE_TIME):
        lead = pattern.search(before)
        if lead is not None:
            return {**row, "start": lead.start()}
    return row
