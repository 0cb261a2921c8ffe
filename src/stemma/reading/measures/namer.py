"""What a number counts where its noun stands elsewhere: "the number of infections was 15,000", "535 cases of injury", "Cases: 12"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text
from stemma.core.types import Reason
from stemma.reading.amounts.counted import NounReader
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import singular
from stemma.reading.measures.counting import THEM, Counted, Measured, counted_in
from stemma.reading.measures.earlier import GoingOn
from stemma.reading.measures.finder import MeasureFinder
from stemma.reading.measures.inside import Inside
from stemma.reading.measures.wholes import Wholes

_REACH: Final = 16  # tokens between "the number of infections" and its number
_BEHIND: Final = 4  # tokens from "cases of" to what they are cases of
_ASKED: Final = 5  # words of a question up to its noun
_LABEL: Final = 8  # tokens of a label before a colon
_ENDS: Final = (".", ";", ",", ")", "(", "-", "–", "—", "|")
_COUNTS: Final = ("count", "persons")
_WHICH: Final = ("of", "which")
_PUT: Final = 4  # tokens between "put" and the noun
_WORDS: Final = 4  # of the noun behind "the number of"


class Namer:
    """Finds the nouns of numbers; built once from a pack."""

    def __init__(self, pack: Pack, measures: MeasureFinder) -> None:
        table = pack.tables.get("subjects", {})
        self._measures = measures
        clauses = pack.tables.get("clauses", {})
        self._nouns, self.inside, self.wholes = NounReader(pack), Inside(clauses), _wholes(pack)
        self.going_on = GoingOn(*(frozenset(clauses.get("going_on", {}).get(key, ())) for key in GoingOn._fields))
        self._next, self._alone, self._heads, self._number, self._putting = (
            frozenset(clauses.get("numbered", {}).get(k, ())) for k in ("next", "alone", "heads", "number", "putting")
        )
        self._counters, self._instances = frozenset(table.get("counters", ())), frozenset(table.get("instances", ()))
        self._prepositions, self._links = frozenset(table.get("prepositions", ())), frozenset(table.get("number_links", ()))

    def all_named(self, mentions: Sequence[AmountMention], text: Text, sentence: Sentence) -> list[Counted]:
        """The amounts of a sentence with their nouns."""
        found: list[Counted] = []
        for mention in mentions:
            named = self.named(counted_in(mention, text), text, sentence)
            found.append(self._of_which(self.wholes.of_whole(named, found[-1], text), found[-1], text) if found else named)
        for i in range(len(found) - 1):
            found[i] = self.wholes.part_of(found[i], found[i + 1], text)
        if len(found) > 1 and found[0].head not in self._instances:
            found[1] = self.wholes.of_opened(found[0], found[1], text, sentence)
        return found

    def _of_which(self, counted: Counted, before: Counted, text: Text) -> Counted:
        """ "47 roads, 12 of which have been cleared": as many of the things counted before."""
        behind = [t.norm for t in text.tokens[counted.last : counted.last + 2]]
        if counted.head or counted.unit != "count" or behind != list(_WHICH) or not before.head or before.unit != "count":
            return counted
        return structs.replace(counted, head=before.head, noun=before.noun)

    def named(self, counted: Counted, text: Text, sentence: Sentence) -> Counted:
        """An amount with its noun, as it was where none is found."""
        found = self._with_noun(counted, text, sentence)
        people = found.unit == "count" and bool(found.head) and self._nouns.person(found.head)
        return structs.replace(found, unit="persons") if people else found

    def _with_noun(self, counted: Counted, text: Text, sentence: Sentence) -> Counted:
        if counted.unit not in _COUNTS:
            return counted
        if counted.head in self._instances:
            return self._instance(counted, text, sentence)
        if counted.head or _points_back(counted, text, sentence):
            return counted
        if counted.last < sentence.last and text.tokens[counted.last].norm in self._heads:
            return _stock(counted, text, sentence)
        if self.inside.holds(counted, text, sentence):
            return structs.replace(counted, head="person", noun="people")
        told = self._labelled(counted, text, sentence) or self._apposed(counted, text, sentence)
        return told or self._before(counted, text, sentence, self._asked(text, sentence))

    def _instance(self, counted: Counted, text: Text, sentence: Sentence) -> Counted:
        """ "535 cases of injury", "111 names of missing persons"."""
        tokens = text.tokens
        if counted.last >= sentence.last or tokens[counted.last].norm != "of":
            return counted
        for token in tokens[counted.last + 1 : min(counted.last + 1 + _BEHIND, sentence.last)]:
            head = singular(token.key)
            if token.norm in self._next or token.norm[0].isdigit():
                break  # "6,420 cases of cholera and 97 deaths"
            if self._measures.speaks(head) or self._measures.speaks(token.key):
                return structs.replace(counted, head=head if self._measures.speaks(head) else token.key, noun=token.text)
        return counted

    def _labelled(self, counted: Counted, text: Text, sentence: Sentence) -> Counted | None:
        """ "Confirmed infections in the camps: 123": the label names what is counted."""
        tokens = text.tokens
        colon = counted.first - 1
        if colon - sentence.first > _LABEL or colon <= sentence.first or tokens[colon].text != ":":
            return None
        if counted.last < sentence.last and tokens[counted.last].text not in _ENDS:
            return None
        last = next((i for i in range(sentence.first, colon) if tokens[i].norm in self._prepositions), colon)
        if last == sentence.first:
            return None
        word = tokens[last - 1]
        head = singular(word.key)
        if not self._measures.counts(head) and not self._measures.speaks(word.key):
            return None
        return structs.replace(counted, first=sentence.first, head=word.key if self._measures.speaks(word.key) else head, noun=word.text)

    def _apposed(self, counted: Counted, text: Text, sentence: Sentence) -> Counted | None:
        """ "There are prisoners, more than 90 so far", "they lost tanks, 12 in all": a number alone behind what it counts."""
        tokens, comma = text.tokens, counted.first - 1
        if comma <= sentence.first or tokens[comma].text != "," or comma - 1 == sentence.first:
            return None
        behind = tokens[counted.last].norm if counted.last < sentence.last else "."
        word, head = tokens[comma - 1], singular(tokens[comma - 1].key)
        if behind not in self._alone or head == word.key or not self._measures.counts(head):
            return None
        return structs.replace(counted, head=head, noun=word.text)

    def _asked(self, text: Text, sentence: Sentence) -> tuple[str, str]:
        """The noun of a short question before, and its head: "And the buildings? Of 6,142 that were surveyed, 891 are beyond repair"."""
        earlier = text.sentence_before(sentence)
        if earlier is None or earlier.paragraph != sentence.paragraph or text.tokens[earlier.last - 1].text != "?":
            return "", ""
        for token in text.tokens[earlier.first : min(earlier.last - 1, earlier.first + _ASKED)]:
            head = singular(token.key)
            if head != token.key and self._measures.counts(head):
                return token.text, head
        return "", ""

    def _before(self, counted: Counted, text: Text, sentence: Sentence, asked: tuple[str, str]) -> Counted:
        """ "The number of infections could be as high as 15,000": the bare number counts infections."""
        tokens = text.tokens
        for i in range(counted.first - 2, max(sentence.first, counted.first - _REACH) - 1, -1):
            if tokens[i].norm == "of" and i > sentence.first and tokens[i - 1].norm in self._counters:
                for token in tokens[i + 1 : min(i + 4, counted.first)]:
                    if token.norm in self._prepositions:
                        break  # "the number of people in shelters" counts people
                    head = singular(token.key)
                    if head != token.key and self._measures.counts(head):
                        return structs.replace(counted, head=head, noun=token.text)
        if (put := self._put_at(counted, text, sentence)) is not None:
            return put
        if asked[1]:
            return structs.replace(counted, head=asked[1], noun=asked[0])
        return self._numbered(counted, text, sentence) or counted

    def _put_at(self, counted: Counted, text: Text, sentence: Sentence) -> Counted | None:
        """ "put the stalls lost at 312": the number counts stalls."""
        tokens, at = text.tokens, counted.first - 1
        if at - 3 < sentence.first or tokens[at].norm != "at":
            return None
        noun = next((i for i in (at - 1, at - 2, at - 3) if self._is_thing(tokens[i].norm)), 0)
        putting = any(tokens[i].norm in self._putting for i in range(max(sentence.first, noun - _PUT), noun)) if noun else False
        return structs.replace(counted, head=self._nouns.singular(tokens[noun].norm), noun=tokens[noun].text) if putting else None

    def _is_thing(self, norm: str) -> bool:
        """True of a plural noun of things, which is no toll: "stalls", not "deaths"."""
        head = self._nouns.singular(norm)
        told = self._measures.speaks(norm) or self._measures.speaks(head)
        return head != norm and self._nouns.plural(norm) and self._measures.counts(head) and not told and not self._nouns.person(head)

    def _numbered(self, counted: Counted, text: Text, sentence: Sentence) -> Counted | None:
        """ "The number of landslides stood at 305", "put at 5,000 the number of farms": of whatever a number is told, it counts that."""
        tokens = text.tokens
        if counted.last + 2 < sentence.last and tokens[counted.last].norm == "the" and tokens[counted.last + 1].norm in self._number:
            return self._plural(counted, text, counted.last + 3, sentence.last) if tokens[counted.last + 2].norm == "of" else None
        for i in range(counted.first - 2, max(sentence.first, counted.first - _REACH) - 1, -1):
            norm = tokens[i].norm
            if norm == ";" or norm[0].isdigit():
                return None
            if norm == "of" and i > sentence.first and tokens[i - 1].norm in self._counters:
                linked = not self._links.isdisjoint([t.norm for t in tokens[i + 1 : counted.first + 1]])
                return self._plural(counted, text, i + 1, counted.first) if linked else None
        return None

    def _plural(self, counted: Counted, text: Text, first: int, end: int) -> Counted | None:
        """An amount with the first plural noun of the tokens [first:end]."""
        for token in text.tokens[first : min(first + _WORDS, end)]:
            head = self._nouns.singular(token.norm)
            if (
                token.norm in self._prepositions
                or token.norm in self._links
                or self._measures.speaks(token.norm)
                or not token.text.isalpha()
            ):
                return None
            if head != token.norm and token.text[0].islower() and self._nouns.plural(token.norm):
                return structs.replace(counted, head=head, noun=token.text)
        return None


def _wholes(pack: Pack) -> Wholes:
    """The reader of wholes with what the packs say: measures told by the way, and nouns of those who live in a place."""
    tables = {key: measure.table for key, measure in pack.measures.items()}
    aside = frozenset(key for key, table in tables.items() if table.get("aside"))
    dwellers = frozenset(
        str(w) for t in tables.values() if t.get("holder") and "@person" in t.get("counts", ()) for w in t["default_counts"]
    )
    return Wholes(pack.tables.get("clauses", {}), aside, dwellers)


def _stock(counted: Counted, text: Text, sentence: Sentence) -> Counted:
    """ "600 head of cattle": animals are counted by the head."""
    at = counted.last
    of = at + 2 < sentence.last and text.tokens[at + 1].norm == "of"
    noun = text.tokens[at + 2 if of else at].norm
    return structs.replace(counted, last=at + 3 if of else at + 1, head=singular(noun), noun=noun)


def _points_back(counted: Counted, text: Text, sentence: Sentence) -> bool:
    """ "830, 549 of them in the province": a part of what was counted before."""
    at = counted.last
    return at + 1 < sentence.last and text.tokens[at].norm == "of" and text.tokens[at + 1].norm in THEM


def named_by(measured: Measured, mention: AmountMention, counted: Counted) -> Measured:
    """What no measure counts is a count of the noun that stands elsewhere: "the number of landslides stood at 305"."""
    unnamed = not measured.measure and counted.head and not mention.head and counted.unit in _COUNTS
    if not unnamed:
        return measured
    reason = Reason(rule="read.measure-carried/1", detail=f"counted as what is told of: {counted.head}", weight=0.9)
    return structs.replace(measured, measure=f"count:{counted.head}", reasons=(reason,))
