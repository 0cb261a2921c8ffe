"""Names that stand bare behind a place preposition: "at Hunt", "in Comfort", "through Bab al-Hawa".

Such a name is a place whether or not a list has it; what it must not be is a street, a feast, a body, or where somebody works.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Sentence, Text, Token

_LONGEST, _LETTERS = 2, 3  # capitalised words of such a name, and letters of each
_HYPHENS: Final = ("-", "’", "'")


class BareNames:
    """Tells which names stand bare; built from the table `places`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        cues, guards = table["cues"], table["guards"]
        self._prepositions = frozenset(cues["bare"])
        self._no_town = frozenset(cues["feasts"]) | frozenset(guards["endings"])
        self._parts, self._strikes, self._takes = frozenset(cues["parts"]), frozenset(cues["strikes"]), frozenset(cues["takes"])
        self._held = frozenset(cues["held"])
        self._sites, self._staff = frozenset(table["sites"]["nouns"]), frozenset(table["sites"]["people"])
        self._articles, self._small = frozenset(guards["articles"]), frozenset(guards["words_too"])
        self._never = frozenset(table["common"]["never"]) | frozenset(table["common"]["bodies"])

    def stands(self, text: Text, sentence: Sentence, first: int, last: int) -> bool:
        """ "The crowd at New Baneshwor numbered 10,000": tokens [first:last] right behind "at", which nobody and nothing else bears."""
        tokens = text.tokens
        if first - 1 < sentence.first or not (tokens[first - 1].norm in self._prepositions or self._is_part(tokens, sentence, first - 1)):
            return False
        words = [tokens[i] for i in range(first, last) if tokens[i].norm not in self._articles and tokens[i].text not in _HYPHENS]
        if not words or len(words) > _LONGEST or any(not self._is_word(w) for w in words) or words[0].norm in self._never:
            return False
        following = tokens[last].text if last < sentence.last else "."
        before = tokens[first - 2].norm if first - 2 >= sentence.first else ""
        if following.lower() in self._sites or before in self._staff or before in self._held:
            return False  # "a doctor at Ayder hospital said": who speaks; "shares in Tarn Steel": what is owned
        return following in (".", ",", ";", ")", ":", "—", "–") or following[0].islower()

    def _is_part(self, tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
        """ "every street of Jindires", "a mile south of Ovrelund", "an air strike on Dumba", "jets bombed Dumba"."""
        word, before = tokens[at].norm, tokens[at - 1].norm if at - 1 >= sentence.first else ""
        return (word == "of" and before in self._parts) or (word == "on" and before in self._strikes) or word in self._takes

    def goes_on(self, tokens: Sequence[Token], last: int, end: int) -> bool:
        """ "Sabah al-Numan", "Bab al-Hawa": what has been read up to a token is only the beginning of a name."""
        if last + 1 >= end or tokens[last].norm not in self._articles:
            return False
        return tokens[last + 1].text == "-" or (tokens[last].norm not in self._small and tokens[last + 1].text[0].isupper())

    def ends(self, tokens: Sequence[Token], at: int) -> bool:
        """True of the "Huri" in "Tal al-Huri", which is no name of its own."""
        joined = at > 2 and tokens[at - 1].text == "-" and tokens[at - 1].end == tokens[at].start
        return joined and tokens[at - 2].norm in self._articles and tokens[at - 3].text[:1].isupper()

    def _is_word(self, word: Token) -> bool:
        shaped = word.text.isalpha() and word.text[0].isupper() and word.text[1:].islower()
        return shaped and len(word.text) >= _LETTERS and word.norm not in self._no_town
