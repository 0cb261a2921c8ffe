"""What a correction takes back: "we wrote that 900 were dead; the number was 90"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from stemma.core.phrases import PhraseTable
from stemma.core.text import Sentence, Text

_OPENING = 500  # characters in which a correction says that it is one
_CONTRASTS = frozenset(("only", "never", "wrong", "untrue", "nothing"))  # "It only plans to do so."
_BREAKS = frozenset((";", ":"))


class Withdrawals:
    """Tells the amounts that a correction gives up from those that it puts in their place."""

    def __init__(self, denied: Mapping[str, Any]) -> None:
        table = denied.get("withdrawn", {})
        self._phrases = PhraseTable([(p, p) for p in table.get("phrases", ())])
        words = "|".join(re.escape(w) for w in table.get("correcting", ())) or "(?!)"
        self._correcting = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    def holds(self, text: Text, first: int, sentence: Sentence) -> bool:
        """True where the words before token `first` take its amount back and the right one follows."""
        hits = [h for h in self._phrases.find(text.tokens, sentence.first, first) if not self._broken(text, h.last, first)]
        return bool(hits) and self._right_follows(text, first, sentence) and bool(self._correcting.search(text.text, 0, _OPENING))

    def _broken(self, text: Text, low: int, high: int) -> bool:
        return any(t.text in _BREAKS or t.norm in ("not", "but") for t in text.tokens[low:high])

    def _right_follows(self, text: Text, first: int, sentence: Sentence) -> bool:
        """Another number in the rest of the sentence after a break, or in the next sentence of the paragraph."""
        tokens = text.tokens
        broken = False
        for i in range(first + 1, sentence.last):
            broken = broken or tokens[i].text in _BREAKS or tokens[i].norm in ("not", "but")
            if broken and tokens[i].text[0].isdigit():
                return True
        at = tokens[sentence.first].sentence + 1
        if at >= len(text.sentences) or text.sentences[at].paragraph != sentence.paragraph:
            return False
        following = text.sentences[at]
        return any(t.text[0].isdigit() or t.norm in _CONTRASTS for t in tokens[following.first : following.last])
