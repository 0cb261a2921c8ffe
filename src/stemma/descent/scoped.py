"""Whether the same number is told of something wider, narrower or other: killed became killed or wounded, soldiers became people.

A number is often read of another measure though the copyist changed nothing. Signs in the two sentences and in the family are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.types import Claim
from stemma.core.words import overlap, plain_words
from stemma.descent.matter import Item, Line
from stemma.descent.setting import Passage, Weights, counted_words, of_family

_NEAR: Final = 24  # letters behind a count in which it stands what else is counted with it
_CASES: Final = "cases"
_SAID: Final = {
    "ruled": "what is counted differs by its words",
    "pair": "two measures that are told for each other",
    "part": "one is a part of the other",
    "wider": "it counts more than before",
    "now_killed": "the younger counts the dead",
    "fate_lost": "words for what became of them are gone",
    "fate_new": "words for what became of them are new",
    "noun_other": "another noun",
    "certainty": "words for how sure a case is differ",
    "cases": "cases of another sort",
    "careless": "the report changed other figures too",
}


class Scoped:
    """Weighs the signs that something else is counted, by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Mapping[str, Any]] = pack.tables["descent"]
        self._pairs = frozenset(frozenset(pair) for pair in table["scope"]["pairs"])
        self._alike: Mapping[str, str] = table["scope"]["alike"]
        self._fates: Mapping[str, str] = table["scope"]["fates"]
        fates = "|".join(self._fates)
        self._either = re.compile(rf"\b({fates}) (?:or|and or) ({fates})\b")
        classes: Mapping[str, Iterable[str]] = pack.tables.get("linking", {}).get("classes", {})
        self._classes = {word: name for name, words in classes.items() for word in words}
        self._certainty = frozenset(pack.tables["changes"]["words"]["certainty"])
        self.weights = Weights(pack, "scope")

    def change(self, p: Passage) -> tuple[str, str, str] | None:
        """What was counted before and after, and the signs that tell it, where it is something else."""
        signs = self.signs(p)
        if not signs or self.weights.odds(signs) < self.weights.least:
            return None
        a, b = p.older.claim, p.younger.claim
        was, became = self._ruled(p) or (a.measure.replace("_", " "), b.measure.replace("_", " "))
        return was, became, self.weights.told(signs, _SAID)

    def signs(self, p: Passage) -> dict[str, float]:
        """The signs by name, each with how much there is of it; none where both count the same."""
        a, b = p.older.claim, p.younger.claim
        ruled = self._ruled(p) is not None
        if a.measure == b.measure and not ruled:
            return {}
        found = of_family(p, _measure_of)
        parts, others = self._parts(a.measure), self._parts(b.measure) | self._beside_it(p)
        here, there = self._fated(p.before), self._fated(p.after)
        nouns, retold = counted_words(p.older), counted_words(p.younger)
        common = overlap(nouns, retold)
        told = {
            "ruled": ruled,
            "pair": a.measure != b.measure and frozenset((a.measure, b.measure)) in self._pairs,
            "one_name": parts == others and a.measure != b.measure,
            "part": parts < others or others < parts,
            "wider": parts < others,
            "read_alike": (a.read_as or a.measure) == (b.read_as or b.measure),
            "noun_other": bool(nouns and retold) and common == 0,
            "noun_none": not nouns or not retold,
            "fate_lost": bool(here - there),
            "fate_new": bool(there - here),
            "cases": a.measure.startswith(_CASES) and b.measure.startswith(_CASES),
            "certainty": bool((p.before.words ^ p.after.words) & self._certainty),
            "now_killed": "killed" in others,
        }
        found.update({name: 1.0 for name, holds in told.items() if holds})
        found["noun"] = common
        return {name: much for name, much in found.items() if much and name in self.weights.by_sign}

    def _ruled(self, p: Passage) -> tuple[str, str] | None:
        """What was counted before and after where the words themselves tell that it is something else."""
        a, b = p.older.claim, p.younger.claim
        if p.older.said != p.younger.said:
            return None
        parts, others = self._parts(a.measure), self._parts(b.measure)
        joined = self._beside_it(p)
        if joined and len(parts) == len(others) == 1 and not joined & parts:
            return a.measure.replace("_", " "), f"{b.measure.replace('_', ' ')} or {' or '.join(sorted(joined))}"
        if parts < others or others < parts or (a.measure != b.measure and frozenset((a.measure, b.measure)) in self._pairs):
            return a.measure.replace("_", " "), b.measure.replace("_", " ")
        older, younger = self._sorts(a), self._sorts(b)
        return (a.text, b.text) if a.measure == b.measure and older and younger and not older & younger else None

    def _beside_it(self, p: Passage) -> frozenset[str]:
        """What is counted with the younger count, and was not with the older."""
        return self._joined(_beside(p.after, p.younger.claim)) - self._joined(p.before.plain) - {p.younger.claim.measure}

    def _fated(self, line: Line) -> frozenset[str]:
        """What a sentence says became of people."""
        return frozenset(self._fates[word] for word in line.words if word in self._fates)

    def _joined(self, plain: str) -> frozenset[str]:
        """What is counted in one: "58 people were killed or hurt"."""
        return frozenset(self._fates[m[k]] for m in self._either.finditer(plain) for k in (1, 2))

    def _parts(self, measure: str) -> frozenset[str]:
        """What a measure counts together: the killed and the wounded."""
        return frozenset(self._alike.get(part, part) for part in measure.split("_or_"))

    def _sorts(self, claim: Claim) -> frozenset[str]:
        words = plain_words(f"{claim.text} {claim.counted}")
        found = frozenset(self._classes[w] for w in words if w in self._classes)
        return found - {"woman"} if "men" in words else found  # "men and women" are people


def _beside(line: Line, claim: Claim) -> str:
    """The words of a count and those right behind it."""
    text = " ".join(plain_words(claim.text))
    at = line.plain.find(text)
    return line.plain[at : at + len(text) + _NEAR] if at >= 0 else ""


def _measure_of(item: Item) -> str:
    return item.claim.measure
