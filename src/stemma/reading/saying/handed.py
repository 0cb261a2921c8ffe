"""A paper and what it tells, by those who hand it out: "issued a statement putting", "in a note listing 40 dead, the army"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_GROUP = re.compile(r"[xazB]*")
_FIRST = 3  # tokens into the sentence at which "in a statement" may begin


class Handed:
    """Finds who hands out a paper that tells something."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers, subject: SubjectOf) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = subject

    def telling(self, scene: Scene, at: Range, mode: str, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """ "issued a statement saying that", "a note that puts the dead at 40": whoever hands out the paper says so."""
        first = at[0] - (scene.norm(at[0] - 1) in ("that", "which"))
        if first == at[0] and scene.letter(first, sentence) != "g":
            return None
        giver = self._giver(scene, first, sentence, actors)
        if giver is None:
            return None
        number = scene.text.tokens[at[0]].sentence
        return Cue(first=at[0], last=at[1], sentence=number, mode=mode, source=giver, head=giver, clause=-1, leading=True)

    def _giver(self, scene: Scene, first: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        """Who handed out the paper that ends before token `first`, a participle or "that" with its verb; None where no paper is."""
        head = scene.left(first, sentence.first) if scene.letter(first - 1, sentence) in "nN" else None
        if head and (maker := self._maker(scene, head, sentence)):
            return maker if self._speakers.can_speak(scene, maker, actors, strict=True) else None
        paper = self._paper(scene, first, sentence)
        if paper is None:
            return None
        if paper > sentence.first and scene.tags[paper - 1] == "G":
            owner = self._owner(scene, paper, sentence)  # "the ministry's statement, putting"
            return owner if self._speakers.can_speak(scene, owner, actors, strict=True) else None
        before = paper - 1
        if before >= sentence.first and scene.norm(before) in self._lexicon.inside and before - sentence.first < _FIRST:
            return self._behind(scene, first, sentence, actors)
        verb = self._verb(scene, before, sentence)
        if verb is None:
            return None
        back = _GROUP.match(scene.turned, len(scene.tags) - verb, len(scene.tags) - sentence.first)
        start = verb - (back.end() - back.start() if back else 0)
        if "B" in scene.tags[start:verb]:
            return None
        subject = self._subject.before(scene, start, sentence)
        if subject is None or not self._speakers.can_speak(scene, subject[1], actors, strict=True):
            return None
        return subject[1]

    def _maker(self, scene: Scene, head: Range, sentence: Sentence) -> Range | None:
        """ "a note from the ministry": who is named behind the paper."""
        for k in range(head[1] - 1, max(sentence.first, head[0] - 2), -1):
            if scene.norm(k) in ("from", "by"):
                return (k + 1, head[1]) if scene.norm(k - 1) in self._lexicon.handed and k + 1 < head[1] else None
        return None

    def _paper(self, scene: Scene, first: int, sentence: Sentence) -> int | None:
        """Where the phrase begins whose last noun is a paper."""
        k = first - 1
        while k > sentence.first and scene.tags[k] in ",t":
            k -= 1  # "a statement on Monday", "a statement, saying"
        if sentence.first < k < first - 1 and scene.tags[k] == "p":
            k -= 1
        if scene.norm(k) not in self._lexicon.handed:
            return None
        while k > sentence.first and scene.tags[k - 1] in "jnNauI'":
            if scene.norm(k - 1) in self._lexicon.handing:
                return k
            k -= 1
        if k > sentence.first and scene.tags[k - 1] in "d":
            return k - 1
        return k

    def _owner(self, scene: Scene, paper: int, sentence: Sentence) -> Range:
        k = paper - 1
        while k > sentence.first and scene.tags[k - 1] in "djnNG":
            k -= 1
        return k, paper

    def _verb(self, scene: Scene, at: int, sentence: Sentence) -> int | None:
        """The verb of handing out that governs what begins behind `at`, over its particle and those to whom it goes."""
        for k in range(at, max(sentence.first, at - 4), -1):
            if scene.norm(k) in self._lexicon.handing:
                return k
            if scene.tags[k] not in "nNdatp" and scene.norm(k) not in ("out", "us"):
                return None
        return None

    def _behind(self, scene: Scene, first: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Range | None:
        """ "In a statement putting the dead at 43, the army said": the subject behind the comma."""
        comma = scene.tags.find(",", first, sentence.last)
        while 0 < comma < sentence.last - 1:
            head = scene.right(comma + 1, sentence.last)
            acts = head is not None and scene.letter(head[1], sentence) in "vVuxaBz"
            if head is not None and acts and self._speakers.can_speak(scene, head, actors, strict=True):
                return head
            comma = scene.tags.find(",", comma + 1, sentence.last)
        return None
