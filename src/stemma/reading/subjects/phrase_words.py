"""The words of a phrase that name something: without articles, numbers and what stands for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.reading.saying.scene import Range, Scene

_HEAD: Final = 3  # words in which the head of a phrase stands
_LONGEST: Final = 7  # words of a subject


class PhraseWords:
    """Gives phrases their words; built from the table `subjects.phrases`."""

    def __init__(self, phrases: Mapping[str, Any]) -> None:
        self._articles = frozenset(phrases.get("articles", ()))
        self._looking = frozenset(phrases.get("looking", ()))
        self._pieces = frozenset(phrases.get("pieces", ()))
        self._ordinals = frozenset(phrases.get("ordinals", ()))
        self._adverbs, self._percent = frozenset(phrases.get("adverbs", ())), frozenset(phrases.get("percent", ()))
        self._empty = frozenset(phrases.get("empty", ()))
        self._dimensions, self._comparing = frozenset(phrases.get("dimensions", ())), frozenset(phrases.get("comparing", ()))

    def of(self, scene: Scene, at: Range) -> str:
        """The words of a phrase without its articles and numbers; "" where nothing is left that names something."""
        first, last = at
        first = self._past_unit(scene, first, last)
        for i in range(last - 2, first, -1):
            if scene.tags[i] in "pP" and scene.norm(i - 1) in self._dimensions:
                first = i + 1  # "six metres deep over | an area"
                break
        while first + 3 < last and (scene.tags[first] in "d" or scene.tags[first : first + 2] in ("#-", "#'")):
            first += 3 if scene.tags[first] == "#" else 1  # "the 7,000-acre | Border blaze"
        while first < last and (
            scene.norm(first) in self._articles or (scene.tags[first] in "d#a'" and scene.norm(first) not in self._ordinals)
        ):
            first += 1
        first = self._past_unit(scene, first, last)
        while first + 1 < last and scene.norm(first) in self._comparing and scene.tags[first + 1] == "N":
            first += 1  # "the smaller | Kenneth fire"
        near = next((i for i in range(first + 1, last - 1) if scene.norm(i) == "near" and scene.tags[i + 1] == "N"), last)
        last = near if scene.tags[near - 1] in "nN" else last  # "the Eaton fire | near Altadena"
        while last > first and (scene.norm(last - 1) in self._looking or (last - 1 > first and scene.norm(last - 1) in self._adverbs)):
            last -= 1
        for i in range(first + 1, last - 1):  # "the ministry's estimate of losses": the losses
            if scene.tags[i] == "o" and scene.norm(i - 1) in self._empty:
                return self.of(scene, (i + 1, last))
        if any(scene.norm(i) in self._pieces for i in range(first, min(first + _HEAD, last))):
            return ""  # "Last Saturday's article on the storm" is what tells
        while last - 1 > first and scene.tags[last - 1] in "apPBx":
            last -= 1  # "the queue of cars at"
        if (
            first < last
            and scene.tags[first] == "V"
            and scene.tags[first + 1 : min(first + 2, last)] not in ("n", "N", "j", "G", "u", "v", "V")
        ):
            return ""  # "rebels had | gone 60 km south"
        if first >= last or scene.norm(last - 1) in self._empty or not any(t in "nNjIvu" for t in scene.tags[first:last]):
            return ""
        if scene.tags[first - 1] == "V" and scene.norm(first - 1).endswith("ed") and first > 1 and scene.tags[first - 2] in "hdp":
            first -= 1  # "that insured losses would stay"
        words = " ".join(scene.words((first, min(last, first + _LONGEST))).split()).strip("\"“”‘’' ")
        return words if len(words) > 1 else ""

    def _past_unit(self, scene: Scene, at: int, last: int) -> int:
        """ "70 | % of the French", "31,000 | tonnes of wheat", "15 km along | a front": where the words behind a unit begin."""
        first = at
        while first + 1 < last and (scene.norm(first) in self._percent or (first > at and scene.tags[first] in "opPd")):
            first += 1
        return first
