"""What a text's phrases say of whom or of what an amount is: who makes it up, who gets it, who moves, what stands at so much."""

from __future__ import annotations

import re
from typing import Final

from stemma.core.packs import Measure, Pack
from stemma.core.text import Sentence, Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import expand
from stemma.reading.looked import Looked
from stemma.reading.subjects import phrases
from stemma.reading.subjects.asking import Subject, key_of
from stemma.reading.subjects.phrases import PhraseReader
from stemma.reading.subjects.shares import ShareReader
from stemma.reading.subjects.sums import SumReader
from stemma.reading.subjects.votes import VoteReader
from stemma.reading.subjects.waters import Waters

_AND: Final = ("and", "")
_JOINED: Final = 4  # words between two shares of one list: "and more than", ", and nearly"
_SHARED: Final = ("percent", "count", "persons")
_NEAR: Final = 16  # tokens between a plan and the share of it that is funded
_ASKED: Final = 60  # characters between who asks and the sum
_COME: Final = 7  # tokens from a share to "has been received"
_MADE: Final = 5  # tokens between "accounts for" and a share: "for more than"


class PhrasesTold:
    """Finds the phrases of which amounts are told; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        phrases = table.get("phrases", {})
        self._phrases, self._waters = PhraseReader(table), Waters(pack)
        self._sums, self.shares = SumReader(table, self._phrases), ShareReader(table, self._phrases)
        self._votes = VoteReader(table, self._phrases)
        self._armed = frozenset(expand(table.get("armed", ()))) | frozenset(table.get("movers", ()))
        self._pointing = frozenset(phrases.get("pointing", ()))
        self._belongs = frozenset(table.get("belonging", ()))
        self._no_people = frozenset(table.get("no_people", ()))
        self._peopled = frozenset(table.get("phrases", {}).get("peopled", ()))
        clauses = "|".join(map(re.escape, phrases.get("clauses", ())))
        self._clause = re.compile(rf"[;:“”\"]|\b(?:{clauses or '(?!)'})\b")
        self._openers = frozenset(phrases.get("openers", ()))
        self._how_many = tuple(str(phrases.get("question", "")).split())
        self._making = frozenset(phrases.get("making", ()))
        self._come_in = frozenset(phrases.get("come_in", ()))
        self._instruments = frozenset(phrases.get("instruments", ()))
        self._plans = frozenset(table.get("sums", {}).get("pleas", ()))
        self._pleas, self._asks = frozenset(phrases.get("pleas", ())), frozenset(phrases.get("asks", ()))

    def told_for(self, mention: AmountMention, measure: Measure | None, looked: Looked, found: Subject) -> Subject | None:
        """What a sum is for or who gets it, what a share is the share of."""
        money = measure is not None and measure.dimension == "money"
        if measure is None or not (money or (mention.amount.unit == "percent" and measure.dimension == "share" and not found.actor)):
            return None
        asked = self._asked(mention, looked, False)
        if asked is None:
            return None
        if not money:
            return Subject(words) if (words := self.shares.find(looked.scene, asked)) else None
        given = measure.table.get("role") == "agent"
        words = self._sums.find(looked.scene, asked, given)
        if given and (plan := self._phrases.find(looked.scene, asked)).rpartition(" ")[2].lower() in self._plans:
            return Subject(plan)  # "a package of 50 billion reais"
        return self._as_actor(words, looked) if words and words.lower() not in self._pointing else None

    def votes(self, mention: AmountMention, looked: Looked, before: str) -> str:
        """For whom a share of the votes is: "gave Marin 61 percent of the vote"."""
        if not self._votes.told_of(looked.text) or (asked := self._asked(mention, looked, False)) is None:
            return ""
        base = looked.text.text[mention.of_start : mention.of_end] if mention.of_start >= 0 else ""
        return self._votes.find(looked.scene, asked, base, before)

    def asked_of(self, mention: AmountMention, measure: Measure | None, looked: Looked, sentence: Sentence) -> Subject | None:
        """ "How many Russians are there? The president spoke of 50,000": whom the question names that a bare number answers."""
        earlier = looked.text.sentence_before(sentence)
        size, tokens = len(self._how_many), looked.text.tokens
        if mention.noun or not size or earlier is None or earlier.paragraph != sentence.paragraph or tokens[earlier.last - 1].text != "?":
            return None
        for at in range(earlier.first, earlier.last - size):
            if all(tokens[at + k].norm == word for k, word in enumerate(self._how_many)):
                start = tokens[at + size].start
                named = next((a for a in looked.acting if a.start <= start < a.end and key_of(a)), None)
                if named is None:
                    return None
                suffers = measure is not None and measure.table.get("role") == "patient"  # "How many Egyptians died?"
                plain = named.name if named.kind == "state" and not suffers else looked.text.text[named.start : named.end]
                return Subject(plain, key_of(named))
        return None

    def is_office(self, phrase: str, looked: Looked) -> bool:
        """True of "the nurses' association", whose share of its own list is nobody's share of it."""
        found = self._as_actor(phrase, looked) if phrase else Subject()
        return any(a.kind == "institution" and found.actor == a.actor and phrase in a.name for a in looked.acting) if found.actor else False

    def _as_actor(self, phrase: str, looked: Looked) -> Subject:
        """A phrase as a subject, with the actor whom its words name."""
        words = set(phrase.lower().split())
        actor = next(
            (a for a in looked.acting if a.kind != "person" and words & set(looked.text.text[a.start : a.end].lower().split())), None
        )
        if actor is None:
            return Subject(phrase)
        said = looked.text.text[actor.start : actor.end].lower()
        whole = phrase.lower() == said and (phrase.isupper() or actor.kind == "state")  # "Riyadh" as Saudi Arabia
        return Subject(actor.name if whole else phrase, actor.actor or actor.country)

    def _asked(self, mention: AmountMention, looked: Looked, of: bool) -> phrases.Asked | None:
        text = looked.text
        sentence = text.sentence_at(mention.number_start)
        if sentence is None:
            return None
        first, last = text.token_at(mention.start), past(text, mention.end)
        priced = mention.form == "money"
        return phrases.Asked(first, max(first + 1, last), sentence, looked.telling, of, priced=priced)

    def maker(self, mention: AmountMention, looked: Looked) -> Subject | None:
        """ "Interest payments alone swallow 37% of revenue": what makes up the share."""
        sentence = looked.text.sentence_at(mention.number_start)
        first = looked.text.token_at(self._listed_from(mention, looked).start)
        if sentence is None or first - 2 < sentence.first:
            return None
        if beside := self._beside(mention, looked):
            return Subject(beside)
        tokens = looked.text.tokens
        for at in range(first - 1, max(sentence.first, first - _MADE), -1):
            if tokens[at].norm in self._making or f"{tokens[at].norm} {tokens[at + 1].norm}" in self._making:
                name = self._phrases.before(looked.scene, at, sentence.first)
                return Subject(name) if name and name.lower() not in self._pointing else None
        return None

    def _beside(self, mention: AmountMention, looked: Looked) -> str:
        """ "Le Tampon accounts for 19% of the cases and neighbouring Saint-Pierre for 11%": who makes up the second."""
        text, scene = looked.text, looked.scene
        one = next((a for a in reversed(looked.amounts) if a.end <= mention.start), None)
        if one is None or one.amount.unit != "percent":
            return ""
        after, end = past(text, max(one.end, one.of_end)), text.token_at(mention.start)
        end -= scene.norm(end - 1) == "for"
        head = scene.left(end, after) if after + 1 < end else None
        joined = head is not None and all(scene.norm(i) in _AND or scene.tags[i] == "," for i in range(after, head[0])) and head[0] > after
        made = joined and text.sentence_at(one.start) == text.sentence_at(mention.start) and self.maker(one, looked) is not None
        return self.words(head, looked) if made and head is not None else ""

    def _listed_from(self, mention: AmountMention, looked: Looked) -> AmountMention:
        """ "Children make up 66% of the cases and 82% of the dead": one verb for both shares."""
        earlier = [a for a in looked.amounts if a.end <= mention.start and a.amount.unit == "percent"]
        if not earlier:
            return mention
        one = earlier[-1]
        between = looked.text.text[max(one.end, one.of_end) : mention.start].split()
        return one if between and between[0].strip(",") in _AND and len(between) <= _JOINED else mention

    def asking(self, mention: AmountMention, looked: Looked) -> str:
        """Who asks for the money or promises it, where it is also the one who says so: "the agency has asked donors for $45m"."""
        text, start = looked.text, mention.start
        for span in reversed([s for s in looked.speakers if s.end <= start and start - s.end < _ASKED]):
            between = text.text[span.end : start].lower()
            if self._asks.intersection(between.split()) and not self._clause.search(between):
                return " ".join(w for w in text.text[span.start : span.end].split() if w.lower() not in self._openers)
        return ""

    def comes_in(self, mention: AmountMention, looked: Looked) -> bool:
        """ "Of the 284 million dollars requested, half had arrived", "To date 58 per cent has been received": of an appeal."""
        text, sentence = looked.text, looked.text.sentence_at(mention.number_start)
        if sentence is None:
            return False
        number = text.tokens[sentence.first].sentence
        at = past(text, mention.end)
        here = {t.norm for t in text.tokens[at : min(sentence.last, at + _COME)]}
        here |= {t.norm for t in text.tokens[max(sentence.first, at - _COME) : at]}
        before = text.sentences[number - 1].start if number else sentence.start
        money = any(before <= a.start < sentence.end and a.form == "money" for a in looked.amounts)
        base = looked.text.text[mention.of_start : mention.of_end] if mention.of_start >= 0 else ""
        told = not base or any(a.form == "money" and a.start < mention.of_end and mention.of_start < a.end for a in looked.amounts)
        return money and told and not here.isdisjoint(self._come_in)

    def plan(self, mention: AmountMention, looked: Looked) -> str:
        """The plan that is so far funded: "the response plan is 53 per cent financed"."""
        text, first = looked.text, looked.text.token_at(mention.start)
        sentence = looked.text.sentence_at(mention.number_start)
        for at in range(first - 1, max(sentence.first if sentence is not None else 0, first - _NEAR) - 1, -1):
            if text.tokens[at].norm.removesuffix("'s") in self._pleas:
                before = (
                    at > 0
                    and looked.scene.tags[at - 1] in "njN"
                    and text.tokens[at - 1].norm not in self._openers
                    and text.tokens[at - 1].text.isalpha()
                )
                return " ".join(t.text for t in text.tokens[at - before : at + 1]).removesuffix("'s").removesuffix("’s")
        return ""

    def mover(self, phrase: str, looked: Looked, measure: Measure) -> Subject | None:
        """ "Azerbaijani columns were moving by 2 km a day", "cars were backed up for 15 km": who or what it is told of."""
        if not phrase or phrase.lower() in self._pointing:
            return None
        subject = self._as_actor(phrase, looked)
        words = set(phrase.lower().split())
        if not subject.actor and not measure.table.get("things") and not self._armed.intersection(words):
            return None  # who advances is somebody
        return subject

    def phrase(self, mention: AmountMention, measure: Measure | None, looked: Looked, of: bool = True) -> str:
        whole = of and (measure is None or measure.dimension != "share")
        asked = self._asked(mention, looked, whole or (of and mention.of_start < 0))
        if asked is not None and measure is not None and measure.dimension == "length" and measure.table.get("things"):
            asked = asked._replace(placed=True)
        if asked is not None and mention.amount.unit == "percent" and self._opens(asked, looked):
            return ""
        phrase = past_place(self._phrases.find(looked.scene, asked), looked) if asked is not None else ""
        if mention.amount.unit == "percent" and self.shares.is_change(phrase):
            return ""  # "1,950 fell ill, a drop of 36%": of those told of before
        tells = any(w.removesuffix("s") in self._instruments for w in phrase.lower().split())  # a gauge only tells
        if (measure is not None and measure.table.get("water")) or self._waters.is_still(phrase):
            return self._waters.named(mention, looked, "" if tells else phrase) or phrase
        return "" if tells else phrase

    def _opens(self, asked: phrases.Asked, looked: Looked) -> bool:
        """ "68 per cent were shot", "nearly half had not eaten": a share that is its clause's subject is of those told of before."""
        tags = looked.scene.tags
        before = tags[asked.first - 1] if asked.first > asked.sentence.first else "."
        return before in ",;:.cbhQ-" and tags[asked.last : asked.last + 1] in ("x", "B", "V", "v")

    def words(self, head: tuple[int, int], looked: Looked) -> str:
        """The words of a phrase that name something."""
        return self._phrases.words(looked.scene, head)

    def clause_subject(self, mention: AmountMention, looked: Looked) -> str:
        asked = self._asked(mention, looked, False)
        return past_place(self._phrases.clause_subject(looked.scene, asked), looked) if asked is not None else ""

    def topic(self, mention: AmountMention, looked: Looked) -> str:
        """ "Of some 140 wounded treated there, more than half had bullets": of whom the share is that opens its clause."""
        scene, sentence = looked.scene, looked.text.sentence_at(mention.number_start)
        first = looked.text.token_at(mention.start)
        if mention.noun or mention.amount.unit not in _SHARED:
            return ""
        if sentence is None or scene.norm(sentence.first) not in ("of", "among") or mention.of_start >= 0 or scene.tags[first - 1] != ",":
            return ""
        at = sentence.first + 1
        while at < first and scene.tags[at] in "#ad":
            at += 1
        head = scene.right(at, first)
        if (
            head is None
            or head[1] > first
            or any(
                sentence.start <= a.start < mention.start and a.amount.unit not in _SHARED and a.end > looked.text.tokens[at].start
                for a in looked.amounts
            )
        ):
            return ""
        words = self._phrases.words(scene, (max(head[0], scene.tags.find("#", *head) + 1), head[1]))  # "the town's 9,000 | people"
        last = words.rpartition(" ")[2].lower()
        if last in self._peopled and mention.amount.unit != "percent":
            return ""
        return words if last.isalpha() and (last not in self._no_people or mention.amount.unit == "percent") else ""

    def of_whom(self, word: str, at: int, last: int, looked: Looked) -> str:
        """ "were members | of the South African contingent"."""
        if word not in self._belongs or looked.scene.norm(at) != "of":
            return ""
        head = looked.scene.right(at + 1, last)
        rest = self._phrases.words(looked.scene, head) if head is not None else ""
        return f" of {rest}" if rest else ""


def past(text: Text, end: int) -> int:
    """The token that begins at an offset or behind it."""
    at = text.token_at(end)
    return at + 1 if at < len(text.tokens) and text.tokens[at].start < end else at


def past_place(phrase: str, looked: Looked) -> str:
    """ "In the Donetsk region | Russian troops were ...": a phrase without the place that stands before it."""
    for place in looked.places:
        opening = f"{looked.text.text[place.start : place.end]} "
        if place.preposition and phrase.startswith(opening) and phrase[len(opening)].isupper():
            return phrase[len(opening) :]
    return phrase
