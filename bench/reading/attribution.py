"""Attributions of a marked corpus, for the scorer: one line {"doc", "attributions"} per text.

    python bench/reading/attribution.py --data dev.jsonl [--out predictions.jsonl] [--learned [small]]

With --learned the trained tagger of the package stemma-attribution alone is asked, with --learned small the one without an encoder.

The corpus is JSON Lines with "doc" and "text", as PolNeAR is once converted. Speed is told on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.attribution import Attribution, AttributionFinder

Row = dict[str, list[list[int]]]


def main() -> None:
    """Read the corpus, write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--learned", nargs="?", const="encoder", choices=("encoder", "small"))
    chosen = parser.parse_args()
    pack = load_pack()
    tagger = None
    if chosen.learned:
        from stemma_attribution import SmallTagger, Tagger

        tagger = Tagger(pack) if chosen.learned == "encoder" else SmallTagger(pack)
        tagger.passages("A spokesman said so.")  # the model is loaded before the clock runs
    actors, attributions = ActorFinder(pack), AttributionFinder(pack)
    rows = [json.loads(line) for line in chosen.data.read_text(encoding="utf-8").splitlines()]
    texts = {row["doc"]: row["text"] for row in rows}
    out = chosen.out.open("w", encoding="utf-8") if chosen.out else sys.stdout
    spent = 0.0
    for doc, body in texts.items():
        begun = time.process_time()
        if tagger is not None:
            rows_found = [{k: [list(s) for s in getattr(p, k)] for k in ("source", "cue", "content")} for p in tagger.passages(body)]
        else:
            text = segment(body)
            found = attributions.find(text, actors.find(text))
            rows_found = _flat([_row(a) for a in found if not a.carried and a.kind != "credit"])
        spent += time.process_time() - begun
        print(json.dumps({"doc": doc, "attributions": rows_found}), file=out)
    size = sum(map(len, texts.values()))
    rate = f"{size / spent / 1000:.0f} KB/s, {len(texts) / spent:.1f} texts/s"
    print(f"{len(texts)} texts, {size} characters, {rate} (processor time)", file=sys.stderr)


def _flat(rows: list[Row]) -> list[Row]:
    """The outermost attributions that have a content: the corpus tags each word once, and what is nested would cut it in pieces."""
    held = [row for row in rows if row["content"]]
    return [a for a in held if not any(b is not a and _inside(a["cue"], b["content"]) for b in held)]


def _inside(cue: list[list[int]], content: list[list[int]]) -> bool:
    return bool(cue) and any(start <= cue[0][0] and cue[0][1] <= end for start, end in content)


def _row(found: Attribution) -> dict[str, list[list[int]]]:
    return {
        "source": [list(s) for s in found.source if found.kind != "evidential"],
        "cue": [list(s) for s in found.cue],
        "content": [list(s) for s in found.content],
    }


if __name__ == "__main__":
    main()
