"""Words compared loosely: Ukraine and Ukrainian, soldier and servicemen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stemma.core.packs import Pack
from stemma.core.words import plain_words

_SHORT, _REMEMBERED = 60, 4_096  # letters of a phrase that comes again, a subject or a speaker's name, and how many are kept


class WordTable:
    """The content words, sorts of people, things and sides that a phrase names."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("linking", {})
        self._contents: dict[str, tuple[str, ...]] = {}
        self._stop = frozenset(table.get("words", {}).get("stop", ()))
        self.classes = _turned(table.get("classes", {}))
        self.scopes = _turned(table.get("scopes", {}))
        self.nouns = _turned(table.get("nouns", {}))
        self.sides = {
            form.lower(): actor.side or actor.id
            for actor in pack.actors.values()
            for form in (actor.name, *actor.names, *actor.adjectives)
            if " " not in form and actor.side != "*"
        }

    def content(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase that carry meaning, sorted, each once."""
        found = self._contents.get(phrase)
        if found is None:
            found = tuple(sorted({w for w in plain_words(phrase) if w not in self._stop}))
            if len(phrase) < _SHORT and len(self._contents) < _REMEMBERED:
                self._contents[phrase] = found
        return found

    def common(self, word: str) -> bool:
        """True for a word for a sort of people or things, which names nobody."""
        return word in self.classes or word in self.scopes or word in self.nouns

    def sorts(self, phrase: str, table: Mapping[str, str]) -> frozenset[str]:
        """The entries of a table that a phrase names."""
        return frozenset(table[w] for w in plain_words(phrase) if w in table)


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}
