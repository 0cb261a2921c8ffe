"""Verbs that look like cues and tell of nothing said: "people confirmed dead", "has ordered 40,000 doses", "of 420 patients admitted"."""

from __future__ import annotations

import re

from stemma.core.text import Sentence
from stemma.reading.saying.cues import Lexicon, Verb
from stemma.reading.saying.scene import Scene

_SOLD = 8  # tokens from "ordered" to the wares
_WARES = re.compile(r"[dpPajT]{0,4}#")
_SUBJECT = re.compile(r"(?:#|d?[jnN#']{0,4}[nN])(?=[vu])")


class Vetoes:
    """Says where a verb of saying says nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def hold(self, scene: Scene, at: tuple[int, int], verb: Verb, sentence: Sentence) -> bool:
        """True where the verb from token `first` of its group to the one at `i` is no cue."""
        first, i = at
        return self._found_so(scene, first, i, verb) or self._ordered(scene, i, sentence) or self._of_those(scene, first, i, verb, sentence)

    def _found_so(self, scene: Scene, first: int, i: int, verb: Verb) -> bool:
        """ "the number of people confirmed dead", "37 reported missing": what became of them."""
        bare = not scene.tags[first:i].strip("a") and verb.form in ("past", "participle")
        return bare and scene.norm(i + 1) in self._lexicon.fates

    def _ordered(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """ "has ordered 40,000 doses": bought, not commanded."""
        if not scene.norm(i).startswith("order") or _WARES.match(scene.tags, i + 1, sentence.last) is None:
            return False
        return any(scene.norm(k) in self._lexicon.wares for k in range(i + 1, min(i + _SOLD, sentence.last)))

    def _of_those(self, scene: Scene, first: int, i: int, verb: Verb, sentence: Sentence) -> bool:
        """ "Of 420 patients admitted, 104 were babies": they admitted nothing."""
        if first != i or verb.form not in ("past", "participle") or scene.letter(sentence.first, sentence) != "o":
            return False
        subject = _SUBJECT.match(scene.tags, sentence.first + 1, sentence.last)
        return subject is not None and subject.end() == i
