#!/usr/bin/env python3
"""In how many of a specification's cases all times are found with the very spans that it marks, and no other.

    python bench/reading/spec_times.py --data FILE [--losses] [--own]

FILE holds one case a line, {"id", "model", "text", "dct", "timexes": [{"start", "end"}]}, as taken from the test cases of Recognizers-Text
for dates and times. Spans are drawn after its habits (recognizers_habits); values are not compared: it writes them in a form of its own.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from recognizers_habits import as_recognizers

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times import TimeFinder


def main() -> None:
    """Reads the cases and prints for each model in how many all spans are right."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--data", type=Path, required=True, help="file of cases")
    options.add_argument("--losses", action="store_true", help="print the cases with another span")
    options.add_argument(
        "--own", action="store_true", help="only what Stemma's grammar reads, without the table of what lies beyond TIMEX3"
    )
    chosen = options.parse_args()
    finder, right, cases = TimeFinder(load_pack()), Counter[str](), Counter[str]()
    for line in chosen.data.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text, published = record["text"], record.get("dct")
        rows = as_recognizers(finder.find(segment(text), Moment(iso=published[:10]) if published else None), text, not chosen.own)
        marked = sorted((t["start"], t["end"]) for t in record["timexes"])
        found = sorted((row["start"], row["end"]) for row in rows)
        cases[record["model"]] += 1
        right[record["model"]] += marked == found
        if chosen.losses and marked != found:
            print(f"{record['id']} {text.strip()}\n   marked {[text[a:b] for a, b in marked]}\n   found  {[text[a:b] for a, b in found]}")
    for model, count in sorted(cases.items()):
        print(f"{model}: {right[model]} of {count}")
    print(f"all: {right.total()} of {cases.total()} with all spans right, {100 * right.total() / max(1, cases.total()):.1f}%")


if __name__ == "__main__":
    main()
