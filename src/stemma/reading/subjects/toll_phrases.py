"""Of whom a toll is by the words before it: "953 civilian deaths" are civilians, "12 police injuries" police officers."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Pack
from stemma.reading.forms import plural

_ANYBODY: Final = "people"


class TollPhrases:
    """Names those whom a phrase such as "civilian deaths" counts; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        told: dict[str, list[str]] = table.get("toll_phrases", {})
        self._tolls, self._fought = frozenset(told.get("tolls", ())), frozenset(told.get("fought", ()))
        self._kinds: dict[str, str] = {**table.get("kinds", {}), **table.get("toll_kinds", {})}
        nouns = pack.tables.get("nouns", {})
        self._persons = frozenset(nouns.get("persons", {}).get("nouns", "").split())
        self._many: dict[str, str] = {one: many for many, one in nouns.get("nouns", {}).get("singular", {}).items()}
        names: dict[str, list[str]] = table.get("diseases", {})
        self._diseases = frozenset(word for name, words in names.items() for word in (name.lower(), *words))

    def people(self, name: str) -> str:
        """A phrase by those whom it counts, by its toll alone where nobody is named; other phrases as they are."""
        words = name.split()
        if len(words) < 2 or words[-1].lower() not in self._tolls or not self._diseases.isdisjoint([w.lower() for w in words]):
            return name
        before, kind = words[:-2], words[-2].lower()
        if words[-2][:1].isupper() and words[-1].lower() in self._fought:
            return name  # "33 Turkish casualties" may be those who fight
        who = self._kinds.get(kind) or (self._several(kind) if kind in self._persons else "")
        if who:
            named = [w for w in before if w[:1].isupper()]
            return " ".join([*named, who.capitalize() if words[-2][:1].isupper() and kind in self._persons else who])
        if words[-2][:1].isupper() and "-" not in words[-2]:
            return " ".join([*[w for w in words[:-1] if w[:1].isupper()], _ANYBODY])  # "45 Palestinian deaths"
        return words[-1]

    def _several(self, noun: str) -> str:
        return self._many.get(noun) or plural(noun)
