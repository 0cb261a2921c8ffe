"""What an office has done itself is told on its own word: "the ministry has sent 850 soldiers", where nobody else says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.chains import Chains
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.references import References
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_DONE = re.compile(r"(?:x[xa]*[VvunI]|a?[Vvu])(?:n?p)?[dpPaTjGn]{0,4}#")  # "has also sent some 850", "delivered 700", "has flown in 168"
_WHICH: Final = re.compile(",w")
_TURN: Final = re.compile(r";|,?[b]|,c")


class OwnActs:
    """Finds the acts of civil offices and aid bodies with a number behind them."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers, chains: Chains) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._chains = chains

    def find(self, scene: Scene, actors: Sequence[ActorMention], references: References) -> Iterator[Attribution]:
        """Acts, each with the office as its source; they count only where nobody is named who says so."""
        for sentence in scene.text.sentences:
            if "#" not in scene.tags[sentence.first : sentence.last] or scene.text.marked(sentence.start, sentence.end):
                continue
            for subject, verb in self._subjects(scene, sentence):
                done = _DONE.match(scene.tags, verb, sentence.last)
                if done is None or not self._acts(scene, subject, (verb, done.end()), actors):
                    continue
                source = references.source(subject, subject, keep=False)
                if source is None or source.kind is not SourceKind.INSTITUTION or self._chains.is_armed(source):
                    continue
                yield self._made(scene, (verb, sentence.last), source)

    def _subjects(self, scene: Scene, sentence: Sentence) -> Iterator[tuple[Range, int]]:
        """The sentence's subject, and a name before ", which has"; each with where its verb begins."""
        subject = scene.first_phrase(sentence, sentence.last)
        if subject is not None:
            yield subject, subject[1]
        for m in _WHICH.finditer(scene.tags[sentence.first : sentence.last]):
            comma = sentence.first + m.start()
            head = scene.left(comma, sentence.first) if comma > sentence.first else None
            if head is not None and scene.norm(comma + 1) == "which":
                yield head, comma + 2

    def _acts(self, scene: Scene, subject: Range, deed: Range, actors: Sequence[ActorMention]) -> bool:
        if any(scene.norm(k) in self._lexicon.suffering for k in range(*deed)) or "z" in scene.tags[deed[0] : deed[1]]:
            return False
        noun = self._speakers.noun(scene, subject)
        actor = self._speakers.actor(scene, subject, actors)
        if actor is None or actor.kind != "institution" or noun in self._lexicon.acting:
            return noun in self._lexicon.acting
        words = set(actor.name.lower().split())
        sign = scene.words((subject[1] - 1, subject[1]))
        return bool(words & self._lexicon.acting) or (len(sign) > 2 and sign.isupper())

    def _made(self, scene: Scene, stretch: Range, source: Source) -> Attribution:
        turn = _TURN.search(scene.tags, stretch[0] + 1, stretch[1])
        piece = scene.span((stretch[0], turn.start() if turn else stretch[1]))
        return Attribution(source=(), cue=(), content=(piece,), chain=(source,), kind="act", mode="act", carried=True, certainty=0.4)
