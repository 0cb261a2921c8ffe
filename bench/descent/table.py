"""The table: Stemma and its rivals on families of known descent, at growing shares of words changed, in one run.

python bench/descent/table.py --texts FILE-OR-FOLDER [--piles 20] [--first 1000,2000,3000] [--rates 0,.05,.1,.2,.3,.5,-1] [--stemma-only]

Each row is of all sets of piles together; the last columns are of each set alone.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from families import Maker, Wish, base_texts
from methods import ByStemma, rivals
from scoring import Tally, score

COLUMNS = ("kin", "edges", "direction", "lost", "changes", "origins")


def main() -> None:
    """Print the table in Markdown."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True, help="a folder of texts, or JSON Lines with `text` (and `incident`)")
    options.add_argument("--piles", type=int, default=20)
    options.add_argument("--first", default="1000,2000,3000", help="the number of the first pile of each set")
    options.add_argument("--rates", default="0,.05,.1,.2,.3,.5,-1")
    options.add_argument(
        "--half", choices=("", "fit", "table"), default="table", help="the half of the texts; the weights were fitted on `fit`"
    )
    options.add_argument("--stemma-only", action="store_true")
    given = options.parse_args()
    texts = base_texts(given.texts, given.half)
    methods = {"Stemma": ByStemma(), **({} if given.stemma_only else rivals())}
    sets = [int(first) for first in given.first.split(",")]
    print(f"{len(texts)} base texts, {len(sets)} sets of {given.piles} piles a row\n")
    print("| words changed | method | kin P / R / F1 | edge P / R / F1 | direction | lost F1", end=" | ")
    print("changes P / R / F1 | origins | kin by set | edges by set |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for rate in (float(r) for r in given.rates.split(",")):
        piles = [list(Maker(texts, Wish(rate=rate)).situations(given.piles, first)) for first in sets]
        for name, method in methods.items():
            whole, parts = Tally(), [Tally() for _ in sets]
            for part, some in zip(parts, piles, strict=True):
                for pile in some:
                    score(pile, method(pile), part)
                whole.count.update(part.count)
            apart = [" ".join(f"{part.f1(what):.3f}" for part in parts) for what in ("kin", "edges")]
            print(f"| {'paraphrase' if rate < 0 else f'{rate:.0%}'} | {name} | {row(whole)} | {' | '.join(apart)} |", flush=True)


def row(tally: Tally) -> str:
    """One row's numbers; "-" for what a method does not say."""

    def three(name: str) -> str:
        if not tally.count[f"{name}.due"]:
            return "-"
        return f"{tally.precision(name):.2f} / {tally.recall(name):.2f} / **{tally.f1(name):.3f}**"

    def one(name: str, value: float) -> str:
        return f"{value:.3f}" if tally.count[f"{name}.due"] else "-"

    cells = [three("kin"), three("edges"), one("direction", tally.precision("direction")), one("lost", tally.f1("lost"))]
    return " | ".join([*cells, three("changes"), one("origins", tally.recall("origins"))])


if __name__ == "__main__":
    main()
