"""Who fights whom in a report: to whom "militants", "captives" and "the enemy" belong where their own words do not say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from msgspec import structs

from stemma.core.packs import Pack, read_tsv
from stemma.core.text import Sentence
from stemma.core.types import Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.forms import expand
from stemma.reading.looked import Looked
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.chains import Chains
from stemma.reading.subjects.asking import PRESS, Named, Subject

_ARMED: Final = 3  # weight of a mention of a country's army beside one of the country
_OFFICE: Final = re.compile(r"(?:'s|’s)?(?: [a-z-]+){1,4}(?: [A-Z][\w-]+)* ")  # between "Wagner" and the name of its founder
_NEAR: Final = 3  # actors before a name
_OF_RULE: Final = 2  # tokens from "Ukrainian" to the control that is its own
_GENERAL: Final = "rebels"
_NAMED: Final = 6  # actors looked back through for the owner of "his forces"


class Party(NamedTuple):
    """One side: a country by its code, or those who fight without one, by a group's name or as rebels."""

    country: str
    name: str  # what stands before "soldiers": "Russian", "Islamic State"; "" of rebels without a name
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The sides of a report: countries that fight, most named first, and those who fight without a country."""

    states: tuple[Party, ...]
    irregular: Party | None
    people: tuple[tuple[str, Party], ...] = ()  # persons by their last names, with the side of which they were said to be
    home: Party | None = None  # the state on whose ground it is fought, where it is told of those who came or who hold it

    @property
    def abroad(self) -> Party | None:
        """The state that fights on the other's ground."""
        return next((p for p in self.states[:2] if self.home is not None and p != self.home), None)

    def of_person(self, name: str) -> Party | None:
        """The side for which a person was said to speak."""
        last = name.rpartition(" ")[2]
        return next((party for known, party in self.people if known == last), None)

    def other(self, party: Party | None) -> Party | None:
        """The side against which one fights; None where it is not known."""
        if party is None:
            return None
        if not party.country:
            return self.states[0] if self.states else None
        if self.irregular is not None:
            return self.irregular
        others = [p for p in self.states[:2] if p.country != party.country]
        return others[0] if len(others) == 1 and len(self.states) > 1 else None


_NOBODY: Final = Parties(states=(), irregular=None)


class PartyFinder:
    """Finds the sides of reports; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        self._chains = Chains(pack.tables.get("saying", {}))
        table = pack.tables.get("subjects", {}).get("parties", {})
        self._irregulars = frozenset(expand(table.get("irregulars", ())))
        self._rebels = frozenset(table.get("rebels", ()))
        self._captives = frozenset(table.get("captives", ()))
        self._invaders, self._defenders = frozenset(table.get("invaders", ())), frozenset(table.get("defenders", ()))
        self._fronts = frozenset(table.get("fronts", ()))
        movers = pack.tables.get("subjects", {}).get("movers", ())
        self._movers = frozenset(expand(movers)) | frozenset([*table.get("moves", ()), *table.get("fronts", ())])
        self._enemies = frozenset(table.get("enemies", ()))
        self._ruling = frozenset(table.get("ruling", ()))
        self._armies = frozenset(table.get("armies", ()))
        self._bare_armies = frozenset(table.get("bare_armies", ()))
        self._owned, self._owners = frozenset(table.get("owned", ())), frozenset(table.get("owners", ()))
        regular = frozenset(table.get("regular", ()))
        self._groups = frozenset(a.id for a in pack.actors.values() if a.kind == "group" and a.side != "*" and a.id not in regular)
        self._faithful, self._for_faith = frozenset(table.get("faithful", ())), frozenset(table.get("for_faith", ()))
        rows = list(read_tsv(pack.language, "countries.tsv"))
        self._adjective = {row[0]: row[2].split("|")[0] or row[1] for row in rows}

    def find(self, looked: Looked) -> Parties:
        """The sides of one report."""
        groups: dict[str, int] = {}
        names: dict[str, str] = {}
        states: dict[str, int] = {}
        for actor in looked.actors:
            if actor.actor in self._groups:
                groups[actor.actor] = groups.get(actor.actor, 0) + 1
                names[actor.actor] = actor.name
            elif actor.country and actor.kind not in PRESS and actor.kind != "person":
                weight = _ARMED if actor.actor.partition(".")[2] in self._armies else 1
                states[actor.country] = states.get(actor.country, 0) + weight
        ranked = sorted(states, key=lambda code: -states[code])
        parties = tuple(Party(code, self._adjective.get(code, code), code) for code in ranked)
        home = self._home(looked) if parties and not (self._invaders | self._defenders).isdisjoint(looked.text.words) else None
        people = self._people(looked)
        return Parties(states=parties, irregular=self._irregular(groups, names, looked), people=people, home=home)

    def _people(self, looked: Looked) -> tuple[tuple[str, Party], ...]:
        """ "Wagner founder Yevgeny Prigozhin", "the Houthi spokesman Yahya Saree": for whom those who speak stand."""
        found: dict[str, Party] = {}
        text = looked.text.text
        for span in looked.speakers:
            last = text[span.start : span.end].rpartition(" ")[2]
            if not last.isalpha() or not last[0].isupper():
                continue
            at = bisect_left(looked.actors, span.end - len(last), key=lambda a: a.start)
            for actor in looked.actors[max(0, at - _NEAR) : at]:
                between = text[actor.end : span.end - len(last)]
                if not (actor.actor in self._groups or actor.country) or not _OFFICE.fullmatch(between):
                    continue
                if (party := self.of_actor(actor, _NOBODY)) is not None:
                    found.setdefault(last, party)
        return tuple(found.items())

    def _home(self, looked: Looked) -> Party | None:
        counts: dict[str, int] = {}
        for mention in looked.places:
            if not mention.speaker and mention.place.kind != "country":
                counts[mention.place.country] = counts.get(mention.place.country, 0) + 1
        most = max(counts, key=lambda code: counts[code], default="")
        return Party(most, self._adjective[most], most) if most in self._adjective else None

    def _irregular(self, groups: dict[str, int], names: dict[str, str], looked: Looked) -> Party | None:
        ranked = sorted(groups, key=lambda g: -groups[g])
        called = sum(len(looked.text.words[w]) for w in self._rebels.intersection(looked.text.words))
        if ranked and groups[ranked[0]] >= called and (len(ranked) == 1 or groups[ranked[0]] > groups[ranked[1]]):
            return Party("", names[ranked[0]], ranked[0])
        if called:
            return Party("", _GENERAL, "")
        return Party("", "", "") if ranked or not self._irregulars.isdisjoint(looked.text.words) else None

    def acting(self, looked: Looked, parties: Parties) -> tuple[ActorMention, ...]:
        """Those who act, with "the army" that fights rebels as that of the state, "his troops" as those of whoever was named."""
        more: list[ActorMention] = []
        for at, actor in enumerate(looked.actors):
            low = actor.name.lower()
            if actor.actor or actor.country or (low not in self._bare_armies and low not in self._owned):
                continue
            before = looked.text.tokens[looked.text.token_at(actor.start) - 1].norm if actor.start else ""
            if before in self._owners and (party := self._owner(at, looked, parties)) is not None:
                more.append(structs.replace(actor, actor=party.actor, name=f"{party.name} {low}", country=party.country))
            elif low in self._bare_armies and parties.irregular is not None and parties.states and not _follows(at, looked.actors):
                state = parties.states[0]
                more.append(structs.replace(actor, actor=f"{state.country}.military", name=f"{state.name} {low}", country=state.country))
        return tuple(sorted([*looked.acting, *more], key=lambda a: a.start)) if more else looked.acting

    def _owner(self, at: int, looked: Looked, parties: Parties) -> Party | None:
        """Whose "his forces" are: the side last named before them in their sentence, else the one with which the sentence before begins."""
        here = _sentence(looked.actors[at], looked)
        before = looked.actors[max(0, at - _NAMED) : at]
        named = [a for a in reversed(before) if _sentence(a, looked) == here]
        for actor in (*named, *[a for a in before if _sentence(a, looked) == here - 1]):
            if actor.kind not in PRESS and (party := self.of_actor(actor, parties)) is not None and party.name not in ("", _GENERAL):
                return party
        return None

    def of_actor(self, actor: Named, parties: Parties) -> Party | None:
        """The side of an actor."""
        if actor.actor in self._groups:
            return Party("", actor.name, actor.actor)
        if actor.country:
            return Party(actor.country, self._adjective.get(actor.country, actor.country), actor.country)
        if actor.kind == "person":
            return parties.of_person(actor.name)
        rebels = actor.kind == "group" and not self._irregulars.isdisjoint(actor.name.lower().split())
        return parties.irregular if rebels else None

    def of_subject(self, subject: Subject | None, parties: Parties) -> Party | None:
        """The side of one who took ground before."""
        if subject is None:
            return None
        country = subject.actor.partition(".")[0]
        if country in self._adjective:
            return Party(country, self._adjective[country], country)
        if subject.actor in self._groups or not self._irregulars.isdisjoint(subject.name.lower().split()):
            return Party("", _GENERAL if subject.name in self._irregulars else subject.name, subject.actor)
        return None

    def speaking(self, mention: AmountMention, looked: Looked, parties: Parties) -> Party | None:
        """The side of the one who says so; None where no side speaks."""
        chain, _ = self._chains.behind(looked.attributions, Span(mention.start, mention.end))
        for source in chain[::-1]:
            if parties.people and (person := parties.of_person(source.name)) is not None:
                return person
            for actor in looked.actors:
                if source.start >= 0 and actor.start < source.end and source.start < actor.end:
                    party = self.of_actor(actor, parties)
                    if party is not None and (party == parties.irregular or party in parties.states[:2]):
                        return party
        return None

    def belonging(self, found: Subject, parties: Parties, captor: Party | None) -> Subject:
        """ "militants" of the one group that is named, "captives" of the side that the captor fights."""
        if found.actor or not found.name:
            return found
        words = found.name.split()
        last = words[-1].lower()
        fighting = parties.irregular if last in self._irregulars else None
        if fighting is not None:
            if last in self._faithful and fighting.actor not in self._for_faith:
                return found  # "jihadists" are of no other group
            if not fighting.name or fighting.name == _GENERAL:
                return found._replace(name=_GENERAL) if fighting.name and len(words) == 1 else found
            return found if fighting.name.lower() in found.name.lower() else Subject(f"{fighting.name} {found.name}", fighting.actor)
        if len(words) == 1 and last in self._invaders and parties.abroad is not None:
            return Subject(f"{parties.abroad.name} soldiers", parties.abroad.actor)
        if len(words) == 1 and last in self._defenders and parties.home is not None:
            return Subject(f"{parties.home.name} {words[-1]}", parties.home.actor)
        if last in self._captives and captor is not None:
            party = parties.other(captor)
            return Subject(f"{party.name} {words[-1]}", party.actor) if party is not None and party.name else found
        return found

    def moving(self, found: Subject, taker: Subject | None, parties: Parties) -> Subject:
        """ "His men stood 5 km from the town", "the tanks are ten miles from it": of the one who took ground last."""
        last = found.name.rpartition(" ")[2].lower()
        party = self.of_subject(taker, parties) if not found.actor and last in self._movers else None
        party = parties.irregular if last in self._irregulars and not found.actor else party
        if party is None:
            return found
        if last in self._fronts:
            return self.named(party)
        return Subject(f"{party.name} {found.name}", party.actor) if party.name not in ("", _GENERAL) else Subject(party.name or found.name)

    def named_in(self, found: Subject) -> bool:
        """True of a subject that says of which side it is."""
        return bool(found.actor) or found.name.rpartition(" ")[2].lower() in self._irregulars

    def takes(self, found: Subject) -> bool:
        """True of captives, of whom the one who took them is asked."""
        return not found.actor and found.name.rpartition(" ")[2].lower() in self._captives

    def enemies(self, mention: AmountMention, sentence: Sentence, looked: Looked, parties: Parties) -> Subject | None:
        """Those whom a speaker calls the enemy: the side that is not its own."""
        at = looked.text.token_at(mention.start)
        if not any(looked.text.tokens[i].norm.removesuffix("'s") in self._enemies for i in range(sentence.first, at)):
            return None
        party = parties.other(self.speaking(mention, looked, parties))
        if party is None or not party.name:
            return None
        return Subject(f"{party.name} soldiers" if party.country else f"{party.name} fighters", party.actor)

    def ruling(self, sentence: Sentence, looked: Looked, parties: Parties) -> Subject | None:
        """Into whose hands land came: "back under Ukrainian control", "Kyiv's gains", "the rebels' advance"."""
        text = looked.text
        for actor in _within(looked.actors, sentence):
            if actor.kind in PRESS or any(s.start <= actor.start < s.end for s in looked.speakers):
                continue
            last = text.token_at(actor.end - 1) + 1
            behind = [t.norm for t in text.tokens[last : min(last + _OF_RULE, sentence.last)]]
            party = self.of_actor(actor, parties)
            if party is not None and not self._ruling.isdisjoint(behind):
                return self.named(party)
        return None

    def named(self, party: Party) -> Subject:
        """A side as the one who takes: "Ukrainian army", "Islamic State", "rebels"."""
        return Subject(f"{party.name} army" if party.country else party.name or _GENERAL, party.actor)


def _sentence(actor: Named, looked: Looked) -> int:
    return looked.text.tokens[looked.text.token_at(actor.start)].sentence


def _follows(at: int, actors: Sequence[Named]) -> bool:
    """True of "military" in "the Houthi military spokesman": a word before it says whose it is."""
    return at > 0 and 0 <= actors[at].start - actors[at - 1].end <= 1


def _within(actors: Sequence[Named], sentence: Sentence) -> list[Named]:
    return [a for a in actors if sentence.start <= a.start < sentence.end]
