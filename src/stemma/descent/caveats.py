"""What a report says of the checking of claims that it took over: that they could not be verified, that they are confirmed, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.types import Claim, Verification
from stemma.descent.inheritance import line_of
from stemma.descent.matter import Matter

_REACH: Final = 3  # sentences over which a caution reaches
_EVENTS: Final = ("verification_caveat", "no_verification", "caveat")


class Caveats:
    """Reads what is said of checking, by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Mapping[str, Any]] = pack.tables["descent"]
        self._cues = re.compile(rf"\b(?:{'|'.join(re.escape(c) for c in table['words']['confirming'])})\b")
        self._not = frozenset(table["words"]["denying"])

    def said(self, child: Matter, claims: Sequence[str]) -> str:
        """Over these claims of a report: "unverified", "confirmed" or ""."""
        mine = [i.claim for i in child.items if i.id in set(claims)]
        cautioned = any(self._near(child, e.start, mine) for e in child.extract.events if e.type in _EVENTS)
        if cautioned or any(c.verification is Verification.UNVERIFIED for c in mine):
            return "unverified"
        return "confirmed" if self.confirmed(child, claims) else ""

    def _near(self, child: Matter, offset: int, claims: Sequence[Claim]) -> bool:
        """True where a caution stands within a few sentences of one of these claims, or at the report's end."""
        order = {line.start: k for k, line in enumerate(child.lines)}
        at = order.get(line_of(child, offset).start, len(order))
        return at >= len(order) - 1 or any(abs(order.get(line_of(child, c.start).start, at) - at) <= _REACH for c in claims)

    def confirmed(self, child: Matter, claims: Sequence[str]) -> str:
        """The claim that a report says is confirmed, in its own sentence or the next, or ""."""
        for item in child.items:
            if item.id in claims and (item.claim.verification is Verification.CONFIRMED or self._cued(child, item.claim.start)):
                return item.id
        return ""

    def _cued(self, child: Matter, offset: int) -> bool:
        at = next((k for k, line in enumerate(child.lines) if line.start <= offset < line.end), None)
        if at is None:
            return False
        return any(self._cues.search(line.plain) and self._not.isdisjoint(line.plain.split()) for line in child.lines[at : at + 2])
