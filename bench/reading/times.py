"""Reads a file of texts with publication dates and writes the times found, one JSON line each, with the speed.

    python bench/reading/times.py --data dev.jsonl --out predictions.jsonl

Each line of --data holds {"id", "text", "dct"}; each line written holds {"id", "timexes": [{start, end, type, value}]}.
With --habits recognizers the spans are drawn as the specification of Recognizers-Text draws them: "from 3 to 5 May" is one, "since",
"before" and "in two weeks" belong to the time. That is a translation for scoring alone; Stemma's own spans are those of TIMEX3.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times import TimeFinder, TimeMention

Row = dict[str, Any]


def main() -> None:
    """Read, find, write, and tell how fast."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("-"))
    options.add_argument("--habits", choices=("timex3", "recognizers"), default="timex3")
    chosen = options.parse_args()
    finder = TimeFinder(load_pack())
    characters, spent = 0, 0.0
    lines: list[str] = []
    for line in chosen.data.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        published = record.get("dct")
        anchor = Moment(iso=published) if published else None
        begun = time.process_time()
        found = finder.find(segment(record["text"]), anchor)
        spent += time.process_time() - begun
        characters += len(record["text"])
        times = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]
        if chosen.habits == "recognizers":
            times = as_recognizers(found, record["text"])
        lines.append(json.dumps({"id": record["id"], "timexes": times}, ensure_ascii=False))
    written = "\n".join(lines) + "\n"
    if str(chosen.out) == "-":
        sys.stdout.write(written)
    else:
        chosen.out.write_text(written, encoding="utf-8")
    speed = characters / max(spent, 1e-9) / 1e6
    sys.stderr.write(f"{characters} characters in {spent:.2f} s: {speed:.2f} MB/s, sentence cutting included\n")


_BEFORE_TIME = re.compile(
    r"\b(?:(?:as (?:early|late|soon) as|(?:any ?time |no |not )?(?:earlier|later|sooner) than|on or (?:before|after)|starting|beginning"
    r"|ending|prior to|since|until|till|before|after|by|through(?:out)?)(?: (?:from|on|at|the end of|in))?)\s*$",
    re.IGNORECASE,
)  # words that Recognizers-Text takes into the time behind them
_WEEK_OF = re.compile(r"\b(?:the )?(?:week|weekend|month|day) (?:of|in|on|starting)(?: the)?\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|~|to|till|until|through|thru|and)\s*(?:the\s)?\s*", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)(?: the)?\s*$", re.IGNORECASE)
_JOINS = re.compile(r"[\s,@]*(?:at|on|for|in|of|by|around|the|in the|from|@)?[\s,]*(?:the)?\s*", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|within|for the)\s*$", re.IGNORECASE)


def as_recognizers(found: Sequence[TimeMention], text: str) -> list[Row]:
    """The times with spans after the habits of Recognizers-Text: a day and its hour are one, so are both ends of a range."""
    rows = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value, "role": t.role} for t in found]
    rows = [_bare(row, text) for row in rows]
    joined: list[Row] = []
    for row in rows:
        if joined and _one(joined[-1], row, text):
            last = joined[-1]
            later = row if row["type"] == "TIME" or last["type"] != "TIME" else last
            joined[-1] = {**last, "end": row["end"], "type": later["type"], "value": later["value"]}
        else:
            joined.append(row)
    ranged: list[Row] = []
    for row in joined:
        between = text[ranged[-1]["end"] : row["start"]] if ranged else ""
        if ranged and between.strip() and _RANGE.fullmatch(between) and _alike(ranged[-1], row, text, between):
            ranged[-1] = {**ranged[-1], "end": row["end"], "role": "range"}
        else:
            ranged.append(row)
    return [{k: v for k, v in _led(row, text).items() if k != "role"} for row in ranged]


def _bare(row: Row, text: str) -> Row:
    """A time without the preposition that TIMEX3 keeps: "for a few minutes" is a few minutes, "in the last two decades" the last two."""
    words = re.match(
        r"(?:(?:for|over|about|in|during)\s+(?=the\b|a few|few|\d|[a-z]+ (?:year|month|week|day|hour|minute|second)s?\b))",
        text[row["start"] : row["end"]],
        re.IGNORECASE,
    )
    return {**row, "start": row["start"] + words.end()} if words else row


def _one(last: Row, row: Row, text: str) -> bool:
    """True for a day and its hour, or a weekday and its day, with at most a preposition between."""
    between = text[last["end"] : row["start"]]
    if not _JOINS.fullmatch(between) or "DURATION" in (last["type"], row["type"]):
        return False
    if "SET" in (last["type"], row["type"]):
        return last["type"] == "SET" and row["type"] == "TIME"
    return last["type"] != row["type"] or between.strip().lower() in ("", ",", "of", "on", "in", "the")


def _alike(last: Row, row: Row, text: str, between: str) -> bool:
    if "SET" in (last["type"], row["type"]) or "DURATION" in (last["type"], row["type"]):
        return False
    return (
        between.strip().lower() != "and" or bool(_FROM.search(text[: last["start"]])) or text[last["start"] :].lower().startswith("between")
    )


def _led(row: Row, text: str) -> Row:
    """A time with the words before it that Recognizers-Text takes in."""
    before = text[: row["start"]]
    week = _WEEK_OF.search(before)
    if week is not None:
        row = {**row, "start": week.start()}
        before = text[: row["start"]]
    patterns = (_FROM,) if row["role"] in ("range", "window") else (_IN,) if row["type"] == "DURATION" else ()
    for pattern in (*patterns, _BEFORE_TIME):
        lead = pattern.search(before)
        if lead is not None:
            return {**row, "start": lead.start()}
    return row


if __name__ == "__main__":
    main()
