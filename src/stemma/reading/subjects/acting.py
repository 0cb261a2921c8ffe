"""Who acts where an amount stands: the nearest before it that no preposition governs and that is no speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Text
from stemma.reading.forms import singular
from stemma.reading.subjects.asking import Named, Scene

_PHRASE: Final = 3  # words behind "Syrian"
_BASE_TAIL: Final = 24  # characters after a base or an amount in which its own clause names who acts
_ARTICLES: Final = ("the", "a", "an", "one")


class Acting:
    """Finds who acts; built from the table `subjects` and the adjectives of countries."""

    def __init__(self, table: Mapping[str, Any], adjectives: frozenset[str]) -> None:
        self._adjectives = adjectives
        self._losers = frozenset(table.get("tolls", ())) | frozenset(table.get("losers", ()))
        self._verbs = frozenset(table.get("verbs", ()))
        phrases = table.get("phrases", {})
        self._passives, self._participles = tuple(phrases.get("passives", ())), tuple(phrases.get("done_by", ()))
        self._prepositions = frozenset(table.get("prepositions", ()))

    def find(self, scene: Scene) -> Named | None:
        """The actor who acts: the nearest before the amount that no preposition governs and that is no speaker."""
        text, asked = scene.text, scene.asked
        everyone = scene.heard()
        heard = [a for a in everyone if not self.is_bare_adjective(a, text)]
        after = self._relative(scene, heard)
        if after is not None:
            return after
        end = (asked.noun or asked.span).end
        by_whom = [a for a in heard if end <= a.start < end + _BASE_TAIL and text.text[end : a.start].rstrip(" the").endswith(" by")]
        if by_whom:  # "50,000 troops massed by Moscow"
            return by_whom[0]
        if asked.noun is not None and not scene.people and self._is_passive(end, scene):
            return None  # "14 air strikes have been carried out": nobody says by whom
        before = [a for a in heard if a.end <= asked.span.start]
        free = [a for a in before if not self._governed(a, text) and not _is_counted(a, text)]
        if free:
            return free[-1]
        adjectives = [a for a in everyone if a.end <= asked.span.start and not self._governed(a, text)]
        if scene.role == "patient":  # "the Israeli bombardment" loses nobody of its own
            adjectives = [a for a in adjectives if text.tokens[text.token_at(a.end - 1) + 1].norm in self._losers]
        if adjectives:  # "Azerbaijani columns were moving"
            return adjectives[-1]
        if asked.base is not None:
            inside = [a for a in heard if asked.base.start <= a.start < asked.base.end + _BASE_TAIL and not self._governed(a, text)]
            if inside:
                return inside[0]
        return self._earlier(scene) or (before[-1] if before else None)

    def _is_passive(self, end: int, scene: Scene) -> bool:
        """True where a passive follows at an offset: "have been carried out"."""
        after = [t.norm for t in scene.text.tokens[scene.text.token_at(end) : scene.sentence.last][:4]]
        while after and after[0] in ("has", "have", "had"):
            after.pop(0)
        return len(after) > 1 and after[0] in ("been", "was", "were") and after[1].endswith(self._passives)

    def _relative(self, scene: Scene, heard: Sequence[Named]) -> Named | None:
        """Who acts in the clause that hangs on the amount: "900 square kilometres that rebel forces held"."""
        text, end = scene.text, (scene.asked.noun or scene.asked.span).end
        at = text.token_at(end)
        if scene.role != "agent" or at >= scene.sentence.last or text.tokens[at].norm not in ("that", "which"):
            return None
        return next((a for a in heard if end < a.start < end + _BASE_TAIL), None)

    def _earlier(self, scene: Scene) -> Named | None:
        """Who acts in the sentences before, in the same paragraph or the one above."""
        text = scene.text
        at = bisect_right(text.sentences, scene.sentence.start, key=lambda s: s.start) - 1
        for other in reversed(text.sentences[max(0, at - 3) : at]):
            if scene.sentence.paragraph - other.paragraph > 1:
                break
            for actor in scene.heard(other):
                if actor.kind != "person" and not self._governed(actor, text) and not self.is_bare_adjective(actor, text):
                    return actor
        return None

    def is_bare_adjective(self, actor: Named, text: Text) -> bool:
        """True of "British" in "British missiles": nobody acts there."""
        return text.text[actor.start : actor.end].lower() in self._adjectives

    def whole_phrase(self, actor: Named, text: Text) -> str:
        """ "Russian and Syrian jets" where only "Syrian" is known to act."""
        if not self.is_bare_adjective(actor, text):
            return ""
        first = text.token_at(actor.start)
        last = text.token_at(actor.end - 1) + 1
        end = last
        while end < min(len(text.tokens), last + _PHRASE) and text.tokens[end].text.isalpha() and text.tokens[end].norm not in self._verbs:
            end += 1
            if singular(text.tokens[end - 1].norm) != text.tokens[end - 1].norm:
                break
        if end == last or singular(text.tokens[end - 1].norm) == text.tokens[end - 1].norm:
            return ""
        if first > 1 and text.tokens[first - 1].norm == "and" and text.tokens[first - 2].norm in self._adjectives:
            first -= 2
        return " ".join(t.text for t in text.tokens[first:end])

    def _governed(self, actor: Named, text: Text) -> bool:
        """True behind a preposition: "in Ukraine", "into the Ukrainian city"; not behind the "by" of who acts."""
        at = text.token_at(actor.start)
        before = [t.norm for t in text.tokens[max(0, at - 3) : at]]
        if before and before[-1] in _ARTICLES:
            before.pop()
        if not before or before[-1] not in self._prepositions:
            return False
        return not (before[-1] == "by" and len(before) > 1 and before[-2].endswith(self._participles))


def _is_counted(actor: Named, text: Text) -> bool:
    """True of "727 Islamic State fanatics": these are counted and do not act."""
    at = text.token_at(actor.start)
    return any(t.text[0].isdigit() for t in text.tokens[max(0, at - 2) : at])
