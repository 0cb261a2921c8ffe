"""What an amount is claimed as where no measure of the packs fits: what it counts, or what its unit measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import plural
from stemma.reading.measures.counting import DIMENSIONS

_PLAIN: Final = ("mass", "volume")  # dimensions that say themselves what is measured
_COUNT: Final = "count:"


class CountNames:
    """Names counts by the plural of what is counted: count:villages, count:people."""

    def __init__(self, pack: Pack) -> None:
        nouns: Mapping[str, Any] = pack.tables.get("nouns", {}).get("nouns", {})
        self._same = frozenset(str(nouns.get("plural", "")).split())
        self._irregular: dict[str, str] = {}
        for many, one in nouns.get("singular", {}).items():
            self._irregular.setdefault(one, many)
        self._regular = frozenset(str(nouns.get("regular", "")).split())
        self._compounds = tuple(one for one in nouns.get("compounds", ()) if one in self._irregular)
        units: Mapping[str, Any] = pack.tables.get("units", {})
        self._kept_in: Mapping[str, str] = units.get("counted", {})  # l: litres

    def of(self, measure: str) -> str:
        """ "count:village" as "count:villages"; any other measure as it is."""
        return _COUNT + self.plural(measure.removeprefix(_COUNT)) if measure.startswith(_COUNT) else measure

    def plural(self, noun: str) -> str:
        """The plural of a noun, also of child, man and sheep."""
        if noun in self._irregular or noun in self._same or noun.endswith("s"):
            return self._irregular.get(noun, noun)
        last = next((one for one in self._compounds if noun.endswith(one)), "") if noun not in self._regular else ""
        return noun.removesuffix(last) + self._irregular[last] if last else plural(noun)

    def fallback(self, mention: AmountMention) -> str:
        """The measure of an amount that no pack measures."""
        kept = self._kept_in.get(mention.amount.unit, "")
        if kept or mention.head:
            return _COUNT + (kept or self.plural(mention.head))
        dimension = DIMENSIONS.get(mention.amount.unit, ("",))[0]
        return dimension if dimension in _PLAIN else "count"

    def counts_unit(self, unit: str) -> bool:
        """True of a unit that stands for so many pieces: litres, gallons, barrels."""
        return unit in self._kept_in
