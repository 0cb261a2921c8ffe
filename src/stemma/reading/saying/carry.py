"""Which bare sentences go on with what a speaker said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import structs

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind, Span
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene

_ENTRY: Final = re.compile(r"[NnVvujta]{1,4}:[dpPa]{0,3}#")
_ITEM: Final = re.compile(r"(?:[*•]|[-–] )")  # the mark before an item of a list
_ADDRESSEE: Final = 40  # letters from "told" to the semicolon behind "our team"
_SHORT: Final = 7  # tokens of an item that only counts: "* 2,684 suspected cases"
_FORM: Final = 0.7  # how sure it is that the form of a text carries a speaker on: a list, a label, an announcement
_GAP: Final = 2  # bare sentences that may stand between two passages of one speaker


def carry(scene: Scene, found: Sequence[Attribution], lexicon: Lexicon, ours: Sequence[int] = ()) -> list[Attribution]:
    """Bare sentences that go on with what a speaker said hang on that speaker too, with less certainty; `ours`: where the outlet speaks."""
    spoken: dict[int, list[Attribution]] = {}
    touched: set[int] = set()
    for attribution in found:
        passive = (
            attribution.mode == "passive"
            and scene.text.text[attribution.cue[0].start : attribution.cue[0].end].split()[-1].lower() in lexicon.carrying_passives
        )
        if not passive:
            touched.update(_sentences(scene, attribution))
        if attribution.kind == "said" and attribution.chain and attribution.cue:
            spoken.setdefault(_number(scene, attribution.cue[0].start), []).append(attribution)
    carried = _between(scene, spoken, touched) + _after_semicolons(scene, found, lexicon, ours) + _announced(scene, found, lexicon)
    done = touched | {_number(scene, a.content[0].start) for a in carried}
    carried += _labelled(scene, spoken, done) + _listed(scene, spoken, done)
    return carried + _resting(scene, spoken, done | {_number(scene, a.content[0].start) for a in carried}, lexicon)


def _labelled(scene: Scene, spoken: dict[int, list[Attribution]], done: set[int]) -> list[Attribution]:
    """ "The ministry: 200 were in the wards yesterday. Last night brought in 51.": the rest of the entry is the ministry's."""
    carried: list[Attribution] = []
    for number in sorted(spoken):
        label = spoken[number][-1]
        if scene.text.text[label.cue[0].start : label.cue[0].end] != ":" or len(spoken[number]) > 1:
            continue
        paragraph = scene.text.sentences[number].paragraph
        for after in range(number + 1, len(scene.text.sentences)):
            if after in done or scene.text.sentences[after].paragraph != paragraph or _marked(scene, after):
                break
            carried.append(_carried(scene, label, after, _FORM))
    return carried


def _listed(scene: Scene, spoken: dict[int, list[Attribution]], done: set[int]) -> list[Attribution]:
    """ "* 1,975 infections, according to the commission / * 56 deaths": items without a verb go on with the source of the item before."""
    carried: list[Attribution] = []
    for number in sorted(spoken):
        held = [a for a in spoken[number] if a.content and a.mode == "according"]
        if not held or not _is_item(scene, number):
            continue
        for after in range(number + 1, len(scene.text.sentences)):
            item = scene.text.sentences[after]
            named = any(c in "vuVxBNG" for c in scene.tags[item.first : item.last])
            if after in done or named or item.last - item.first > _SHORT or not _is_item(scene, after):
                break
            carried += [_carried(scene, a, after, _FORM) for a in held]
    return carried


def _is_item(scene: Scene, number: int) -> bool:
    sentence = scene.text.sentences[number]
    return _ITEM.match(scene.text.text, sentence.start) is not None and "#" in scene.tags[sentence.first : sentence.last]


def _announced(scene: Scene, found: Sequence[Attribution], lexicon: Lexicon) -> list[Attribution]:
    """ "Here are the numbers, as reported by X.": the rest of the text is X's, where nobody else is named."""
    size = len(scene.text.text)
    carried: list[Attribution] = []
    for attribution in found:
        if attribution.kind != "said" or not attribution.chain or not attribution.cue or attribution.mode == "count":
            continue  # "Here is what the hospital counts miss"
        sentence = scene.text.sentences[_number(scene, attribution.cue[0].start)]
        told = any(t.text[0].isdigit() for t in scene.text.tokens[sentence.first : sentence.last])  # not "Five things to know"
        if not told and lexicon.announces(scene.text.tokens, sentence.first, sentence.last) and sentence.end < size:
            rest = (Span(sentence.end, size),)
            carried.append(structs.replace(attribution, source=(), cue=(), content=rest, carried=True, certainty=_FORM))
    return carried


def throughout(scene: Scene, sources: Mapping[int, Source], found: Sequence[Attribution]) -> list[Attribution]:
    """ "Unless otherwise stated, figures are from the centre": all bare sentences with numbers that follow, until another such sentence."""
    touched = {n for a in found if a.kind in ("said", "evidential") and a.chain for n in _sentences(scene, a)}
    carried: list[Attribution] = []
    told: Source | None = None
    for number, sentence in enumerate(scene.text.sentences):
        told = sources.get(number, told)
        if told is not None and number not in touched and number not in sources and "#" in scene.tags[sentence.first : sentence.last]:
            span = scene.span((sentence.first, sentence.last))
            carried.append(Attribution(source=(), cue=(), content=(span,), chain=(told,), carried=True, certainty=_FORM))
    return carried


def briefed(scene: Scene, sources: Mapping[int, Source], found: Sequence[Attribution]) -> list[Attribution]:
    """ "A commander described the night. Drones came in waves.": bare sentences up to the paragraph's end, or to another speaker."""
    touched = {n for a in found if a.kind in ("said", "evidential") and a.chain for n in _sentences(scene, a)}
    carried: list[Attribution] = []
    for number in sorted(sources):
        told = scene.text.sentences[number]
        if scene.norm(told.last - 1) == ":":  # "has placed the following facts on record:"
            items = _items(scene, number)
            span = Span(told.end, scene.text.sentences[items - 1].end)
            if items > number + 1:
                carried.append(Attribution(source=(), cue=(), content=(span,), chain=(sources[number],), carried=True, certainty=_FORM))
            continue
        for after in range(number + 1, len(scene.text.sentences)):
            if after in touched or scene.text.sentences[after].paragraph != scene.text.sentences[number].paragraph or after in sources:
                break
            span = scene.span((scene.text.sentences[after].first, scene.text.sentences[after].last))
            chain = (sources[number],)
            carried.append(Attribution(source=(), cue=(), content=(span,), chain=chain, carried=True, certainty=0.5))
    return carried


def _items(scene: Scene, number: int) -> int:
    """Past the last sentence of a list that begins behind a sentence: paragraphs with marks or numbers before them."""
    sentences = scene.text.sentences
    after, paragraph = number + 1, -1
    while after < len(sentences):
        first = sentences[after].first
        fresh = sentences[after].paragraph not in (sentences[number].paragraph, paragraph)
        marked = scene.norm(first) in "-*•–(" or scene.norm(first + 1) in (".", ")")
        if fresh and not marked:
            break
        paragraph = sentences[after].paragraph
        after += 1
    return after


def _between(scene: Scene, spoken: dict[int, list[Attribution]], touched: set[int]) -> list[Attribution]:
    """Sentences between two passages of one speaker."""
    carried: list[Attribution] = []
    numbers = sorted(spoken)
    for one, other in pairwise(numbers):
        between = range(one + 1, other)
        if not 0 < len(between) <= _GAP or any(b in touched for b in between):
            continue
        first, second = spoken[one][-1], spoken[other][0]
        if first.chain[-1].name == second.chain[-1].name and _near(scene, one, other):
            carried += [_carried(scene, first, b) for b in between if not _marked(scene, b)]
    return carried


def _after_semicolons(scene: Scene, found: Sequence[Attribution], lexicon: Lexicon, ours: Sequence[int]) -> list[Attribution]:
    """ "Forty died, it said; 90 are in hospital": the clause after a semicolon goes on, and one before it that "of them" points to."""
    text = scene.text.text
    cues = sorted([*(s.start for a in found if a.kind not in ("attitude", "intent") for s in a.cue), *ours])
    carried: list[Attribution] = []
    for attribution in found:
        if attribution.kind != "said" or not attribution.chain or not attribution.cue or attribution.mode == "citing":
            continue
        sentence = scene.text.sentences[_number(scene, attribution.cue[0].start)]
        here = [s for s in (*attribution.cue, *attribution.source, *attribution.content) if sentence.start <= s.start < sentence.end]
        low, high = min(s.start for s in here), max(s.end for s in here)
        low_cue = attribution.cue[0].start
        clauses = []
        turn = text.find(";", high, min(high + _ADDRESSEE, sentence.end))
        if turn == high or (
            turn > 0 and attribution.content and attribution.content[-1].end <= low_cue and text[high:turn].replace(" ", "").isalpha()
        ):
            end = text.find(";", turn + 1, sentence.end)
            clauses.append(Span(turn + 1, end if end > 0 else sentence.end))
        before = text.rfind(";", sentence.start, low)
        first, last = scene.text.token_at(low), scene.text.token_at(high)
        ending = not text[high : sentence.end].strip(' .”"') and attribution.mode in ("say", "according", "confirm")
        trailing = bool(attribution.content) and attribution.content[0].start < attribution.cue[0].start
        whole = ending and trailing and bool(attribution.source) and attribution.source[0].start > before
        bare = not text[before + 1 : low].strip()
        if before > 0 and (whole or (bare and lexicon.anaphors.find(scene.text.tokens, first, last))):
            clauses.append(Span(max(sentence.start, text.rfind(";", sentence.start, before) + 1), before))
        carried += [
            structs.replace(attribution, source=(), cue=(), content=(clause,), carried=True, certainty=0.5)
            for clause in clauses
            if clause.start < clause.end and bisect_left(cues, clause.start) == bisect_left(cues, clause.end)
        ]
    return carried


def _resting(scene: Scene, spoken: dict[int, list[Attribution]], done: set[int], lexicon: Lexicon) -> list[Attribution]:
    """The sentence after a speaker's that rests on it: "40 of them", "the damage is put at"."""
    carried: list[Attribution] = []
    for number in sorted(spoken):
        after = number + 1
        if (
            after in done
            or after >= len(scene.text.sentences)
            or scene.text.sentences[after].paragraph != scene.text.sentences[number].paragraph
        ):
            continue
        sentence = scene.text.sentences[after]
        rests = (
            _elliptic(scene, sentence, lexicon)
            or _entry(scene, sentence)
            or bool(lexicon.anaphors.find(scene.text.tokens, sentence.first, sentence.last))
            or _twice(scene, spoken, number, sentence)
        )
        if rests or _passively(scene, sentence, lexicon):
            held = [a for a in spoken[number] if a.content]
            carried += [_carried(scene, a, after) for a in held]
            for k in range(after + 1, len(scene.text.sentences)):
                further = scene.text.sentences[k]
                goes_on = _elliptic(scene, further, lexicon) or _entry(scene, further)
                if k in done or further.paragraph != sentence.paragraph or not goes_on:
                    break
                carried += [_carried(scene, a, k) for a in held]
    return carried


def _elliptic(scene: Scene, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "Thirty-nine were ordinary citizens": a number alone counts what was just said."""
    i = sentence.first
    while i < sentence.last and scene.tags[i] in "apPd":
        i += 1
    number = i
    while i < sentence.last and (scene.tags[i] == "#" or scene.norm(i) in lexicon.counting or (i > number and scene.tags[i] in "'-")):
        i += 1
    if i == number or i - sentence.first > 7:
        return False
    while scene.norm(i) in lexicon.percent:
        i += 1
    return scene.letter(i, sentence) in "BxV"


def _entry(scene: Scene, sentence: Sentence) -> bool:
    """ "Injured: 1,332.": a line of somebody's list."""
    return _ENTRY.match(scene.tags, sentence.first, sentence.last) is not None


def _twice(scene: Scene, spoken: dict[int, list[Attribution]], number: int, sentence: Sentence) -> bool:
    """After two sentences of one institution's figures a third of figures is still that institution's."""
    names = [{a.chain[-1].name for a in spoken.get(k, ()) if a.chain[-1].kind is SourceKind.INSTITUTION} for k in (number - 1, number)]
    before = scene.text.sentences[number - 1] if number else sentence
    return (
        len(spoken[number]) == 1
        and bool(names[0] & names[1])
        and before.paragraph == sentence.paragraph
        and "#" in scene.tags[sentence.first : sentence.last]
        and "N" not in scene.tags[sentence.first + 1 : sentence.last]
    )


def _passively(scene: Scene, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "are put above", "is given as"."""
    return any(
        scene.tags[i] == "B" and scene.norm(i + 1) in lexicon.carrying_passives and scene.tags[i + 2] in "pP"
        for i in range(sentence.first, sentence.last - 2)
    )


def _number(scene: Scene, offset: int) -> int:
    return scene.text.tokens[min(scene.text.token_at(offset), len(scene.tags) - 1)].sentence


def _sentences(scene: Scene, attribution: Attribution) -> set[int]:
    """The sentences that an attribution's words touch."""
    found: set[int] = set()
    for span in (*attribution.cue, *attribution.content):
        last = scene.text.tokens[max(0, scene.text.token_at(span.end) - 1)].sentence
        found.update(range(_number(scene, span.start), last + 1))
    return found


def _near(scene: Scene, one: int, other: int) -> bool:
    """No more than one paragraph lies between."""
    return scene.text.sentences[other].paragraph - scene.text.sentences[one].paragraph <= 1


def _marked(scene: Scene, number: int) -> bool:
    sentence = scene.text.sentences[number]
    asked = scene.norm(sentence.last - 1) == "?"  # the report's own question
    return asked or scene.text.marked(sentence.start, sentence.end)


def _carried(scene: Scene, attribution: Attribution, number: int, certainty: float = 0.5) -> Attribution:
    sentence = scene.text.sentences[number]
    content = (scene.span((sentence.first, sentence.last)),)
    return structs.replace(attribution, source=(), cue=(), content=content, carried=True, certainty=certainty)
