"""Verbs that look like cues and tell of nothing said: "people confirmed dead", "has ordered 40,000 doses"; what of showing tells."""

from __future__ import annotations

import re
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.cues import Lexicon, Verb
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_SOLD: Final = 8  # tokens from "ordered" to the wares
_WARES: Final = re.compile(r"[dpPajT]{0,4}#")
SUM: Final = re.compile(r"[dpaPT]{0,4}#|n#")  # "almost 40", "$2 billion"
_SUBJECT: Final = re.compile(r"(?:#|d?[jnN#']{0,4}[nN])(?=[vu])")


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
        if not scene.norm(i).startswith(self._lexicon.ordering) or _WARES.match(scene.tags, i + 1, sentence.last) is None:
            return False
        return any(scene.norm(k) in self._lexicon.wares for k in range(i + 1, min(i + _SOLD, sentence.last)))

    def _of_those(self, scene: Scene, first: int, i: int, verb: Verb, sentence: Sentence) -> bool:
        """ "Of 420 patients admitted, 104 were babies": they admitted nothing."""
        if first != i or verb.form not in ("past", "participle") or scene.letter(sentence.first, sentence) != "o":
            return False
        subject = _SUBJECT.match(scene.tags, sentence.first + 1, sentence.last)
        return subject is not None and subject.end() == i


class Showing:
    """Says whether who shows, sees or finds something tells of it."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers

    def tells(self, scene: Scene, subject: tuple[Range, Range], last: int, sentence: Sentence) -> bool:
        """True of papers, of shares that are found, of what watchers see, and before a clause or a quotation."""
        whole, head = subject
        papers = self._speakers.documents
        return (
            self._found_share(scene, head, last)
            or scene.letter(last, sentence) in "h:Q"
            or self._speakers.noun(scene, head) in papers
            or self._speakers.noun(scene, whole) in papers
            or ("#" in scene.tags[last : last + 2] and self._watches(scene, head, last - 1))
            or self._names_as(scene, last, sentence)
            or self._recognises(scene, head, last)
        )

    def _recognises(self, scene: Scene, head: Range, last: int) -> bool:
        """ "the directorate recognises only 49": what an office owns to."""
        owned = scene.norm(last - 1).startswith(self._lexicon.recognising) and SUM.match(scene.tags, last) is not None
        return owned and self._speakers.noun(scene, head) in self._speakers.bodies

    def _names_as(self, scene: Scene, last: int, sentence: Sentence) -> bool:
        """ "Relatives have identified the man as Omar Haddad, 34"."""
        named = scene.norm(last - 1) in self._lexicon.identifying
        return named and any(scene.norm(k) == "as" for k in range(last, min(last + 20, sentence.last)))

    def _watches(self, scene: Scene, head: Range, verb: int) -> bool:
        """ "police saw 9,000 marchers", "a doctor has seen 36 patients"."""
        noun = self._speakers.noun(scene, head)
        return noun in self._lexicon.estimators or (noun in self._lexicon.seeing and scene.norm(verb) in self._lexicon.sights)

    def _found_share(self, scene: Scene, head: Range, last: int) -> bool:
        """ "One charity, Riverhand, found 63% of families without water": a share is counted, not come upon."""
        named = scene.tags[head[1] - 1] in "Nr" or self._speakers.noun(scene, head) in self._speakers.bodies
        share = any(scene.norm(k) in self._lexicon.percents for k in range(last, last + 3))
        return named and share
