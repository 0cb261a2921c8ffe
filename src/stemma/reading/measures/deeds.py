"""Who did it and to whom it was done: "two gunmen killed a guard", "a guard was killed by two gunmen"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.reading.forms import expand

_BACK: Final = 4  # tokens between "by" and a number: "by at least two"
_OBJECT: Final = 4  # tokens behind a verb in which "the previous day" tells that it has no object


class Deeds:
    """Tells those who do something from those to whom it is done; built from the table `clauses`."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("clauses", {})
        self._deeds = PhraseTable((form, True) for form in expand(table.get("deeds", ())))
        self._objects, self._spans, self._hedges = (frozenset(table.get(name, ())) for name in ("objects", "spans", "hedges"))
        self._doers, self._being = tuple(table.get("doers", {}).get("endings", ())), frozenset(table.get("doers", {}).get("being", ()))
        self._numbers = frozenset(pack.tables.get("numbers", {}).get("cardinals", {}))

    def done_by(self, text: Text, counted: tuple[int, int], first: int, last: int) -> bool:
        """True where those counted at tokens `counted` did, or are those who do, what the words [first:last] say."""
        tokens = text.tokens
        if last > counted[1] and self._says_who(text, counted, first):
            return True
        if last <= counted[0]:
            told = self._deeds.at(tokens, first, last) is not None
            return told and any(tokens[i].norm == "by" for i in range(max(last, counted[0] - _BACK), counted[0]))
        deed = self._deeds.at(tokens, counted[1], len(tokens)) if counted[1] < len(tokens) else None
        if deed is None or not deed.first <= first < last <= deed.last or tokens[counted[0] - 1].norm == "had":
            return False
        sentence = text.sentences[tokens[first].sentence]
        behind = [t.norm for t in tokens[deed.last : min(deed.last + _OBJECT, sentence.last)]]
        if not behind or not self._spans.isdisjoint(behind):
            return False
        return behind[0] in self._objects or self._counts(behind) or (behind[0] in self._hedges and any(map(self._counts, _tails(behind))))

    def _says_who(self, text: Text, counted: tuple[int, int], first: int) -> bool:
        """ "21 were protesters": the word behind the verb tells who they are, not what they did."""
        between = [t.norm for t in text.tokens[counted[1] : first]]
        return len(between) <= 2 and between[-1:] != [] and between[-1] in self._being and text.tokens[first].norm.endswith(self._doers)

    def _counts(self, words: list[str]) -> bool:
        return words[0][0].isdigit() or words[0] in self._numbers


def _tails(words: list[str]) -> list[list[str]]:
    return [words[i:] for i in range(1, len(words))]
