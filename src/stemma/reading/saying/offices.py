"""Who holds an office, by the text itself: "a senior general said" in the lead, "General Omar Haddad told" further on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from msgspec import structs

from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene
from stemma.reading.saying.speakers import Speakers

_BEFORE: Final = 8  # words before a name that may be its title
_AHEAD: Final = 6  # sentences behind the lead in which it says who its "senior general" is
_SAME: Final = 4  # letters by which "Russia's" and "Russian" are one


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str
    actor: str
    title: frozenset[str]
    countries: frozenset[str]  # the words of the title that begin with a capital and are no office
    sentence: int


class Offices:
    """The persons of one text with the titles under which it names them."""

    def __init__(self, speakers: Speakers, scene: Scene, actors: Sequence[ActorMention]) -> None:
        self._speakers = speakers
        self._scene = scene
        self._holders = [h for a in actors if a.kind == "person" if (h := self._holder(a)) is not None]

    def named(self, found: list[Attribution]) -> list[Attribution]:
        """Attributions with the names of those who are told of by their office only, where the text names one holder."""
        if not self._holders:
            return found
        names: dict[str, Source | None] = {}
        spoken = {s.name for a in found if a.kind == "said" for s in a.chain if s.kind is SourceKind.PERSON}
        for attribution in found:
            for source in attribution.chain:
                if source.kind is SourceKind.ROLE and source.name not in names:
                    names[source.name] = self._who(source, spoken)
        if not any(names.values()):
            return found
        return [structs.replace(a, chain=tuple(self._under_name(s, names) for s in a.chain)) for a in found]

    def _under_name(self, source: Source, names: dict[str, Source | None]) -> Source:
        known = names.get(source.name) if source.kind is SourceKind.ROLE else None
        return replace(known, start=source.start, end=source.end) if known is not None else source

    def _holder(self, person: ActorMention) -> _Holder | None:
        """A person with the words of his title: before the name, in it, or between commas behind it."""
        scene, text = self._scene, self._scene.text
        first = text.token_at(person.start)
        sentence = text.sentences[text.tokens[first].sentence]
        low = first
        while low > sentence.first and first - low < _BEFORE and scene.tags[low - 1] in "nNjG'":
            low -= 1
        own = person.name.lower().split()
        past = min(text.token_at(person.end - 1) + 1, sentence.last)
        tokens = [text.tokens[i] for i in range(low, past) if text.tokens[i].norm not in own]
        if scene.letter(past, sentence) == ",":
            for i in range(past + 1, min(past + 1 + _BEFORE, sentence.last)):
                if scene.tags[i] not in "dnNjG'o":
                    break
                tokens.append(text.tokens[i])
        words = [t.norm.removesuffix("'s") for t in tokens]
        offices = [w for w in words if w in self._speakers.roles]
        if not offices:
            return None
        abroad = {self._short(t.norm) for t in tokens if t.text[:1].isupper() and self._country(t.norm)}
        return _Holder(person.name, person.actor, frozenset(words), frozenset(abroad), text.tokens[first].sentence)

    def _country(self, word: str) -> bool:
        short = self._short(word)
        return any(a.startswith(short) for a in self._speakers.lowered)

    def _short(self, word: str) -> str:
        return word.removesuffix("'s")[:_SAME].lower()

    def _who(self, source: Source, spoken: set[str]) -> Source | None:
        """The one holder of the office that a source is called by; None where there are several or none."""
        scene, text = self._scene, self._scene.text
        if source.start < 0:
            return None
        number = text.tokens[text.token_at(source.start)].sentence
        first = text.token_at(source.start)
        tokens = text.tokens[first : text.token_at(source.end - 1) + 1]
        end = next((i for i, t in enumerate(tokens) if t.norm in ("of", "in", "for", "at", "with", "who", ",")), len(tokens))
        if end == 0 or end < len(tokens):
            return None  # told apart by more than the office
        noun = tokens[-1].norm
        if noun not in self._speakers.roles or noun in self._speakers.spokesmen:
            return None
        asked = [t for t in tokens[:-1] if t.norm not in self._speakers.passed_over and t.text[0].isalpha()]
        abroad = {self._short(t.norm) for t in asked if self._country(t.norm)}
        wanted = {t.norm for t in asked if self._short(t.norm) not in abroad}
        fitting = [
            h for h in self._holders if noun in h.title and wanted <= h.title and (not abroad or not h.countries or abroad & h.countries)
        ]
        if tokens[0].norm in ("a", "an"):
            lead = next((n for n, s in enumerate(text.sentences) if not text.marked(s.start, s.end)), 0)
            fitting = [h for h in fitting if number <= lead + 1 and number < h.sentence <= number + _AHEAD and h.name in spoken][:1]
        elif tokens[0].norm not in ("the", "his", "her", "its", "their") and scene.tags[text.token_at(source.start)] not in "GN":
            return None
        people = {h.name for h in fitting}
        if len(people) != 1:
            return None
        holder = fitting[0]
        return Source(name=holder.name, kind=SourceKind.PERSON, actor=holder.actor)
