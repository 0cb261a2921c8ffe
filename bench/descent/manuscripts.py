"""The method on manuscripts: a tradition of witnesses as aligned word tables with its true tree, scored by average sign distance.

    python bench/descent/manuscripts.py FOLDER [--tree tree.txt]     score a tradition
    python bench/descent/manuscripts.py --make FOLDER [--seed 1]     make an invented tradition with its tree

FOLDER holds one file a witness (its name is the witness's): one word a line, the lines of all files aligned, an empty line or "-" where
a witness has nothing. `tree.txt` has one edge a line: two names with a tab or blanks between; names without a file are lost witnesses.
This is how the data of the computer-assisted stemmatology challenge are commonly laid out; where yours differ, convert them.

Average sign distance (Roos and Heikkilä 2009): over all triples of witnesses A, B, C, how well the order of the distances A-B and A-C in
the found tree follows the true one; 100 is the true tree, random trees come out near 50.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from methods import joined

from stemma.descent.arborescence import arborescence

Witness = Sequence[str]
Edges = Sequence[tuple[str, str]]
_NOTHING = ("", "-", "?")
_LOST = 0.22  # share of the places at which three near witnesses agree by twos against the third, from which their ancestor is lost


def read(folder: Path, tree: str) -> tuple[dict[str, Witness], list[tuple[str, str]]]:
    """The witnesses and the true edges of a tradition."""
    files = [p for p in sorted(folder.iterdir()) if p.is_file() and p.name != tree]
    witnesses = {p.stem: [line.strip().lower() for line in p.read_text(encoding="utf-8").splitlines()] for p in files}
    longest = max(len(w) for w in witnesses.values())
    edges = [line.split() for line in (folder / tree).read_text(encoding="utf-8").splitlines() if line.strip()]
    return {name: [*w, *[""] * (longest - len(w))] for name, w in witnesses.items()}, [(a, b) for a, b, *_ in edges]


def by_shared_readings(witnesses: Mapping[str, Witness]) -> list[tuple[str, str]]:
    """Our tree: rare readings weigh most, the best parents together; where three agree by twos against each, their ancestor is lost."""
    rarity = _rarity(witnesses)
    names = sorted(witnesses)
    alike = {(a, b): _likeness(witnesses[a], witnesses[b], rarity) for a in names for b in names if a != b}
    far = {pair: 1 - value for pair, value in alike.items()}
    root = max(names, key=lambda n: (sum(alike[n, o] for o in names if o != n), n))
    above = arborescence(names, {c: {p: 1000 * alike[c, p] for p in names if p != c} for c in names if c != root})
    edges = [(parent, child) for child, parent in above.items()]
    return _with_lost(edges, witnesses, far)


def _with_lost(edges: Edges, witnesses: Mapping[str, Witness], far: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """A witness whose own readings none of its neighbours shares is a leaf: its place is taken by a lost one, on which all of them hang."""
    near: dict[str, list[str]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    found: list[tuple[str, str]] = []
    gone = {name for name, others in near.items() if len(others) > 1 and _own_errors(name, others, witnesses) > _LOST}
    for a, b in edges:
        found.append((f"*{a}" if a in gone else a, f"*{b}" if b in gone else b))
    return [*found, *((f"*{name}", name) for name in sorted(gone))]


def _own_errors(name: str, others: Sequence[str], witnesses: Mapping[str, Witness]) -> float:
    """Of the places at which a witness's neighbours do not all agree with it: the share at which they agree against it."""
    against = differing = 0
    for at, word in enumerate(witnesses[name]):
        readings = [witnesses[o][at] for o in others if witnesses[o][at] not in _NOTHING]
        if word in _NOTHING or len(readings) < 2 or all(r == word for r in readings):
            continue
        differing += 1
        against += len(set(readings)) == 1
    return against / differing if differing else 0.0


def _rarity(witnesses: Mapping[str, Witness]) -> list[dict[str, float]]:
    """For each place how much a reading tells: one that all have tells nothing, one that two share much."""
    found = []
    for column in zip(*witnesses.values(), strict=True):
        counts = Counter(word for word in column if word not in _NOTHING)
        whole = sum(counts.values())
        found.append({word: (1 - n / whole) + 0.05 for word, n in counts.items()} if len(counts) > 1 else {})
    return found


def _likeness(one: Witness, other: Witness, rarity: Sequence[Mapping[str, float]]) -> float:
    same = whole = 0.0
    for a, b, told in zip(one, other, rarity, strict=True):
        if told and a not in _NOTHING and b not in _NOTHING:
            same += told[a] if a == b else 0.0
            whole += told[a] if a == b else (told[a] + told[b]) / 2
    return same / whole if whole else 0.0


def lengths(edges: Edges, names: Iterable[str]) -> dict[tuple[str, str], int]:
    """The number of edges between all witnesses."""
    near: dict[str, list[str]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    found = {}
    for name in names:
        waiting, seen = [(name, 0)], {name}
        while waiting:
            at, length = waiting.pop(0)
            found[name, at] = length
            for other in near.get(at, ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append((other, length + 1))
    return found


def sign_distance(found: Mapping[tuple[str, str], float], true: Mapping[tuple[str, str], int], names: Sequence[str]) -> float:
    """Average sign distance in percent, as a likeness: 100 where all triples are in the true order."""
    total = number = 0.0
    for a in names:
        for b, c in combinations([n for n in names if n != a], 2):
            u = 1 - abs(_sign(true[a, b] - true[a, c]) - _sign(found[a, b] - found[a, c])) / 2
            total, number = total + u, number + 1
    return 100 * total / number


def _sign(value: float) -> int:
    return (value > 1e-9) - (value < -1e-9)


def score(folder: Path, tree: str) -> None:
    """Print our score beside neighbour joining and random trees."""
    witnesses, edges = read(folder, tree)
    true = lengths(edges, witnesses)
    names = sorted(n for n in witnesses if any(n in e for e in edges))
    ours = lengths(by_shared_readings({n: witnesses[n] for n in names}), names)
    plain = [dict.fromkeys(column, 1.0) for column in zip(*witnesses.values(), strict=True)]
    far = {(a, b): 1 - _likeness(witnesses[a], witnesses[b], plain) for a in names for b in names if a != b}
    chance = Random(1)
    guesses = []
    for _ in range(20):
        order = chance.sample(names, len(names))
        guess = [(order[chance.randrange(k)], order[k]) for k in range(1, len(order))]
        guesses.append(sign_distance(lengths(guess, names), true, names))
    print(f"{folder}: {len(names)} witnesses, {len(next(iter(witnesses.values())))} places")
    print(f"  shared rare readings, chosen together  {sign_distance(ours, true, names):5.1f}")
    print(f"  neighbour joining                      {sign_distance(joined(names, far), true, names):5.1f}")
    print(f"  random trees, mean of 20               {sum(guesses) / len(guesses):5.1f}")


def make(folder: Path, seed: int) -> None:
    """An invented tradition: 13 witnesses that are kept, four that are lost, each copied with its scribe's own slips."""
    chance = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, list[str]] = {"w0": [f"word{chance.randrange(400)}" for _ in range(1000)]}
    edges = []
    for k in range(1, 17):
        parent = chance.choice(sorted(texts)[-6:])
        copied = [f"{w}x{chance.randrange(3)}" if chance.random() < 0.035 else "-" if chance.random() < 0.01 else w for w in texts[parent]]
        texts[f"w{k}"] = copied
        edges.append((parent, f"w{k}"))
    degree = Counter(name for edge in edges for name in edge)
    lost = sorted((n for n in texts if degree[n] > 2), key=lambda n: (chance.random(), n))[:4]
    for name, words in texts.items():
        if name not in lost:
            (folder / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    (folder / "tree.txt").write_text("".join(f"{a}\t{b}\n" for a, b in edges), encoding="utf-8")
    print(f"{folder}: {len(texts) - len(lost)} witnesses kept, {len(lost)} lost")


def main() -> None:
    """Make or score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--tree", default="tree.txt")
    options.add_argument("--make", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    if given.make:
        make(given.folder, given.seed)
    else:
        score(given.folder, given.tree)


if __name__ == "__main__":
    main()
