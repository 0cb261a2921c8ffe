"""At least 200 place mentions with traps: at least 95 in a hundred are right, or left open."""

from __future__ import annotations

import re
from pathlib import Path

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.reading.places.finder import PlaceFinder

LEAST, RIGHT = 0.95, 0.85  # right or left open; right
LINES = (Path(__file__).parent / "place_mentions.txt").read_text(encoding="utf-8").splitlines()


def judged() -> list[tuple[str, str, str, str]]:
    """Each mention: its report, its words, what was wanted, what was found ("" where it was left open)."""
    finder, found = PlaceFinder(load_pack(), Gazetteer()), []
    for line in LINES:
        if not line or line.startswith("#"):
            continue
        marked, _, wanted = line.rpartition("|")
        text = marked.replace("[", "").replace("]", "").strip()
        mentions = finder.find(segment(text))
        starts = [m.start() - 2 * n for n, m in enumerate(re.finditer(r"\[", marked))]
        for start, words, want in zip(starts, re.findall(r"\[(.*?)\]", marked), wanted.split(";"), strict=True):
            place = next((m.place for m in mentions if m.start < start + len(words) and start < m.end), None)
            name = f"{place.country} {place.name}" if place is not None and place.lat is not None else ""
            found.append((text, words, want.strip(), name))
    return found


def right(wanted: str, found: str) -> bool:
    """The same country, and the same name where one is wanted."""
    country, _, name = wanted.partition(" ")
    return found.startswith(country) and (not name or found == wanted or found.partition(" ")[2].split()[0] == name.split()[0])


def test_places_with_traps() -> None:
    found = judged()
    wrong = [f for f in found if f[3] and not right(f[2], f[3])]
    hits = [f for f in found if f[3] and right(f[2], f[3])]
    assert len(found) >= 200
    assert len(wrong) <= (1 - LEAST) * len(found), "\n".join(
        f"{text}: {words} is {want}, read as {name}" for text, words, want, name in wrong
    )
    assert len(hits) >= RIGHT * len(found)
