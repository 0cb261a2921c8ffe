"""How an amount stands to a change: "rose by 300 to 4,100", "from 3,000 to 4,100", "a further 22", "up 5%"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from stemma.core.packs import Pack
from stemma.reading.amounts.run import Run

_REACH: Final = 9  # tokens between the verb of change and its number
_FAR: Final = 18  # and before ", from 200 to 300" at the end of the clause


class Role(NamedTuple):
    """delta, result, before, after or more, and the direction."""

    role: str = ""
    direction: str = ""


class ChangeReader:
    """Reads the part that an amount plays in a change."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("numbers", {}).get("change", {})
        self._way: dict[str, str] = {}
        for words, way in (("up", "up"), ("down", "down"), ("neutral", "")):
            self._way |= dict.fromkeys(str(table.get(words, "")).split(), way)
        self._transitive = frozenset(str(table.get("transitive", "")).split())
        self._steps = frozenset(table.get("steps", ()))
        self._nouns = frozenset(str(table.get("nouns", "")).split())
        self._more = frozenset(table.get("more", ()))
        self._after = frozenset(table.get("after", ()))
        self._fewer = frozenset(table.get("fewer", ()))
        self._higher = dict.fromkeys(table.get("comparatives_up", ()), "up") | dict.fromkeys(table.get("comparatives_down", ()), "down")

    def verb(self, run: Run, i: int) -> str | None:
        """The direction of the nearest verb of change before token i, None where there is none within reach."""
        reach = _FAR if run.norm(i) == "from" and run.norm(i - 1) == "," else _REACH
        for at in range(i - 1, max(run.start, i - reach) - 1, -1):
            norm = run.norm(at)
            if norm in (".", ";", ":", "(", ")"):
                return None
            if norm in self._way and (self._way[norm] or i - at <= _REACH):
                return self._way[norm]
        return None

    def directly(self, run: Run, i: int) -> str:
        """The direction of a verb of change that stands directly before token i, "" where none does."""
        return self._way.get(run.norm(i - 1), "")

    def takes_object(self, run: Run, i: int) -> bool:
        """True where the verb before token i acts on what is counted: "lost 40 tanks" is no change by 40."""
        return run.norm(i - 1) in self._transitive and run.norm(i + 1) not in self._steps

    def role(self, run: Run, phrase: tuple[int, int], number: tuple[int, int]) -> Role:
        """The part of the amount at tokens `phrase`, whose bare number is `number`, in the whole sentence."""
        first, last = phrase
        more = self._more_of(run, first, number)
        if more is not None:
            return more
        before = run.norm(first - 1)
        role = {"by": "delta", "to": "result", "from": "before"}.get(before)
        if role is not None:
            way = self.verb(run, first - 1)
            return Role(role, way) if way or (way is not None and role != "delta") else Role()
        if before == "of" and run.norm(first - 2) in self._nouns:
            return Role("delta", self._way.get(run.norm(first - 2), ""))
        way = self.directly(run, first)
        return Role("delta", way) if way else self._compared(run, last)

    def _more_of(self, run: Run, first: int, number: tuple[int, int]) -> Role | None:
        """Another 300, a further 22, nine more villages, 47 more than before, 12 fewer."""
        if any(run.norm(at) in self._more for at in range(first - 1, number[0])):
            return Role("more", "up")
        after = run.norm(number[1])
        if after in self._fewer:
            return Role("delta", "down")
        if after in self._after:
            return Role("delta" if run.norm(number[1] + 1) == "than" else "more", "up")
        return None

    def _compared(self, run: Run, last: int) -> Role:
        """12% higher, 300 below; "four smaller towns" compares nothing."""
        way = self._higher.get(run.norm(last))
        return Role("delta", way) if way and not run.norm(last + 1).endswith("s") else Role()
