"""The signs of whether words of a report that seem to place a figure do so: how each place stands in its sentence.

The reading takes the place named nearest; but "told an audience in New York" places who spoke, and "the town where he was born" nobody.
What each sign is worth stands in data/en/ground.toml, under [said].
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import Any, Final

from stemma.core.text import Sentence, Text, segment_once
from stemma.core.types import Claim
from stemma.linking.atlas import Atlas, Page
from stemma.linking.place_signs import Asked, Signs

_TOLD: Final = 4  # tokens beside a name in which a verb of saying makes a speaker of it, or of who stands there
_FAR: Final = 3.0  # powers of two


@dataclass(slots=True)
class SpotFinder:
    """Finds how the places of a pile stand in the sentence of a figure, by the words of the table's [spots]."""

    table: Mapping[str, Any]
    atlas: Atlas
    _prepositions: frozenset[str] = field(init=False)
    _passed: frozenset[str] = field(init=False)
    _telling: frozenset[str] = field(init=False)
    _clauses: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self._prepositions, self._passed, self._telling = (frozenset(self.table[k]) for k in ("prepositions", "passed", "telling"))
        self._clauses = re.compile(self.table["clauses"])

    def of_read(self, id: str, page: Page, asked: Asked, points: float) -> Signs:
        """All signs of one place for a figure that words of its own report place; `points`: what it has for it without these words."""
        claim, atlas = asked.item, self.atlas
        read = claim.place.id if claim.place is not None else ""
        found: Signs = {"ground": points, **self._beside_read(id, read, asked)}
        text = segment_once(page.report.text, page.report.marks)
        sentence = text.sentence_at(claim.start)
        if sentence is None or not isinstance(claim, Claim):
            return found
        at = self._named(id, page, claim, text, sentence)
        if not at:
            return found if id != read else {**found, f"read-elsewhere.{atlas.kinds[id]}": 1.0}
        nearest = min(at, key=lambda x: (min(abs(x - claim.start), abs(x - claim.end)), x))
        return found | self._spot(nearest, id, claim, text, sentence)

    def _beside_read(self, id: str, read: str, asked: Asked) -> Signs:
        """How a place lies to the one that was read."""
        kind, kinds = self.atlas.kinds[id], self.atlas.kinds
        found: Signs = {f"cue-{cue}.{kind}": 1.0 for cue in sorted(asked.cues)}
        if asked.actor:
            found[f"actor-{'own' if asked.actor == self.atlas.places[id].country else 'other'}.{kind}"] = 1.0
        if id == read:
            return found | {"read": 1.0, f"read.{kind}": 1.0} | {f"read-cue-{cue}.{kind}": 1.0 for cue in sorted(asked.cues)}
        outer = kinds.get(read, "town")
        found[f"other.{outer}.{kind}"] = 1.0
        if id in self.atlas.inside.get(read, ()):
            found |= {"in-read": 1.0, f"in-read.{outer}.{kind}": 1.0}
        if read in self.atlas.inside.get(id, ()):
            found |= {"holds-read": 1.0, f"holds-read.{outer}.{kind}": 1.0}
        return found

    def _named(self, id: str, page: Page, claim: Claim, text: Text, sentence: Sentence) -> list[int]:
        seen = page.seen.get(id)
        at = {x for x in seen.at if sentence.start <= x < sentence.end} if seen else set[int]()
        if claim.place is not None and claim.place.id == id and claim.place.words:
            words = text.text.find(claim.place.words, sentence.start, sentence.end)
            at |= {words} - {-1}
        return sorted(at)

    def _spot(self, at: int, id: str, claim: Claim, text: Text, sentence: Sentence) -> Signs:
        """How one name of a place stands to the figure."""
        kind = self.atlas.kinds[id]
        side = "before" if at < claim.start else "in" if at < claim.end else "after"
        low, high = self._clause(text.text, claim, sentence)
        clause = "same" if low <= at < high else "other"
        token = text.token_at(at)
        preposition = self._preposition(text, sentence, token)
        found: Signs = dict.fromkeys(
            (f"at.{side}", f"at.{side}.{kind}", f"clause.{clause}", f"behind.{preposition}", f"behind.{preposition}.{side}"), 1.0
        )
        if self._tells(text, token + 1, min(sentence.last, token + 1 + _TOLD)):
            found |= dict.fromkeys(("speaks", f"speaks.{kind}", f"speaks.{side}"), 1.0)
        if self._tells(text, max(sentence.first, token - 1 - _TOLD), token):
            found |= dict.fromkeys(("told-at", f"told-at.{side}", f"told-at.{preposition}"), 1.0)
        apart = min(abs(text.token_at(claim.start) - token), abs(text.token_at(max(claim.start, claim.end - 1)) - token))
        found["apart"] = log2(1 + apart) / _FAR
        if claim.place is not None and claim.place.id == id:
            found |= dict.fromkeys((f"read-at.{side}.{clause}", f"read-behind.{preposition}", f"read-behind.{preposition}.{kind}"), 1.0)
            found["read-apart"] = found["apart"]
        return found

    def _clause(self, text: str, claim: Claim, sentence: Sentence) -> tuple[int, int]:
        low, high = sentence.start, sentence.end
        for m in self._clauses.finditer(text, sentence.start, sentence.end):
            if m.end() <= claim.start:
                low = m.end()
            elif m.start() >= claim.end:
                return low, m.start()
        return low, high

    def _preposition(self, text: Text, sentence: Sentence, token: int) -> str:
        """The preposition before a name: "in" for "in the northern city of"; "first" at the head of the sentence, else "none"."""
        at = token - 1
        while at >= sentence.first and text.tokens[at].norm in self._passed:
            at -= 1
        if at < sentence.first:
            return "first"
        word = text.tokens[at].norm
        return word if word in self._prepositions else "none"

    def _tells(self, text: Text, first: int, last: int) -> bool:
        return any(t.norm in self._telling for t in text.tokens[first:last])


def margin(ranked: Sequence[tuple[float, str]], read: str) -> tuple[float, str]:
    """By how much the likeliest place stands before the one that was read, and which it is."""
    best, place = max(ranked, key=lambda one: (one[0], one[1] == read, one[1]))
    return best - next((points for points, id in ranked if id == read), best), place
