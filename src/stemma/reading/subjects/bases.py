"""What a share is a share of, by the words behind "of": "72% of teachers in state schools", "half of those tested"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.types import Span
from stemma.reading.forms import singular
from stemma.reading.looked import Looked
from stemma.reading.subjects.phrases_told import past

_BASE, _BASE_ENDS = 6, "xBvw,;:ha"  # words of a base, and the letters of what ends it
_CLAUSE: Final = 4  # words of a clause by which people are told
_ANYBODY: Final = "people"
_BEHIND: Final = ("V", "v", ".", ",", ";")  # letters behind "those eligible"


class Bases:
    """Reads the bases of shares; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._participles = tuple(table.get("phrases", {}).get("participles", ()))
        self._openers = frozenset(table.get("phrases", {}).get("openers", ()))
        self._groups = frozenset(table.get("groups", ()))

    def words(self, base: Span, looked: Looked) -> str:
        """ "teachers in state schools" for 72% of them: without article, verb, and the place, which is a field."""
        text, tags = looked.text, looked.scene.tags
        first, last = text.token_at(base.start), past(text, base.end)
        while first < last and text.tokens[first].norm in self._openers:
            first += 1
        if first < last and text.tokens[first - 1].norm == "those" and (those := self._those(first, last, looked)):
            return those
        for other in looked.amounts:  # "half of the $3.85 billion appeal"
            if other.start <= text.tokens[first].start < other.end and other.end < base.end and other.form == "money":
                first = past(text, other.end)
                if first >= last or tags[first] in "VvB":
                    return ""  # "a tenth of the 164 million dollars | requested"
        end = first
        while end < min(last, first + _BASE) and (end == first or tags[end] not in _BASE_ENDS):
            acts = end > first and tags[end] in "nuv" and tags[end + 1 : end + 2] == "d"
            if acts and self._may_act(text.tokens[end - 1].norm, tags[end - 1]):
                break  # "houses | carry the cover", "the French | want the law withdrawn"
            if (
                tags[end] in "po"
                and end > first
                and any(p.start <= text.tokens[k].start < p.end for p in looked.places for k in range(end + 1, min(end + 3, last)))
            ):
                break
            end += 1
        while end > first + 1 and tags[end - 1] in "podca":
            end -= 1
        return text.text[text.tokens[first].start : text.tokens[end - 1].end] if end > first else ""

    def _those(self, first: int, last: int, looked: Looked) -> str:
        """ "those | tested", "those | who fled say": the people so told; "" where a noun follows."""
        tokens, tags = looked.text.tokens, looked.scene.tags
        if tokens[first].norm == "who":
            end = min(first + 2, len(tokens))
            while end < min(len(tokens), first + _CLAUSE) and tags[end] == "r" and end < last:
                end += 1  # "who catch it"
            while end < last and tags[end - 1] in "xBVv" and tags[end] in "xBVvnja":
                end += 1  # "who had fled", "who were absent"
            if end + 1 < last and tags[end] == "d" and tags[end + 1] == "n":
                end += 2  # "who lost their homes"
        elif tokens[first].norm.endswith(self._participles) or (tags[first] in "jn" and tags[first + 1 : first + 2] in _BEHIND):
            end = first + 1
            if end < last and tags[end] in "nN" and singular(tokens[end].norm) != tokens[end].norm:
                return ""  # "those injured workers"
        else:
            return ""
        return " ".join([_ANYBODY, *[t.text for t in tokens[first:end]]])

    def _may_act(self, word: str, tag: str) -> bool:
        """True of a word for several, which is no more than a word before another noun in no phrase."""
        return tag in "jN" or singular(word) != word or word in self._groups
