"""Who says so, how sure, was it checked: what the reader makes of the marked passages, and how far two markings agree.

    python bench/attribution/score.py [--detail] [--reader NAME] [--marking independent]   the reader against a marking
    python bench/attribution/score.py --agreement                                           the markings against each other

passages.txt holds a passage a line, its figures in braces; first.txt, second.txt (the same hand, in another order) and
independent.txt (another hand, by MARKING.md alone) hold one line a figure:
passage, figure, chain (outermost > innermost), kind of source, status, verification. A slash parts answers that the text allows alike.
A figure "-" is a negative attribution (did not comment, did not rule out): an event, never a claim.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "gold"
SCORED = ("source", "kind", "chain", "status", "verification", "negative")
_IDLE = {"the", "a", "an", "of", "in", "at", "by", "for", "from", "some", "most", "one", "s", "to", "on", "and", "its", "his", "her"}


class Marking(NamedTuple):
    """One figure of a passage as a person marked it."""

    passage: str
    figure: str
    chain: tuple[frozenset[str], ...]
    kind: frozenset[str]
    status: frozenset[str]
    verification: frozenset[str]


def markings(path: Path) -> dict[tuple[str, str], Marking]:
    """The lines of a marking, by passage and figure."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            left, chain, kind, status, verification = (part.strip() for part in line.split("|"))
            passage, figure = left.split()
            steps = tuple(frozenset(s.strip().split("/")) for s in chain.split(" > ")) if chain else ()
            sets = (frozenset(part.split("/")) for part in (kind, status, verification))
            found[passage, figure] = Marking(passage, figure, steps, *sets)
    return found


def passages(path: Path) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """The passages without their braces, and where the figures stand."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            name, _, marked = line.partition(" ")
            text, spans = "", []
            for part in re.split(r"(\{[^}]*\})", marked):
                if part.startswith("{"):
                    spans.append((len(text), len(text) + len(part) - 2))
                text += part.strip("{}")
            found[name] = text, spans
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W_]+", name.lower()) if w not in _IDLE)


def same_speaker(said: str, allowed: frozenset[str]) -> bool:
    """Half of the shorter name's words stand in the longer one, its last word among them."""
    for name in allowed:
        one, other = _words(said), _words(name)
        if one and other and 2 * len(one & other) >= min(len(one), len(other)):
            return True
    return False


def _same_chain(said: list[str], wanted: tuple[frozenset[str], ...]) -> bool:
    return len(said) == len(wanted) and all(same_speaker(s, w) for s, w in zip(said, wanted, strict=True))


def judge(gold: Marking, chain: list[str], kind: str, status: str, verification: str) -> dict[str, bool]:
    """Which parts of a reading agree with a marking."""
    nobody = not gold.chain
    right = bool(chain) and bool(gold.chain) and same_speaker(chain[-1], gold.chain[-1])
    stated = {"asserted", "claimed"}
    found = {
        "source": (nobody and (not chain or kind == "none")) or right,
        "status": status in gold.status or (status in stated and bool(gold.status & stated)),
        "verification": verification in gold.verification,
    }
    if nobody and not found["source"] and "crowd" in gold.kind and kind == "crowd":
        found["source"] = True
    if not nobody:
        found["kind"] = kind in gold.kind
        found["chain"] = _same_chain(chain, gold.chain)
    return found


Texts = dict[str, tuple[str, list[tuple[int, int]]]]


def read(texts: Texts, gold: dict[tuple[str, str], Marking], name: str) -> dict[str, dict[str, bool]]:
    """The reader's answers judged, by "passage figure"."""
    from stemma.core.packs import load_pack
    from stemma.core.types import Report
    from stemma.intake import Dresser
    from stemma.plugins import reader

    made, dress = reader(name)(load_pack()), Dresser()
    out = {}
    for passage, (text, spans) in texts.items():
        report = dress(Report(text=text))
        extract = made.read(report)
        for (where, figure), mark in gold.items():
            if where != passage:
                continue
            key = f"{passage} {figure}"
            if figure == "-":
                events = [(e.actor, *(s.name for s in e.attribution)) for e in extract.events if e.type in mark.status]
                out[key] = {"negative": any(same_speaker(name, mark.chain[-1]) for names in events for name in names)}
                continue
            start, end = spans[int(figure) - 1]
            near = [c for c in extract.claims if c.start < end and start < c.end]
            best = min(near, key=lambda c: c.end - c.start, default=None)
            if best is None:
                out[key] = {"claim": False}
                continue
            kind = str(best.attribution[-1].kind) if best.attribution else "none"
            said = [s.name for s in best.attribution if s.kind != "none"]
            out[key] = judge(mark, said, kind, str(best.status), str(best.verification)) | {"claim": True}
            out[key]["_"] = f"{' > '.join(said)} | {kind} | {best.status} | {best.verification}"  # type: ignore[assignment]
    return out


def table(judged: dict[str, dict[str, bool]], phenomena: dict[str, str]) -> str:
    """Shares per phenomenon and over all."""
    rows: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for key, parts in judged.items():
        for part, right in parts.items():
            if part in SCORED or part == "claim":
                rows[key[:2]][part].append(right)
                rows["all"][part].append(right)
    heads = ("claim", *SCORED)
    lines = [f"{'':46}" + "".join(f"{h:>13}" for h in heads)]
    for row in sorted(rows):
        cells = [f"{sum(v)}/{len(v)}" if (v := rows[row].get(h)) else "" for h in heads]
        if row == "all":
            cells = [f"{sum(v) / len(v):.3f}" if (v := rows[row].get(h)) else "" for h in heads]
        lines.append(f"{row + ' ' + phenomena.get(row, ''):46}" + "".join(f"{c:>13}" for c in cells))
    return "\n".join(lines)


def agreement(one: dict[tuple[str, str], Marking], other: dict[tuple[str, str], Marking]) -> str:
    """How often two markings give the same."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for key in sorted(one.keys() | other.keys()):
        a, b = one.get(key), other.get(key)
        counts["marked by both"].append(a is not None and b is not None)
        if a is None or b is None:
            continue
        first = [" ".join(sorted(s)) for s in b.chain]
        counts["chain"].append(_same_chain(first, a.chain))
        counts["source"].append((not a.chain and not b.chain) or (bool(first) and bool(a.chain) and same_speaker(first[-1], a.chain[-1])))
        counts["kind"].append(bool(a.kind & b.kind))
        counts["status"].append(bool(a.status & b.status))
        counts["verification"].append(bool(a.verification & b.verification))
    return "\n".join(f"{part:16} {sum(v) / len(v):.3f}  ({sum(v)} of {len(v)})" for part, v in counts.items())


def phenomena() -> dict[str, str]:
    """The names of the phenomena, a line each in phenomena.txt."""
    lines = (HERE / "phenomena.txt").read_text(encoding="utf-8").splitlines()
    return {line[:2]: line[3:] for line in lines if line.strip()}


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agreement", action="store_true")
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--marking", default="first", choices=("first", "second", "independent"))
    chosen = parser.parse_args()
    first, second = markings(HERE / "first.txt"), markings(HERE / "second.txt")
    if chosen.agreement:
        print(f"the same hand twice\n{agreement(first, second)}")
        print(f"two hands\n{agreement(first, markings(HERE / 'independent.txt'))}")
        return
    texts = passages(HERE / "passages.txt")
    judged = read(texts, markings(HERE / f"{chosen.marking}.txt"), chosen.reader)
    if chosen.detail:
        for key, parts in judged.items():
            wrong = [p for p, right in parts.items() if right is False]
            if wrong:
                print(key, ", ".join(wrong), "<-", parts.get("_", ""), "\n    ", texts[key[:3]][0])
    print(table(judged, phenomena()))


if __name__ == "__main__":
    main()
