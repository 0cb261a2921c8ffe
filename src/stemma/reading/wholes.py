"""Amounts of which another is a part: "77 of its 136 stations were damaged" says nothing of the 136 but how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.core.phrases import Hit
from stemma.core.text import Sentence, Text
from stemma.reading.counting import Counted
from stemma.reading.mention import AmountMention

_OF = re.compile(r"\s*(?:out )?of (?:(?:the|its|their|his|her|our|all|those|these|some|about|a|total|of|every|[\w-]+['’]s?)\s+)*\Z", re.IGNORECASE)
_FIRST = re.compile(r"\s*(?:out )?of (?:(?:the|its|their|all|those|these|some|about|roughly|around)\s+)*\Z", re.IGNORECASE)
_RELATIVE = ("who", "that", "which", "whom")
_COUNTS = ("count", "persons")


def is_whole(mention: AmountMention, earlier: Sequence[AmountMention], sentence: Sentence, text: Text) -> bool:
    """True where a part is told of the amount: by the number right before, or behind a sentence's first words."""
    if mention.amount.unit not in _COUNTS or not mention.head:
        return False
    if earlier and earlier[-1].number_end <= mention.start and earlier[-1].amount.unit in _COUNTS:
        return bool(_OF.match(text.text[earlier[-1].number_end : mention.start] + " "))
    return not earlier and bool(_FIRST.match(text.text[sentence.start : mention.start] + " "))


def own_cues(
    counted: Counted, cues: Sequence[Hit[tuple[str, ...]]], sentence: Sentence, text: Text
) -> Sequence[Hit[tuple[str, ...]]]:
    """The cues in the words of a whole itself, and in the clause that hangs on it: "of the 14,307 who had fled"."""
    last = counted.last
    if last < sentence.last and text.tokens[last].norm in _RELATIVE:
        while last < sentence.last and text.tokens[last].norm != ",":
            last += 1
    return [h for h in cues if counted.first <= h.first and h.last <= last]
