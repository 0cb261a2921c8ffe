"""What a share or a rate of growth is told of: "lowered the share of jobs to 5%", "expects the economy to grow by 3%"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.reading.saying.scene import Scene
from stemma.reading.subjects.phrases import Asked, PhraseReader

_FAR: Final = 26  # tokens between "the share of jobs" and its number
_STEPS: Final = ("by", "to", "at")


class ShareReader:
    """Finds what shares are told of; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any], phrases: PhraseReader) -> None:
        shares: Mapping[str, Any] = table.get("shares", {})
        self._phrases = phrases
        self._names = frozenset(shares.get("names", ()))
        self._changes = frozenset(shares.get("changes", ()))
        self._things = frozenset(shares.get("things", ()))
        self._yardsticks = frozenset(shares.get("yardsticks", ()))

    def find(self, scene: Scene, asked: Asked) -> str:
        """The words of it, "" where none are found."""
        return self._named(scene, asked) or self._growing(scene, asked) or self._changed(scene, asked)

    def is_change(self, phrase: str) -> bool:
        """True of "drop", which is no thing that drops."""
        return phrase.lower() in self._changes and phrase.lower() not in self._things

    def measures_against(self, base: str) -> bool:
        """True of "GDP" in "3.3% of GDP": what it is compared with is not what the share is told of."""
        words = base.lower().replace("'s", "").split()
        return bool(words) and (words[-1] in self._yardsticks or " ".join(words[-2:]) in self._yardsticks)

    def _named(self, scene: Scene, asked: Asked) -> str:
        """ "lowered the share of jobs set aside for veterans to 5%, from 30%": what the word names of which it is the share."""
        for at in range(asked.first - 1, max(asked.sentence.first, asked.first - _FAR) - 1, -1):
            if scene.tags[at] in ";:q":
                return ""
            if scene.norm(at) in self._names and scene.norm(at + 1) == "of" and at + 2 < asked.first:
                head = scene.right(at + 2, asked.first)
                return self._phrases.words(scene, head) if head is not None else ""
        return ""

    def _growing(self, scene: Scene, asked: Asked) -> str:
        """ "expects the economy to grow by 3%": who is to grow."""
        at = asked.first - 1
        while at > asked.sentence.first and (scene.tags[at] in "pa" or scene.norm(at) in ("more", "less", "than", "no")):
            at -= 1
        if at - 2 <= asked.sentence.first or scene.tags[at - 1] != "T" or scene.tags[at] not in "nvuV":
            return ""
        head = scene.left(at - 1, asked.sentence.first)
        return self._phrases.words(scene, head) if head is not None else ""

    def _changed(self, scene: Scene, asked: Asked) -> str:
        """ "a cut of 50 per cent in road tolls": in what it is a change."""
        if asked.first - 2 < asked.sentence.first or scene.norm(asked.last) not in ("in", "on"):
            return ""
        before = {scene.norm(i) for i in range(max(asked.sentence.first, asked.first - 4), asked.first)}
        head = scene.right(asked.last + 1, asked.sentence.last) if before & self._changes else None
        return self._phrases.words(scene, head) if head is not None else ""
