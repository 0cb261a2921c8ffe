"""Words by their stem and by the class of words that mean much the same: perish, perished and succumbed are all dying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemma.core.packs import Pack

_REMEMBERED: Final = 50_000
_SHORT: Final = 3
_ENDINGS: Final = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


class Classes:
    """Stems and classes of words; built from the table `classes`."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, str] = pack.tables.get("classes", {}).get("classes", {})
        found: dict[str, dict[str, None]] = {}
        for name, words in table.items():
            for word in words.split():
                found.setdefault(stem(word), {})[name] = None
        self._of = {word: tuple(names) for word, names in found.items()}
        self.joined = frozenset(word.partition("-")[0] for word in self._of if "-" in word)  # with which "cut-down" begins
        self._stems: dict[str, str] = {}
        self._numbers = frozenset(pack.tables.get("numbers", {}).get("cardinals", {}))

    def stem(self, word: str) -> str:
        """The stem of a word in small letters, "#" of a number."""
        found = self._stems.get(word)
        if found is None:
            if len(self._stems) >= _REMEMBERED:
                self._stems.clear()
            found = self._stems[word] = "#" if word[0].isdigit() or word in self._numbers else stem(word)
        return found

    def of(self, stemmed: str) -> tuple[str, ...]:
        """The classes of a stem."""
        return self._of.get(stemmed, ())


def stem(word: str) -> str:
    """A word without its regular ending: killed, kills and killing are all kill; no dictionary form, but always the same one."""
    if len(word) <= _SHORT or word.endswith("ss"):
        return word
    for ending, instead in _ENDINGS:
        kept = word.removesuffix(ending)
        if kept != word and len(kept) + len(instead) >= _SHORT:
            word = kept + instead
            break
    if len(word) > _SHORT and word[-1] == word[-2] and word[-1] not in "slz":
        word = word[:-1]  # stopped, stop
    return word.removesuffix("e") if len(word) > _SHORT else word
