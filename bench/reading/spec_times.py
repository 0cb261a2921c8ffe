#!/usr/bin/env python3
"""In how many of a specification's cases all times are found with the very spans that it marks, and no other.

    python bench/reading/spec_times.py --data FILE [--losses] [--own] [--half looked-at|kept] [--judged bench/reading/judged_times.txt]

FILE holds one case a line, {"id", "model", "text", "dct", "timexes": [{"start", "end"}]}, as taken from the test cases of
Recognizers-Text for dates and times. They are what people say to an assistant, and are read with the register for that
(`TimeFinder(pack, register="spoken")`), whose mentions are compared as they are, but for an article that the specification leaves out
("the next quarter") and for kinds that a model does not mark. With {"values"} beside a span, what was read is compared with them too
(spec_values): half of the cases ask for spans alone. `--own` reads with the grammar of news, whose spans recognizers_habits draws after
the specification. `--judged` names cases held to be wrong in the data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from recognizers_habits import as_recognizers, spoken_rows
from spec_values import agrees, expected, read

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times.finder import TimeFinder, TimeMention


def half_of(text: str) -> str:
    """To which half a case belongs, by its text: the same words under several models lie in one half."""
    return "looked-at" if hashlib.sha256(text.strip().lower().encode()).digest()[0] % 2 == 0 else "kept"


_ASKED = (("DatePeriod", ("daterange",)), ("DateTimePeriod", ("datetimerange",)), ("TimePeriod", ("timerange",)), ("DateTimeModel", ()))
_ASKED += (("DateTime", ("datetime",)), ("Date", ("date",)), ("TimeZone", ("zone",)), ("Time", ("time",)), ("Duration", ("duration",)))
_ASKED += (("Set", ("set",)), ("Holiday", ("date",)))


def asked(model: str, mention: TimeMention) -> bool:
    """False for a kind of time that a model does not mark: each of the extractors and parsers marks one alone."""
    kinds = next((kinds for name, kinds in _ASKED if model.startswith(name)), ())
    return not kinds or not mention.exact or kind_of(mention) in kinds


def kind_of(mention: TimeMention) -> str:
    """The specification's name for what a mention of the spoken register is."""
    if mention.type not in ("DATE", "TIME"):
        return mention.type.lower()
    dated, ranged = "-" in mention.exact.removeprefix(".."), "/" in mention.exact
    name = "datetime" if ":" in mention.exact and dated else "time" if ":" in mention.exact else "date"
    return name + ("range" if ranged else "")


def main() -> None:
    """Reads the cases and prints for each model in how many all spans are right."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--data", type=Path, required=True, help="file of cases")
    options.add_argument("--losses", action="store_true", help="print the cases with another span")
    options.add_argument(
        "--own", action="store_true", help="only what Stemma's grammar reads, without the table of what lies beyond TIMEX3"
    )
    options.add_argument("--judged", type=Path, help="cases held to be wrong in the data: an id and a reason a line")
    options.add_argument("--half", choices=("looked-at", "kept"), help="only the cases that were looked at, or only the others")
    chosen = options.parse_args()
    finder = TimeFinder(load_pack(), register="" if chosen.own else "spoken")
    judged = {line.split()[0] for line in chosen.judged.read_text(encoding="utf-8").splitlines()} if chosen.judged else set()
    right, cases = Counter[str](), Counter[str]()
    whole, valued, valued_right = Counter[str](), 0, 0
    for line in chosen.data.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text, published = record["text"], record.get("dct")
        if record["id"] in judged:
            continue
        if chosen.half and chosen.half != half_of(text):
            continue
        found = finder.find(segment(text), Moment(iso=published if not chosen.own else published[:10]) if published else None)
        found = [t for t in found if asked(record["model"], t)]
        rows = as_recognizers(found, text) if chosen.own else spoken_rows(found, text)
        due = sorted(record["timexes"], key=lambda t: (t["start"], t["end"]))
        rows.sort(key=lambda row: (row["start"], row["end"]))
        marked = [(t["start"], t["end"]) for t in due]
        spans = [(row["start"], row["end"]) for row in rows]
        agreed = marked == spans and all(agrees(t, row["meant"]) for t, row in zip(due, rows, strict=True))
        cases[record["model"]] += 1
        right[record["model"]] += marked == spans
        whole[record["model"]] += agreed
        if any(expected(t) for t in due):
            valued, valued_right = valued + 1, valued_right + agreed
        if chosen.losses and not agreed:
            print(f"{record['id']} {text.strip()}\n   marked {[text[a:b] for a, b in marked]}\n   found  {[text[a:b] for a, b in spans]}")
            if marked == spans:
                print(f"   due {[expected(t) for t in due]}\n   read {[read(row['meant']) for row in rows]}")
    for model, count in sorted(cases.items()):
        print(f"{model}: spans {right[model]}, values too {whole[model]}, of {count}")
    count = max(1, cases.total())
    print(f"all: {right.total()} of {count} with all spans right, {100 * right.total() / count:.1f}%")
    print(f"all: {whole.total()} of {count} with all spans and values right, {100 * whole.total() / count:.1f}%")
    print(f"with values to compare: {valued_right} of {valued} with all right, {100 * valued_right / max(1, valued):.1f}%")


if __name__ == "__main__":
    main()
