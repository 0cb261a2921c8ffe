"""Which country's money a shared word means: pesos are Chilean in a text about Chile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from stemma.core.packs import Pack, read_tsv
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.core.types import Amount
from stemma.reading.mention import AmountMention


class Currencies:
    """Puts the code of a currency where a word such as "pesos" left it open."""

    def __init__(self, pack: Pack) -> None:
        families: Mapping[str, Mapping[str, Any]] = pack.tables.get("units", {}).get("money", {}).get("families", {})
        self._families = families
        using = {country for family in families.values() for country in family.get("countries", {})}
        names = [(name, row[0]) for row in read_tsv(pack.language, "countries.tsv") if row[0] in using for name in _names(row)]
        self._countries = PhraseTable(names, cased=True)

    def resolve(self, found: list[AmountMention], text: Text) -> list[AmountMention]:
        """The amounts, each with the code of its currency; "2,000 won" in no Korean text counts what has been won."""
        if not any(_word(m.amount) in self._families or (m.dual and _word(m.dual) in self._families) for m in found):
            return found
        told = Counter(hit.value for hit in self._countries.find(text.tokens))
        return [self._resolved(m, told) for m in found]

    def _resolved(self, mention: AmountMention, told: Mapping[str, int]) -> AmountMention:
        amount = self._coded(mention.amount, told)
        dual = self._coded(mention.dual, told) if mention.dual else None
        if amount is mention.amount and dual is mention.dual:
            return mention
        form = "cardinal" if amount.unit == "count" else mention.form
        return replace(mention, amount=amount, dual=dual, form=form)

    def _coded(self, amount: Amount, told: Mapping[str, int]) -> Amount:
        word, slash, rate = amount.unit.partition("/")
        family = self._families.get(word)
        if family is None:
            return amount
        countries: Mapping[str, str] = family["countries"]
        most = max((c for c in told if c in countries), key=lambda c: told[c], default="")
        if not most and family.get("needs_country"):
            return replace(amount, unit="count")
        return replace(amount, unit=countries.get(most, str(family["default"])) + slash + rate)


def _word(amount: Amount) -> str:
    return amount.unit.partition("/")[0]


def _names(row: Sequence[str]) -> list[str]:
    """The name, adjectives, demonyms, other names and capital of a country."""
    return [name for field in row[1:6] for name in field.split("|") if name]
