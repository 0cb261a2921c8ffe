"""The method on manuscripts: a tradition of witnesses as aligned word tables with its true tree, scored by average sign distance.

    python bench/descent/manuscripts.py FOLDER [--tree tree.txt]     score a tradition
    python bench/descent/manuscripts.py --make FOLDER [--seed 1]     make an invented tradition with its tree
    python bench/descent/manuscripts.py --invented 200               invented traditions of growing difficulty, in one run

FOLDER holds one file a witness (its name is the witness's): one word a line, the lines of all files aligned, an empty line or "-" where
a witness has nothing. `tree.txt` has one edge a line: two names with a tab or blanks between; names without a file are lost witnesses.
This is how the data of the computer-assisted stemmatology challenge are commonly laid out; where yours differ, convert them, or hold one
table of tab-separated columns as FOLDER/aligned.tsv, the first line being the names of the witnesses.

As editors do, case and punctuation are no readings, a spelling is one, and what a witness leaves out is one ("omitted") unless the gap is
so long that leaves must have been lost: such a gap tells nothing.

Average sign distance (Roos and Heikkilä 2009): over all triples of witnesses A, B, C, how well the order of the distances A-B and A-C in
the found tree follows the true one; 100 is the true tree, random trees come out near 50.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path
from random import Random
from statistics import mean, stdev

sys.path.insert(0, str(Path(__file__).parent))
from methods import joined

from stemma.descent.arborescence import arborescence

Witness = Sequence[str]
Edges = Sequence[tuple[str, str]]
_NOTHING = ("", "-", "?")
_OMITTED = "(omitted)"
_LEAF = 10  # words that most others have: a longer gap is lost text, nothing that a scribe left out
_OWN = 0.3  # of the middle step between neighbours: so much a lost ancestor must differ from each of three that go back to it


def read(folder: Path, tree: str) -> tuple[dict[str, Witness], list[tuple[str, str]]]:
    """The witnesses and the true edges of a tradition."""
    table = folder / "aligned.tsv"
    if table.exists():
        names, *rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
        columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    else:
        files = [p for p in sorted(folder.iterdir()) if p.is_file() and p.name != tree]
        columns = {p.stem: p.read_text(encoding="utf-8").splitlines() for p in files}
    longest = max(len(w) for w in columns.values())
    witnesses = {name: [*map(_reading, words), *[""] * (longest - len(words))] for name, words in sorted(columns.items())}
    edges = [line.split() for line in (folder / tree).read_text(encoding="utf-8").splitlines() if line.strip()]
    return witnesses, [(a, b) for a, b, *_ in edges]


def _reading(word: str) -> str:
    """A word without case and punctuation; what has no letter or digit is no reading."""
    return "".join(re.findall(r"[\w'’*]+", word.lower())) if re.search(r"\w", word) else ""


def with_omissions(witnesses: Mapping[str, Witness]) -> dict[str, Witness]:
    """The witnesses with short gaps as readings of their own; a place counts toward a gap where most witnesses have a word."""
    most = [2 * sum(word not in _NOTHING for word in column) >= len(column) for column in zip(*witnesses.values(), strict=True)]
    found: dict[str, Witness] = {}
    for name, words in witnesses.items():
        read: list[str] = []
        for empty, run in groupby(range(len(words)), lambda at, words=words: words[at] in _NOTHING):  # type: ignore[misc]
            places = list(run)
            lost = empty and sum(most[at] for at in places) > _LEAF
            read += [_OMITTED if empty and not lost else words[at] if not empty else "" for at in places]
        found[name] = read
    return found


def by_shared_readings(witnesses: Mapping[str, Witness]) -> list[tuple[str, str]]:
    """Our tree: the one in which the fewest readings, the rare ones counted most, arise anew, with the lost witnesses that it asks for.

    As in reports, witnesses may be one another's parents, and an ancestor is lost where three agree by twos against each. What it read is
    what two of the three have. Those that spare most changes are put in first, until none spares more than chance would.
    """
    known = dict(witnesses)
    rarity = _rarity(witnesses)
    edges = _spanning(known, rarity)
    while (lost := _lost(known, edges, rarity)) is not None:
        known[f"*{len(known)}"] = lost
        edges = _spanning(known, rarity)
    return _without_idle(edges)


def _spanning(witnesses: Mapping[str, Witness], rarity: Sequence[Mapping[str, float]]) -> list[tuple[str, str]]:
    """The tree over all witnesses whose neighbours are most alike."""
    names = sorted(witnesses)
    far = {(a, b): _changes(witnesses[a], witnesses[b], rarity) for a, b in combinations(names, 2)}
    most = 1 + max(far.values(), default=0.0)
    offers = {c: {p: most - far[min(c, p), max(c, p)] for p in names if p != c} for c in names[1:]}
    return [(parent, child) for child, parent in arborescence(names, offers).items()]


def _lost(known: Mapping[str, Witness], edges: Edges, rarity: Sequence[Mapping[str, float]]) -> Witness | None:
    """The lost witness that spares most changes between a witness and two of its neighbours; None where none spares enough."""
    near: dict[str, list[str]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    steps = sorted(_changes(known[a], known[b], rarity) for a, b in edges)
    least, best = _OWN * steps[len(steps) // 2] if steps else 0.0, None
    for at in sorted(near):
        for one, other in combinations(sorted(near[at]), 2):
            three = (known[at], known[one], known[other])
            found = [_of_three(*readings) for readings in zip(*three, strict=True)]
            own = [_changes(found, w, rarity) for w in three]
            if min(own) > least:
                least, best = min(own), found
    return best


def _of_three(one: str, two: str, three: str) -> str:
    """What two of three read, the first where all differ."""
    if two == three and two not in _NOTHING:
        return two
    return one if one not in _NOTHING else two if two not in _NOTHING else three


def _without_idle(edges: Edges) -> list[tuple[str, str]]:
    """The tree without lost witnesses on which nothing or only one hangs beside another."""
    found = list(edges)
    while True:
        degree = Counter(name for edge in found for name in edge)
        idle = next((n for n in sorted(degree) if n.startswith("*") and degree[n] < 3), None)
        if idle is None:
            return found
        ends = [b if a == idle else a for a, b in found if idle in (a, b)]
        found = [edge for edge in found if idle not in edge] + ([(ends[0], ends[1])] if len(ends) == 2 else [])


def _rarity(witnesses: Mapping[str, Witness]) -> list[dict[str, float]]:
    """For each place how much a reading tells: one that all have tells nothing, one that two share much."""
    found = []
    for column in zip(*witnesses.values(), strict=True):
        counts = Counter(word for word in column if word not in _NOTHING)
        whole = sum(counts.values())
        found.append({word: (1 - n / whole) + 0.05 for word, n in counts.items()} if len(counts) > 1 else {})
    return found


def _changes(one: Witness, other: Witness, rarity: Sequence[Mapping[str, float]]) -> float:
    """How much differs between two witnesses, by what the readings tell; what either lacks counts as the rest of them does."""
    found = compared = 0.0
    for a, b, told in zip(one, other, rarity, strict=True):
        if told and a not in _NOTHING and b not in _NOTHING:
            compared += 1
            found += (told[a] + told[b]) / 2 if a != b else 0.0
    return found * sum(map(bool, rarity)) / compared if compared else 0.0


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


@dataclass(frozen=True)
class Sort:
    """A sort of invented traditions: how much scribes change, copy from a second exemplar, leave out, and how much is lost."""

    name: str
    slips: float = 0.035
    mixed: float = 0.0  # share of the copies that were corrected by a second exemplar
    gaps: float = 0.01
    lost: int = 4
    same: float = 0.0  # share of the slips into which any scribe falls at that place
    kept: int = 13


SORTS = (
    Sort("plain"),
    Sort("few slips", slips=0.012),
    Sort("many slips, any scribe's", slips=0.06, same=0.5),
    Sort("contaminated", mixed=0.25, same=0.3),
    Sort("half of it lost", lost=10, same=0.3),
    Sort("all of it together", slips=0.04, mixed=0.25, gaps=0.05, lost=8, same=0.4),
)


def tradition(seed: int, sort: Sort) -> tuple[dict[str, Witness], list[tuple[str, str]]]:
    """An invented tradition: the witnesses that are kept, and all edges; the lost ones are ancestors wherever there are enough."""
    chance = Random(f"{seed}|{sort.name}")
    texts: dict[str, list[str]] = {"w0": [f"word{chance.randrange(400)}" for _ in range(1000)]}
    edges = []
    for k in range(1, sort.kept + sort.lost):
        parent = chance.choice(list(texts)[-7:])
        second = chance.choice(list(texts)) if chance.random() < sort.mixed else parent
        spans = sorted(chance.sample(range(1000), 4))
        texts[f"w{k}"] = [
            _copied(texts[second if spans[0] <= at < spans[1] or spans[2] <= at < spans[3] else parent][at], at, sort, chance)
            for at in range(1000)
        ]
        edges.append((parent, f"w{k}"))
    degree = Counter(name for edge in edges for name in edge)
    gone = sorted(texts, key=lambda n: (degree[n] < 3, chance.random()))[: sort.lost]
    return {name: words for name, words in texts.items() if name not in gone}, edges


def _copied(word: str, at: int, sort: Sort, chance: Random) -> str:
    """A word as a scribe writes it: the same, nothing, a slip of his own, or one into which any scribe falls."""
    if chance.random() < sort.gaps:
        return "-"
    if chance.random() >= sort.slips:
        return word
    return f"slip{at}|{chance.randrange(2)}" if chance.random() < sort.same else f"{word}x{chance.randrange(10)}"


def judged(witnesses: Mapping[str, Witness], edges: Edges, chance: Random) -> tuple[float, float, float]:
    """Average sign distance of our tree, of neighbour joining, and the mean of twenty random trees."""
    true = lengths(edges, witnesses)
    witnesses = with_omissions(witnesses)
    names = sorted(n for n in witnesses if any(n in e for e in edges))
    ours = lengths(by_shared_readings({n: witnesses[n] for n in names}), names)
    plain = [dict.fromkeys(column, 1.0) for column in zip(*witnesses.values(), strict=True)]
    far = {(a, b): 1 - _likeness(witnesses[a], witnesses[b], plain) for a in names for b in names if a != b}
    guesses = []
    for _ in range(20):
        order = chance.sample(names, len(names))
        guess = [(order[chance.randrange(k)], order[k]) for k in range(1, len(order))]
        guesses.append(sign_distance(lengths(guess, names), true, names))
    return sign_distance(ours, true, names), sign_distance(joined(names, far), true, names), mean(guesses)


def score(folder: Path, tree: str) -> None:
    """Print our score beside neighbour joining and random trees."""
    witnesses, edges = read(folder, tree)
    ours, neighbours, guessed = judged(witnesses, edges, Random(1))
    print(f"{folder}: {len(witnesses)} witnesses, {len(next(iter(witnesses.values())))} places")
    print(f"  shared rare readings, chosen together  {ours:5.1f}")
    print(f"  neighbour joining                      {neighbours:5.1f}")
    print(f"  random trees, mean of 20               {guessed:5.1f}")


def table(number: int, first: int) -> None:
    """Print the scores on invented traditions in Markdown; the last column counts those on which ours is the better tree."""
    print("| traditions | ours | neighbour joining | random trees | difference (its error) | ours better / worse |")
    print("|---|---|---|---|---|---|")
    for sort in SORTS:
        found = [judged(*tradition(seed, sort), Random(seed)) for seed in range(first, first + number)]
        ours, neighbours, guessed = (mean(column) for column in zip(*found, strict=True))
        apart = [a - b for a, b, _ in found]
        error = stdev(apart) / number**0.5 if number > 1 else 0.0
        better, worse = sum(a > 0.05 for a in apart), sum(a < -0.05 for a in apart)
        row = f"**{ours:.1f}** | {neighbours:.1f} | {guessed:.1f} | {mean(apart):+.1f} ({error:.1f}) | {better} / {worse}"
        print(f"| {sort.name} | {row} |", flush=True)


def make(folder: Path, seed: int) -> None:
    """Write an invented tradition of the last sort to a folder."""
    witnesses, edges = tradition(seed, SORTS[-1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in witnesses.items():
        (folder / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    (folder / "tree.txt").write_text("".join(f"{a}\t{b}\n" for a, b in edges), encoding="utf-8")
    print(f"{folder}: {len(witnesses)} witnesses kept, {len(edges) + 1 - len(witnesses)} lost")


def main() -> None:
    """Make or score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--tree", default="tree.txt")
    options.add_argument("--make", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--invented", type=int, default=0, help="so many traditions of each sort")
    given = options.parse_args()
    if given.invented:
        table(given.invented, given.seed)
    elif given.folder is None:
        options.error("name a folder, or say --invented 200")
    elif given.make:
        make(given.folder, given.seed)
    else:
        score(given.folder, given.tree)


if __name__ == "__main__":
    main()
