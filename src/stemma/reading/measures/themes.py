"""What a report is about, by the words of each domain."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.reading.measures.counting import Measured


class Themes:
    """Knows the words of the domains; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        tables = pack.tables.get("themes", {}).items()
        self._words = {name: frozenset(table.get("words", ())) for name, table in tables}
        self._otherwise = [(frozenset(table.get("telling", ())), dict(table["otherwise"])) for _, table in tables if "otherwise" in table]

    def leaning(self, text: Text) -> Mapping[str, float]:
        """How far a report is about each domain, 1 for the one whose words it uses most; nothing where it uses none."""
        counts = {name: text.times(words) for name, words in self._words.items()}
        most = max(counts.values(), default=0)
        return {name: count / most for name, count in counts.items()} if most else {}

    def untold(self, text: Text) -> Mapping[str, str]:
        """Measures of domains of which a report does not tell, each with what it is there: where nobody is ill the dead are killed."""
        found: dict[str, str] = {}
        for telling, otherwise in self._otherwise:
            if not text.times(telling):
                found.update(otherwise)
        return found


def put(measured: Measured, untold: Mapping[str, str]) -> Measured:
    """A measure as it is called where its own domain is not told of."""
    instead = untold.get(measured.measure)
    return measured if instead is None else structs.replace(measured, measure=instead)
