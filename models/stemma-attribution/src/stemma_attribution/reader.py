"""Stemma's reader with the trained tagger beside the rules."""

from __future__ import annotations

from importlib.util import find_spec

from stemma.core.errors import MissingExtra
from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import Pack
from stemma.reading.reader import Reader
from stemma.reading.saying.attribution import AttributionFinder
from stemma_attribution.small import SmallTagger
from stemma_attribution.tagger import Tagger

_NEEDED = ("numpy", "onnxruntime", "tokenizers")
_NEEDED_SMALL = ("numpy",)


class LearnedReader(Reader):
    """Reads as the rules do; where they see nobody who says so and the model does, the model's speaker is taken."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer | None = None, tagger: Tagger | None = None) -> None:
        _needs(_NEEDED, "The learned reader")
        super().__init__(pack, gazetteer, AttributionFinder(pack, tagger or Tagger(pack)), name="learned")


class SmallReader(Reader):
    """The same with the small tagger, which has no encoder: a tenth of the time, and numpy is all it needs."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer | None = None, tagger: SmallTagger | None = None) -> None:
        _needs(_NEEDED_SMALL, "The small learned reader")
        super().__init__(pack, gazetteer, AttributionFinder(pack, tagger or SmallTagger(pack)), name="learned-small")


def _needs(packages: tuple[str, ...], what: str) -> None:
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtra(package, "model", what)
