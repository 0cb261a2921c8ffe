"""Reads a file of texts with publication dates and writes the times found, one JSON line each, with the speed.

    python bench/reading/times.py --data dev.jsonl --out predictions.jsonl

Each line of --data holds {"id", "text", "dct"}; each line written holds {"id", "timexes": [{start, end, type, value}]}.
With --habits recognizers the texts are read with the spoken register, and some articles are left out as the specification of
Recognizers-Text has it (see recognizers_habits); Stemma's spans for news are those of TIMEX3.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from recognizers_habits import spoken_rows

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times.finder import TimeFinder


def main() -> None:
    """Read, find, write, and tell how fast."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("-"))
    options.add_argument("--habits", choices=("timex3", "recognizers"), default="timex3")
    chosen = options.parse_args()
    finder = TimeFinder(load_pack(), register="spoken" if chosen.habits == "recognizers" else "")
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
            times = [{k: v for k, v in row.items() if k != "meant"} for row in spoken_rows(found, record["text"])]
        lines.append(json.dumps({"id": record["id"], "timexes": times}, ensure_ascii=False))
    written = "\n".join(lines) + "\n"
    if str(chosen.out) == "-":
        sys.stdout.write(written)
    else:
        chosen.out.write_text(written, encoding="utf-8")
    speed = characters / max(spent, 1e-9) / 1e6
    sys.stderr.write(f"{characters} characters in {spent:.2f} s: {speed:.2f} MB/s, sentence cutting included\n")


if __name__ == "__main__":
    main()
