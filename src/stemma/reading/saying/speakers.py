"""Who can speak, what sort of speaker it is, and by which name it stands in the ledger."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention, countries
from stemma.reading.saying.naming import Bodies, behind_title, clean, is_served, parts_of_countries, plain, plural
from stemma.reading.saying.scene import Range, Scene

_SIGN: Final = re.compile(r" \(([A-Z][A-Za-z-]{1,11})\)")
_CALLED: Final = re.compile(",(N[N']*),?$")  # over the signs of the words, as those below
_NAMED: Final = re.compile(",d?(N+),?")
_BEHIND: Final = re.compile("(?<=[nj])N[N']*$")
_OWNED: Final = re.compile("(?<=G)N{2,3}$")
_KINDS: Final = {"person": SourceKind.PERSON, "outlet": SourceKind.OUTLET, "agency": SourceKind.OUTLET, "role": SourceKind.ROLE}


class Speakers:
    """Judges noun phrases as speakers."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("roles", {})
        roles = set(str(table.get("roles", "")).split())
        self.plural = frozenset(plural(r) for r in roles) | frozenset(str(table.get("crowd", "")).split())
        self.roles = frozenset(roles)
        self.spokesmen = frozenset(str(table.get("spokesmen", "")).split())
        self.unnamed = frozenset(str(table.get("unnamed", "")).split())
        documents = str(table.get("documents", "")).split()
        self.documents = frozenset(documents) | frozenset(plural(d) for d in documents)
        self.issued, self.sighted = (frozenset(str(table.get(k, "")).split()) for k in ("issued", "sighted"))
        self.bodies = frozenset(str(table.get("bodies", "")).split())
        self.places = frozenset(str(table.get("places", "")).split())
        self._many_bodies = frozenset(plural(b) for b in self.bodies - self.places)
        self.outlets = frozenset(str(table.get("outlets", "")).split())
        self._periodicals = frozenset(str(table.get("names", {}).get("periodicals", "")).split())
        self._press = frozenset(str(table.get("press", {}).get("kinds", "")).split())
        self._presses = frozenset(str(table.get("press", {}).get("bodies", "")).split())
        self.crowd = frozenset(str(table.get("crowd", "")).split())
        self._counted = self.plural | self.crowd | self.bodies | self._many_bodies  # behind a number
        self.common = self.bodies | self.roles | self.plural | self.crowd  # who has no name of his own
        self.speaking = self.roles | self.plural | self.bodies | self.outlets | self.documents
        grammar = {key: str(words).split() for key, words in table.get("grammar", {}).items()}
        self.labels = self.roles | self.bodies | frozenset(grammar.get("labels", ()))  # before a colon: "Mayor: ...", "POLL: ..."
        self.nobody, self.ascribed, self.passed_over = (frozenset(grammar.get(k, ())) for k in ("nobody", "ascribed", "passed_over"))
        self.telling_nothing, self.telling_little = (frozenset(grammar.get(k, ())) for k in ("telling_nothing", "telling_little"))
        self.sources, self.sitting = (frozenset(grammar.get(k, ())) for k in ("sources", "sitting"))
        self.texts, self.agencies, self._one_unnamed = (frozenset(grammar.get(k, ())) for k in ("texts", "agencies", "one_unnamed"))
        self._kinds_of_agency, self._of_sides = frozenset(grammar.get("kinds_of_agency", ())), tuple(grammar.get("of_sides", ()))
        self._owners = parts_of_countries(grammar.get("parts", ()))
        self._member = re.compile(rf"\s*,\s*(?:{'|'.join(grammar.get('members', ()))}|an? \w+) of (?:the )?([^,.;]{{3,60}})")
        self.firms = frozenset(str(table.get("firms", "")).split())
        self.same: dict[str, tuple[str, ...]] = {k: tuple(v) for k, v in table.get("same", {}).items()}
        self.adjectives = {c.code: c.adjective for _, c in countries()}
        self._origins = frozenset(self.adjectives.values())
        self.lowered = tuple(a.lower() for a in self.adjectives.values())
        self._among = frozenset(str(table.get("grammar", {}).get("among", "")).split())
        self._tolls = frozenset(grammar.get("tolls", ()))
        self._of_tolls = self._tolls | frozenset(grammar.get("of_tolls", ()))
        self._quantities = frozenset(str(table.get("grammar", {}).get("quantities", "")).split())
        self._singular = {plural(r): r for r in sorted(roles)}
        self._bodies_named = Bodies(pack)
        self._agents: dict[str, str] = dict(table.get("agents", {}))
        self._anonymity = tuple(table.get("anonymity", ()))

    def can_speak(self, scene: Scene, head: Range, actors: Sequence[ActorMention], strict: bool = False) -> bool:
        """True where a noun phrase names somebody or something that can say a thing; `strict` leaves out papers."""
        if scene.tags[head[0]] in "rm":
            return scene.norm(head[0]) not in ("i", "you")
        if head[1] - head[0] == 1 and scene.norm(head[0]) in self.nobody:
            return False
        if head[1] - head[0] == 1 and scene.norm(head[0]) in ("his", "her", "its", "their"):
            return True
        noun = self.noun(scene, head)
        if noun in self._tolls and all(scene.norm(i) in self._of_tolls for i in range(*head)):
            return False  # "Toll put at 179", "the death toll had reached 14"
        if scene.tags[head[0]] == "#" and noun not in self._counted:
            return False  # "191 remain"
        if scene.norm(head[0]) in self._among:
            return False  # "including 112 police posts"
        if noun in self.roles or noun in self.plural or noun in self.bodies or noun in self.outlets or noun in self._many_bodies:
            return True
        if noun in self.documents and not strict:
            return True
        return bool(self.actor(scene, head, actors)) or scene.tags[head[1] - 1] == "N"

    def are_bodies(self, noun: str) -> bool:
        """ "agencies", "ministries"."""
        return noun in self._many_bodies

    def noun(self, scene: Scene, head: Range) -> str:
        """The head noun: the last noun before the first preposition."""
        if self._doers(scene, head):
            return self._agents.get(scene.norm(head[0] + 2), scene.norm(head[0]))
        last, known = head[0], -1
        for i, tag in enumerate(scene.tags[head[0] : head[1]], head[0]):
            if tag in "opc" and i > head[0]:
                joined = tag == "c" and i + 2 < head[1] and set(scene.tags[i + 1 : i + 3]) <= {"n"} and known < 0
                if joined and scene.norm(i + 2) in self.bodies:
                    continue  # "the bus and tram company"
                if tag == "o" and scene.norm(last) in self._quantities:
                    continue
                break
            if tag in "nNuG":
                last = i
                word = scene.norm(i).removesuffix("'s")
                if word in self.speaking:
                    known = i if word not in self.bodies or i + 1 == head[1] or scene.tags[i + 1] in "opc" else -1
        if scene.tags[last] != "N" and known >= 0:
            last = known  # "two people familiar with the matter", but not "a laboratory test"
        return scene.norm(last).removesuffix("'s").removesuffix("'")

    def _doers(self, scene: Scene, head: Range) -> bool:
        """ "those who marched"."""
        return head[1] - head[0] == 3 and scene.tags[head[0] + 1] == "w"

    def _one_of(self, scene: Scene, head: Range) -> str:
        """ "one of its nurses" is a nurse."""
        if scene.norm(head[0]) != "one" or scene.tags[head[0] + 1 : head[0] + 2] != "o":
            return ""
        noun = self.noun(scene, head)
        words = [scene.norm(i) for i in range(head[0] + 2, head[1]) if scene.tags[i] in "jn" and scene.norm(i) != noun]
        return " ".join([*words, self._singular[noun]]) if noun in self._singular else ""

    def actor(self, scene: Scene, head: Range, actors: Sequence[ActorMention]) -> ActorMention | None:
        """The actor named in a phrase: the one that ends it, else the first."""
        span = scene.span(head)
        at = bisect_left(actors, span.start, key=lambda a: a.start)
        inside = []
        while at < len(actors) and actors[at].start < span.end:
            if actors[at].end <= span.end + 1:
                inside.append(actors[at])
            at += 1
        beyond = self._behind_office(scene, head)
        persons = [a for a in inside if a.kind == "person" and a.start < beyond]
        served = [a for a in persons if is_served(scene, head, a, self.roles)]
        persons, inside = ([a for a in some if a not in served] for some in (persons, inside))
        titled = behind_title(scene, head, self.roles, self.bodies)
        if titled:  # "Climate Crisis and Civil Protection Minister Omar Weil": the name is the one behind the office
            persons = [a for a in persons if a.end > scene.text.tokens[titled[0]].start]
            inside = [a for a in inside if a.kind != "person" or a in persons]
            if not persons:
                return None
        inside = [a for a in inside if a.kind != "person" or a.start < beyond]
        closing = [a for a in inside if a.end >= span.end - 2]
        found = persons or closing or inside
        return found[0] if found else None

    def _behind_office(self, scene: Scene, head: Range) -> int:
        """ "an official in Bahir Dar", "the widow of Omar Haddad": where the words begin that only tell which official or widow."""
        for i in range(head[0] + 1, head[1]):
            if scene.tags[i] in "po":
                noun = scene.norm(i - 1)
                office = noun in self.roles or noun in self.plural
                return scene.text.tokens[i].start if office else len(scene.text.text)
        return len(scene.text.text)

    def source(self, scene: Scene, whole: Range, head: Range, actors: Sequence[ActorMention]) -> Source:
        """The source that a noun phrase stands for."""
        actor = self._apposed(scene, whole, head, actors) or self.actor(scene, head, actors)
        kind = self.kind(scene, whole, head, actor)
        name = self._name(scene, whole, head, actor, kind)
        span = scene.span(whole)
        known = actor.actor or actor.country if actor and self._is_actor(actor, kind) else ""
        return Source(name=name, kind=kind, actor=known, start=span.start, end=span.end)

    def _apposed(self, scene: Scene, whole: Range, head: Range, actors: Sequence[ActorMention]) -> ActorMention | None:
        """ "the mayor, Ana Ruiz, said": the person named right after the office."""
        for i in range(head[1], whole[1] - 1):
            if scene.tags[i] == "," and (i == head[1] or scene.tags[i + 1] == "N"):
                start = scene.text.tokens[i + 1].start
                at = bisect_left(actors, start, key=lambda a: a.start)
                if at < len(actors) and actors[at].start == start and actors[at].kind == "person":
                    return actors[at]
        return None

    def kind(self, scene: Scene, whole: Range, head: Range, actor: ActorMention | None) -> SourceKind:
        """What sort of speaker a phrase names."""
        words = scene.words((whole[0], min(len(scene.tags), max(whole[1], head[1]) + 12))).lower()
        if self._called_outlet(scene, head) or (self._names_outlet(scene, head) and not (actor and actor.kind == "institution")):
            return SourceKind.OUTLET
        if actor is not None and actor.kind == "person" and self.noun(scene, head) not in self.bodies:  # not "Mr Shoro's office"
            return SourceKind.PERSON
        if self._titled(scene, whole, head):
            return SourceKind.PERSON
        noun = self.noun(scene, head)
        if self._one_of(scene, head):
            return SourceKind.ROLE
        if any(a in words for a in self._anonymity) and (noun in self.roles or noun in self.plural):
            return SourceKind.UNNAMED
        if noun in self.unnamed and (noun.endswith("s") or noun in self._one_unnamed or scene.norm(head[0]) in ("a", "an", "one")):
            return SourceKind.UNNAMED
        if noun in self.crowd or noun in self.plural:
            return SourceKind.CROWD
        if noun in self.roles:
            return SourceKind.ROLE
        if noun in self.outlets and not (actor and actor.kind == "institution"):
            return SourceKind.OUTLET
        if noun in self.documents:
            return SourceKind.DOCUMENT
        return _KINDS.get(actor.kind, SourceKind.INSTITUTION) if actor else SourceKind.INSTITUTION

    def _titled(self, scene: Scene, whole: Range, head: Range) -> Range | None:
        """ "ministry spokesman Omar Haddad": the name behind an office."""
        named = _CALLED.match(scene.tags, head[1], whole[1]) if whole[1] > head[1] + 1 else None
        if named is not None and self.noun(scene, head) in self.roles:
            return head[1] + 1, head[1] + 1 + len(named.group(1))  # "The head of the occupied part, Weil, said"
        if behind := behind_title(scene, head, self.roles, self.bodies):
            return behind
        names = _BEHIND.search(scene.tags[head[0] : head[1]])
        if names is None or scene.norm(head[0] + names.start() - 1) not in self.roles:
            return None
        return head[0] + names.start(), head[1]

    def _called_outlet(self, scene: Scene, head: Range) -> bool:
        """ "Bay Press International", "Tarn News Agency": a name of three words and more whose last but one is an outlet's."""
        low, high = head
        run = _OWNED.search(scene.tags[low:high]) if scene.tags[high - 2 : high] == "NN" else None
        if run and scene.text.tokens[low + run.start()].text in self._periodicals:
            return True  # "Britain's Daily Siren"
        if high - low < 3 or set(scene.tags[low:high]) != {"N"}:
            return False
        return scene.text.tokens[high - 2].text in self._press and scene.text.tokens[high - 1].text in self._presses

    def _names_outlet(self, scene: Scene, head: Range) -> bool:
        """ "the site X", "the news agency X", not "the weather agency X"."""
        for k in range(head[0], head[1] - 1):
            if scene.norm(k) in self.outlets and scene.tags[k] == "n" and scene.tags[k + 1] == "N":
                return scene.norm(k) not in self.agencies or scene.tags[max(0, k - 1)] == "d" or scene.norm(k - 1) in self._kinds_of_agency
        return False

    def _is_actor(self, actor: ActorMention, kind: SourceKind) -> bool:
        return kind in (SourceKind.PERSON, SourceKind.INSTITUTION, SourceKind.OUTLET, SourceKind.ROLE) or actor.kind in (
            "state",
            "institution",
        )

    def _name(self, scene: Scene, whole: Range, head: Range, actor: ActorMention | None, kind: SourceKind) -> str:
        if actor is not None and actor.kind == "person" and kind is SourceKind.PERSON:
            return actor.name
        if kind is SourceKind.PERSON and (titled := self._titled(scene, whole, head)):
            return clean(scene.words(titled))
        if actor is not None and actor.kind in ("outlet", "agency") and kind is SourceKind.OUTLET and actor.name[:1].isupper():
            return actor.name
        if kind is SourceKind.OUTLET and (names := re.search("N+(?=[^N]*$)", scene.tags[head[0] : head[1]])):
            title = clean(scene.words((head[0] + names.start(), head[0] + names.end())))
            if title not in self._origins and not title.endswith(self._of_sides):  # "a Western paper", "the Norwegian daily"
                return title
        if actor is not None and actor.kind == "state" and head[1] - head[0] <= 2 and actor.end - actor.start >= len(scene.words(head)) - 4:
            return actor.name
        if self._doers(scene, head) and self.noun(scene, head) == scene.norm(head[0]):
            return clean(scene.words(whole)).lower()  # "those who sell copper"
        one = self._one_of(scene, head) or (self.noun(scene, head) if self._doers(scene, head) else "")
        if one:
            return one
        if actor is not None and actor.actor and "." not in actor.actor and actor.kind == "institution" and _covers(scene, head, actor):
            said = clean(scene.text.text[actor.start : actor.end])
            return self._bodies_named.called(actor, said, scene.text.text)
        called = _NAMED.fullmatch(scene.tags[head[1] : whole[1]])
        if called and kind in (SourceKind.INSTITUTION, SourceKind.CROWD) and scene.tags[head[1] - 1] != "N":
            return clean(scene.words((head[1] + called.start(1), head[1] + called.end(1))))  # "one charity, Riverhand,"
        name = clean(scene.words(self._without_verb(scene, head)))
        if kind in (SourceKind.UNNAMED, SourceKind.ROLE) and whole != head:
            name = self._with_office(scene, whole, head, name)
        if actor is not None and kind is SourceKind.INSTITUTION and name.isupper() and f"{actor.name} ({name})" in scene.text.text:
            return f"{actor.name} ({name})"  # "the NHC", behind "the National Health Commission (NHC)"
        return plain(self._bracketed(scene, head, kind, name), self._owners)

    def _bracketed(self, scene: Scene, head: Range, kind: SourceKind, name: str) -> str:
        """ "the UN mission (Minustah) said": the name in brackets belongs to it."""
        sign = _SIGN.match(scene.text.text, scene.span(head).end) if kind is SourceKind.INSTITUTION else None
        return f"{name} ({sign.group(1)})" if sign else name

    def _without_verb(self, scene: Scene, head: Range) -> Range:
        """ "American diplomats watch with alarm": many of a trade stand before no other noun, so what follows is a verb."""
        for i in range(head[0], head[1] - 1):
            if (
                scene.tags[i + 1] == "n"
                and scene.tags[i] in "nN"
                and scene.norm(i) in self.plural
                and scene.norm(i + 1) not in self.speaking
            ):
                return head[0], i + 1
        return head

    def _with_office(self, scene: Scene, whole: Range, head: Range, name: str) -> str:
        """ "The man, an aide in the finance ministry" keeps the office that tells who it is."""
        rest = scene.text.text[scene.span(head).end : scene.span(whole).end]
        found = self._member.match(rest)
        return f"{name}, {found.group(1).strip()}" if found else name


def _covers(scene: Scene, head: Range, actor: ActorMention) -> bool:
    """True where a phrase is an actor's name and no more."""
    return actor.name[:1].isupper() and actor.end - actor.start >= len(clean(scene.words(head)))
