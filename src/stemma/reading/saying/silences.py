"""Who said nothing: "did not comment", "has not given a date", "did not rule out", "neither confirmed nor denied".

Not to say a thing is no support for it and no denial of it, so these become events of their own kind, and no claim hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.core.types import Event, Reason, SourceKind, Span, Status
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Attribution, Cue
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Scene
from stemma.reading.saying.speakers import Speakers

_NEITHER: Final = frozenset(("neither",))
_REACH: Final = 3  # tokens from "not" to the verb: "has not yet publicly given"
_OF_SPEECH: Final = ("no_comment", "denial", "rejection", "withdrawal")  # frames that a silence makes needless


class Silences:
    """Finds the cues of negative attributions that are no cue verbs of their own."""

    def __init__(self, pack: Pack, lexicon: Lexicon, speakers: Speakers) -> None:
        table = pack.tables.get("saying", {}).get("silence", {})
        self._verbs = PhraseTable([(p, p) for p in table.get("verbs", ())])
        self._handed = frozenset(table.get("handed", ()))
        self._acts = PhraseTable([(p, p) for p in table.get("acts", ())])
        self._finding, self._confirming, self._denying = (tuple(table.get(k, ())) for k in ("finding", "confirming", "denying"))
        self._ruling = frozenset(table.get("ruling", ()))
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)

    def find(self, scene: Scene) -> Iterator[Cue]:
        """All such cues of a text."""
        tokens, firsts = scene.text.tokens, self._acts.firsts
        negated = {i for i, tag in enumerate(scene.tags) if tag == "z"}.union(scene.text.places(_NEITHER))
        acts = [i for word, at in scene.text.words.items() if word.removesuffix("'s") in firsts for i in at]
        for i in sorted(negated.union(acts)):
            if i in negated:
                yield from self._negated(scene, i)
            elif hit := self._acts.at(tokens, i):
                yield from self._cue(scene, i, hit.last)

    def _negated(self, scene: Scene, i: int) -> Iterator[Cue]:
        sentence = scene.text.sentences[scene.text.tokens[i].sentence]
        for k in range(i + 1, min(i + 1 + _REACH, sentence.last)):
            hit = self._verbs.at(scene.text.tokens, k, sentence.last) if scene.text.tokens[k].key in self._verbs.firsts else None
            if hit is not None and "#" in scene.tags[hit.last : hit.last + 2] and scene.norm(k) in self._handed:
                return  # "has not released 2.5 million dollars"
            if hit is not None:
                first = i
                while first - 1 > sentence.first and scene.tags[first - 1] in "xaB":
                    first -= 1
                yield from self._cue(scene, first, self._past_nor(scene, i, hit.last, sentence.last))
                return
            if scene.tags[k] not in "axB":
                return

    def _past_nor(self, scene: Scene, i: int, last: int, high: int) -> int:
        """ "neither confirmed nor denied" is one cue."""
        if scene.norm(i) == "neither" and scene.norm(last) == "nor" and last + 2 <= high:
            return last + 2
        return last

    def _cue(self, scene: Scene, first: int, last: int) -> Iterator[Cue]:
        number = scene.text.tokens[first].sentence
        sentence = scene.text.sentences[number]
        subject = self._subject.before(scene, first, sentence)
        if subject is None:
            if first > sentence.first and scene.tags[first - 1] in "cb":
                yield Cue(
                    first=first, last=last, sentence=number, mode="say", kind="negative", inherits=True, clause=first - 1, leading=True
                )
            return
        whole, head = subject
        if self._speakers.can_speak(scene, head, (), strict=True):
            yield Cue(
                first=first, last=last, sentence=number, mode="say", kind="negative", source=whole, head=head, clause=whole[0], leading=True
            )

    def events(self, report: str, text: Text, attributions: Iterable[Attribution]) -> list[Event]:
        """The events that say who said nothing about what; where an outlet "could not verify", that is a caveat and no silence."""
        found: dict[tuple[str, int], Event] = {}
        for attribution in attributions:
            told = attribution.kind == "negative" and attribution.cue and attribution.chain
            if not told or attribution.chain[-1].kind is SourceKind.OUTLET or self._found_nothing(text, attribution):
                continue
            start = min(s.start for s in (*attribution.source, *attribution.cue))
            end = max(s.end for s in (*attribution.cue, *attribution.content))
            sentence = text.sentence_at(attribution.cue[0].start)
            if sentence is not None:
                end = min(end, sentence.end)
            cue = text.text[attribution.cue[0].start : attribution.cue[0].end]
            kind = self._kind(cue.lower().split())
            event = Event(
                report=report,
                start=start,
                end=end,
                text=text.text[start:end],
                type=kind,
                actor=attribution.chain[-1].name,
                status=Status.ASSERTED,
                key=" ".join(sorted({w for w in cue.lower().split() if w.isalpha()})),
                reasons=(
                    Reason(rule="read.silence/1", detail=f"'{cue}' says that nothing was said: neither support nor denial", weight=1.0),
                ),
            )
            found.setdefault((kind, attribution.cue[0].start), event)
        return list(found.values())

    def _found_nothing(self, text: Text, attribution: Attribution) -> bool:
        return attribution.mode == "show" and text.text[attribution.cue[0].start : attribution.cue[0].end].lower().endswith(self._finding)

    def _kind(self, cue: Sequence[str]) -> str:
        if not self._ruling.isdisjoint(cue):
            return "not_ruled_out"
        if any(w.startswith(self._confirming) for w in cue) and any(w.startswith(self._denying) for w in cue):
            return "neither"  # not to confirm alone is no more than silence
        return "no_comment"


def with_silences(events: Sequence[Event], silences: Sequence[Event]) -> list[Event]:
    """All events, the silences in the place of what frames of words made of the same words."""
    quiet = [Span(s.start, s.end) for s in silences]
    kept = [e for e in events if not (e.type in _OF_SPEECH and any(q.overlaps(Span(e.start, e.end)) for q in quiet))]
    return sorted([*kept, *silences], key=lambda e: (e.start, e.end, e.type))
