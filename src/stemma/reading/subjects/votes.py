"""For whom votes are: "gave Marin 61 percent of the vote", "39.8 per cent for Mr Okafor", "she won 58% of ballots"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Sentence, Text
from stemma.reading.saying.scene import Scene
from stemma.reading.subjects.phrases import Asked, PhraseReader

_OF: Final = 4  # tokens behind a share within "of all valid votes"
_LOOSE: Final = ("with", "on", "at", ",", "-", "(")  # between a name and its share


class VoteReader:
    """Finds for whom votes are; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any], phrases: PhraseReader) -> None:
        votes: Mapping[str, Any] = table.get("votes", {})
        self._phrases = phrases
        self._words = frozenset(votes.get("words", ()))
        self._votes_for = str(votes.get("told", ""))
        self._contest = frozenset(votes.get("contest", ()))
        self._winning = frozenset(votes.get("winning", ()))
        self._after = frozenset(votes.get("after", ()))
        self._persons = frozenset(votes.get("persons", ()))

    def told_of(self, text: Text) -> bool:
        """True of a report that tells of an election."""
        return not self._contest.isdisjoint(text.words)

    def find(self, scene: Scene, asked: Asked, base: str, before: str) -> str:
        """ "votes for Marin", "" where it is no share of votes or nobody is named; `before`: what was spoken of last."""
        of_votes = not self._words.isdisjoint(base.lower().split()[-2:])
        if base and not of_votes:
            return ""
        here = of_votes or before.startswith(self._votes_for) or self._speaks(scene, asked.sentence)
        who = (self._for(scene, asked) or self._beside(scene, asked)) if here else ""
        who = who or self._winner(scene, asked)
        return f"{self._votes_for} {who}" if who else ""

    def _speaks(self, scene: Scene, sentence: Sentence) -> bool:
        """True of a sentence that tells of votes, and not of how many took part."""
        return any(scene.norm(i) in self._words for i in range(sentence.first, sentence.last))

    def _for(self, scene: Scene, asked: Asked) -> str:
        """ "80.1 per cent for Mr Okafor", "61 percent of the vote to the mayor"."""
        at = asked.last
        while at < min(asked.sentence.last, asked.last + _OF) and (scene.tags[at] in "od" or scene.norm(at) in self._words):
            at += 1
        if at >= asked.sentence.last or scene.norm(at) not in self._after:
            return ""
        head = scene.right(at + 1, asked.sentence.last)
        return self._called(scene, head[0], head[1]) if head is not None else ""

    def _beside(self, scene: Scene, asked: Asked) -> str:
        """The name that stands right before its share: "gave Marin 61 percent and her rival, Eva Holm, 9.9 percent"."""
        at = self._phrases.before_hedges(scene, asked)
        while at > asked.sentence.first and (scene.norm(at - 1) in _LOOSE or scene.tags[at - 1] in "ja"):
            at = self._phrases.before_hedges(scene, asked._replace(first=at - 1))  # "with a measly ten per cent"
        first = at
        while first > asked.sentence.first and scene.tags[first - 1] == "N":
            first -= 1
        if first == at or (first > asked.sentence.first and scene.tags[first - 1] in "pPoG"):
            return ""
        return self._called(scene, first, at)

    def _winner(self, scene: Scene, asked: Asked) -> str:
        """ "Marin took 61 percent", "her rival is credited with some 10 percent": who stands before the verb."""
        at = self._phrases.before_hedges(scene, asked)
        while at > asked.sentence.first and scene.norm(at - 1) in ("with", "up"):
            at -= 1
        if at <= asked.sentence.first or scene.norm(at - 1) not in self._winning:
            return ""
        at -= 1
        while at > asked.sentence.first and scene.tags[at - 1] in "xBa":
            at -= 1
        if scene.norm(at - 1) in ("he", "she", "they"):  # "the president claims he won"
            head = scene.first_phrase(asked.sentence, at - 1)
        else:
            head = scene.left(at, asked.sentence.first)
        return self._called(scene, head[0], head[1]) if head is not None else ""

    def _called(self, scene: Scene, first: int, last: int) -> str:
        """A person's or a party's words; "" for a place and for what is no name nor a word for who stands for election."""
        words = self._phrases.words(scene, (first, last))
        named = any(scene.tags[i] == "N" for i in range(first, last))
        return words if named or words.rpartition(" ")[2].lower() in self._persons else ""
