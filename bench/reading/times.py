"""Reads a file of texts with publication dates and writes the times found, one JSON line each, with the speed.

    python bench/reading/times.py --data dev.jsonl --out predictions.jsonl

Each line of --data holds {"id", "text", "dct"}; each line written holds {"id", "timexes": [{start, end, type, value}]}.
With --habits recognizers the spans are drawn as the specification of Recognizers-Text draws them: "from 3 to 5 May" is one, "since",
"before" and "in two weeks" belong to the time. That is a translation for scoring alone; Stemma's own spans are those of TIMEX3.
"""

from __future__ import annotations

import argparse
import json
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


_LEADING = {
    "since": ("since", "from", "starting", "after"),
    "until": ("until", "till", "through"),
    "deadline": ("by", "before"),
    "before": ("before",),
    "length": ("in", "within", "for"),
}


def as_recognizers(found: Sequence[TimeMention], text: str) -> list[Row]:
    """The times with spans and values after the habits of Recognizers-Text."""
    rows: list[Row] = []
    held: TimeMention | None = None
    for mention in found:
        between = text[rows[-1]["end"] : mention.start].strip().lower() if rows else None
        if held is not None and held.role == mention.role == "window" and held.when == mention.when and between is not None:
            rows[-1] = {**rows[-1], "start": _led(text, rows[-1]["start"], ("from", "between")), "end": mention.end}
        elif held is not None and held.type == "DATE" and mention.type == "TIME" and between in ("", "at", ",", "@"):
            rows[-1] = {**rows[-1], "end": mention.end, "type": "TIME", "value": mention.value}
        else:
            role = "length" if mention.type == "DURATION" else mention.role
            start = _led(text, mention.start, _LEADING.get(role, ()))
            rows.append({"start": start, "end": mention.end, "type": mention.type, "value": mention.value})
        held = mention
    return rows


def _led(text: str, start: int, words: Sequence[str]) -> int:
    """Where a time begins with the preposition before it."""
    before = text[:start].rstrip()
    word = next((w for w in words if before.lower().endswith(w) and not before[-len(w) - 1 : -len(w)].isalpha()), "")
    return len(before) - len(word) if word else start


if __name__ == "__main__":
    main()
