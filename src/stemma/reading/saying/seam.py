"""What a reader back end must offer, so that the rest of Stemma need not know which one reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Extract, Report, Span
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution, Tagged
from stemma.reading.saying.scene import Scene


class ReportReader(Protocol):
    """Reads reports; the same report must always give the same extract, and every span must hold the words it names."""

    name: str

    def read(self, report: Report) -> Extract:
        """The claims, events and notices of a report."""


class ReaderMaker(Protocol):
    """Makes a reader from a pack's words; what an entry point of the group `stemma.readers` names."""

    def __call__(self, pack: Pack, gazetteer: Gazetteer | None = None) -> ReportReader:
        """A reader for these words and places."""


class SaysWho(Protocol):
    """Finds who says what in a text: the part of reading that rules and a trained model do alike."""

    def find(
        self,
        text: Text,
        actors: Sequence[ActorMention],
        credits: Sequence[str] = (),
        outlet: str = "",
        scene: Scene | None = None,
        figures: Sequence[Span] | None = None,
    ) -> list[Attribution]:
        """All attributions of a text in order of place.

        `outlet` is the report's own, which is left out of chains; `scene` the text with its letters, where that is made already; `figures`
        the amounts: a costly step may look at these alone. None: any number may be one.
        """


class Seen(NamedTuple):
    """What the rules made of a text before a trained model is asked."""

    scene: Scene
    actors: Sequence[ActorMention]
    rules: Sequence[Attribution]


class PassageTagger(Protocol):
    """A trained model behind one call: passages of attribution as spans of the text."""

    name: str

    def passages(self, text: str, within: Sequence[Span] = (), seen: Seen | None = None) -> list[Tagged]:
        """Attributions as spans, in order of place; `within` tells which stretches are asked about, if not all."""
