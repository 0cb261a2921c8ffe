"""Whose age is told: "Nika Shahkarami, 16", "a boy of nine", "the 34-year-old teacher"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.types import Approx, Reason, Status
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.looked import Looked
from stemma.reading.measures.counting import Measured
from stemma.reading.measures.finder import ENOUGH
from stemma.reading.subjects.asking import Subject

_NEAR: Final = 3  # tokens from "youngest" to an age
_LONGEST: Final = 5  # words of a name


def told(mention: AmountMention, measured: Measured) -> Measured:
    """The measure of a person's age, whatever else its sentence is about."""
    if mention.form != "age" or measured.measure == "age" or mention.amount.approx is not Approx.EXACT:
        return measured  # "children under five" have no age of their own
    reason = Reason(rule="read.age/1", detail="an age beside the one whose it is", weight=ENOUGH)
    return Measured(measure="age", points=ENOUGH, reasons=(reason,))


def settled(mention: AmountMention, status: Status, spoken: bool) -> Status:
    """ "Men may retire at 65" foretells nothing."""
    if mention.form != "age" or status is not Status.FORECAST:
        return status
    return Status.CLAIMED if spoken else Status.ASSERTED


class Ages:
    """Finds whose age is told; built from the table `victims`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("whose_age", {})
        self._before, self._extremes, self._old, self._persons, self._articles = (
            frozenset(told.get(key, ())) for key in ("before", "extremes", "old", "persons", "articles")
        )

    def whose(self, mention: AmountMention, looked: Looked) -> Subject:
        """The one whose age it is, or nobody."""
        scene, text = looked.scene, looked.text
        sentence = text.sentence_at(mention.number_start)
        if sentence is None:
            return Subject()
        first, last = text.token_at(mention.start), text.token_at(mention.end)
        extreme = next((t.norm for t in text.tokens[max(sentence.first, first - _NEAR) : first] if t.norm in self._extremes), "")
        if extreme:
            return Subject(extreme)  # "the youngest of them 13"
        last += last < len(text.tokens) and text.tokens[last].start < mention.end
        if any(word in text.text[mention.start : mention.end].lower() for word in self._old):  # "22-year-old Mahsa Amini"
            head = scene.right(last, sentence.last) if last < sentence.last and scene.tags[last] in "njN" else None
        else:
            at = first
            while at > sentence.first and text.tokens[at - 1].norm in self._before:
                at -= 1
            head = scene.left(at, sentence.first)
            if head is not None and scene.norm(head[0]) in self._persons:
                head = scene.left(head[0] - (scene.tags[head[0] - 1] == ","), sentence.first) if head[0] - 1 > sentence.first else None
        if head is None:
            return _last_person(mention, looked)
        begun = head[1] - 1
        while scene.tags[head[1] - 1] == "N" and begun > head[0] and scene.tags[begun - 1] == "N":
            begun -= 1
        begun = begun if scene.tags[head[1] - 1] == "N" else head[0]
        name = " ".join([t.text for t in text.tokens[begun : head[1]] if t.norm not in self._articles][:_LONGEST])
        return Subject(name) if name[:1].isalpha() else _last_person(mention, looked)


def _last_person(mention: AmountMention, looked: Looked) -> Subject:
    """ "He was 29": the person named last."""
    named = [a for a in looked.actors if a.kind == "person" and a.end <= mention.start]
    return Subject(named[-1].name) if named else Subject()
