"""Who a crowd is, by what it does: people at a march are marchers, at a funeral mourners."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Sentence, Text
from stemma.reading.forms import expand
from stemma.reading.subjects.asking import Subject
from stemma.reading.subjects.case import Case

_BACK: Final = 4  # sentences before in which a crowd is said to do something
_OFTEN: Final = 3  # words of one kind in a report that tells of a crowd elsewhere


class Crowds:
    """Names the people of a crowd; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {}).get("crowds", {})
        self._measures = frozenset(table.get("measures", ()))
        self._anybody = frozenset(table.get("anybody", ()))
        self._months = frozenset(table.get("months", ()))
        who: dict[str, list[str]] = table.get("who", {})
        self._doing = PhraseTable((form, name) for name, words in who.items() for form in expand(words))

    def named(self, found: Subject, case: Case) -> Subject:
        """Those who make up a crowd of whom no more is said than that they are people."""
        measure, sentence = case.measure, case.sentence
        if measure is None or sentence is None or measure.id not in self._measures:
            return found
        if found.actor or found.name.lower() not in self._anybody:
            return found
        text = case.looked.text
        first, back = text.token_at(case.mention.start), 0
        name = self._near(text, sentence, first)
        earlier = text.sentence_before(sentence)
        while not name and earlier is not None and back < _BACK:
            name = self._near(text, earlier, earlier.last)
            earlier, back = text.sentence_before(earlier), back + 1
        return found._replace(name=name or self._mostly(text) or found.name)

    def _near(self, text: Text, sentence: Sentence, at: int) -> str:
        """What is told of a crowd nearest to a token of a sentence."""
        best, far = "", sentence.last - sentence.first + 1
        for hit in self._doing.find(text.tokens, sentence.first, sentence.last):
            away = hit.first - at if hit.first >= at else at - hit.last
            if away < far and not self._is_month(text, hit.first):
                best, far = hit.value, away
        return best

    def _mostly(self, text: Text) -> str:
        """What a report tells of crowds most often."""
        counts: dict[str, int] = {}
        for hit in self._doing.find(text.tokens):
            if not self._is_month(text, hit.first):
                counts[hit.value] = counts.get(hit.value, 0) + 1
        most = max(counts, key=lambda name: counts[name], default="")
        return most if counts.get(most, 0) >= _OFTEN else ""

    def _is_month(self, text: Text, at: int) -> bool:
        """True of March, the month: with a capital, beside a number or behind a word that begins no sentence."""
        if text.tokens[at].text not in self._months:
            return False
        beside = [text.tokens[k].text[:1] for k in (at - 1, at + 1) if 0 <= k < len(text.tokens)]
        return any(c.isdigit() for c in beside) or (at > 0 and text.tokens[at - 1].text not in ".!?\n")
