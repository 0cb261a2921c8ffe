"""What a measure of its own belongs to: the town of a population, the unit of a strength."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.reading.subjects.asking import Scene

_ARTICLES: Final = ("the", "a", "an", "one")
_APPOSED, _NAME = 8, 3  # tokens of "a hill town of about", and of a name


class Holding:
    """Finds what holds a measure of its own; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._peopled = frozenset(table.get("phrases", {}).get("peopled", ()))
        self._spoken = frozenset(table.get("phrases", {}).get("spoken_of", ()))
        self._inhabitants = str(table.get("phrases", {}).get("inhabitants", ""))
        self._verbs = frozenset(table.get("verbs", ()))
        self._prepositions = frozenset(table.get("prepositions", ()))

    def holder(self, scene: Scene) -> str:
        """What a measure of its own belongs to: "a small town of 6,000 inhabitants", "A battalion consists of 600"."""
        text, at = scene.text, scene.text.token_at(scene.asked.span.start)
        if at - 1 > scene.sentence.first and text.tokens[at - 1].norm == "of":
            words = [t.text for t in text.tokens[max(scene.sentence.first, at - 4) : at - 1] if t.text[0].isalpha()]
            if words and words[-1] in self._spoken:
                return ""
            opened = [i for i, w in enumerate(words) if w.lower() in _ARTICLES]
            if opened:
                name = " ".join(words[opened[-1] + 1 :][-2:])
                if scene.people and name.rpartition(" ")[2].lower() in self._peopled:
                    apposed = self._apposed(scene, at)
                    return f"{self._inhabitants} {apposed}" if apposed else "people"  # "a population of 430,000"
                return f"{self._inhabitants} {self._apposed(scene, at) or name}" if scene.people else name
        head = [t.norm for t in text.tokens[scene.sentence.first : scene.sentence.first + 3]]
        whole = (
            len(head) == 3 and head[0] in ("a", "an", "the") and head[1].isalpha() and (head[2].endswith("ly") or head[2] in self._verbs)
        )
        return head[1] if whole else ""

    def _apposed(self, scene: Scene, at: int) -> str:
        """ "Goris, a hill town of about 20,000": the name before the comma."""
        tokens = scene.text.tokens
        i = at - 1
        while i > scene.sentence.first and tokens[i].text != "," and at - i < _APPOSED:
            i -= 1
        last, first = i, i
        while first > scene.sentence.first and tokens[i].text == "," and tokens[first - 1].text[:1].isupper() and last - first < _NAME:
            first -= 1
        first += tokens[first].norm in self._prepositions  # "In Paiporta, a town of"
        return " ".join(t.text for t in tokens[first:last])
