"""Digits that are part of a longer word: T-72, 2024-11-24, 18:30, 24/7, 5G, 1990s, an address on the web."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.run import Run

_FIRST_YEAR, _LAST_YEAR = 1500, 2150
_GLUE: Final = "/_@=&\\#%"
_JOINTS: Final = ("-", "/", ":", ".", "_", "=", "&", "@", "–")
_UNITS: Final = "CFWKMBT$"  # capitals that may stand for a unit or a size directly behind digits


class GluedReader:
    """Says which digits are part of a longer word."""

    def __init__(self, pack: Pack) -> None:
        self._prefixes = frozenset(pack.tables.get("nouns", {}).get("labels", {}).get("prefixes", ()))
        cardinals: Mapping[str, Any] = pack.tables.get("numbers", {}).get("cardinals", {})
        self._cardinals = frozenset(cardinals)

    def glued(self, text: Text, run: Run, number: Number) -> bool:
        """True where the digits stand for no number of their own."""
        first = run.tokens[number.first]
        if first.norm[0] == "0" and first.norm[1:2].isdigit():
            return True
        return self._from_before(text, run, number) or self._from_behind(text, run, number)

    def _from_before(self, text: Text, run: Run, number: Number) -> bool:
        start = run.tokens[number.first].start
        before = text.text[start - 1] if start else " "
        if before in _GLUE or before == ".":
            return before != "=" or run.text(number.first - 2) != "Y"  # Y=28,030 are yen
        if before in "-–‑" and number.first >= 2 and run.tokens[number.first - 2].end == start - 1:
            word = run.tokens[number.first - 2]
            if word.norm[-1].isalpha() and word.norm not in self._prefixes and word.norm not in self._cardinals:
                return before != "–" or len(word.text) <= 3
        return before in ":," and start > 1 and text.text[start - 2].isalnum()

    def _from_behind(self, text: Text, run: Run, number: Number) -> bool:
        end = run.tokens[number.last - 1].end
        after, following = text.text[end : end + 1], text.text[end + 1 : end + 2]
        if not after or after in " \n,":
            return False
        if following.isalnum() and ((after in _GLUE and after not in "/%") or (after == "." and not following.isupper())):
            return True
        if following.isdigit() and (after in ":%" or (after == "/" and number.kind != "fraction")):
            return True
        decade = after == "s" and not following.isalnum()
        if after in "'’′s" and (following == "s" or decade) and _FIRST_YEAR <= number.value <= _LAST_YEAR:
            return True
        name = run.text(number.last)
        if run.tight(number.last) and len(name) == 1 and name.isupper() and name not in _UNITS:
            return True
        return after == "-" and following.isdigit() and self._chained(run, number)

    def _chained(self, run: Run, number: Number) -> bool:
        """2024-11-24 and telephone numbers: three and more numbers in a row."""
        tokens = run.tokens[number.first : number.first + 5]
        tight = all(b.start == a.end for a, b in pairwise(tokens))
        return tight and len(tokens) == 5 and tokens[3].norm in ("-", "/", ".") and tokens[4].norm[0].isdigit()

    def end_of_word(self, run: Run, i: int) -> int:
        """Where the word goes on to which a vetoed number belongs: behind 2024-11-24T09:30."""
        while run.tight(i) and (run.norm(i)[0].isalnum() or run.norm(i) in _JOINTS):
            i += 1
        return i
