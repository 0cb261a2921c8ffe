"""Prints, for some piles, each wrong edge with its reasons: what to look at when the table is bad.

python bench/descent/failures.py --texts FILE-OR-FOLDER [--rate .1] [--first 0] [--piles 2]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from families import Maker, Wish, base_texts
from methods import ByStemma


def main() -> None:
    """Print the wrong edges and the wrong changes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--rate", type=float, default=0.1)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--piles", type=int, default=2)
    options.add_argument("--reasons", action="store_true")
    given = options.parse_args()
    ours = ByStemma()
    for pile in Maker(base_texts(given.texts), Wish(rate=given.rate)).situations(given.piles, given.first):
        names, found = ours.situation(pile)
        print(
            f"\n== {pile.name}, {'hours' if pile.clock else 'days only'}, lost {dict(pile.lost)}; found lost",
            [(lost.id, [names[c] for c in lost.children]) for lost in found.stemma.lost],
        )
        for m in pile.reports:
            above = [d for d in found.stemma.descents if names[d.child] == m.name]
            got = sorted(names.get(d.parent, d.parent) for d in above)
            wrong = got != sorted(m.parents)
            true, said = ",".join(m.parents) or "-", ",".join(got) or "-"
            print(f"{'!!' if wrong else '  '} {m.name:8} {m.kind:10} {m.published:%d %H:%M} true {true:16} said {said:16} {m.credit}")
            for d in above if wrong and given.reasons else ():
                reasons = "; ".join(f"{r.rule[8:]} {r.weight:+.1f}" for r in d.reasons)
                print(f"       {names.get(d.parent, d.parent)} {d.weight}: {reasons}")
            changes = [(x.field, x.was, x.became) for x in found.stemma.mutations if names[x.report] == m.name and not x.restored]
            if sorted(field for field, _, _ in changes) != sorted(m.changes):
                print(f"       changes planted {sorted(m.changes)} said {changes}")


if __name__ == "__main__":
    main()
