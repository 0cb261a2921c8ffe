"""Of whom a figure speaks: the counted people's own name, their owner, or who acts in the sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from stemma.core.packs import Pack, read_tsv
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.core.types import Span
from stemma.reading.forms import expand, singular
from stemma.reading.measures.holding import Holding
from stemma.reading.subjects.acting import Acting
from stemma.reading.subjects.asking import PRESS, PRESS_OR_PERSON, Asked, Named, Scene, Subject, acts, inside, key_of
from stemma.reading.subjects.toll_phrases import TollPhrases


class SubjectFinder:
    """Finds of whom an amount speaks."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("subjects", {})
        self._sufferers, self._tellers = (frozenset(table.get(k, ())) for k in ("sufferers", "tellers"))
        self._takers = PhraseTable((form, True) for form in expand(table.get("takers", ())))
        self._possessives = frozenset(table.get("possessives", ()))
        self._ones_own = frozenset(table.get("ones_own", ()))
        self._verbs = frozenset(table.get("verbs", ()))
        self._prepositions = frozenset(table.get("prepositions", ()))
        self._holding = Holding(table)
        rows = list(read_tsv(pack.language, "countries.tsv"))
        self._adjectives = frozenset(a.lower() for row in rows for a in row[2].split("|") if a)
        self._kin = frozenset(table.get("kin", ()))
        self._who, self._toll_phrases = Acting(table, self._adjectives), TollPhrases(pack)
        self._sides = PhraseTable((phrase, phrase) for phrase in table.get("sides", ()))
        self._counters, self._tolls = frozenset(table.get("counters", ())), frozenset(table.get("tolls", ()))
        self._admitting = frozenset(table.get("admitting", ()))
        self._hedges, self._plain_words, self._owned = (frozenset(table.get(k, ())) for k in ("hedges", "plain_words", "owned"))
        self._befallen, self._death = tuple(table.get("befallen", ())), frozenset(table.get("death", ()))
        self._kinds: dict[str, str] = dict(table.get("kinds", {}))
        self._bodies, self._fighting = (tuple(table.get(k, ())) for k in ("military_bodies", "fighting_bodies"))
        self._of_country = {row[0]: row[2].split("|")[0] or row[1] for row in rows}

    def find(self, asked: Asked, text: Text, actors: Sequence[Named], speakers: Sequence[Span], named: Sequence[Named]) -> Subject:
        """The subject of an amount, or an empty one; `speakers`: where those stand who say so, `named`: the actors with names."""
        sentence = text.sentence_at(asked.span.start)
        if sentence is None:
            return Subject()
        own = self._in_phrase(asked, text, actors)
        if own.actor or own.name.rpartition(" ")[2].lower() in self._kin:
            return own
        scene = Scene(asked, text, sentence, named, speakers)
        if not own.name:
            own = self._counted_before(scene)
        elif own.name.lower() in self._tolls:  # "put army losses at more than 200 dead"
            own = self._told_off(scene, text.token_at(scene.asked.span.start), True, own)
        if own.actor:
            return own
        if scene.role == "self":
            holder = self._holding.holder(scene) if scene.holds else ""
            return Subject(holder or own.name)
        owner = self._owner(scene)
        befallen = scene.role == "patient" and scene.people
        if befallen and (owner is None or owner.end < sentence.start) and (body := self._speakers_own(scene)):
            return Subject(f"{body} {own.name}".strip())
        if befallen and owner is None:
            owner = self._admits(scene, own)
        if owner is not None:
            return self.join(owner, own.name, scene.people)
        side = self._both(scene)
        if side and scene.role == "patient":
            return Subject(side)
        acting = self._who.find(scene) if scene.role == "agent" or self._suffers(scene) else None
        if acting is not None and scene.role == "patient" and self._is_taken(scene):
            acting = self._other_side(scene, acting)
        if acting is None or (scene.role == "patient" and scene.people and self.counts_only(acting)):
            return own
        if scene.role == "agent" and scene.moves and not acting.country and self.counts_only(acting):
            return own  # an institute that reckons takes no ground
        if scene.role == "agent" and scene.things and own.name:
            return own  # "600 kilometres of track are affected"
        if not scene.people and scene.role == "agent" and (whole := self._who.whole_phrase(acting, text)):
            return Subject(whole, key_of(acting))
        return self.join(acting, own.name if scene.people or scene.role == "patient" else "", scene.people)

    def actor(self, asked: Asked, text: Text, speakers: Sequence[Span], named: Sequence[Named]) -> Named | None:
        """Who acts where an amount stands, whatever its measure."""
        sentence = text.sentence_at(asked.span.start)
        return self._who.find(Scene(asked, text, sentence, named, speakers)) if sentence is not None else None

    def counts_only(self, actor: Named) -> bool:
        """True of a body that counts the dead and has none of its own: a ministry, a hospital, a rights group."""
        low = actor.name.lower()
        return actor.kind == "institution" and not any(w in low for w in (*self._bodies, *self._fighting))

    def join(self, actor: Named, noun: str, people: bool) -> Subject:
        """ "Azerbaijan" and "of its civilians" give "Azerbaijani civilians"; a ministry's own dead are its army's."""
        words = [w for w in noun.split() if w.lower() not in self._owned]
        if len(words) == 1 and words[0].lower() in self._befallen and (self.counts_only(actor) or actor.kind == "state"):
            words = [_ANYBODY]  # a health ministry's "2,326 injured" are its country's people
        elif len(words) == 1 and words[0].lower() in self._befallen and actor.kind == "group":
            words = []  # the peshmerga's "157 dead" are peshmerga
        if not words:
            return Subject(self._military(actor.name) if people else actor.name, key_of(actor))
        adjective = self._of_country.get(actor.country, "")
        if adjective and (actor.kind in ("state", "person", "institution", "role") or adjective in actor.name):
            return Subject(f"{adjective} {' '.join(words)}", key_of(actor))
        return Subject(f"{self._military(actor.name)} {' '.join(words)}", key_of(actor))

    def _military(self, name: str) -> str:
        low = name.lower()
        for body in self._bodies:
            if body in low:
                at = low.index(body)
                return " ".join((name[:at] + "military" + name[at + len(body) :]).split())
        return name

    def _both(self, scene: Scene) -> str:
        """ "each side" where the sentence counts the parties together or one by one."""
        first = max(scene.sentence.first, scene.text.token_at(scene.asked.span.start) - 8)
        last = min(scene.sentence.last, scene.text.token_at(scene.asked.span.end) + 6)
        found = self._sides.find(scene.text.tokens, first, last)
        return found[0].value if found else ""

    def _counted_before(self, scene: Scene) -> Subject:
        """ "the number of Syrian villagers killed at 85"."""
        text, at = scene.text, scene.text.token_at(scene.asked.span.start)
        for i in range(at - 2, max(scene.sentence.first, at - 12) - 1, -1):
            if text.tokens[i].norm[:1].isdigit():
                break  # what is counted there has its number
            if text.tokens[i].norm == "of" and i > scene.sentence.first and text.tokens[i - 1].norm in self._counters:
                words = [t.text for t in text.tokens[i + 1 : min(at, i + 5)]]
                while words and (words[0].lower() in _ARTICLES or words[0].lower() in ("its", "their")):
                    words.pop(0)
                for k, word in enumerate(words):
                    if word.lower() in self._prepositions or word.lower() in self._verbs or not word.isalpha():
                        words = words[:k]
                        break
                named = [a for a in scene.actors if text.tokens[i].end <= a.start < text.tokens[min(at, i + 5) - 1].end]
                return Subject(" ".join(words[:3]), key_of(named[0]) if named else "")
        return self._told_off(scene, at, False, Subject()) if scene.people else Subject()

    def _told_off(self, scene: Scene, at: int, close: bool, own: Subject) -> Subject:
        """ "the civilian dead at 90", "the military death toll, given as 874": whose dead they are."""
        tokens = scene.text.tokens
        for i in range(at - 1, max(scene.sentence.first, at - _TOLL_REACH) - 1, -1):
            if tokens[i].norm not in self._tolls:
                if close and tokens[i].norm not in self._prepositions and tokens[i].norm not in self._hedges:
                    break
                continue
            k = i - 1 - (tokens[i - 1].norm in self._death)
            if k >= scene.sentence.first and (name := self._kinds.get(tokens[k].norm)):
                return Subject(name)
            nations = [a for a in scene.actors if a.kind == "state" and a.end == tokens[k].end]
            if nations and k >= scene.sentence.first:  # "Kurdish losses", "Ukraine's dead"
                return Subject(nations[0].name, key_of(nations[0]))
        return own

    def _in_phrase(self, asked: Asked, text: Text, actors: Sequence[Named]) -> Subject:
        """The counted phrase itself, with its actor where its own words name one ("North Korean troops", "victims of Mpox")."""
        if asked.noun is None:
            return Subject()
        words = " ".join(text.text[asked.noun.start : self._paired(asked.noun, text)].split()).strip("\"“”‘’'")
        end, low = min(len(text.text), asked.noun.end + 40), words.lower()
        found = [
            a
            for a in inside(actors, asked.noun)
            if acts(a)
            if any(w[:4] in low for w in a.name.lower().split() if w not in self._plain_words) or self._adjectives.intersection(low.split())
        ]
        if not found and text.text[asked.noun.end : end].lstrip().startswith("of "):
            found = [a for a in inside(actors, Span(asked.noun.end, end)) if a.kind in ("state", "institution", "group", "role")][:1]
        return Subject(self._toll_phrases.people(words), key_of(found[0]) if found else "")

    def _paired(self, noun: Span, text: Text) -> int:
        """Where "20 towns and villages", "doctors and nurses" end: one number for both."""
        at = text.token_at(noun.end - 1)
        after = [t.norm for t in text.tokens[at + 1 : at + 4]]
        both = len(after) > 1 and after[0] in ("and", "or") and text.tokens[at].norm.endswith("s") and after[1].endswith("s")
        if not both or singular(after[1]) == after[1] or after[1] in self._verbs or (len(after) > 2 and after[2] in _OWNERS):
            return noun.end
        return text.tokens[at + 2].end

    def _owner(self, scene: Scene) -> Named | None:
        """The actor for which a possessive stands: "63 of its civilians", "its dead had risen to 963"."""
        text, span = scene.text, scene.asked.span
        first = text.token_at(max(scene.sentence.start, span.start - 90))
        last, first_of = text.token_at((scene.asked.noun or span).end), text.token_at(span.start)
        for i in range(min(last, scene.sentence.last) - 1, max(first, scene.sentence.first) - 1, -1):
            if text.tokens[i].norm == ";" and i < first_of:
                return None  # another clause owns what it counts
            if text.tokens[i].norm in (",", ";") and span.start - 2 <= text.tokens[i].end <= span.start:
                return None  # "driven from their homes, 700,000 of whom"
            if text.tokens[i].norm == "own" and text.tokens[i - 1].norm in _OURS:
                return None  # "our own walk along the quays": whoever writes
            if text.tokens[i].norm in self._possessives and self._owns(i, last, scene):
                if (owned := _beginning(scene.actors, text.tokens[i + 1].start)) is not None and not scene.people:
                    return owned  # "his forces", of whom it is known whose they are
                return self._before(text.tokens[i].start, scene, text.tokens[i].norm)
        return None

    def _owns(self, at: int, last: int, scene: Scene) -> bool:
        """True where a possessive owns the counted or their toll: "its dead", "874 of their servicemen", not "his staff had treated 55"."""
        tokens, noun = scene.text.tokens, scene.asked.noun
        owned = tokens[at + 1 : min(at + 1 + _OWNED_REACH, last + 1)]
        counted = noun if noun is not None else Span(0, 0)
        if not owned or owned[0].norm in self._ones_own:
            return False
        theirs = any(t.norm in self._tolls or counted.start <= t.start < counted.end for t in owned)
        return theirs or not scene.people or scene.role == "agent"

    def _admits(self, scene: Scene, own: Subject) -> Named | None:
        """ "Moscow has acknowledged 5,937 dead": who admits to dead has lost its own."""
        tokens, at = scene.text.tokens, scene.text.token_at(scene.asked.span.start)
        while at > scene.sentence.first and (tokens[at - 1].norm in self._hedges or tokens[at - 1].norm == "to"):
            at -= 1
        at -= tokens[at - 1].norm == "up"
        heads = scene.asked.measure.table.get("heads", ()) if scene.asked.measure is not None else ()
        dead = own.name.lower() in self._befallen[:3] or (not own.name and self._befallen[0] in heads)  # a hospital admits the wounded
        if not dead or tokens[at - 1].norm not in self._admitting:
            return None
        here = [a for a in scene.actors if scene.sentence.start <= a.start and a.end <= tokens[at - 1].start]
        return here[-1] if here and here[-1].country and here[-1].kind not in PRESS_OR_PERSON else None

    def _speakers_own(self, scene: Scene) -> str:
        """ "The valley's authorities admit that 874 of their servicemen have died": the words for a speaker without a name."""
        text, noun = scene.text, scene.asked.noun
        at = text.token_at(scene.asked.span.end)
        if (
            noun is None
            or at + 1 >= scene.sentence.last
            or text.tokens[at].norm != "of"
            or text.tokens[at + 1].norm not in ("their", "its")
        ):
            return ""
        said = [s for s in scene.speakers if scene.sentence.start <= s.start and s.end <= scene.asked.span.start]
        words = text.text[said[-1].start : said[-1].end].split() if said else []
        words = words[1:] if words and words[0].lower() in _ARTICLES else words
        if not words or len(words) > _BODY or not all(w.replace("-", "").isalpha() for w in words) or words[0].lower() in _PRONOUNS:
            return ""
        return " ".join(w for w in words if w.lower() not in self._tellers)

    def _before(self, offset: int, scene: Scene, word: str) -> Named | None:
        at = bisect_right(scene.actors, offset, key=lambda a: a.start)
        counting: Named | None = None
        for actor in reversed(scene.actors[max(0, at - 6) : at]):
            if counting is not None and actor.start < scene.sentence.start and actor.country != counting.country:
                return None  # a ministry's toll is not that of whom the sentence before spoke
            body = actor.kind in ("state", "institution", "group") and word not in ("his", "her")
            if scene.role == "patient" and scene.people and self.counts_only(actor):
                counting = actor if actor.start >= scene.sentence.start else counting
                continue
            known = actor.country or (body and (scene.people or scene.role == "agent"))
            if word == "its" and actor.name.islower() and actor.name.endswith("s"):
                continue  # the rebels own nothing as "its"
            if actor.end <= offset and actor.kind not in PRESS and known:
                return actor
        return None

    def _suffers(self, scene: Scene) -> bool:
        at = scene.text.token_at(scene.asked.span.start)
        nearby = {t.norm for t in scene.text.tokens[max(scene.sentence.first, at - 7) : at]}
        lives = nearby & self._ones_own  # "926 civilians lost their lives and 930 were hurt"
        return scene.land or (not lives and not self._sufferers.isdisjoint(nearby))

    def _is_taken(self, scene: Scene) -> bool:
        """True where the sentence tells of the one who took it back, not of the one who lost it."""
        first = max(scene.sentence.first, scene.text.token_at(scene.asked.span.start) - 5)
        last = min(scene.sentence.last, scene.text.token_at(scene.asked.span.end) + 14)
        return bool(self._takers.find(scene.text.tokens, first, last))

    def _other_side(self, scene: Scene, taker: Named) -> Named:
        at = bisect_right(scene.actors, scene.asked.span.end + 80, key=lambda a: a.start)
        for actor in reversed(scene.actors[:at]):
            if (
                actor.country
                and actor.country != taker.country
                and actor.kind not in PRESS
                and actor.kind != "person"
                and not self._who.is_bare_adjective(actor, scene.text)
            ):
                return actor
        return taker


def _beginning(actors: Sequence[Named], start: int) -> Named | None:
    """The actor whose name begins at an offset."""
    at = bisect_left(actors, start, key=lambda a: a.start)
    return actors[at] if at < len(actors) and actors[at].start == start else None


_OURS: Final = ("our", "my", "your")
_OWNERS: Final = ("'s", "’s", "'")
_ANYBODY: Final = "people"
_PRONOUNS: Final = ("it", "he", "she", "they", "we", "i", "you", "who", "which", "that")
_THEIRS: Final = ("their", "its")
_BODY: Final = 3  # words of a speaker
_OWNED_REACH, _TOLL_REACH = 4, 26  # tokens behind "its" with its dead, and from "the military death toll" to its number
_ARTICLES: Final = ("the", "a", "an", "one", "those")
