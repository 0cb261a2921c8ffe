"""Who acts in an event, upon whom, where, and the words by which it is known again in another report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from stemma.core.text import Text
from stemma.core.types import Place, Span
from stemma.core.words import plain_words
from stemma.reading.events.frames import Fit
from stemma.reading.places.finder import PlaceMention
from stemma.reading.saying.actors import ActorMention

_SPEAKING: Final = ("no_comment", "verification_caveat", "correction")
_NAME_REACH: Final = 6  # tokens behind "the hub of" in which a name is sought
_CONTENT: Final = 3  # words of a clause that stand for it where no object does
_BACK: Final = 2  # sentences back in which the actor of "it" or "launching" is sought


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """Who, upon whom, where."""

    actor: str = ""
    target: str = ""
    place: Place | None = None
    countries: tuple[str, ...] = ()  # what stands for actor and target in the key


class Seen:
    """The mentions of a text, ready to be asked by place."""

    def __init__(self, text: Text, actors: Sequence[ActorMention], places: Sequence[PlaceMention]) -> None:
        self.text = text
        self.actors = sorted(actors, key=lambda a: (a.start, a.end))
        self.places = sorted(places, key=lambda p: (p.start, p.end))
        self._actor_starts = [a.start for a in self.actors]
        self._place_starts = [p.start for p in self.places]
        self.starts = frozenset(text.token_at(s) for s in (*self._actor_starts, *self._place_starts))

    def actors_in(self, start: int, end: int) -> list[ActorMention]:
        """The actors that begin between two places."""
        return self.actors[bisect_left(self._actor_starts, start) : bisect_left(self._actor_starts, end)]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """The places that begin between two places of the text."""
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]


class Roles:
    """Fills the roles of an event and makes its key."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._passive = frozenset(table.get("status", {}).get("passive", ()))
        clauses = table.get("clauses", {})
        self._prepositions = frozenset(clauses.get("prepositions", ()))
        self._owners = frozenset(clauses.get("owners", ()))
        self._participles = tuple(clauses.get("participles", ()))
        self._hindered = tuple(table.get("status", {}).get("hindered", ()))
        self._pronouns = frozenset(clauses.get("pronouns", ()))
        self._one = frozenset(table.get("number", {}).get("one", ()))
        self._stop = frozenset(table.get("number", {}).get("stop", ()))

    def cast(self, seen: Seen, fit: Fit, clause: Span) -> Cast:
        """Who acts, upon whom and where, by the mentions in a clause of tokens [start:end]."""
        tokens = seen.text.tokens
        low, high = tokens[clause.start].start, tokens[clause.end - 1].end
        head, tail = tokens[fit.first].start, tokens[max(fit.last, fit.object[1]) - 1].end
        place = self._place(seen, fit, low, high)
        if fit.frame.place:
            return Cast(actor=place.name if place else self._unknown_place(seen, fit, clause), place=place)
        speaking = fit.frame.type in _SPEAKING
        before = [a for a in seen.actors_in(low, head) if speaking or a.kind not in ("outlet", "agency")]
        behind = seen.actors_in(tokens[fit.last - 1].end, high)
        after = [a for a in behind if a.end > tail and a.kind not in ("outlet", "agency")]  # "U.S. missiles" is the object itself
        actor = self._actor(seen, fit, clause, before, after)
        passive = self._is_passive(seen.text, fit)
        others = [a for a in (*(before if passive else ()), *after) if not _vague(a) and (actor is None or not _same(a, actor))]
        name = actor.name if actor else ""
        country = place.name if place and place.kind == "country" and place.name != name else ""
        known = tuple(_key(a) for a in (actor, *others[:1]) if a)
        return Cast(actor=name, target=others[0].name if others else country, place=place, countries=known)

    def _unknown_place(self, seen: Seen, fit: Fit, clause: Span) -> str:
        """The name of a place that no gazetteer has: the name behind "the hub of", or else the last before the head."""
        tokens = seen.text.tokens
        names = [
            i
            for i in range(clause.start, min(clause.end, fit.last + _NAME_REACH))
            if tokens[i].text[:1].isupper() and i not in seen.starts and tokens[i].norm not in self._stop
        ]
        behind = [i for i in names if i >= fit.last and tokens[i - 1].norm in ("of", "to")]
        before = [i for i in names if i < fit.first]
        return tokens[behind[0]].text if behind else tokens[before[-1]].text if before else ""

    def _is_passive(self, text: Text, fit: Fit) -> bool:
        if " be " in f" {fit.words} " or fit.words.startswith(self._hindered):
            return True
        previous = text.tokens[fit.first - 1].norm if fit.first else ""
        head = text.tokens[fit.first].norm
        return previous in self._passive and len(head) > 2 and head.endswith(self._participles)

    def _actor(
        self, seen: Seen, fit: Fit, clause: Span, before: Sequence[ActorMention], after: Sequence[ActorMention]
    ) -> ActorMention | None:
        by_whom = [a for a in after if _word_before(seen.text, a.start) == "by"]
        passive = self._is_passive(seen.text, fit)
        if fit.frame.type == "correction":
            return next((a for a in before if a.kind in ("outlet", "agency")), None)
        if by_whom and (passive or fit.frame.noun):
            return by_whom[0]
        if passive:
            return None
        gerund = seen.text.tokens[fit.first].norm.endswith("ing")
        free = [a for a in before if not self._governed(seen.text, a.start, gerund)]
        named = [a for a in free if not _vague(a)]
        if free:
            return named[-1] if named else free[-1] if not _after_verb(seen.text, free[-1].start, clause.start) else None
        return self._earlier(seen, fit, clause)

    def _earlier(self, seen: Seen, fit: Fit, clause: Span) -> ActorMention | None:
        """The subject of the sentence, or of the one before where a pronoun or a participle points back."""
        text = seen.text
        tokens = text.tokens
        sentence = text.sentences[tokens[fit.first].sentence]
        here = [a for a in seen.actors_in(sentence.start, tokens[clause.start].start) if a.kind not in ("outlet", "agency")]
        here = [a for a in here if not self._governed(text, a.start)]
        free = [a for a in here if not _vague(a)] or (here[:1] if clause.start == fit.first else [])
        gerund = clause.start == fit.first and tokens[fit.first].norm.endswith("ing")
        low = clause.start if not fit.frame.noun else max(clause.start, fit.first - 3)
        pointing = gerund or tokens[clause.start].norm in self._pronouns or any(t.norm in self._pronouns for t in tokens[low : fit.first])
        if free and (pointing or not fit.frame.noun):
            known = [a for a in free if a.country]
            return free[0] if pointing else (known or free)[-1]
        if not pointing:
            return None
        at = tokens[fit.first].sentence
        for other in reversed(text.sentences[max(0, at - _BACK) : at]):
            if sentence.paragraph - other.paragraph > 1:
                break
            for actor in seen.actors_in(other.start, other.end):
                if actor.kind not in ("outlet", "agency") and not _vague(actor) and not self._governed(text, actor.start):
                    return actor
        return None

    def _place(self, seen: Seen, fit: Fit, low: int, high: int) -> Place | None:
        tokens = seen.text.tokens
        head = tokens[fit.first].start
        after = [p for p in seen.places_in(head, high) if not p.speaker]
        before = [p for p in seen.places_in(low, head) if not p.speaker]
        for group in (after, list(reversed(before))):
            exact = [p for p in group if not p.container and p.place.kind != "country" and (p.preposition or fit.frame.place)]
            named = exact or [p for p in group if p.preposition or fit.frame.place]
            if named:
                return named[0].place
        return None

    def _governed(self, text: Text, offset: int, gerund: bool = False) -> bool:
        """True behind a preposition: "in Ukraine", "into the Ukrainian city"; "with Russia demanding" is none."""
        at = text.token_at(offset) - 1
        if at >= 0 and text.tokens[at].norm in self._owners:
            return True
        before = _word_before(text, offset)
        return before in self._prepositions and not (gerund and before == "with")

    def key(self, seen: Seen, fit: Fit, clause: Span, cast: Cast) -> str:
        """Sorted words that tell like events together, whoever tells them."""
        words = {w for name in (*cast.countries, cast.place.name if cast.place else "") for w in plain_words(name)}
        if fit.object[0] >= 0:
            words |= {_lemma(t.norm) for t in seen.text.tokens[fit.object[0] : fit.object[1]]}
        else:
            words |= set(self._content(seen.text, fit, clause))
        return " ".join(sorted(words - self._stop))

    def _content(self, text: Text, fit: Fit, clause: Span) -> list[str]:
        found = [_lemma(t.norm) for t in text.tokens[fit.last : clause.end] if len(t.norm) > 3 and t.norm.isalpha() and t.text.islower()]
        return [w for w in found if w not in self._stop][:_CONTENT]

    def number(self, text: Text, fit: Fit) -> str:
        """ "one" or "many", by the object of the event; "" where the words leave it open."""
        if fit.object[0] < 0:
            return ""
        last = text.tokens[fit.object[1] - 1].norm
        if last.endswith("s") and not last.endswith("ss"):
            return "many"
        words = {t.norm for t in text.tokens[max(fit.last, fit.object[0] - 5) : fit.object[0]]}
        return "one" if words & self._one else ""


def _lemma(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _word_before(text: Text, offset: int) -> str:
    at = text.token_at(offset) - 1
    if at >= 0 and text.tokens[at].norm in ("the", "a", "an"):
        at -= 1
    return text.tokens[at].norm if at >= 0 else ""


def _after_verb(text: Text, offset: int, low: int) -> bool:
    """True where a vague actor is what somebody does something to: "wearing down resistance"."""
    at = text.token_at(offset)
    return any(t.norm.endswith(("ing", "ed")) for t in text.tokens[max(low, at - 3) : at])


def _vague(actor: ActorMention) -> bool:
    """ "troops", "the military": nobody in particular."""
    return not actor.country and actor.kind in ("institution", "role", "group") and actor.name.islower()


def _same(one: ActorMention, other: ActorMention) -> bool:
    return one.name == other.name or bool(one.country and one.country == other.country)


def _key(actor: ActorMention) -> str:
    """The word by which an actor is known in keys: its country's code, or else its name."""
    return actor.country.lower() or actor.actor.lower() or actor.name
