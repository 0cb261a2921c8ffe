"""Whether a plan or a demand became more certain on the way, or is still told as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Status
from stemma.descent.matter import Line

_CERTAINTY: Final = {Status.DEMAND: 0, Status.PLANNED: 1, Status.CONDITIONAL: 2, Status.FORECAST: 3}
_FACT: Final = 4


class Standing:
    """Compares how two claims are put forward, by the words that still tell a plan or a demand."""

    def __init__(self, pack: Pack) -> None:
        kept: Mapping[str, Sequence[str]] = pack.tables["descent"]["kept"]
        self._kept = {Status(status): frozenset(words) for status, words in kept.items()}

    def surer(self, older: Status, younger: Status, after: Line) -> bool:
        """True where a plan became a forecast, or either a fact; the other way is a reader's caution, not a loss."""
        if Status.DENIED in (older, younger) or _CERTAINTY.get(older, _FACT) >= _CERTAINTY.get(younger, _FACT):
            return False
        return self._kept.get(older, frozenset()).isdisjoint(after.plain.split())
