"""The noun phrase that an amount is told of, by its position: "the water stood at 122 feet", "a dyke two miles long"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.subjects.phrase_words import PhraseWords

_VERBS: Final = "VvuBx"  # letters of a finite verb (see tagging); an -ing form opens no clause of its own
_CLAUSE: Final = ";:bshwQq-("  # here another clause begins
_BACK: Final = 3  # sentences looked back for what "it" stands for


class Asked(NamedTuple):
    """An amount's place in its sentence: its tokens [first:last], hedge and unit with it, and where speakers stand."""

    first: int
    last: int
    sentence: Sentence
    speakers: tuple[Span, ...]
    of: bool  # what follows "of" is measured: "80 km of road"
    placed: bool = False  # a distance is told of the place right before it: "outside the airport, about 3 km from the square"
    priced: bool = False  # a sum of money is told of a whole phrase: "a seat on the bus to Gedaref"


class PhraseReader:
    """Finds what an amount is told of; built from the table `subjects`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        phrases: Mapping[str, Any] = table.get("phrases", {})
        self._words = PhraseWords(phrases)
        self._measuring = frozenset(phrases.get("measuring", ()))
        self._compass = frozenset(phrases.get("compass", ()))
        self._steps = frozenset(phrases.get("steps", ()))
        self._hedges = frozenset(phrases.get("hedges", ()))
        self._degrees = frozenset(phrases.get("degrees", ()))
        self._more = frozenset(phrases.get("more", ()))
        self._back = frozenset(phrases.get("back", ()))
        self._looking = frozenset(phrases.get("looking", ()))
        self._attributes = frozenset(phrases.get("attributes", ()))
        self._not_holding = frozenset(phrases.get("not_holding", ()))

    def find(self, scene: Scene, asked: Asked) -> str:
        """The words of the phrase, "" where none is found."""
        for rule in (self._measured, self._holder, self._object, self._described, self._subject):
            at = rule(scene, asked)
            words = self.words(scene, at) if at is not None else ""
            if words:
                return words
        return ""

    def clause_subject(self, scene: Scene, asked: Asked) -> str:
        """The words of the subject of the amount's clause, "" where none is found: who moves, whatever is moved through."""
        at = self._subject(scene, asked)
        return self.words(scene, at) if at is not None else ""

    def before(self, scene: Scene, at: int, first: int) -> str:
        """The words of the phrase that ends before a verb at token `at`, "interest payments alone": without "alone"."""
        while at > first and scene.tags[at - 1] in "at":
            at -= 1
        last = at
        if at - 2 > first and scene.tags[at - 2 : at] == "p#":  # "children under 15 make up"
            at -= 2
        head = scene.left(at, first)
        words = self.words(scene, head) if head is not None else ""
        return f"{words} {scene.words((at, last))}" if words and at < last else words

    def _measured(self, scene: Scene, asked: Asked) -> Range | None:
        """ "72 tonnes of relief goods", "$12m in aid"."""
        follows = scene.norm(asked.last) if asked.last < asked.sentence.last else ""
        if (follows == "of" and asked.of) or follows in self._more:
            head = scene.right(asked.last + 1, asked.sentence.last)
            behind = scene.tags[asked.last + 1 : asked.sentence.last]
            if head is None and behind[:1] in ("v", "u"):  # "600 km of track are affected"
                return asked.last + 1, asked.last + 2
            return head
        return None

    def _holder(self, scene: Scene, asked: Asked) -> Range | None:
        """ "growth of 3%", "a package of 15 million pounds", not "he spoke of 500"."""
        at = self.before_hedges(scene, asked)
        if at - 2 < asked.sentence.first or scene.norm(at - 1) not in ("of", "between"):
            return None
        if scene.norm(at - 2) in self._not_holding:
            return None  # "lost control of 56 square kilometres"
        if scene.norm(at - 2) in self._attributes and scene.norm(at - 3) in ("a", "an"):
            return None
        return self._left(scene, at - 1, asked) if scene.tags[at - 2] in "nN" else None

    def _object(self, scene: Scene, asked: Asked) -> Range | None:
        """ "estimated the losses at $10bn", "raise pensions by 20%": the object of the verb whose measure the amount is."""
        at = self.before_hedges(scene, asked)
        if at - 2 < asked.sentence.first or scene.norm(at - 1) not in self._steps:
            return None
        behind = at - 1
        while behind - 1 > asked.sentence.first and (scene.tags[behind - 1] == "a" or scene.norm(behind - 1) == "so"):
            behind -= 1  # "pegged the loss | so far at"
        head = self._left(scene, behind, asked)
        if head is not None and scene.norm(head[0] - 1) == "by" and scene.tags[head[0] - 2] in "vVj":
            behind = head[0] - 2  # "crowds estimated | by police at 12,000"
            head = self._left(scene, behind - (scene.tags[behind - 1] == ","), asked)
            return head
        if head is None or head[0] - 1 < asked.sentence.first:
            return None
        if scene.tags[head[0] - 1] == "c" and scene.tags[head[0] - 2] in "nN":  # "estimates damage and economic loss at"
            first = self._left(scene, head[0] - 1, asked)
            head = (first[0], head[1]) if first is not None and first[0] > asked.sentence.first else head
        if scene.tags[head[0]] == "u" and head[1] - head[0] > 1 and scene.tags[head[0] - 1] in ",N":
            return head[0] + 1, head[1]  # "Skylark Weather, a forecaster, estimates total damage at"
        before = scene.tags[head[0] - 1]
        return head if before in "VvugI" or (before == "n" and scene.tags[head[0] - 2] in "Tx") else None

    def _described(self, scene: Scene, asked: Asked) -> Range | None:
        """ "a dyke two miles long", "the cut, 15 feet wide at first,", "inflation, 27% in August,": what stands right before."""
        at = self.before_hedges(scene, asked)
        low = asked.sentence.first
        if at <= low:
            return None
        follows = scene.norm(asked.last) if asked.last < asked.sentence.last else ""
        if scene.norm(at - 1) in ("at", "with") and at - 2 > low and follows in (",", "("):  # "the Park fire, now at 45,000 acres,"
            back = at - 1 - (scene.norm(at - 2) == "now")
            at = back if scene.tags[back - 1] == "," else at
        if scene.tags[at - 1] == "," and at - 1 > low and (scene.tags[at - 2] in "nN" or (scene.tags[at - 2] == "t" and asked.placed)):
            closed = scene.tags.find(",", asked.last, min(asked.sentence.last, asked.last + 8)) >= 0
            if not closed and follows not in self._measuring and not (asked.placed and follows in self._compass):
                return None
            head = self._left(scene, at - 1 - (scene.tags[at - 2] == "t") * 2, asked)
            if asked.placed and head is not None and scene.norm(head[0] + (scene.tags[head[0]] == "d")) in self._attributes:
                return None  # "at a depth of 10 km, 35 km north-west of the capital"
            if asked.placed and head is not None and head[0] > low and scene.tags[head[0] - 1] in "pPoT":
                return head
            if head is not None and head[0] > low and scene.tags[head[0] - 1] in "pPoT":  # "An opening dug on Sunday, 15 feet across"
                return scene.first_phrase(asked.sentence, head[0] - 1)
            return head
        if scene.tags[at - 1] in "nN" and follows in self._measuring:
            return self._left(scene, at, asked)
        return None

    def _subject(self, scene: Scene, asked: Asked) -> Range | None:
        """The subject of the clause in which the amount stands; what "it" stands for."""
        sentence, at = asked.sentence, asked.first
        if (resumed := self._resumed(scene, asked)) is not None:
            return None if self._says(scene, resumed, asked) else resumed
        opened = self._past_adjunct(scene, self._opened(scene, asked), asked)
        verb = next((i for i in range(opened, at) if self._is_verb(scene, i) or self._looks_like_noun(scene, i, asked)), -1)
        while verb < 0 and opened > sentence.first:
            closed = opened - 1
            while closed > sentence.first and scene.tags[closed - 1] not in _CLAUSE:
                closed -= 1
            opened, verb = closed, next((i for i in range(closed, opened - 1) if scene.tags[i] in _VERBS), -1)
            if scene.tags[opened - 1 : opened] in ("Q", "q", "("):
                break
        if verb < 0:
            return self._whole(scene, asked)
        if (inner := self._embedded(scene, asked, opened, verb)) is not None:
            verb, opened = inner[1], inner[0]
        if verb == opened > sentence.first + 1 and scene.tags[opened - 1] in "hw":  # "a cylinder of gas that cost 48 soles"
            head = self._whole_left(scene, opened - 1 - (scene.tags[opened - 2] == ","), asked)
            return None if head is None or self._says(scene, head, asked) else head
        head = scene.first_phrase(_part(scene.text, sentence, opened, verb), verb) if verb > opened else None
        if head is None and verb > opened:
            head = self._left(scene, verb, asked)
        if head is None:
            return None
        if head[1] + 1 == verb and scene.tags[head[1]] == "u":
            head = (head[0], verb)  # "the joint plan | costs"
        if head[1] - head[0] == 1 and scene.norm(head[0]) in self._back:
            return self._pointed(scene, asked)
        return None if self._says(scene, head, asked) else head

    def _embedded(self, scene: Scene, asked: Asked, opened: int, verb: int) -> Range | None:
        """ "had hoped his bill would squeeze", "told the radio a dose costs": the clause within, from its subject to its verb."""
        at = asked.first
        while at > verb and not (self._is_verb(scene, at - 1) or self._looks_like_noun(scene, at - 1, asked)):
            at -= 1
        last = at - 1
        while last > verb + 1 and (scene.tags[last - 1] in "xBaz" or (scene.tags[last - 1] == "n" and scene.tags[last - 2] in "xT")):
            last -= 1  # "would stay shut"
        if last <= verb + 1 or scene.tags[last - 1] not in "nNr":
            return None
        head = (last - 1, last) if scene.tags[last - 1] == "r" else scene.left(last, verb + 1)
        if head is None or head[0] <= verb or not (scene.tags[head[0]] in "dr" or scene.tags[head[0] - 1] in "VvuB"):
            return None
        return head[0], last

    def _is_verb(self, scene: Scene, i: int) -> bool:
        """True of a finite verb; "plan" in "the joint plan costs" is none."""
        if scene.tags[i] == "u" and i and scene.tags[i - 1] in "njd":
            return not (scene.tags[i + 1 : i + 2] in ("V", "B", "x") or scene.norm(i + 1) in self._looking)
        return scene.tags[i] in _VERBS

    def _looks_like_noun(self, scene: Scene, i: int, asked: Asked) -> bool:
        """ "A sack of charcoal sells for", "a litre costs": a verb, not "the cost of"."""
        if i <= asked.sentence.first or scene.norm(i) not in self._looking:
            return False
        if scene.tags[i - 1] not in "nN,hwu" and scene.tags[i - 2 : i] != "dj":  # "the young | stands at"
            return False
        return scene.norm(i + 1) != "of" and (i + 1 >= asked.first or scene.tags[i + 1] in "pPtn#arm")

    def _resumed(self, scene: Scene, asked: Asked) -> Range | None:
        """ "Petrol, if there is any, costs 120 birr": what stands before an aside from whose comma the verb goes on."""
        first, at = asked.sentence.first, asked.first
        comma = scene.tags.rfind(",", first, at)
        if comma < 0 or comma + 1 >= at or not (scene.tags[comma + 1] in "VBx" or scene.norm(comma + 1) in self._looking):
            return None
        before = scene.tags.rfind(",", first, comma)
        if any(t in ";:bsh" for t in scene.tags[comma + 1 : at]):
            return None  # what the verb governs is another clause
        if before <= first or scene.tags[before + 1] not in "swPpdI" or scene.tags[before - 1] not in "nNt":
            return None
        return self._whole_left(scene, before, asked)

    def _whole_left(self, scene: Scene, at: int, asked: Asked) -> Range | None:
        """The phrase that ends before a token; with all that it hangs on where it is a price: "a seat on the bus to Gedaref"."""
        low = asked.sentence.first
        head = scene.left(at, low)
        while asked.priced and head is not None and head[0] - 1 > low and scene.tags[head[0] - 1] in "poT":
            further = scene.left(head[0] - 1, low)
            if further is None:
                break
            head = (further[0], head[1])
        return head

    def _past_adjunct(self, scene: Scene, opened: int, asked: Asked) -> int:
        """ "With the internet cut off, garment makers are losing": past what stands before the subject."""
        while scene.tags[opened] in "pPTI" or (opened > asked.sentence.first and scene.tags[opened - 1] in "sP"):
            comma = scene.tags.find(",", opened, asked.first)
            if comma < 0 or scene.tags[comma + 1] in "VBxcbhw" or not any(t in _VERBS for t in scene.tags[comma + 2 : asked.first]):
                break
            opened = comma + 1
        return opened

    def _opened(self, scene: Scene, asked: Asked) -> int:
        """Where the clause of the amount begins."""
        at = asked.first
        while at > asked.sentence.first and scene.tags[at - 1] not in _CLAUSE:
            at -= 1
        return at

    def _whole(self, scene: Scene, asked: Asked) -> Range | None:
        """ "Residents walk up to 3 km": no verb is known as one, so what stands right before."""
        opened, at = self._opened(scene, asked), self.before_hedges(scene, asked)
        if opened - 2 > asked.sentence.first and scene.tags[opened - 1] == "w":  # "a seat, which cost 15,000"
            return self._left(scene, opened - 1 - (scene.tags[opened - 2] == ","), asked)
        head = self._left(scene, at, asked) if at > asked.sentence.first and scene.tags[at - 1] in "nN" else None
        if head is not None and head[0] > asked.sentence.first and scene.norm(head[0] - 1) in self._back:  # "it costs"
            return self._pointed(scene, asked)
        return head

    def _pointed(self, scene: Scene, asked: Asked) -> Range | None:
        """The subject of a clause before it or of the sentence before, where it is no speaker."""
        opened = self._opened(scene, asked)
        own = scene.tags.rfind("r", opened, asked.first)
        if own > asked.sentence.first + 1 and scene.norm(own) not in ("he", "she"):
            first = asked.sentence.first + (scene.tags[asked.sentence.first] in "sP")
            head = scene.first_phrase(_part(scene.text, asked.sentence, first, own), own)
            if head is None:  # "In the market a sack of millet sells for 27,000; it cost"
                verb = next((i for i in range(first, own) if self._is_verb(scene, i) or self._looks_like_noun(scene, i, asked)), -1)
                head = self._left(scene, verb, asked) if verb > first else None
            spoken = head is not None and self._says(scene, head, asked) and not asked.priced
            if head is not None and head[1] <= own and not spoken and scene.tags[head[0]] != "r":
                return head
        number = scene.text.tokens[asked.first].sentence
        for earlier in range(number - 1, max(-1, number - 1 - _BACK), -1):
            sentence = scene.text.sentences[earlier]
            if asked.sentence.paragraph - sentence.paragraph > 1 or scene.text.marked(sentence.start, sentence.end):
                return None
            head = scene.first_phrase(sentence, sentence.last)
            if head is not None and not (head[1] - head[0] == 1 and scene.norm(head[0]) in self._back):
                return None if self._says(scene, head, asked) else head
        return None

    def _says(self, scene: Scene, head: Range, asked: Asked) -> bool:
        span = scene.span(head)
        return any(s.start < span.end and span.start < s.end for s in asked.speakers)

    def _left(self, scene: Scene, at: int, asked: Asked) -> Range | None:
        return scene.left(at, asked.sentence.first)

    def before_hedges(self, scene: Scene, asked: Asked) -> int:
        """Where an amount begins with its hedges."""
        at = asked.first
        while at > asked.sentence.first and scene.norm(at - 1) in self._hedges:
            if scene.norm(at - 1) in ("at", "as") and scene.norm(at) not in self._degrees:
                break
            at -= 1
        return at

    def words(self, scene: Scene, at: Range) -> str:
        """The words of a phrase without its articles and numbers; "" where nothing is left that names something."""
        return self._words.of(scene, at)


def _part(text: Text, sentence: Sentence, first: int, last: int) -> Sentence:
    """A stretch of a sentence as a sentence of its own."""
    return Sentence(text.tokens[first].start, text.tokens[last - 1].end, first, last, sentence.paragraph)
