"""Numbers that the words set against each other: "9,000, police said, against the 20,000 claimed by organisers"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.scene import Range, Scene

_APPOSED: Final = 4  # tokens of "the real figure" before whoever gives it


class Contrast:
    """Takes from each speaker's words the number that another gives."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def apart(self, scene: Scene, cues: Sequence[Cue]) -> list[Cue]:
        """ "9,000, police said, against the 20,000 claimed by organisers": the cues of a sentence, each with its own number."""
        opened = [(cue, opening) for cue in cues if (opening := self._opposed(scene, cue)) is not None]
        return [_without(cue, opened) if cue.kind == "said" else cue for cue in cues]

    def _opposed(self, scene: Scene, cue: Cue) -> Range | None:
        """The words by which a number that somebody is said to give is set against one before it; None where none are."""
        if (opened := self._apposed(scene, cue)) is not None:
            return opened
        owned = cue.mode == "count" and scene.tags[cue.first] == "G"  # "against the ministry's 640"
        if cue.kind != "said" or cue.leading or not cue.source or cue.mode == "according" or not (owned or cue.source[0] == cue.last):
            return None
        if cue.last - cue.first == 1 and cue.clause >= 0 and scene.norm(cue.first) == "by":
            return cue.clause, cue.clause + 1  # "... and at 27 by two hospitals"
        tags, tokens = scene.tags, scene.text.tokens
        sentence = scene.text.sentences[cue.sentence]
        for k in range(cue.first - 2, sentence.first, -1):
            hit = self._lexicon.against.at(tokens, k, cue.first)
            if hit is not None:
                numbered = (owned or "#" in tags[hit.last : cue.first]) and "#" in tags[sentence.first : hit.first]
                return (hit.first, hit.last) if numbered else None
            if tags[k] in ";:.vVxB" and not (tags[k] == "V" and tags[k + 1] == "p"):
                return None
        return None

    def _apposed(self, scene: Scene, cue: Cue) -> Range | None:
        """ ", a figure the opposition puts at": behind a comma, right before whoever gives the number."""
        if not cue.source or cue.source[0] >= cue.first:
            return None
        sentence, at = scene.text.sentences[cue.sentence], cue.source[0]
        at -= scene.letter(at - 1, sentence) in "hw"  # "a figure that the opposition puts at"
        for k in range(max(sentence.first + 1, at - _APPOSED), at):
            hit = self._lexicon.apposed.at(scene.text.tokens, k, at)
            if hit is not None and hit.last == at and scene.tags[k - 1] == "," and "#" in scene.tags[sentence.first : k]:
                return k - 1, k
        return None


def _without(cue: Cue, opened: Sequence[tuple[Cue, Range]]) -> Cue:
    """A cue without the numbers that others give, and its own without what it is set against."""
    left = cue.pieces
    for other, opening in opened:
        past = max(other.last, other.source[1] if other.source else 0, *[high for _, high in other.pieces])
        if other is cue:
            pieces = tuple([(max(low, opening[1]), high) for low, high in left if high > opening[1]])
        else:
            halves = [p for low, high in left for p in ((low, min(high, opening[0])), (max(low, past), high))]
            pieces = tuple([p for p in halves if p[0] < p[1]])
        left = pieces or left
    return cue if left == cue.pieces else structs.replace(cue, pieces=left)
