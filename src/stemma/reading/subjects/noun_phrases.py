"""The noun phrases of a sentence with what they say of themselves: how they hang on others, what their heads are, who they name."""

from __future__ import annotations

from typing import Final

from stemma.core.packs import Pack
from stemma.core.text import Sentence
from stemma.reading.forms import expand, plural, singular
from stemma.reading.looked import Looked
from stemma.reading.subjects.asking import key_of
from stemma.reading.subjects.chunks import Chunk, Phrase, chunks, follows, governs
from stemma.reading.subjects.phrases_told import PhrasesTold

_POSSESSIVES: Final = ("its", "their", "his", "her", "our")
_ACTING: Final = ("state", "institution", "group", "role")
_JOINING: Final = ("of", "the", "and")
_LONGEST: Final = 4  # words that a phrase is told to have


class NounPhrases:
    """Finds noun phrases; built once from a pack."""

    def __init__(self, pack: Pack, told: PhrasesTold) -> None:
        table = pack.tables.get("subjects", {})
        self._told = told
        self._kinds: dict[str, str] = {}
        self._doers = tuple(table.get("phrases", {}).get("doers", ()))
        lists = (
            ("person", pack.tables.get("nouns", {}).get("persons", {}).get("nouns", "").split()),
            ("armed", [*expand(table.get("armed", ())), *table.get("movers", ())]),
            ("victims", table.get("no_people", ())),
            ("toll", [*table.get("tolls", ()), *table.get("counters", ())]),
            ("empty", table.get("phrases", {}).get("empty", ())),
            ("water", table.get("waters", ())),
            ("instrument", table.get("phrases", {}).get("instruments", ())),
        )
        for kind, words in lists:
            for word in words:
                self._kinds.setdefault(word, kind)
        singles = [w for w, kind in self._kinds.items() if kind in ("person", "armed")]
        several = frozenset(map(plural, singles)) | frozenset(w for w in singles if singular(w) != w)
        self.people = several - frozenset(table.get("people", ()))  # words for several people
        self._ruling = frozenset(table.get("parties", {}).get("ruling", ()))
        self._scales, self._addressing = frozenset(table.get("scales", ())), frozenset(table.get("phrases", {}).get("addressing", ()))

    def kind(self, word: str) -> str:
        """What a head word is: a person, those who fight, victims, a thing."""
        found = self._kinds.get(word) or self._kinds.get(singular(word))
        if found is None:
            found = "doer" if word.endswith(self._doers) else "thing"
        return found

    def of(self, sentence: Sentence, looked: Looked) -> tuple[Phrase, ...]:
        """The noun phrases of a sentence with their signs."""
        scene, text = looked.scene, looked.text
        here = [a for a in looked.amounts if sentence.start <= a.start < sentence.end]
        speakers = [s for s in looked.speakers if s.start < sentence.end and sentence.start < s.end]
        places = [p for p in looked.places if sentence.start <= p.start < sentence.end]
        cuts = [text.token_at(a.start) for a in here]
        cuts += [i for p in places if p.preposition and (i := text.token_at(p.end)) < sentence.last and text.tokens[i].text[0].isupper()]
        actors = [a for a in looked.actors if sentence.start <= a.start < sentence.end]
        found: list[Phrase] = []
        for chunk in chunks(scene, sentence, cuts):
            if self._is_verb(chunk, looked):
                continue  # "intends to withhold 121 million"
            first = chunk.first
            while first < chunk.head and scene.norm(first) in self._scales:
                first += 1  # "three | lakh bags"
            if scene.norm(chunk.head) in self._scales or scene.norm(chunk.first - 1) in self._addressing:
                continue  # "injured a dozen, two seriously", "told reporters that 40 had died"
            name = self._told.words((first, chunk.last), looked)
            if chunk.owner:
                name = name.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
            if len(name) < 2 or name.isdigit():
                continue
            span = scene.span((chunk.first, chunk.last))
            within = [a for a in actors if a.start < span.end and span.start < a.end]
            acting = [a for a in within if a.kind in _ACTING]
            head = scene.norm(chunk.head).removesuffix("'s").removesuffix("’s")
            if head in self._ruling and not chunk.joined and chunk.last - first > 1:  # "under MNDAA control"
                if acting and acting[-1].end < span.end:
                    name = looked.text.text[acting[-1].start : acting[-1].end].removesuffix("'s").removesuffix("’s")
                elif scene.tags[chunk.head - 1] == "N":
                    name = self._told.words((first, chunk.head), looked) or name
            govern, then = governs(scene, chunk.first, sentence), follows(scene, chunk.last, sentence)
            det = _determiner(scene.norm(chunk.first), scene.tags[chunk.first])
            kind = self.kind(head)
            signs = [
                f"before={govern}",
                f"behind={then}",
                f"role={govern}/{then}",
                f"det={det}",
                f"kind={kind}",
                f"head={head}" if head.isalpha() else "head=0",
                f"ending={singular(head)[-3:]}",
                "plural" if singular(head) != head else "singular",
                "capital" if scene.tags[chunk.head] in "NG" and scene.words((chunk.head, chunk.last))[:1].isupper() else "small",
                f"long={min(_LONGEST, len(name.split()))}",
                f"of={chunk.joined}",
            ]
            if chunk.owner:
                signs.append("owner")
            if chunk.part:
                signs.append("part")
            speaks = any(s.start < span.end and span.start < s.end for s in speakers)
            if speaks:
                signs.append("speaker")
            for a in within:
                signs.append(f"actor={a.kind}")
            if any(p.start <= span.start + 4 and span.end <= p.end for p in places):
                signs.append("place")
            elif any(p.start < span.end and span.start < p.end for p in places):
                signs.append("placed")
            counted = any(span.start <= a.start < span.end for a in here)
            if counted:
                signs.append("counted")
            actor = key_of(acting[0]) if acting else ""
            joins = (signs[2], signs[4], signs[10])
            found.append(Phrase(chunk, name, actor, span, words_of(name), joins, speaks, counted, tuple(signs)))
        return tuple(found)

    def _is_verb(self, chunk: Chunk, looked: Looked) -> bool:
        """True of a verb that stands alone behind "to" or an auxiliary: "to withhold", "been set"."""
        scene = looked.scene
        word = scene.norm(chunk.first)
        alone = chunk.last == chunk.first + 1 and chunk.first > 0 and scene.tags[chunk.first - 1] in "TxB"
        return alone and scene.tags[chunk.first] == "n" and singular(word) == word and self.kind(word) == "thing"


def _determiner(word: str, tag: str) -> str:
    """With what a phrase begins: the, a, a possessive, another determiner or a number by its letter."""
    if word == "the":
        return "the"
    if word in ("a", "an"):
        return "a"
    if word in _POSSESSIVES:
        return "own"
    return tag if tag in "d#" else "0"


def words_of(name: str) -> frozenset[str]:
    """The words of a name that say something."""
    return frozenset([w for w in name.lower().split() if w not in _JOINING])
