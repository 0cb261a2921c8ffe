"""Of whom or of what an amount speaks: actors first, then the phrase that it is told of, then what was spoken of before."""

from __future__ import annotations

import re
from typing import Final

from stemma.core.packs import Measure, Pack
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import expand, plural, singular
from stemma.reading.looked import Looked
from stemma.reading.measures.counting import Measured
from stemma.reading.measures.earlier import Before
from stemma.reading.subjects.amongst import Amongst
from stemma.reading.subjects.asking import Asked, Subject
from stemma.reading.subjects.bases import Bases
from stemma.reading.subjects.callings import Callings
from stemma.reading.subjects.case import Case
from stemma.reading.subjects.crowds import Crowds
from stemma.reading.subjects.finder import SubjectFinder
from stemma.reading.subjects.phrases_told import PhrasesTold, past
from stemma.reading.subjects.ranking import Ranking
from stemma.reading.subjects.role_places import RolePlaces
from stemma.reading.subjects.said_to_be import SaidToBe
from stemma.reading.subjects.short_names import in_full
from stemma.reading.subjects.sided import Sided

_COUNTS: Final = ("count", "persons")
_SHARED: Final = ("percent", "count", "persons")
_COUNT: Final = "count:"  # measures that are counts of a noun
_OF_IT: Final = (["it"], ["what"])  # "68% of it", "a third of what there had been"
_POINTED: Final = (["them"], ["whom"], ["which"], ["it"])  # "91% of them": the ones told of before
_OF_THEM: Final = re.compile(r"\s*of (?:them|those|these|whom|which)\b", re.IGNORECASE)
_OF_WHOM: Final = re.compile(r"\bof (?:them|whom|which),?\s+(?:\w+\s+)?\Z", re.IGNORECASE)  # "of whom four in ten"
_OF_LONG, _FUNDED = 12, 12  # characters of it, and of "funded"
_TOLD: Final = 3  # subjects told of before that an amount may go on with
_MOVED: Final = ("length", "speed")  # an advance, a distance


class Whose:
    """Finds the subject of an amount; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        self._pack = pack
        self._subjects = SubjectFinder(pack)
        self._sided = Sided(pack, self._subjects)
        self._callings, self._told, self._crowds = Callings(pack), PhrasesTold(pack), Crowds(pack)
        self._bases = Bases(table)
        self._amongst, self._places = Amongst(pack), RolePlaces(table)
        self._called = SaidToBe(pack, self._told)
        self.ranking = Ranking(pack, self._told)
        again = "|".join(table.get("phrases", {}).get("again", ()))
        hedges = "|".join(table.get("phrases", {}).get("hedges", ()))
        self._again = re.compile(rf"(?:\A|[\s(])(?:{again or 'or'})[\s,]+(?:(?:{hedges or 'about'})\s+)*\Z")
        self._persons = frozenset(pack.tables.get("nouns", {}).get("persons", {}).get("nouns", "").split())
        self._pointing, self._people = frozenset(table.get("phrases", {}).get("pointing", ())), frozenset(table.get("people", ()))
        self._no_people = frozenset(table.get("no_people", ()))
        stock = pack.tables.get("clauses", {}).get("numbered", {}).get("heads", ())  # "12,000 head"
        self._nobody = self._pointing | self._no_people | frozenset(stock)  # "Injured: 1,332"
        self._belongs = frozenset(table.get("belonging", ()))
        phrases = table.get("phrases", {})
        further = "|".join(map(re.escape, phrases.get("another", ())))
        self._another = re.compile(rf"\b(?:{further or '(?!)'})\s+\Z", re.IGNORECASE)  # "Another 23 were taken prisoner"
        self._other = frozenset(phrases.get("other", ()))
        self._somebody, self._plurals = frozenset(phrases.get("somebody", ())), dict(phrases.get("plurals", {}))
        self._funded, self._plea = tuple(phrases.get("funded", ())) or ("\0",), str(phrases.get("plea", ""))
        self._waters = frozenset(table.get("waters", ()))
        self._words_of: dict[str, frozenset[str]] = {}

    def subject(self, mention: AmountMention, measured: Measured, looked: Looked, before: Before) -> Subject:
        """The subject of an amount under its plain name, or an empty one."""
        case = self._case(mention, measured, looked, before)
        told, before.because, before.sure = tuple(before.subjects[-_TOLD:]), (), False
        found = self._finished(case, self._subject(case))
        return in_full(self.ranking.choose(case, found, told, self._finished), looked, before)

    def _finished(self, case: Case, found: Subject) -> Subject:
        """A subject under its plain name."""
        found = self._places.named(self._sided.named(case, found), case.measure, case.mention, case.looked)
        called = self._callings.called(self._several(found, case.mention), case.measure, case.looked.text)
        return self._crowds.named(called, case)

    def _case(self, mention: AmountMention, measured: Measured, looked: Looked, before: Before) -> Case:
        text, measure = looked.text, self._pack.measures.get(measured.measure)
        ahead = text.text[max(0, mention.start - _OF_LONG) : mention.number_start]
        pointing = bool(_OF_THEM.match(text.text[mention.end : mention.end + _OF_LONG]))
        pointing = pointing or bool(_OF_WHOM.search(ahead))
        before.pointing = pointing or (not mention.noun and bool(self._another.search(ahead)))
        return Case(
            mention=mention,
            measured=measured,
            measure=measure,
            looked=looked,
            before=before,
            sentence=text.sentence_at(mention.number_start),
            parties=self._sided.begin(looked, before),
            default=_default(measure),
        )

    def _subject(self, case: Case) -> Subject:
        mention, before, sentence = case.mention, case.before, case.sentence
        asked = case.asked()
        found = self._subjects.find(asked, case.looked.text, case.looked.actors, before.speakers, before.acting)
        found = self._sided.belonging(case, asked, self._belonging(found, mention, case.looked))
        if mention.amount.unit == "percent" and sentence is not None:
            last = before.subjects[-1] if before.subjects else None
            spoken = last[0].name if last is not None and last[1].paragraph == sentence.paragraph else ""
            before.sure = bool(votes := self._told.votes(mention, case.looked, spoken))
            if before.sure:
                return before.told_of(Subject(votes), sentence, "percent")
            if before.pointing and mention.of_start < 0 and last is not None and last[1] == sentence:
                before.sure = True  # "5,140 people, of whom four in ten sleep in classrooms"
                return before.told_of(last[0], sentence, "percent")
        if sentence is not None and (of := self._told.asked_of(mention, case.measure, case.looked, sentence)) is not None:
            before.sure = True
            return before.called(of, sentence)
        told_for = self._told.told_for(mention, case.measure, case.looked, found)
        found = self._shared(case, asked, found)
        if mention.amount.unit == "percent" and self._came_in(case):
            asked_for = Subject(self._told.plan(mention, case.looked) or self._plea)
            return before.called(asked_for, sentence) if sentence is not None else asked_for
        found = self._told_here(case, found, told_for)
        if not found.actor and (
            found.name.lower() in self._pointing or (mention.amount.unit != "percent" and self._is_other(found.name, case.measure))
        ):
            found = Subject()
        bare = case.default and not found.actor and found.name.lower() in self._no_people
        if sentence is not None and bare and self._amongst.is_whole(mention, case.looked):
            before.sure = True
            return before.called(Subject(case.default), sentence)
        if sentence is not None and (young := self._called.young(mention, case.looked, sentence)):
            before.sure = True
            return Subject(young + self._called.among_told(before, sentence))  # a part, with whom what follows does not go on
        who = self._called.are(mention, case.looked) or self._called.before(mention, case.looked)
        who = who or (self._of_people(mention, case.looked) if case.default == "people" else "")
        if sentence is not None and who:
            before.sure = True
            return before.called(Subject(who), sentence)
        found = self._sided.ground(case, self._among(case, found))
        found = self._several(found, mention)
        counted = case.measured.measure.startswith(_COUNT)
        if (counted or not found.name) and (elsewhere := self._counted_elsewhere(case)):
            before.sure = True
            return before.called(Subject(elsewhere), sentence) if sentence is not None else Subject(elsewhere)
        return before.subject(found, mention, case.measured, sentence, case.default)

    def _counted_elsewhere(self, case: Case) -> str:
        """ "put the stalls lost at 312": the things that stand before their number."""
        counted = case.before.told[-1][1] if case.before.told and not case.mention.noun else None
        if counted is None or not counted.noun or counted.unit != "count" or counted.noun.lower() in self._nobody:
            return ""
        start = case.looked.text.tokens[counted.first].start
        return counted.noun if start <= case.mention.number_start <= case.looked.text.tokens[counted.last - 1].end else ""

    def _of_people(self, mention: AmountMention, looked: Looked) -> str:
        return self._amongst.dead_among(mention, looked) or self._amongst.from_group(mention, looked)

    def _shared(self, case: Case, asked: Asked, found: Subject) -> Subject:
        """What a share is of by its own base, or who makes it up."""
        mention, measure = case.mention, case.measure
        if mention.amount.unit != "percent":
            return found
        if measure is not None and asked.base is not None and measure.dimension != "area":
            words = self._bases.words(asked.base, case.looked)
            against = self._told.shares.measures_against(words)
            found = Subject("" if against else self._told_of(words)) if not found.actor or against else found
        elif found.name:
            return found  # "gunshots account for 68 per cent", but not "68 per cent of jobs"
        maker = self._told.maker(mention, case.looked)
        if maker is not None and found.name.rpartition(" ")[2].lower() in self._people:
            return maker._replace(name=f"{maker.name} among {found.name}")  # "children among the cases"
        return maker or found

    def _came_in(self, case: Case) -> bool:
        """True of a share of the money that was asked for: "it is 19 per cent funded"."""
        behind = case.looked.text.text[case.mention.end : case.mention.end + _OF_LONG + _FUNDED].lstrip()[:_FUNDED]
        return behind.lower().startswith(self._funded) or self._told.comes_in(case.mention, case.looked)

    def _told_here(self, case: Case, found: Subject, told_for: Subject | None) -> Subject:
        """By the words around the amount: what it goes on with, what opens its clause, what it is for, who moves."""
        mention, measure, looked, before = case.mention, case.measure, case.looked, case.before
        agent = measure is not None and measure.table.get("role") == "agent"
        other = before.subjects and mention.amount.unit != before.subjects[-1][2]
        restated = other and self._is_restated(mention, looked)
        if restated or self._goes_on(mention, looked, before):
            found = before.subjects[-1][0]
        elif topic := self._told.topic(mention, looked):
            found = Subject(topic)
        elif told_for is not None:
            found = told_for
        elif measure is not None and agent and measure.dimension in _MOVED and not mention.noun:
            within = "within" in looked.text.text[max(0, mention.start - 8) : mention.end].lower()
            phrase = self._told.phrase(mention, measure, looked, of=not within)
            moving = self._told.mover(phrase, looked, measure)
            moving = moving or self._told.mover(self._told.clause_subject(mention, looked), looked, measure)
            found = self._sided.moving(case, moving or found)
        elif self._is_told_of(found, mention, measure, case.measured.measure == "count:person" and mention.amount.unit in _COUNTS):
            phrase = self._told.phrase(mention, measure, looked)
            counting = mention.amount.unit == "percent" and self._told.is_office(phrase, looked)
            found = Subject("" if counting else phrase or found.name)
        if not found.name and measure is not None and measure.dimension == "money":
            found = Subject(self._told.asking(mention, looked))
        return found

    def _among(self, case: Case, found: Subject) -> Subject:
        """Of the people counted: those among whom they are, or the body's own."""
        if case.default not in ("people", "cases") or found.actor or case.mention.amount.unit not in _COUNTS:
            return found
        if (own := self._amongst.own(case.mention, case.looked)).name:
            return own
        bare = not found.name or found.name.lower() in self._no_people
        return Subject(those) if bare and (those := self._amongst.among(case.mention, case.looked)) else found

    def _belonging(self, found: Subject, mention: AmountMention, looked: Looked) -> Subject:
        """ "14 members of the security forces": with those to whom they belong."""
        last = found.name.rpartition(" ")[2].lower()
        at = looked.text.token_at(mention.noun_end) if mention.noun and last in self._belongs and mention.noun.endswith(last) else 0
        if not at or looked.scene.norm(at) != "of":
            return found
        sentence = looked.text.sentence_at(mention.number_start)
        rest = self._told.of_whom(last, at, sentence.last, looked) if sentence is not None else ""
        return found._replace(name=found.name + rest) if rest and rest[4:].lower() not in self._pointing else found

    def _told_of(self, base: str) -> str:
        """What a share is of by its own words; "" for "91% of them", but "a third of them children" are children."""
        words = base.split()
        if words[:1] == ["what"]:
            return ""  # "a third of what there had been"
        if [w.lower() for w in words[:1]] in _POINTED:
            return words[1] if len(words) > 1 and (words[1].lower() in self._called.many or self._are_people(words[1].lower())) else ""
        return "" if base[:1].isdigit() else base

    def _are_people(self, word: str) -> bool:
        return singular(word) != word and singular(word) in self._persons

    def _is_other(self, name: str, measure: Measure | None) -> bool:
        """ "Six million homes" under winds of 149 km/h: no word of it is of the wind, and it is no name."""
        if measure is None or measure.table.get("role") != "self" or "subject" not in measure.table or not name:
            return False
        own = self._words_of.get(measure.id)
        if own is None:
            own = self._words_of[measure.id] = frozenset(w for cue in expand(measure.table.get("cues", ())) for w in cue.split())
        if measure.table.get("water"):
            own |= self._waters  # "the reservoir"
        land = measure.dimension == "area"  # "Some 600 km2 of the Kherson region": the region is its place
        return not any(
            (w[0].isupper() and not land) or w.lower() in own or self._callings.plain(w) == measure.table["subject"] for w in name.split()
        )

    def _several(self, found: Subject, mention: AmountMention) -> Subject:
        """One civilian is counted among civilians."""
        highest = (1, None) if found.name in self._somebody else (1,)
        one = mention.amount.low == 1 and mention.amount.high in highest and mention.amount.unit in _COUNTS
        words, _, last = found.name.rpartition(" ")
        if not one or found.actor or last != mention.noun.rpartition(" ")[2] or singular(last) != last or last.lower() in self._no_people:
            return found
        return found._replace(name=f"{words} {self._plurals.get(last) or plural(last)}".strip()) if last else found

    def _is_restated(self, mention: AmountMention, looked: Looked) -> bool:
        """ "$12.5 billion, equal to 3.3% of GDP", "75,000 square kilometres, or 10 percent of the land": the same thing told once more."""
        last = next((a.end for a in reversed(looked.amounts) if a.end <= mention.start), -1)
        return last >= 0 and bool(self._again.search(looked.text.text[max(last, mention.start - 40) : mention.start]))

    def _goes_on(self, mention: AmountMention, looked: Looked, before: Before) -> bool:
        """ "94% of the fields in Kherson, 74% in Odesa", "600 km2, and 68% of it", "The other 32 percent": of what was told before."""
        sentence = looked.text.sentence_at(mention.number_start)
        if mention.amount.unit != "percent" or sentence is None or not before.subjects or not before.subjects[-1][0].name:
            return False
        first, (_, where, unit) = looked.text.token_at(mention.start), before.subjects[-1]
        base = looked.text.text[mention.of_start : mention.of_end].lower() if mention.of_start >= 0 else ""
        if base.split()[:1] in _OF_IT:
            return where == sentence
        if not base and unit == "percent" and where.paragraph == sentence.paragraph and looked.scene.norm(first - 1) in self._other:
            return True
        at = past(looked.text, mention.end)
        listed = looked.scene.tags[first - 1 : first] in (",", "c", ";") and looked.scene.norm(at) in ("in", "for", "at")
        return not base and unit == "percent" and where == sentence and listed

    def _is_told_of(self, found: Subject, mention: AmountMention, measure: Measure | None, inside: bool) -> bool:
        """True where the phrase that the amount is told of is its subject: a price, a depth, a rate, not people who are counted."""
        if found.actor or (found.name and found.name.lower() not in self._pointing):
            return False
        if measure is not None and measure.table.get("role") == "patient" and "subject" in measure.table and mention.amount.unit in _COUNTS:
            return False  # "11,148 confirmed" are cases, whatever was said before
        if mention.noun or inside:
            return False
        unit = mention.amount.unit
        return measure is None or measure.dimension != "persons" or (unit not in _COUNTS and unit != "percent")


def _default(measure: Measure | None) -> str:
    """Who is meant where nobody is named: people, unless the measure says otherwise."""
    if measure is None or measure.table.get("role") == "agent":
        return ""
    persons = measure.dimension == "persons" or "@person" in measure.table.get("counts", ())
    return str(measure.table.get("subject", "people" if persons else ""))
