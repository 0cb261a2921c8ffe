"""By which plain words the counted are called, so that reports that call one thing differently name one subject."""

from __future__ import annotations

from stemma.core.packs import Measure, Pack
from stemma.core.text import Text
from stemma.reading.asking import Subject

_ANYBODY = "people"


class Callings:
    """Gives subjects their plain names; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        plain: dict[str, list[str]] = table.get("plain", {})
        self._plain = {word: name for name, words in plain.items() for word in words}
        names: dict[str, list[str]] = table.get("diseases", {})
        self._diseases = {word: name for name, words in names.items() for word in (name.lower(), *words)}
        self._known = frozenset(w for w in self._diseases if " " not in w)

    def called(self, found: Subject, measure: Measure | None, text: Text) -> Subject:
        """ "kids" are children, "people" of whom nothing is known but that they are missing are missing people, cases are of a disease."""
        if measure is not None and found.name == _ANYBODY and "people" in measure.table:
            return found._replace(name=str(measure.table["people"]))
        if measure is not None and measure.table.get("subject") == "cases":
            found = self._of_disease(found, bool(measure.table.get("always")), text)
        words = found.name.split() if measure is None or found.name != measure.table.get("subject") else []
        if words and not self._plain.keys().isdisjoint(low := [w.lower() for w in words]):
            return found._replace(name=" ".join(self._plain.get(small, word) for small, word in zip(low, words, strict=True)))
        return found

    def _of_disease(self, found: Subject, always: bool, text: Text) -> Subject:
        """ "34 cases" in a report on cholera are cholera cases; a rate of deaths is of the cases, whatever words it is told in."""
        last = found.name.rpartition(" ")[2].lower()
        name = "cases" if (always and not found.actor) or self._plain.get(last) == "cases" else found.name
        disease = self._disease(text) if name == "cases" else ""
        return found._replace(name=f"{disease} {name}" if disease else name)

    def _disease(self, text: Text) -> str:
        """The disease that the text names most often, the first of equals."""
        used = text.words
        named: dict[str, int] = {}
        for word in sorted(self._known.intersection(used)):
            named[self._diseases[word]] = named.get(self._diseases[word], 0) + len(used[word])
        return max(named, key=lambda name: named[name], default="")
