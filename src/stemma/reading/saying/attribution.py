"""Who says so: every passage that hangs on a speaker, with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.text import Sentence, Text
from stemma.core.types import Source, SourceKind, Span
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.asides import AsideCues
from stemma.reading.saying.belonging import BelongingCues, GapCues
from stemma.reading.saying.carry import briefed, carry, throughout
from stemma.reading.saying.chains import Chains, credit_chain, is_state, own_outlet
from stemma.reading.saying.contents import Contents
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.figures_of import FigureCues
from stemma.reading.saying.keeping import KeepingCues
from stemma.reading.saying.offices import Offices
from stemma.reading.saying.papers import PaperCues
from stemma.reading.saying.quoting import QuotingCues
from stemma.reading.saying.references import References
from stemma.reading.saying.said import Attribution, Cue, trimmed
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.seam import PassageTagger, Seen
from stemma.reading.saying.silences import Silences
from stemma.reading.saying.speakers import Speakers
from stemma.reading.saying.tagged import cues_of
from stemma.reading.saying.tagging import Tagger
from stemma.reading.saying.unsaid import OwnActs, TollCues
from stemma.reading.saying.verbs import VerbCues
from stemma.reading.saying.wordings import WordingCues

_CUE: Final = re.compile("[vug]")
_COUNTED: Final = re.compile(r"[dapPj]{0,3}#")  # "more than 15,600 cases"
_NESTING = ("think", "show", "describe", "seem", "attitude", "intend")  # verbs that report nothing of their own inside another's words


class AttributionFinder:
    """Finds attributions by cue words and the grammar around them, and where one is given, by a trained tagger beside them."""

    def __init__(self, pack: Pack, tagger: PassageTagger | None = None) -> None:
        self._tagged_by = tagger
        self._lexicon = Lexicon(pack)
        self._speakers = Speakers(pack)
        self._tagger = Tagger(pack.tables.get("tagging", {}), self._lexicon.letters() | dict.fromkeys(self._lexicon.spelled, "#"))
        self._verbs = VerbCues(self._lexicon, self._speakers)
        self._wordings = WordingCues(self._lexicon, self._speakers)
        self._keeping = KeepingCues(self._lexicon, self._speakers)
        self._tolls = TollCues(self._lexicon, self._speakers)
        self._asides = AsideCues(self._lexicon, self._speakers)
        self._belonging = BelongingCues(self._lexicon, self._speakers)
        self._figures = FigureCues(self._lexicon, self._speakers)
        self.chains = Chains(pack.tables.get("saying", {}))
        self._acts = OwnActs(self._lexicon, self._speakers, self.chains)
        self._gaps = GapCues(self._lexicon, self._speakers)
        self._papers = PaperCues(self._lexicon, self._speakers)
        self._quoting = QuotingCues(self._lexicon, self._speakers, pack.tables.get("saying", {}).get("asides", {}))
        self._contents = Contents(self._lexicon)
        self.silences = Silences(pack, self._lexicon, self._speakers)

    def scene(self, text: Text) -> Scene:
        """A text with its letters."""
        return Scene(text, self._tagger.tag(text), self._lexicon.roughly)

    def find(
        self,
        text: Text,
        actors: Sequence[ActorMention],
        credits: Sequence[str] = (),
        outlet: str = "",
        scene: Scene | None = None,
        figures: Sequence[Span] | None = None,
    ) -> list[Attribution]:
        """All attributions of a text in order of place; `outlet` is the report's own, which is left out of chains.

        A trained tagger is asked only about `figures` in nobody's words; where none are given, about any such number.
        """
        scene = scene or self.scene(text)
        cues = self._cues(scene, actors)
        found: list[Attribution] = []
        references = References(self._speakers, scene, actors)
        own = outlet or own_outlet(text)
        ours: list[int] = []  # where the outlet's own people speak
        own_words: list[Attribution] = []
        for _, group in groupby(cues, key=lambda c: c.sentence):
            found += self._sentence(scene, list(group), references, own, (ours, own_words))
        found = Offices(self._speakers, scene, actors).named(_without_nested(found))
        found += carry(scene, found, self._lexicon, ours)
        found += briefed(scene, self._briefings(scene, references), found)
        found += throughout(scene, self._tolls.of_all(scene, actors, references), found)
        if self._tagged_by is not None:
            for cue in cues_of(Seen(scene, actors, sorted(found, key=_in_place)), self._tagged_by, self._lexicon, figures):
                chain = self._chain(scene, cue, references, own)
                if chain and cue.source and not self._is_own(scene, cue.source):
                    found.append(self._made(scene, cue, chain))
        found += [a for a in self._acts.find(scene, actors, references) if not any(self.chains.same_outlet(s.name, own) for s in a.chain)]
        found += [a for a in own_words if a.content]
        found += self.chains.credited(text, credits, own)
        return sorted(found, key=_in_place)

    def _briefings(self, scene: Scene, references: References) -> dict[int, Source]:
        """The sentences that say that somebody told a story, with who it was."""
        found: dict[int, Source] = {}
        told = self._lexicon.briefings.find(scene.text.tokens, 0, len(scene.text.tokens))
        listed = self._lexicon.announces(scene.text.tokens, 0, len(scene.text.tokens))
        for hit in (*told, *listed):
            number = scene.text.tokens[hit.first].sentence
            sentence = scene.text.sentences[number]
            if hit.value in self._lexicon.announced and scene.norm(sentence.last - 1) != ":":
                continue
            subject = scene.first_phrase(sentence, hit.first)
            source = references.source(subject, subject, keep=False) if subject else None
            if source is not None and not scene.text.marked(sentence.start, sentence.end):
                found[number] = source
        return found

    def _cues(self, scene: Scene, actors: Sequence[ActorMention]) -> list[Cue]:
        found: list[Cue] = [*self._belonging.find(scene, actors), *self._tolls.logged(scene, actors)]
        for m in _CUE.finditer(scene.tags):
            number = scene.text.tokens[m.start()].sentence
            cue = self._verbs.at(scene, m.start(), scene.text.sentences[number], actors)
            if cue:
                found.append(cue)
        found += self._wordings.find(scene, actors)
        found += self._keeping.find(scene, actors)
        found += self._tolls.find(scene, actors)
        found += self._asides.find(scene, actors)
        found += self._figures.find(scene, actors)
        found += self._gaps.find(scene, actors, tuple(found))
        found += self._asides.spoken(scene, actors, found)
        found += self._papers.find(scene, actors, tuple(found))
        found += self.silences.find(scene)
        found += self._quoting.find(scene, actors, tuple(found))
        found += self._quoting.credits(scene)
        found += self._quoting.having(scene, actors)
        return _without_doubles(
            scene, sorted(found, key=lambda c: (c.sentence, c.first, not (c.mode == "citing" and c.pieces), -c.back, -c.last))
        )

    def _sentence(
        self, scene: Scene, cues: list[Cue], references: References, own: str, ours: tuple[list[int], list[Attribution]]
    ) -> list[Attribution]:
        found: list[Attribution] = []
        before: tuple[Source, ...] = ()
        for cue in self._contents.fill(scene, self._inherited(scene, cues)):
            if cue.source and self._is_own(scene, cue.source):
                ours[0].append(scene.span((cue.first, cue.last)).start)
                ours[1].append(self._ours(scene, cue))
                continue
            chain = self._chain(scene, cue, references, own)
            if cue.source and not chain and cue.kind == "said":
                ours[0].append(scene.span((cue.first, cue.last)).start)
                if scene.tags[cue.source[0]] not in "rm":
                    ours[1].append(self._ours(scene, cue))
            if cue.inherits and not chain:
                chain = before
            unknown = cue.kind == "said" and not chain and not cue.name
            if unknown and (cue.source is None or scene.norm(cue.source[0]) not in ("he", "she", "it", "they")):
                continue
            found.append(self._made(scene, cue, chain))
            if cue.kind == "said" and chain:
                before = chain
        return found

    def _ours(self, scene: Scene, cue: Cue) -> Attribution:
        """What the outlet's own people say, which is nobody else's word."""
        return structs.replace(self._made(scene, cue, ()), source=(), cue=(), kind="own", mode="own")

    def _inherited(self, scene: Scene, cues: list[Cue]) -> list[Cue]:
        """A coordinated or participial cue takes its subject from the cue before, else from the sentence."""
        filled: list[Cue] = []
        for cue in cues:
            if cue.inherits:
                sentence = scene.text.sentences[cue.sentence]
                semicolon = scene.tags.rfind(";", sentence.first, cue.first)
                if semicolon >= 0:  # "...; the committee is more cautious and predicts 900"
                    sentence = Sentence(sentence.start, sentence.end, semicolon + 1, sentence.last, sentence.paragraph)
                before = next((c for c in reversed(filled) if c.source and not c.pieces and c.first >= sentence.first), None)
                if before is None:
                    head = scene.first_phrase(sentence, cue.first)
                    if head is None or not self._speakers.can_speak(scene, head, ()):
                        continue
                    filled.append(structs.replace(cue, source=self._with_name(scene, head, cue.first), head=head))
                else:
                    filled.append(structs.replace(cue, source=before.source, head=before.head))
            else:
                filled.append(cue)
        return filled

    def _with_name(self, scene: Scene, head: Range, verb: int) -> Range:
        """ "The man whom Moscow has put in charge, Omar Haddad, says": the phrase up to the name behind it."""
        closing = scene.tags.rfind(",", head[1], verb)
        named = re.search(r",(d?N[N']*),?$", scene.tags[head[1] : closing + 1]) if closing > head[1] else None
        return (head[0], closing + 1) if named else scene.after_comma(head, verb)

    def _is_own(self, scene: Scene, source: Range) -> bool:
        """True where the outlet speaks of itself."""
        words = scene.words(source).lower()
        return (
            words.startswith(self._lexicon.ours)
            or words.endswith(self._lexicon.of_ours)
            or (words.startswith(self._lexicon.own_starts) and any(w in self._lexicon.own_voice for w in re.findall(r"[a-z]+", words)))
        )

    def _chain(self, scene: Scene, cue: Cue, references: References, own: str) -> tuple[Source, ...]:
        chain: list[Source] = []
        later = cue.outer is not None and cue.source is not None and cue.source[0] < cue.outer[0]
        passed = cue.outer if cue.outer and self._passes_on(scene, cue) else None
        outer = references.source(passed, passed) if passed and not later else None
        if cue.mode == "label" and cue.source:
            chain.append(references.named.labelled(cue.source))
        elif cue.source and cue.head:
            source = references.source(cue.source, cue.head, keep=cue.kind in ("said", "negative") and cue.own, sure=cue.mode == "say")
            if source:
                chain.append(source)
        if passed and later:
            outer = references.addressed(passed)  # "he told Corvane": he is nobody who is named only behind him
        if outer:
            chain.insert(0, outer if cue.mode == "citing" else replace(outer, kind=SourceKind.OUTLET))
        if cue.name:
            crowd = (
                SourceKind.NONE if cue.name in self._lexicon.adverbs else SourceKind.DOCUMENT if cue.mode == "count" else SourceKind.CROWD
            )
            span = scene.span((cue.first, cue.last))
            chain.append(Source(name=cue.name, kind=crowd, start=span.start, end=span.end))
        return tuple(
            s for s in chain if not self.chains.same_outlet(s.name, own) and not self.chains.own_staff(s.name, own, self._lexicon.own_voice)
        )

    def _passes_on(self, scene: Scene, cue: Cue) -> bool:
        """True for an addressee that prints what it is told: a name, and neither a person nor an institution."""
        if cue.mode == "citing" or cue.outer is None:
            return cue.outer is not None
        words = range(cue.outer[0], cue.outer[1])
        if any(scene.norm(i) in self._lexicon.plain_addressees for i in words) or not any(scene.tags[i] == "N" for i in words):
            return False
        noun = self._speakers.noun(scene, cue.outer)
        return noun not in self._speakers.common

    def _has_cases(self, scene: Scene, cue: Cue, chain: Sequence[Source]) -> bool:
        """ "Congo has reported more than 15,600 cases": a country that has them, which is no statement of its own."""
        place = bool(chain) and (is_state(chain[-1]) or chain[-1].name.lower() in self._lexicon.places)
        if cue.kind != "said" or not place or scene.norm(cue.last - 1) not in self._lexicon.having:
            return False
        return _COUNTED.match(scene.tags, cue.last) is not None

    def _made(self, scene: Scene, cue: Cue, chain: tuple[Source, ...]) -> Attribution:
        source = (scene.span(cue.source),) if cue.source else ()
        content = tuple(Span(*trimmed(scene.text.text, scene.span(p))) for p in cue.pieces)
        return Attribution(
            source=source,
            cue=(scene.span((cue.first, cue.last)),),
            content=tuple(c for c in content if any(k.isalnum() for k in scene.text.text[c.start : c.end])),
            chain=chain,
            kind=cue.kind,
            mode="cases" if self._has_cases(scene, cue, chain) else cue.mode,
            certainty=cue.certainty,
        )


def _without_nested(found: list[Attribution]) -> list[Attribution]:
    """ "He said that he could not comment on it, and that she defends her record": what stands inside somebody's words is his."""
    spoken = [(c.start, c.end, a) for a in found if a.kind == "said" for c in a.content]
    kept = []
    for attribution in found:
        weak = attribution.kind in ("intent", "attitude", "negative") or attribution.mode in _NESTING
        at = attribution.cue[0] if weak and attribution.cue else None
        if at is None or not any(s <= at.start and at.end <= e and a is not attribution for s, e, a in spoken):
            kept.append(attribution)
    return kept


def _in_place(attribution: Attribution) -> tuple[int, tuple[Span, ...], tuple[Span, ...]]:
    return attribution.start, attribution.cue, attribution.content


def _without_doubles(scene: Scene, cues: list[Cue]) -> list[Cue]:
    """One cue per place, none in a title or caption."""
    kept: list[Cue] = []
    for cue in cues:
        span = scene.span((cue.first, cue.last))
        if scene.text.marked(span.start, span.end):
            continue
        if kept and kept[-1].sentence == cue.sentence and kept[-1].last > cue.first:
            continue
        kept.append(cue)
    return kept


__all__ = ["Attribution", "AttributionFinder", "credit_chain"]
