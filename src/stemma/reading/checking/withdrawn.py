"""What a correction takes back: "we wrote that 900 were dead; the number was 90"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.numbers import number_words
from stemma.core.phrases import PhraseTable
from stemma.core.text import Sentence, Text

_OPENING: Final = 700  # characters in which a correction says that it is one
_READ: Final = 14  # tokens from a number to "should have read"
_NEAR: Final = 3  # tokens from "that" to the number: "a report that about 190 ..."
_SHORT: Final = 6  # tokens
_BREAKS: Final = frozenset((";", ":"))


class Withdrawals:
    """Tells the amounts that a correction gives up from those that it puts in their place."""

    def __init__(self, denied: Mapping[str, Any], numbers: Mapping[str, Any]) -> None:
        table = denied.get("withdrawn", {})
        self._spelled = number_words(numbers, least=2)
        self._phrases = PhraseTable([(p, p) for p in table.get("phrases", ())])
        self._wrong = PhraseTable([(p, p) for p in table.get("wrong", ())])
        self._omitted, self._reading = frozenset(table.get("omitted", ())), frozenset(table.get("reading", ()))
        self._contrasts = frozenset(table.get("contrasts", ()))
        self._taken_back = PhraseTable([(p, p) for p in table.get("taken_back", ())])
        self._joining = frozenset(table.get("joining", ()))
        self._taking_back, self._told = frozenset(table.get("taking_back", ())), frozenset(table.get("told", ()))
        self._days = frozenset(table.get("days", ()))
        self._pieces = frozenset(table.get("pieces", ()))
        words = "|".join(re.escape(w) for w in table.get("correcting", ())) or "(?!)"
        self._correcting = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    def holds(self, text: Text, first: int, sentence: Sentence) -> bool:
        """True where the words before token `first` take its amount back and the right one follows."""
        hits = any(not self._broken(text, h.last, first) for h in self._phrases.find(text.tokens, sentence.first, first))
        hits = hits or (self._own_piece(text, sentence, first) and not self._broken(text, sentence.first, first))
        taken = (hits and (self._right_follows(text, first, sentence) or self._right_before(text, first, sentence))) or self._should_read(
            text, first, sentence
        )
        corrected = taken and bool(self._correcting.search(text.text, 0, _OPENING))
        return corrected or self._said_wrong(text, first, sentence) or self._is_taken_back(text, first, sentence)

    def _is_taken_back(self, text: Text, first: int, sentence: Sentence) -> bool:
        """ "A report that 190 people had died was withdrawn", "the ministry withdrew its figure of 190"."""
        before = [t.norm for t in text.tokens[max(sentence.first, first - _SHORT) : first]]
        verb = next((k for k, word in enumerate(before) if word in self._taking_back), -1)
        if verb >= 0 and not self._told.isdisjoint(before[verb:]):
            return True
        near = {t.norm for t in text.tokens[max(sentence.first, first - _NEAR) : first]}
        if self._told.isdisjoint([t.norm for t in text.tokens[sentence.first : first]]) or self._joining.isdisjoint(near):
            return False
        behind = next(iter(self._taken_back.find(text.tokens, first, sentence.last)), None)
        return (
            behind is not None
            and not self._broken(text, first, behind.first)
            and "," not in {t.text for t in text.tokens[first : behind.first]}
        )

    def _said_wrong(self, text: Text, first: int, sentence: Sentence) -> bool:
        """ "We had reported 6,000; that was wrong.": also where nothing else is put right."""
        ours = any(t.norm in ("we", "our") for t in text.tokens[sentence.first : first])
        return ours and any(h.first > first for h in self._wrong.find(text.tokens, first, sentence.last))

    def _own_piece(self, text: Text, sentence: Sentence, first: int) -> bool:
        """ "Tuesday's story on the bombing said", "Our live page of 10 May gave", "We also placed"."""
        words = [t.norm for t in text.tokens[sentence.first : min(sentence.first + 5, first)]]
        if words[:1] == ["last"]:
            words = words[1:]
        dated = bool(words) and (words[0] == "our" or words[0].removesuffix("'s").removesuffix("’s") in self._days)
        named = words[:1] == ["the"] and not self._pieces.isdisjoint(words[1:2])  # "The article put", "It also sent"
        return (dated and not self._pieces.isdisjoint(words[1:4])) or named or (words[1:2] == ["also"] and words[0] in ("we", "it"))

    def _should_read(self, text: Text, first: int, sentence: Sentence) -> bool:
        """ "References to 28 dead should have read 28 hurt"."""
        following = [t.norm for t in text.tokens[first : min(sentence.last, first + _READ)]]
        should = [k + 2 for k in range(len(following)) if following[k : k + 2] == ["should", "have"]]
        return any(self._omitted.isdisjoint(following[k : k + 1]) for k in should) and text.tokens[first - 1].norm not in self._reading

    def _broken(self, text: Text, low: int, high: int) -> bool:
        return any(t.text in _BREAKS or t.norm in ("not", "but") for t in text.tokens[low:high])

    def _right_before(self, text: Text, first: int, sentence: Sentence) -> bool:
        """ "The level was 5.61 metres. We wrote 5.16.", "200,000 households had lost power; we had made them 200,000 people"."""
        tokens = text.tokens
        low = max((i for i in range(sentence.first, first) if tokens[i].text in _BREAKS), default=sentence.first)
        if first - low > _SHORT or not any(t.norm == "we" for t in tokens[low:first]):
            return False
        if low > sentence.first:
            return any(t.text[0].isdigit() for t in tokens[sentence.first : low])
        at = tokens[sentence.first].sentence - 1
        before = text.sentences[at] if at >= 0 and text.sentences[at].paragraph == sentence.paragraph else None
        ended = sentence.last - first < _SHORT
        return before is not None and ended and any(t.text[0].isdigit() for t in tokens[before.first : before.last])

    def _right_follows(self, text: Text, first: int, sentence: Sentence) -> bool:
        """Another number in the rest of the sentence after a break, or in the next sentence of the paragraph."""
        tokens = text.tokens
        broken = False
        for i in range(first + 1, sentence.last):
            broken = broken or tokens[i].text in _BREAKS or tokens[i].norm in ("not", "but")
            if broken and tokens[i].text[0].isdigit():
                return True
        contrast = any(t.norm in self._contrasts for t in tokens[first + 1 : sentence.last])
        if contrast:
            return True  # "we reported that two had been sent, when an official had merely said that they might be"
        at = tokens[sentence.first].sentence + 1
        if at >= len(text.sentences) or text.sentences[at].paragraph != sentence.paragraph:
            return False
        following = text.sentences[at]
        told = tokens[following.first : following.last]
        return any(t.text[0].isdigit() or t.norm in self._contrasts or t.norm in self._spelled for t in told)
