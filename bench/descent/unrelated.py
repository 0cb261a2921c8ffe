"""False kinship: real reports of different incidents in one pile; whoever is given a parent is wrongly given one.

    python bench/descent/unrelated.py --texts FILE.jsonl [--draws 3] [--pile 30] [--most 5000] [--half table] [--show 10]

JSON Lines with `incident`, `date`, `outlet`, `title`, `text`; the texts are marked (bylines, boxes about other stories) as
`stemma add` marks them. One draw is a pile with one report of each incident, the first; the
next draw takes the next report where an incident has several. With `--pile` each draw is cut into piles of so many, in which rare
figures are harder to tell from common ones. Two reports of a pile may still be one text (a page taken twice, a
template of one site), so every pair is shown for a look.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from cases import one_of_each

import stemma
from stemma.intake import Dresser


def main() -> None:
    """Count and show."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--draws", type=int, default=1)
    options.add_argument("--pile", type=int, default=0, help="reports of a pile; 0: all of a draw")
    options.add_argument("--most", type=int, default=5000, help="so many reports of each draw")
    options.add_argument("--half", choices=("", "fit", "table"), default="", help="those whose texts were fitted on, or the others")
    options.add_argument("--show", type=int, default=10)
    given = options.parse_args()
    pack = stemma.load_pack()
    reader, dresser = stemma.Reader(pack), Dresser()
    drawn: list[str] = []
    wrong, piles = 0, 0
    for draw in range(given.draws):
        reports = [dresser.settled(r) for r in one_of_each(given.texts, given.half, draw)[: given.most]]
        size = given.pile or len(reports)
        for first in range(0, len(reports), size):
            wrong += joined(reports[first : first + size], reader, pack, given.show)
            piles += 1
        drawn += [r.id for r in reports]
    share = wrong / max(1, len(drawn))
    print(f"\nin all {len(drawn)} reports in {piles} piles ({len(set(drawn))} different ones): {wrong} ({share:.2%})")


def joined(reports: list[stemma.Report], reader: stemma.Reader, pack: stemma.Pack, most: int) -> int:
    """How many reports of one pile are given a parent there or a common lost original; each is shown."""
    found = stemma.assemble(reports, [reader.read(r) for r in reports], (), pack)
    by_id = {r.id: r for r in found.reports}
    together = {c for lost in found.stemma.lost if len(lost.children) > 1 for c in lost.children}
    alone = [lost.credited_as for lost in found.stemma.lost if len(lost.children) == 1]
    wrong = {d.child for d in found.stemma.descents if d.parent in by_id} | together
    share = len(wrong) / max(1, len(by_id))
    print(f"{len(by_id)} reports, one per incident: {len(wrong)} with a parent in the pile or a common lost original ({share:.2%})")
    print(f"{len(alone)} taken for the dispatch of an agency that they name: {', '.join(alone)}")
    for d in [d for d in found.stemma.descents if d.child in wrong][:most]:
        child, parent = by_id[d.child], by_id.get(d.parent)
        print(f"\n{d.weight} {child.outlet} | {child.title} | {child.published.iso if child.published else ''}")
        if parent is not None:
            print(f"  from {parent.outlet} | {parent.title} | {parent.published.iso if parent.published else ''}")
        print("  " + "; ".join(f"{r.rule[8:]} {r.weight:+.1f}" for r in d.reasons))
        print("  " + next((r.detail for r in d.reasons if r.rule == "descent.runs"), "")[:200])
    return len(wrong)


if __name__ == "__main__":
    main()
