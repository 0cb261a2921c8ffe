"""Which measures an amount may be of: those of its unit's dimension that count its noun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemma.core.packs import Measure, Pack
from stemma.core.text import Text
from stemma.reading.forms import expand, plural
from stemma.reading.measures.counting import DIMENSIONS, Counted

_NOTHING: Final[frozenset[str]] = frozenset()
_COUNTED: Final = ("count", "persons")
_REMEMBERED: Final = 20_000  # nouns whose measures one object keeps
_PERSON: Final = "@person"
_WHAT: Final = "what"
_NATIONAL: Final = "@national"


class Countable:
    """Knows which measures count which nouns; built once from a pack."""

    def __init__(self, pack: Pack, nationals: frozenset[str]) -> None:
        self._measures: Mapping[str, Measure] = dict(pack.measures)
        self._nationals = nationals
        self._not_of = {k: frozenset(m.table["not_of"]) for k, m in self._measures.items() if "not_of" in m.table}
        self._not_units = {k: frozenset(m.table["not_units"]) for k, m in self._measures.items() if "not_units" in m.table}
        self.heads = {k: frozenset(m.table.get("heads", ())) for k, m in self._measures.items()}
        self.counts = {k: frozenset(m.table.get("counts", ())) for k, m in self._measures.items()}
        self._plurals = {
            key: frozenset(f for w in words if not w.startswith("@") for f in (w, plural(w))) for key, words in self.counts.items()
        }
        for key, measure in self._measures.items():
            self._plurals[key] |= frozenset(measure.table.get("spoken", ()))
        self._by_dimension: dict[str, list[str]] = {}
        for key, measure in self._measures.items():
            self._by_dimension.setdefault(measure.dimension, []).append(key)
        self._named = frozenset(w for words in self.counts.values() for w in words)
        self._shares = [k for k, m in self._measures.items() if m.table.get("share") and m.dimension == "area"]
        self._upright = frozenset(k for k, m in self._measures.items() if m.table.get("upright"))
        self._sides = frozenset(pack.tables.get("resting", {}).get("passing", {}).get("sides", ()))
        subjects, clauses = pack.tables.get("subjects", {}), pack.tables.get("clauses", {})
        self._ground, self._people = frozenset(subjects.get("ground", ())), frozenset(subjects.get("people", ()))
        self._befalling = [k for k, m in self._measures.items() if m.table.get("befalls") and _PERSON in self.counts[k]]
        self._things = frozenset(w for k, words in self.counts.items() if _PERSON not in words for w in words)
        self._unhuman = frozenset(expand(clauses.get("unhuman", ())))
        self._known: dict[tuple[str, str, str], list[str]] = {}
        self._of_unit: dict[str, list[str]] = {}
        asked = [k for k, m in self._measures.items() if m.dimension in _COUNTED and self._plurals[k] and _PERSON not in self.counts[k]]
        self._asked = frozenset(asked)  # what a bare number counts only where its sentence speaks of it
        self._spoken: dict[str, list[str]] = {}
        for key in asked:
            for word in self._plurals[key]:
                self._spoken.setdefault(word, []).append(key)
        self._words = frozenset(self._spoken)

    def names(self, head: str) -> bool:
        """True of a noun that some measure counts by name."""
        return head in self._named

    def allowed(self, amount: Counted, text: Text) -> list[str]:
        """The measures that an amount may be of."""
        if len(amount.unit) >= 3 and amount.unit[:3].isupper():
            return self._by_dimension.get("money", [])
        if amount.head and amount.unit in _COUNTED:
            return self._of_noun(amount)
        if not amount.whole and amount.unit in _COUNTED:
            return []  # 7.8 counts neither people nor things
        keys = self._measured_in(amount.unit)
        if not self._upright.isdisjoint(keys) and amount.last < len(text.tokens) and text.tokens[amount.last].norm in self._sides:
            keys = [k for k in keys if k not in self._upright]  # "35 km south-west of the port" is no depth
        if amount.unit == "percent" and self._is_of_land(amount, text):
            keys = [*keys, *self._shares]  # "half of the dead" is a share, whatever befell them
        if amount.unit in _COUNTED:
            words = self._words & text.keys(text.sentences[text.tokens[amount.first].sentence])
            spoken = frozenset([k for word in words for k in self._spoken[word]])
            keys = [k for k in keys if k not in self._asked or k in spoken]
        if amount.base[0] < 0:
            return keys
        base = {t.norm for t in text.tokens[amount.base[0] : amount.base[1]]}
        return [k for k in keys if not base & self._not_of.get(k, _NOTHING)]

    def _measured_in(self, unit: str) -> list[str]:
        """The measures that have such a unit."""
        keys = self._of_unit.get(unit)
        if keys is None:
            known = [k for d in DIMENSIONS.get(unit, ()) for k in self._by_dimension.get(d, ())]
            keys = self._of_unit[unit] = [k for k in known if unit not in self._not_units.get(k, _NOTHING)]
        return keys

    def _of_noun(self, amount: Counted) -> list[str]:
        """The measures that count a noun, whatever the text."""
        noun = (amount.unit, amount.head, amount.noun.lower())
        known = self._known.get(noun)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[noun] = [k for k in self._measured_in(amount.unit) if self._countable(k, amount)]
        return known

    def befallen(self, amount: Counted, allowed: list[str]) -> list[str]:
        """The measures of what befalls people, for a noun that no list knows: "killed 727 fanatics"."""
        strange = amount.head and amount.unit == "count" and amount.head not in self._things and amount.head not in self._unhuman
        return [k for k in self._befalling if k not in allowed] if strange else []

    def _is_of_land(self, amount: Counted, text: Text) -> bool:
        """A share of land is no share of people."""
        if amount.base[0] < 0:
            return self._speaks_of(self._ground, amount, text)
        words = {t.norm for t in text.tokens[amount.base[0] : amount.base[1]]}
        if words & self._people:
            return False
        if text.tokens[amount.base[0]].norm == _WHAT:
            return bool(words & self._ground)  # "a third of what it was in June"
        return bool(words & self._ground) or any(text.tokens[i].text[0].isupper() for i in range(*amount.base))

    def _speaks_of(self, words: frozenset[str], amount: Counted, text: Text) -> bool:
        return not words.isdisjoint(text.keys(text.sentences[text.tokens[amount.first].sentence]))

    def _countable(self, key: str, amount: Counted) -> bool:
        counts = self.counts[key]
        if amount.noun.lower().endswith(tuple(self._measures[key].table.get("not_nouns", ()))):
            return False  # a car bomb is no bomb that is dropped
        if amount.head in self.heads[key] or amount.head in counts or amount.noun.lower() in counts:
            return True
        if _NATIONAL in counts and amount.head in self._nationals:
            return True  # 3,000 Rwandans may be soldiers
        return _PERSON in counts and amount.unit == "persons"
