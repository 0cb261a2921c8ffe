"""Which country's money a shared word means: pesos are Chilean in a text about Chile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from msgspec import structs

from stemma.core.packs import Pack, read_tsv
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.core.types import Amount
from stemma.reading.amounts.mention import AmountMention

_OFTEN: Final = 2  # times that a country must be named for a bare word to be its money


class Currencies:
    """Puts the code of a currency where a word such as "pesos" left it open."""

    def __init__(self, pack: Pack) -> None:
        families: Mapping[str, Mapping[str, Any]] = pack.tables.get("units", {}).get("money", {}).get("families", {})
        self._families = families
        using = {country for family in families.values() for country in (*family.get("countries", {}), family.get("home", ""))}
        self._bare = {
            str(f["default"]): (f, re.compile(rf"(?i)\b(?:{'|'.join(f['names'])})\b")) for f in families.values() if f.get("home")
        }
        names = [(name, row[0]) for row in read_tsv(pack.language, "countries.tsv") if row[0] in using for name in _names(row)]
        self._countries = PhraseTable(names, cased=True)

    def resolve(self, found: list[AmountMention], text: Text) -> list[AmountMention]:
        """The amounts, each with the code of its currency; "2,000 won" in no Korean text counts what has been won."""
        found = self._at_home(found, text)
        if not any(_word(m.amount) in self._families or (m.dual and _word(m.dual) in self._families) for m in found):
            return found
        told = Counter(hit.value for hit in self._countries.find(text.tokens))
        return [self._resolved(m, told) for m in found]

    def _at_home(self, found: list[AmountMention], text: Text) -> list[AmountMention]:
        """Bare pounds are Sudanese in a report about Sudan in which nothing is British."""
        if not any(m.amount.unit.partition("/")[0] in self._bare for m in found):
            return found
        told = Counter(hit.value for hit in self._countries.find(text.tokens))
        return [self._abroad(m, told, text.text[m.start : m.end]) for m in found]

    def _abroad(self, mention: AmountMention, told: Mapping[str, int], words: str) -> AmountMention:
        code, slash, rate = mention.amount.unit.partition("/")
        family, names = self._bare.get(code, (None, None))
        if family is None or names is None or told.get(family["home"]) or not names.search(words):
            return mention
        most = max((c for c in told if c in family["countries"]), key=lambda c: told[c], default="")
        if told.get(most, 0) < _OFTEN or max(told.values()) > told[most]:
            return mention
        return structs.replace(mention, amount=replace(mention.amount, unit=family["countries"][most] + slash + rate))

    def _resolved(self, mention: AmountMention, told: Mapping[str, int]) -> AmountMention:
        amount = self._coded(mention.amount, told)
        dual = self._coded(mention.dual, told) if mention.dual else None
        if amount is mention.amount and dual is mention.dual:
            return mention
        form = "cardinal" if amount.unit == "count" else mention.form
        return structs.replace(mention, amount=amount, dual=dual, form=form)

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
