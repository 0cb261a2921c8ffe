"""One amount whose subject is asked for."""

from __future__ import annotations

import msgspec

from stemma.core.packs import Measure
from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.looked import Looked
from stemma.reading.measures.counting import Measured
from stemma.reading.measures.earlier import Before
from stemma.reading.subjects.asking import Asked
from stemma.reading.subjects.parties import Parties


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One amount whose subject is asked for, with all that is known of it."""

    mention: AmountMention
    measured: Measured
    measure: Measure | None
    looked: Looked
    before: Before
    sentence: Sentence | None
    parties: Parties
    default: str  # who is meant where nobody is named

    def asked(self) -> Asked:
        """The question for the actors."""
        mention = self.mention
        noun = Span(mention.noun_start, mention.noun_end) if mention.noun else None
        base = Span(mention.of_start, mention.of_end) if mention.of_start >= 0 else None
        return Asked(Span(mention.start, mention.end), noun, base, self.measure)
