"""Whether an event is told as done, planned, foreseen, conditional, demanded or denied: by the words before its head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.text import Text
from stemma.core.types import Span, Status
from stemma.reading.events.frames import Fit

_REACH: Final = 7  # tokens before the head
_LATER: Final = frozenset((Status.PLANNED, Status.FORECAST, Status.CONDITIONAL, Status.DEMAND))


class StatusFinder:
    """Reads the status off the words of the table's [status]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        status = table.get("status", {})
        self._words: dict[str, Status] = {}
        for kind in (Status.CONDITIONAL, Status.DEMAND, Status.FORECAST, Status.PLANNED, Status.DENIED):
            for word in status.get(kind.value, ()):
                self._words[word] = kind
        self._behind = frozenset(status.get("behind", ()))
        self._planning = frozenset(status.get("planning", ()))
        self._with_to = frozenset(status.get("with_to", ()))

    def find(self, text: Text, fit: Fit, clause: Span) -> Status:
        """The status of an event whose clause is tokens [start:end]."""
        if fit.frame.status:
            return Status(fit.frame.status)
        found = Status.ASSERTED if fit.frame.negative else self._before(text, fit, clause)
        if found is Status.ASSERTED and fit.frame.status_else:
            return Status(fit.frame.status_else)
        if found is Status.ASSERTED and fit.object[0] < 0 and not fit.frame.negative:
            return self._after(text, fit, clause)
        return found

    def _after(self, text: Text, fit: Fit, clause: Span) -> Status:
        """ "talks are expected to begin", "a lockdown could be imposed": the verb stands behind the noun."""
        for token in text.tokens[fit.last : min(clause.end, fit.last + _REACH)]:
            if token.norm in self._behind:
                return self._words.get(token.norm, Status.ASSERTED)
            if token.norm in (",", "to") or (token.norm.endswith("ed") and len(token.norm) > 4):
                break
        return Status.ASSERTED

    def _before(self, text: Text, fit: Fit, clause: Span) -> Status:
        tokens = text.tokens
        sentence = text.sentences[tokens[fit.first].sentence]
        if clause.start == fit.first and fit.first > sentence.first and tokens[fit.first].norm in self._planning:
            return Status.PLANNED
        own = self._words.get(tokens[fit.first].norm)
        if own is Status.PLANNED and not fit.frame.noun and tokens[fit.first].norm not in self._with_to:
            return own
        for i in range(fit.last - 2, max(sentence.first, clause.start, fit.first - _REACH) - 1, -1):
            found = self._word(text, i, fit.first)
            if found is not None:
                return found
        opener = tokens[clause.start - 1].norm if clause.start > sentence.first else ""
        before = tokens[clause.start - 2].norm if clause.start - 1 > sentence.first else ""
        if opener in ("if", "unless"):
            return Status.CONDITIONAL
        governor = self._words.get(before) if opener == "that" else None
        return governor if governor in (Status.DENIED, Status.DEMAND, Status.FORECAST) else Status.ASSERTED

    def _word(self, text: Text, at: int, head: int) -> Status | None:
        tokens = text.tokens
        norm = tokens[at].norm
        found = self._words.get(norm) or (Status.DENIED if norm.endswith("n't") else None)
        if found is None:
            return None
        if norm in self._with_to and not any(t.norm == "to" for t in tokens[at + 1 : min(at + 3, head)]):
            return None
        if norm == "no" and at < head - 2:
            return None
        if norm == "were" and found is Status.CONDITIONAL and not (at + 1 < len(tokens) and tokens[at + 1].norm == "to"):
            return None
        return found
