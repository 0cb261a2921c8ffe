"""Of whom or of what an amount speaks: actors first, then the phrase that it is told of, then what was spoken of before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stemma.core.packs import Measure, Pack
from stemma.core.text import Text
from stemma.core.types import Span
from stemma.reading import subject_phrases
from stemma.reading.asking import Asked, Subject
from stemma.reading.callings import Callings
from stemma.reading.counting import Measured
from stemma.reading.earlier import Before
from stemma.reading.forms import expand, singular
from stemma.reading.mention import AmountMention
from stemma.reading.subject_phrases import PhraseReader
from stemma.reading.subject_shares import ShareReader
from stemma.reading.subject_sums import SumReader
from stemma.reading.subjects import SubjectFinder
from stemma.reading.waters import Waters

if TYPE_CHECKING:
    from stemma.reading.reader import Looked

_ARTICLES = ("the", "a", "an", "its", "their", "all", "those")
_COUNTS = ("count", "persons")
_COPULAS = ("is", "are", "was", "were")
_MANY = ("children", "women", "men", "people", "policemen", "policewomen", "servicemen", "firemen")
_OPENS = ("what", "who", "how", "the", "a", "an", "not", "among", "in", "at", "of")  # no name of the counted begins so
_THEM = ("them", "those", "these", "whom")
_POINTED = (["them"], ["whom"], ["which"], ["it"])  # "91% of them": the ones told of before
_AND = ("and", "")
_JOINED = 4  # words between two shares of one list: "and more than", ", and nearly"
_NEAR = 5  # tokens between a plan and the share of it that is funded
_ASKED = 60  # characters between who asks and the sum
_OF_THEM = re.compile(r"\s*of (?:them|those|these|whom|which)\b", re.IGNORECASE)
_OF_LONG = 12  # characters of it
_CLAUSE = re.compile(r"[;:“”\"]|\b(?:that|which|who|said|says)\b")
_MADE = 5  # tokens between "accounts for" and a share: "for more than"
_FUNDED = 12  # characters of "funded"
_CALLED = 3  # words by which the counted are called
_MOVED = ("length", "speed")  # an advance, a distance


class Whose:
    """Finds the subject of an amount; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        self._pack = pack
        self._subjects = SubjectFinder(pack)
        self._callings, self._waters = Callings(pack), Waters(pack)
        self._phrases = PhraseReader(table)
        self._sums, self._shares = SumReader(table, self._phrases), ShareReader(table, self._phrases)
        again = "|".join(table.get("phrases", {}).get("again", ()))
        hedges = "|".join(table.get("phrases", {}).get("hedges", ()))
        self._again = re.compile(rf"(?:\A|[\s(])(?:{again or 'or'})[\s,]+(?:(?:{hedges or 'about'})\s+)*\Z")
        self._armed = frozenset(expand(table.get("armed", ()))) | frozenset(table.get("movers", ()))
        self._persons = frozenset(pack.tables.get("nouns", {}).get("persons", {}).get("nouns", "").split())
        self._pointing = frozenset(table.get("phrases", {}).get("pointing", ()))
        self._belongs = frozenset(table.get("belonging", ()))
        phrases = table.get("phrases", {})
        self._making, self._funded = frozenset(phrases.get("making", ())), tuple(phrases.get("funded", ())) or ("\0",)
        self._plea, self._pleas = str(phrases.get("plea", "")), frozenset(phrases.get("pleas", ()))
        self._asks = frozenset(phrases.get("asks", ()))
        self._words_of: dict[str, frozenset[str]] = {}

    def subject(self, mention: AmountMention, measured: Measured, looked: Looked, before: Before) -> Subject:
        """The subject of an amount under its plain name, or an empty one."""
        measure = self._pack.measures.get(measured.measure)
        before.pointing = bool(_OF_THEM.match(looked.text.text[mention.end : mention.end + _OF_LONG]))
        return self._callings.called(self._subject(mention, measured, looked, before), measure, looked.text)

    def _subject(self, mention: AmountMention, measured: Measured, looked: Looked, before: Before) -> Subject:
        noun = Span(mention.noun_start, mention.noun_end) if mention.noun else None
        base = Span(mention.of_start, mention.of_end) if mention.of_start >= 0 else None
        measure = self._pack.measures.get(measured.measure)
        asked = Asked(Span(mention.start, mention.end), noun, base, measure)
        found = self._subjects.find(asked, looked.text, looked.actors, looked.speakers, looked.acting)
        found = self._belonging(found, mention, looked)
        sentence = looked.text.sentence_at(mention.number_start)
        told_for = self._told_for(mention, measure, looked, found)
        if measure is not None and mention.amount.unit == "percent" and base is not None and measure.dimension != "area":
            words = self._base_words(looked.text.text[base.start : base.end])
            against = self._shares.measures_against(words)
            found = Subject("" if against else self._told_of(words)) if not found.actor or against else found
            found = self._maker(mention, looked) or found
        elif mention.amount.unit == "percent" and not found.name:
            found = self._maker(mention, looked) or found  # "gunshots account for 68 per cent"
        if mention.amount.unit == "percent" and looked.text.text[mention.end :].lstrip()[:_FUNDED].lower().startswith(self._funded):
            asked_for = Subject(self._plan(mention, looked) or self._plea)
            return before.called(asked_for, sentence) if sentence is not None else asked_for
        if self._is_restated(mention, looked) and before.subjects and mention.amount.unit != before.subjects[-1][2]:
            found = before.subjects[-1][0]
        elif told_for is not None:
            found = told_for
        elif measure is not None and measure.dimension in _MOVED and measure.table.get("role") == "agent" and not mention.noun:
            within = "within" in looked.text.text[max(0, mention.start - 8) : mention.end].lower()
            phrase = self._phrase(mention, measure, looked, of=not within)
            found = self._mover(phrase, looked, measure) or self._mover(self._clause_subject(mention, looked), looked, measure) or found
        elif self._is_told_of(found, mention, measure):
            phrase = self._phrase(mention, measure, looked)
            if measure is not None and measure.table.get("water"):
                phrase = self._waters.named(mention, looked, phrase)
            counting = mention.amount.unit == "percent" and self._is_office(phrase, looked)
            found = Subject("" if counting else phrase or found.name)
        if not found.name and measure is not None and measure.dimension == "money" and measure.table.get("role") == "agent":
            found = Subject(self._asking(mention, looked))
        if not found.actor and (
            found.name.lower() in self._pointing or (mention.amount.unit != "percent" and self._is_other(found.name, measure))
        ):
            found = Subject()
        if sentence is not None and (who := self._said_to_be(mention, looked)):
            return before.called(Subject(who), sentence)
        return before.subject(found, mention, measured, sentence, _default(measure))

    def _belonging(self, found: Subject, mention: AmountMention, looked: Looked) -> Subject:
        """ "14 members of the security forces": with those to whom they belong."""
        last = found.name.rpartition(" ")[2].lower()
        at = looked.text.token_at(mention.noun_end) if mention.noun and last in self._belongs and mention.noun.endswith(last) else 0
        if not at or looked.scene.norm(at) != "of":
            return found
        sentence = looked.text.sentence_at(mention.number_start)
        rest = self._of_whom(last, at, sentence.last, looked) if sentence is not None else ""
        return found._replace(name=found.name + rest) if rest and rest[4:].lower() not in self._pointing else found

    def _told_for(self, mention: AmountMention, measure: Measure | None, looked: Looked, found: Subject) -> Subject | None:
        """What a sum is for or who gets it, what a share is the share of."""
        money = measure is not None and measure.dimension == "money"
        if measure is None or not (money or (mention.amount.unit == "percent" and measure.dimension == "share" and not found.actor)):
            return None
        asked = self._asked(mention, looked, False)
        if asked is None:
            return None
        if not money:
            return Subject(words) if (words := self._shares.find(looked.scene, asked)) else None
        words = self._sums.find(looked.scene, asked, measure.table.get("role") == "agent")
        return self._as_actor(words, looked) if words and words.lower() not in self._pointing else None

    def _is_office(self, phrase: str, looked: Looked) -> bool:
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
        return Subject(actor.name if phrase.lower() == said and phrase.isupper() else phrase, actor.actor or actor.country)

    def _asked(self, mention: AmountMention, looked: Looked, of: bool) -> subject_phrases.Asked | None:
        text = looked.text
        sentence = text.sentence_at(mention.number_start)
        if sentence is None:
            return None
        first, last = text.token_at(mention.start), _past(text, mention.end)
        priced = mention.form == "money"
        return subject_phrases.Asked(first, max(first + 1, last), sentence, looked.telling, of, priced=priced)

    def _maker(self, mention: AmountMention, looked: Looked) -> Subject | None:
        """ "Interest payments alone swallow 37% of revenue": what makes up the share."""
        sentence = looked.text.sentence_at(mention.number_start)
        first = looked.text.token_at(self._listed_from(mention, looked).start)
        if sentence is None or first - 2 < sentence.first:
            return None
        tokens = looked.text.tokens
        for at in range(first - 1, max(sentence.first, first - _MADE), -1):
            if tokens[at].norm in self._making or f"{tokens[at].norm} {tokens[at + 1].norm}" in self._making:
                name = self._phrases.before(looked.scene, at, sentence.first)
                return Subject(name) if name and name.lower() not in self._pointing else None
        return None

    def _told_of(self, base: str) -> str:
        """What a share is of by its own words; "" for "91% of them", but "a third of them children" are children."""
        words = base.split()
        if [w.lower() for w in words[:1]] in _POINTED:
            return words[1] if len(words) > 1 and (words[1].lower() in _MANY or self._are_people(words[1].lower())) else ""
        return "" if base[:1].isdigit() else base

    def _are_people(self, word: str) -> bool:
        return singular(word) != word and singular(word) in self._persons

    def _plan(self, mention: AmountMention, looked: Looked) -> str:
        """The plan that is so far funded: "the response plan is 53 per cent financed"."""
        text, first = looked.text, looked.text.token_at(mention.start)
        for at in range(first - 1, max(0, first - _NEAR), -1):
            if text.tokens[at].norm in self._pleas:
                before = at > 0 and text.tokens[at - 1].norm not in _ARTICLES and text.tokens[at - 1].text.isalpha()
                return " ".join(t.text for t in text.tokens[at - before : at + 1])
        return ""

    def _asking(self, mention: AmountMention, looked: Looked) -> str:
        """Who asks for the money or promises it, where it is also the one who says so: "the agency has asked donors for $45m"."""
        text, start = looked.text, mention.start
        for span in reversed([s for s in looked.speakers if s.end <= start and start - s.end < _ASKED]):
            between = text.text[span.end : start].lower()
            if self._asks.intersection(between.split()) and not _CLAUSE.search(between):
                return " ".join(w for w in text.text[span.start : span.end].split() if w.lower() not in _ARTICLES)
        return ""

    def _listed_from(self, mention: AmountMention, looked: Looked) -> AmountMention:
        """ "Children make up 66% of the cases and 82% of the dead": one verb for both shares."""
        earlier = [a for a in looked.amounts if a.end <= mention.start and a.amount.unit == "percent"]
        if not earlier:
            return mention
        one = earlier[-1]
        between = looked.text.text[max(one.end, one.of_end) : mention.start].split()
        return one if between and between[0].strip(",") in _AND and len(between) <= _JOINED else mention

    def _is_other(self, name: str, measure: Measure | None) -> bool:
        """ "Six million homes" under winds of 149 km/h: no word of it is of the wind, and it is no name."""
        if measure is None or measure.table.get("role") != "self" or "subject" not in measure.table or not name:
            return False
        own = self._words_of.get(measure.id)
        if own is None:
            own = self._words_of[measure.id] = frozenset(w for cue in expand(measure.table.get("cues", ())) for w in cue.split())
        return not any(w[0].isupper() or w.lower() in own or w.lower() == measure.table["subject"] for w in name.split())

    def _of_whom(self, word: str, at: int, last: int, looked: Looked) -> str:
        """ "were members | of the South African contingent"."""
        if word not in self._belongs or looked.scene.norm(at) != "of":
            return ""
        head = looked.scene.right(at + 1, last)
        rest = self._phrases.words(looked.scene, head) if head is not None else ""
        return f" of {rest}" if rest else ""

    def _said_to_be(self, mention: AmountMention, looked: Looked) -> str:
        """ "107 were children", "fourteen of them were police officers": who the counted are said to be."""
        text = looked.text
        if mention.noun and mention.noun.lower() not in self._pointing:
            return ""
        at = _past(text, max(mention.end, mention.of_end, mention.noun_end))
        sentence = text.sentence_at(mention.number_start)
        if text.tokens[at : at + 1] and text.tokens[at].norm == "of" and text.tokens[at + 1 : at + 2] and text.tokens[at + 1].norm in _THEM:
            at += 2
        if sentence is None or at + 1 >= sentence.last:
            return ""
        if text.tokens[at].norm not in _COPULAS:
            return ""
        words: list[str] = []
        for token in text.tokens[at + 1 : min(at + 1 + _CALLED, sentence.last)]:
            if not token.text.isalpha() or token.norm in _OPENS:
                break
            words.append(token.text)
            if token.norm in _MANY or (singular(token.norm) in self._persons and singular(token.norm) != token.norm):
                return " ".join(words) + self._of_whom(token.norm, at + 1 + len(words), sentence.last, looked)
        return ""

    def _is_restated(self, mention: AmountMention, looked: Looked) -> bool:
        """ "$12.5 billion, equal to 3.3% of GDP", "75,000 square kilometres, or 10 percent of the land": the same thing told once more."""
        ends = [a.end for a in looked.amounts if a.end <= mention.start]
        return bool(ends) and bool(self._again.search(looked.text.text[max(ends[-1], mention.start - 40) : mention.start]))

    def _mover(self, phrase: str, looked: Looked, measure: Measure) -> Subject | None:
        """ "Azerbaijani columns were moving by 2 km a day", "cars were backed up for 15 km": who or what it is told of."""
        if not phrase or phrase.lower() in self._pointing:
            return None
        subject = self._as_actor(phrase, looked)
        words = set(phrase.lower().split())
        if not subject.actor and not measure.table.get("things") and not self._armed.intersection(words):
            return None  # who advances is somebody
        return subject

    def _is_told_of(self, found: Subject, mention: AmountMention, measure: Measure | None) -> bool:
        """True where the phrase that the amount is told of is its subject: a price, a depth, a rate, not people who are counted."""
        if found.actor or (found.name and found.name.lower() not in self._pointing):
            return False
        if measure is not None and measure.table.get("role") == "patient" and "subject" in measure.table and mention.amount.unit in _COUNTS:
            return False  # "11,148 confirmed" are cases, whatever was said before
        return not mention.noun and (measure is None or measure.dimension != "persons" or mention.amount.unit not in (*_COUNTS, "percent"))

    def _phrase(self, mention: AmountMention, measure: Measure | None, looked: Looked, of: bool = True) -> str:
        whole = of and (measure is None or measure.dimension != "share")
        asked = self._asked(mention, looked, whole or (of and mention.of_start < 0))
        if asked is not None and measure is not None and measure.dimension == "length" and measure.table.get("things"):
            asked = asked._replace(placed=True)
        if asked is not None and mention.amount.unit == "percent" and self._opens(asked, looked):
            return ""
        return self._phrases.find(looked.scene, asked) if asked is not None else ""

    def _opens(self, asked: subject_phrases.Asked, looked: Looked) -> bool:
        """ "68 per cent were shot", "nearly half had not eaten": a share that is its clause's subject is of those told of before."""
        tags = looked.scene.tags
        before = tags[asked.first - 1] if asked.first > asked.sentence.first else "."
        return before in ",;:.cbhQ-" and tags[asked.last : asked.last + 1] in ("x", "B", "V", "v")

    def _clause_subject(self, mention: AmountMention, looked: Looked) -> str:
        asked = self._asked(mention, looked, False)
        return self._phrases.clause_subject(looked.scene, asked) if asked is not None else ""

    def _base_words(self, base: str) -> str:
        """ "teachers in state schools" for 72% of them: the base without its article."""
        words = [w for w in base.split() if w.lower() not in _ARTICLES]
        return " ".join(words[:4])


def _past(text: Text, end: int) -> int:
    """The token that begins at an offset or behind it."""
    at = text.token_at(end)
    return at + 1 if at < len(text.tokens) and text.tokens[at].start < end else at


def _default(measure: Measure | None) -> str:
    """Who is meant where nobody is named: people, unless the measure says otherwise."""
    if measure is None or measure.table.get("role") == "agent":
        return ""
    persons = measure.dimension == "persons" or "@person" in measure.table.get("counts", ())
    return str(measure.table.get("subject", "people" if persons else ""))
