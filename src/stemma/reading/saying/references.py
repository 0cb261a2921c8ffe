"""For whom "he", "the source" and "the ministry" stand: the speakers of a text, remembered."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.makers import issuer, maker, mentioned, same_outlet
from stemma.reading.saying.named import BACK, Known, Named, bare_name, is_body, is_unknown
from stemma.reading.saying.naming import clean
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_PERSONS: Final = (SourceKind.PERSON, SourceKind.ROLE, SourceKind.UNNAMED)
_TOLD_APART: Final = frozenset((*_PERSONS, SourceKind.INSTITUTION, SourceKind.OUTLET))
_BODIES: Final = (SourceKind.INSTITUTION, SourceKind.OUTLET, SourceKind.DOCUMENT)
_SINGULAR: Final = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))
_CLOSED: Final = re.compile(r"[vu](?:d[nN]{1,3})?[.,]")  # "it says.", "it told this newspaper,"
_KEEPERS: Final = (SourceKind.INSTITUTION, SourceKind.PERSON)
_MEMORY: Final = 40  # speakers remembered; the oldest are forgotten


class References:
    """Remembers the speakers of one text and says for whom a pronoun or a role noun stands."""

    def __init__(self, speakers: Speakers, scene: Scene, actors: Sequence[ActorMention]) -> None:
        self._speakers = speakers
        self._scene = scene
        self._actors = actors
        self._known: list[Known] = []
        self.named = Named(speakers, scene, actors)
        self._pointed = speakers.outlets | speakers.documents | speakers.texts

    def source(self, whole: Range, head: Range, keep: bool = True, sure: bool = False) -> Source | None:
        """The speaker of a phrase, put in its place where it only points back; None where nobody fits."""
        scene = self._scene
        span = scene.span(whole)
        word = scene.norm(head[0]).removesuffix("'d").removesuffix("'s") if scene.tags[head[0]] == "r" else scene.norm(head[0])
        if scene.tags[head[0]] in "rmw" and head[1] - head[0] == 1:
            found = (self._subject_before(head[0]) if word in ("they", "it") else None) or self._pronoun(word, span.start)
            self._again(found, scene.text.tokens[head[0]].sentence, keep)
            return replace(found, start=span.start, end=span.end) if found else None
        made = self._speakers.source(scene, whole, head, self._actors)
        noun = self._speakers.noun(scene, head)
        if made.kind is SourceKind.DOCUMENT and (by := maker(scene, self._speakers, whole, head, self._actors)):
            owner = self.source(by, by, keep=keep, sure=sure)
            if owner is not None and owner.kind is not SourceKind.DOCUMENT:
                return replace(owner, start=span.start, end=span.end)
        if word in ("his", "her", "its", "their") and (made.kind is not SourceKind.PERSON or made.name.lower().startswith(word)):
            owned = self._possessed(made, head, word)
            if owned is None:
                return None
            made = owned
        else:
            earlier = self._earlier(head, noun, made)
            if earlier:
                made = replace(earlier, start=span.start, end=span.end)
            elif noun in self._speakers.spokesmen and made.kind is SourceKind.ROLE and made.name == noun:
                made = self._speaking_for(made, span.start)
        if keep and (sure or self._speakers.can_speak(scene, head, self._actors)):
            self._remember(made, noun, scene.text.tokens[head[0]].sentence)
        return made

    def addressed(self, at: Range) -> Source | None:
        """ "told Reuters": the outlet that passes it on, which "he" and "she" cannot mean."""
        found = self.source(at, at, keep=False)
        if found is None:
            return None
        outlet = replace(found, kind=SourceKind.OUTLET)
        self._remember(outlet, self._speakers.noun(self._scene, at), self._scene.text.tokens[at[0]].sentence)
        return outlet

    def _remember(self, source: Source, noun: str, sentence: int) -> None:
        self._known.append(self.named.known(source, noun, sentence))
        del self._known[:-_MEMORY]

    def _again(self, found: Source | None, sentence: int, keep: bool) -> None:
        """Whoever has just spoken again as "he" is the one who spoke last."""
        if keep and found is not None and found.kind in _PERSONS:
            known = next((k for k in reversed(self._known) if k.source.name == found.name), Known(found, "", False))
            if known.sentence < sentence:
                self._known.append(known._replace(sentence=sentence))

    def _pronoun(self, word: str, start: int) -> Source | None:
        if word in ("we", "i", "us", "me", "you", "one"):
            return None
        at = min(self._scene.text.token_at(start), len(self._scene.tags) - 1)
        number = self._scene.text.tokens[at].sentence
        known = next((k for k in reversed(self._known) if self._fits(word, k)), None)
        if word in ("he", "she") and (told := self.named.told_here(number, at)):
            return told
        if known is None or known.sentence < number - 1:
            if word in ("he", "she") and (here := self.named.person_here(number, at)):
                return here
            named = next((k for k in self.named.before(number) if self._fits(word, k)), None)
            if named is not None and (known is None or named.sentence > known.sentence):
                return named.source
        if known is not None:
            return known.source
        last = bisect_right(self._actors, start, key=lambda a: a.end)  # none lies inside another, so their ends are in order too
        for actor in reversed(self._actors[max(0, last - 12) : last]):
            if (actor.kind == "person") == (word in _SINGULAR) and actor.kind != "state":
                kind = SourceKind.PERSON if actor.kind == "person" else SourceKind.INSTITUTION
                return Source(name=actor.name, kind=kind, actor=actor.actor or actor.country)
        return None

    def _subject_before(self, i: int) -> Source | None:
        """ "The drivers blocked the road. They demand": the subject of the clause before, where it is several persons."""
        scene = self._scene
        number = scene.text.tokens[i].sentence
        sentence = scene.text.sentences[number]
        opening = i == sentence.first or not any(c in "NGvBx;" for c in scene.tags[sentence.first : i])
        # "The agency has found the money, it says."
        ending = scene.letter(i - 1, sentence) == "," and _CLOSED.match(scene.tags, i + 1, sentence.last) is not None
        joined = ending or scene.letter(i - 1, sentence) in ";-" or scene.tags[max(0, i - 2) : i] in (",c", ",b", "pw")
        if not ending and opening and number and scene.text.sentences[number - 1].paragraph == sentence.paragraph:
            sentence = scene.text.sentences[number - 1]
        elif not joined:
            return None
        subject = scene.first_phrase(sentence, min(i, sentence.last), past_place=True)
        if ending and (subject is None or scene.letter(subject[1], sentence) not in "xvuVB"):
            return None
        counted = subject is not None and "#" in scene.tags[subject[0] : subject[1]]  # "Two people are missing, they say."
        if subject is None or counted or not self._speakers.can_speak(scene, subject, self._actors, strict=True):
            return None
        noun = self._speakers.noun(scene, subject)
        several = noun in self._speakers.plural or (noun.endswith("s") and noun not in self._speakers.bodies)
        source = self._speakers.source(scene, subject, subject, self._actors)
        source = self._earlier(subject, noun, source) or source
        if scene.norm(i) == "it":
            if ending and source.kind in _BODIES:
                return source
            return source if source.kind in _BODIES and (noun in self._speakers.bodies or noun in self._speakers.outlets) else None
        return source if several else None

    def _fits(self, word: str, known: Known) -> bool:
        if word in _SINGULAR:
            return (known.source.kind in _PERSONS and not known.plural) or bare_name(known.source)
        if word in ("it", "its", "it's", "itself"):
            return known.source.kind in _BODIES
        if word in ("they", "their", "them", "themselves"):
            return known.plural or known.source.kind in (SourceKind.CROWD, SourceKind.INSTITUTION)
        return True

    def _possessed(self, made: Source, head: Range, word: str) -> Source | None:
        """ "his office": the office of the last fitting speaker."""
        owner = self._owner_here(head, word) or self._pronoun(word, made.start)
        if owner is None:
            return replace(made, name=clean(self._scene.words((head[0] + 1, head[1])))) if head[1] - head[0] > 1 else None
        if head[1] - head[0] == 1 or (made.kind is SourceKind.DOCUMENT and owner.kind in _KEEPERS):
            return replace(owner, start=made.start, end=made.end)
        rest = clean(self._scene.words((head[0] + 1, head[1])))
        if rest.lower() == owner.name.lower():
            return replace(made, name=rest)  # "its mayor", where only a mayor was named before
        adjective = self._speakers.adjectives.get(owner.actor.split(".")[0]) if owner.actor else None
        name = f"{adjective} {rest}" if adjective else f"{owner.name}: {rest}"
        return replace(made, name=name, actor=made.actor or owner.actor)

    def _speaking_for(self, made: Source, start: int) -> Source:
        """ "a spokesman said": he speaks for the body that was spoken of last."""
        number = self._scene.text.tokens[min(self._scene.text.token_at(start), len(self._scene.tags) - 1)].sentence
        nearest = [k for k in (*reversed(self._before(start)), *self.named.before(number)) if self._has_spokesmen(k)]
        owner = max(nearest, key=lambda k: k.sentence, default=None)
        if owner is None:
            return made
        return replace(made, name=f"{made.name} for {owner.source.name}", actor=made.actor or owner.source.actor)

    def _has_spokesmen(self, known: Known) -> bool:
        body = known.noun in self._speakers.bodies or bool(known.source.actor)
        return known.source.kind is SourceKind.INSTITUTION and body and known.noun not in self._speakers.documents

    def _owner_here(self, head: Range, word: str) -> Source | None:
        """ "Uganda has 359 cases, its ministry says": a country that is the subject of the very sentence."""
        scene = self._scene
        sentence = scene.text.sentences[scene.text.tokens[head[0]].sentence]
        subject = scene.first_phrase(sentence, head[0]) if word in ("its", "their") and head[0] > sentence.first else None
        actor = self._speakers.actor(scene, subject, self._actors) if subject is not None else None
        if actor is None or actor.kind != "state":
            return self._body_here(head, subject)
        return Source(name=actor.name, kind=SourceKind.INSTITUTION, actor=actor.actor or actor.country)

    def _body_here(self, head: Range, subject: Range | None) -> Source | None:
        """ "A brigade from Tarn has joined the work, its commander said": the body that is the sentence's subject."""
        scene = self._scene
        if (
            subject is None
            or scene.tags[head[0] - 1] not in ",q"
            or not self._speakers.can_speak(scene, subject, self._actors, strict=True)
        ):
            return None
        source = self._speakers.source(scene, subject, subject, self._actors)
        return source if source.kind is SourceKind.INSTITUTION else None

    def _earlier(self, head: Range, noun: str, made: Source) -> Source | None:
        """ "the source", "prosecutors": an earlier speaker whose name holds the same noun or one that may stand for it."""
        scene = self._scene
        last = head[1] - sum(self._based(i) for i in range(*head))
        bare = last - head[0] <= (3 if scene.norm(head[0]) in ("the", "that", "this") else 1)
        pointing = scene.norm(head[0]) in ("the", "that", "this", "these", "those", "same") or (
            head[1] - head[0] == 1 and scene.text.tokens[head[0]].norm == noun and noun in self._speakers.plural
        )
        if not bare or not pointing or made.kind is SourceKind.PERSON:
            return None
        if made.actor and made.kind is SourceKind.INSTITUTION and scene.tags[head[1] - 1] == "N":
            return None  # "the WHO" is itself, whoever spoke for it before
        if several := self._several(head, noun):
            return several
        wanted = self._speakers.same.get(noun, (noun,))
        earlier = self._before(scene.span(head).start)
        if any(scene.norm(i) == "same" for i in range(head[0], head[1])) and noun in self._pointed:
            if noun in self._speakers.outlets and (found := same_outlet(scene, earlier, self._actors, scene.span(head).start)):
                return found
            return next((k.source for k in reversed(earlier) if k.source.kind in _BODIES), None)  # "according to the same paper"
        if noun in self._speakers.sources and any(scene.norm(i) == "same" for i in range(head[0], head[1])):
            return earlier[-1].source if earlier else None
        if noun in self._speakers.outlets:
            outlets = [k for k in earlier if k.source.kind is SourceKind.OUTLET]
            called = [k for k in outlets if noun in k.source.name.lower().split()]
            bodies = [k for k in earlier if is_body(k, noun, wanted, self._speakers.agencies)]
            unknown = [k for k in earlier if noun in self._speakers.agencies and is_unknown(k, self._speakers.bodies)]
            if noun in self._speakers.agencies and outlets and bodies and not called and outlets[-1].sentence > bodies[-1].sentence:
                bodies = []  # the wire that was named last
            told = next((found[-1].source for found in (called, bodies, outlets, unknown) if found), None)
            return told or self.named.owner(head, noun)
        own = self._own(head, noun)
        here = self.named.here(scene.text.tokens[head[0]].sentence, head) if noun in self._speakers.bodies else []
        for known in [*here, *reversed(earlier)]:
            words = {w.strip(",.:'’").removesuffix("’s").removesuffix("'s").lower() for w in known.source.name.split()} | {known.noun}
            if (
                words & set(wanted)
                and self._is_headed(known, noun, wanted)
                and known.source.kind is not SourceKind.PERSON
                and all(w in words or w in self._speakers.telling_little for w in own)
            ):
                return known.source
        introduced = self._introduced(head, noun, wanted) or mentioned(self._scene, self._speakers, self._actors, head, (noun, *wanted))
        return introduced or issuer(scene, self._speakers, head, noun, earlier)

    def _several(self, head: Range, noun: str) -> Source | None:
        """ "UNICEF and the WHO said ... The two agencies say": those who spoke together."""
        told = self._before(self._scene.span(head).start) if self._speakers.are_bodies(noun) else []
        return next((k.source for k in reversed(told) if " and " in k.source.name), None)

    def _own(self, head: Range, noun: str) -> list[str]:
        """The words that tell a speaker from others of the same office."""
        scene = self._scene
        words = [scene.norm(i).removesuffix("'s").removesuffix("'") for i in range(*head) if scene.tags[i] in "njNG" and not self._based(i)]
        return [w for w in words if w != noun]

    def _based(self, i: int) -> bool:
        """ "the Norway-based group": where it sits does not tell it from others."""
        scene = self._scene
        if scene.tags[i] == "'":
            return scene.norm(i + 1) in self._speakers.sitting
        return scene.norm(i) in self._speakers.sitting or (scene.norm(i + 2) in self._speakers.sitting and scene.tags[i + 1] == "'")

    def _before(self, start: int) -> list[Known]:
        """Those who were known before a place: "the agency" is not the site that it quotes further on, nor a part of its own phrase."""
        return [k for k in self._known if k.source.end <= start]

    def _introduced(self, head: Range, noun: str, wanted: Sequence[str]) -> Source | None:
        """ "Colonel Adeyemi opened the briefing. The officer said", "Volkov Steel closed two furnaces. The company says"."""
        number = self._scene.text.tokens[head[0]].sentence
        earlier = self._before(self._scene.span(head).start)
        lately = [k for k in reversed(earlier) if k.sentence >= number - 1 - BACK]
        candidates = [*self.named.here(number, head), *self.named.before(number), *lately]
        for known in candidates:
            words = {w.strip(",.:").lower() for w in self._title(known)} | {known.noun}
            told_apart = known.source.kind in _TOLD_APART
            others = [w for w in self._own(head, noun) if w not in words and w not in self._speakers.telling_nothing]
            other = told_apart and bool(others)  # "the health department" is not the weather department
            if words & set(wanted) and not other and self._is_headed(known, noun, wanted):
                return known.source
            named = known.source.kind is SourceKind.INSTITUTION and known.source.name[:1].isupper() and not known.source.actor
            plain = (
                known.source.kind is SourceKind.PERSON and known.sentence == number and " ".join(self._title(known)) == known.source.name
            )
            if plain and noun in self._speakers.firms:
                return known.source  # "Volkov Steel reckons with a loss; two furnaces are cold, the company said"
            if named and noun in self._speakers.firms and known.noun not in self._speakers.bodies:
                return known.source
        return None

    def _is_headed(self, known: Known, noun: str, wanted: Sequence[str]) -> bool:
        """False for the police chief where "the police" are asked for."""
        adjunct = known.source.kind is SourceKind.ROLE and noun in known.source.name.lower().split()[:-1]
        return not adjunct or noun in self._speakers.roles or known.noun in wanted

    def _title(self, known: Known) -> list[str]:
        scene, span = self._scene, known.source
        if span.start < 0:
            return span.name.split()
        first, last = (scene.text.token_at(at) for at in (span.start, span.end))
        joined = next((i for i in range(first + 1, last) if scene.tags[i] in "pP"), last)  # "Fighting between | government troops"
        return scene.text.text[span.start : scene.text.tokens[joined - 1].end].split() if joined > first else span.name.split()
