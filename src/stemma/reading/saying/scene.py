"""Noun phrases and quotations found in the letters of a text (see tagging)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from stemma.core.text import Sentence, Text
from stemma.core.types import Span

Range = tuple[int, int]

_RIGHT: Final = re.compile(
    r"(?:r|m|d*[jG#nNIu'a]*?(?:[nN](?![nNG'-]|j(?!t))|[nN](?=[-']*$))(?:[op]d*[jG#nNIu']*?[nN](?![nN'])|cd*[jGnN']*?[nN](?![nN'])(?![aTxBVvz]))*)"
)
_TIMED: Final = re.compile("[pP]d?j?t+(?=[nNdj])")
_LEFT: Final = re.compile(r"(?:r|w|(?:[nN)]|u(?=[jGnN]))[jG#nNIu']*d*(?:[opc][nN][jG#nNIu']*d*)*)")
CLOCK: Final = re.compile(
    r"\(#(?:[:.']#)+\)[-,|']*(?=[dGnNju])|#(?:[:.']#)*N?[-,|']+(?=[nNjud])|#:#(?=[NdG])"
)  # "12.58 | UNICEF: ...", "14:50 - Police: ...", "20:44 A nurse"
_COUNTED: Final = re.compile(r"(?<=[nN])[pa]#")  # "the ministry around 136,000 people took part"
_NO_COUNT: Final = re.compile(r"#+[dG]")  # a number before an article or an owner counts nothing
CLAUSE_TURN: Final = re.compile(r",[cb](?=[^,;:]*[vVxB][^,;:]*$)")  # where the last clause with a verb of its own is joined
_BOUNDARY: Final = frozenset(",;:.bcshQq-(wPI")
_LONGEST_QUOTE: Final = 400  # tokens; a longer one is a mark that was never closed


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its letters: finds the noun phrases left and right of a token."""

    text: Text
    tags: str
    roughly: frozenset[str] = frozenset()  # words before a number
    _turned: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    _quotes: list[tuple[Range, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def turned(self) -> str:
        """The letters from last to first, to look leftwards with the same engine."""
        if not self._turned:
            self._turned.append(self.tags[::-1])
        return self._turned[0]

    def words(self, at: Range) -> str:
        """The words of a token range as they stand."""
        tokens = self.text.tokens
        return self.text.text[tokens[at[0]].start : tokens[at[1] - 1].end]

    def span(self, at: Range) -> Span:
        """The characters of a token range."""
        tokens = self.text.tokens
        return Span(tokens[at[0]].start, tokens[at[1] - 1].end)

    def norm(self, i: int) -> str:
        """A token in small letters, "" outside the text."""
        return self.text.tokens[i].norm if 0 <= i < len(self.tags) else ""

    def letter(self, i: int, sentence: Sentence) -> str:
        """A token's letter, "." outside the sentence."""
        return self.tags[i] if sentence.first <= i < sentence.last else "."

    def left(self, i: int, low: int) -> Range | None:
        """The noun phrase that ends just before token i, beginning at low or later."""
        size = len(self.tags)
        found = _LEFT.match(self.turned, size - i, size - low)
        if found is None:
            return None
        first, last = size - found.end(), i
        while first < last and (
            self.tags[first] in "opc'a"
            or (self.tags[first - 1 : first + 2] == ":#N" and first > low)
            or (self.tags[first] == "#" and _NO_COUNT.match(self.tags, first, last))
        ):
            first += 1  # also past the clock of "20:44 An epidemiologist", "14.02 Velmia's minister"
        if first and first > low and self.tags[first - 1] in "pP" and self.tags[last - 1] == "N":
            names = re.search("(?<=n)(N+)$", self.tags[first:last])
            first = last - len(names.group()) if names else first  # "about their losses Chad says"
        return (first, last) if first < last else None

    def right(self, i: int, high: int) -> Range | None:
        """The noun phrase that begins at token i and ends at high or before."""
        if self.tags[i : i + 2] == "do" and (rest := self.right(i + 2, high)):
            return i, rest[1]  # "one of its nurses"
        found = _RIGHT.match(self.tags, i, high)
        if found is None or found.end() == i:
            return None
        counted = _COUNTED.search(self.tags, i + 1, found.end()) if self.tags.find("#", i + 1, found.end()) > 0 else None
        hedged = counted and self.norm(counted.start()) in self.roughly
        return (i, counted.start()) if counted and hedged else (i, found.end())

    def before_comma(self, i: int, sentence: Sentence) -> tuple[Range, Range] | None:
        """ "X, an analyst of Y, said": from the comma before the verb back to X; the phrase with and without what stands between."""
        for k in range(i - 2, sentence.first, -1):
            if self.tags[k] in ";.:Q":
                return None
            quoted = self.tags[k + 1] == "v" and (  # "an officer, quoted by the wire, said", "the agency, asked on Monday, said"
                self.norm(k + 2) == "by" or (self.norm(k + 1).endswith("ed") and self.tags[k + 2] in "dtpP")
            )
            aside = self.tags[k + 1] == "r" and self.norm(k + 1) in ("we", "i", "one")  # "the economists, we understand, regard"
            if self.tags[k] == "," and (quoted or aside or self.tags[k + 1] in "wdIVpnjN#azPgu"):
                end = (
                    self.tags.rfind("(", sentence.first, k) if self.tags[k - 1] == ")" else k
                )  # "the Coast Guard (CGX), a state body, had"
                head = self._whole(self.left(end, sentence.first), sentence) if end > sentence.first else None
                fresh = (
                    head
                    and (
                        (self.tags[head[0]] == "d" and self.tags[head[0] - 1] in "Ntam#")  # "In Jena a nurse, ..."
                        or (self.tags[head[0]] == "d" and self.tags[sentence.first] == "p" and self.tags[head[0] - 1] in "nI")
                        or self.tags[max(0, head[0] - 3) : head[0]] == "#:#"  # behind a clock
                        or self.tags[head[0] - 1 : head[0] + 1] == "aN"  # "in the capital alone Ana Ruiz, ..."
                    )
                )
                if head and (head[0] == sentence.first or self.tags[head[0] - 1] in _BOUNDARY or fresh):
                    return (head[0], i), head
        return None

    def _whole(self, head: Range | None, sentence: Sentence) -> Range | None:
        """ "a nurse at one of the hospitals": with what it hangs on."""
        if head is None or head[0] - 2 < sentence.first or self.tags[head[0] - 2 : head[0]] != "do":
            return head
        first = head[0] - 2
        if first - 1 > sentence.first and self.tags[first - 1] == "p" and self.tags[first - 2] in "nN":
            before = self.left(first - 1, sentence.first)
            first = before[0] if before else first
        return first, head[1]

    def after_comma(self, head: Range, high: int) -> Range:
        """ "said X, an analyst of Y,": the phrase with its apposition, up to the next comma or the end."""
        k = head[1]
        if k + 1 >= high or self.tags[k] != "," or self.tags[k + 1] not in "dwjI#nNaG":
            return head
        if self.tags[k + 1] == "#" and self.tags[k + 2 : k + 3] not in ("", ",", ".", ";", "-", ")"):
            return head  # "according to the police, 80 according to the union"
        ends = [e for e in (self.tags.find(c, k + 1, high) for c in ",.;-q") if e > 0]
        end = min(ends, default=high)
        opening = self.tags[k + 1 : end]
        if self.tags[k + 1] in "dj#nNaG" and any(c in opening for c in "vVxBu") and "w" not in opening:
            return head
        return head[0], end

    def first_phrase(self, sentence: Sentence, high: int, past_place: bool = False) -> Range | None:
        """The subject of a sentence by position: the first noun phrase that no preposition governs, or the one behind "In Turkey"."""
        i = sentence.first
        while i < high:
            if self.tags[i] in "pPsT" or (self.tags[i] == "a" and self.tags[i + 1 : i + 2] == ","):
                comma = self.tags.find(",", i, high)
                timed = _TIMED.match(self.tags, i, high) if past_place else None
                if timed:
                    i = timed.end()  # "By Sunday night gendarmes had"
                    continue
                place = self.right(i + 1, high) if past_place and self.tags[i] == "p" else None
                if place and place[1] < high and self.tags[place[1]] == "d" and (comma < 0 or comma > place[1]):
                    i = place[1]  # "In Turkey the state was slow"
                    continue
                if comma < 0:
                    return None
                i = comma + 1
            elif self.tags[i] in "bcaQ,t":
                i += 1
            else:
                return self.right(i, high)
        return None

    @property
    def quotes(self) -> tuple[Range, ...]:
        """Quotations as token ranges, marks included; a mark that its paragraph does not close is left out."""
        if not self._quotes:
            self._quotes.append(self._quoted())
        return self._quotes[0]

    def _quoted(self) -> tuple[Range, ...]:
        found: list[Range] = []
        opened = -1
        for m in re.finditer("Q+|q+", self.tags):
            i = m.start()
            if m.group()[0] == "Q":
                opened = i
            elif opened >= 0:
                if i - opened < _LONGEST_QUOTE and self._paragraph(i) == self._paragraph(opened):
                    found.append((opened, m.end()))
                opened = -1
        return tuple(found)

    def _paragraph(self, i: int) -> int:
        return self.text.sentences[self.text.tokens[i].sentence].paragraph

    def quote_at(self, i: int) -> Range | None:
        """The quotation that holds token i."""
        at = bisect_right(self.quotes, (i, len(self.tags) + 1)) - 1
        return self.quotes[at] if at >= 0 and self.quotes[at][1] > i else None
