"""Of which side the counted are and who took ground, asked of the sides of the report."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Measure, Pack
from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.looked import Looked
from stemma.reading.measures.earlier import Before
from stemma.reading.subjects.asking import Asked, Subject
from stemma.reading.subjects.case import Case
from stemma.reading.subjects.fighters import Fighters
from stemma.reading.subjects.finder import SubjectFinder
from stemma.reading.subjects.losses import Losses
from stemma.reading.subjects.parties import Parties, Party, PartyFinder

_COUNTS: Final = ("count", "persons")
_FORCES: Final = "forces"  # the group of measures of those who serve
_BACK: Final = 4  # subjects looked back through
_AREAS: Final = ("km2", "mi2")


class Sided:
    """Answers from the sides of a report; built once from a pack."""

    def __init__(self, pack: Pack, subjects: SubjectFinder) -> None:
        self._parties = PartyFinder(pack)
        self._subjects = subjects
        self._fighters, self._losses = Fighters(pack), Losses(pack, subjects)
        self._no_people = frozenset(pack.tables.get("subjects", {}).get("no_people", ()))

    def begin(self, looked: Looked, before: Before) -> Parties:
        """The sides of a report, found once."""
        if before.parties is None:
            before.parties = self._parties.find(looked)
            before.speakers = _speaking(looked)
            before.acting = self._parties.acting(looked, before.parties)
        return before.parties

    def belonging(self, case: Case, asked: Asked, found: Subject) -> Subject:
        """Militants of the group that is named, captives of whom the captor fights, the enemy of whoever speaks."""
        found = self._losses.owned(case, found) or found
        found = self._parties.belonging(found, case.parties, self._captor(case, asked, found))
        bare = not case.mention.noun or case.mention.noun.lower() in self._no_people
        if case.default != "people" or not bare or case.mention.amount.unit not in _COUNTS or case.sentence is None:
            return found
        enemies = self._parties.enemies(case.mention, case.sentence, case.looked, case.parties)
        return enemies or (found if found.actor else self._against(case, case.sentence) or found)

    def _against(self, case: Case, sentence: Sentence) -> Subject | None:
        """ "A Ukrainian spokesman gave 221 dead", behind a count of Russian soldiers: these, where the other side speaks."""
        for subject, where, unit in reversed(case.before.subjects[-_BACK:]):
            if sentence.paragraph - where.paragraph > 1 or where == sentence:
                return None
            if unit == "persons" and (side := self._parties.of_subject(subject, case.parties)) is not None and subject.actor:
                other = case.parties.other(self._parties.speaking(case.mention, case.looked, case.parties))
                return subject if other is not None and (other.actor, other.country) == (side.actor, side.country) else None
        return None

    def named(self, case: Case, found: Subject) -> Subject:
        """Those who fight by the name of fighters, where only their people or group is named."""
        measure = case.measure
        if measure is None or not found.name:
            return found
        if measure.dimension == "persons" and self._fighters.is_people(found):
            if measure.table.get("group") == _FORCES:
                return self._fighters.serving(found)
            return self._fighters.fallen(found, self._telling(case), case.parties) if measure.table.get("role") == "patient" else found
        return self._fighters.at_home(self._fighters.named(found, measure), case.parties, case.looked)

    def _telling(self, case: Case) -> Party | None:
        """The side that says so, or whose forces act in the sentence."""
        speaking = self._parties.speaking(case.mention, case.looked, case.parties)
        if speaking is not None:
            return speaking
        actor = self._subjects.actor(case.asked(), case.looked.text, case.before.speakers, case.before.acting)
        here = actor is not None and case.sentence is not None and actor.start >= case.sentence.start
        return self._parties.of_actor(actor, case.parties) if actor is not None and here else None

    def moving(self, case: Case, found: Subject) -> Subject:
        """ "The tanks are ten miles from the town": of the one who took ground last."""
        return self._parties.moving(found, case.before.taker, case.parties)

    def ground(self, case: Case, found: Subject) -> Subject:
        """Who took ground, where the sentence names nobody; whoever is named is kept for what follows."""
        if case.sentence is not None and _is_ground(case.mention, case.measure) and not self._parties.named_in(found):
            found = self._taking(case, case.sentence) or found
        if found.actor and case.measure is not None and case.measure.table.get("takes"):
            case.before.taker = found
        return found

    def _captor(self, case: Case, asked: Asked, found: Subject) -> Party | None:
        """The side that took captives: who acts there, else the side that speaks of them, else who took ground last."""
        if not self._parties.takes(found):
            return None
        actor = self._subjects.actor(asked, case.looked.text, case.before.speakers, case.before.acting)
        here = actor is not None and case.sentence is not None and actor.start >= case.sentence.start
        acting = self._parties.of_actor(actor, case.parties) if actor is not None and here else None
        speaking = acting or self._parties.speaking(case.mention, case.looked, case.parties)
        return speaking or self._parties.of_subject(case.before.taker, case.parties)

    def _taking(self, case: Case, sentence: Sentence) -> Subject | None:
        """Into whose hands ground came, else who took some before, else whose officers tell of it."""
        found = self._parties.ruling(sentence, case.looked, case.parties) or case.before.taker
        speaking = self._parties.speaking(case.mention, case.looked, case.parties) if found is None else None
        return self._parties.named(speaking) if speaking is not None else found


def _is_ground(mention: AmountMention, measure: Measure | None) -> bool:
    """True of ground that somebody takes or holds."""
    if measure is None:
        return mention.amount.unit in _AREAS
    return bool(measure.table.get("takes")) or (measure.dimension == "area" and measure.table.get("role") == "agent")


def _speaking(looked: Looked) -> list[Span]:
    """Where those stand who say so; who blasts or slams somebody says nothing of a number, and may act."""
    return [s for told in looked.attributions if told.kind != "attitude" for s in told.source if s in looked.speakers]
