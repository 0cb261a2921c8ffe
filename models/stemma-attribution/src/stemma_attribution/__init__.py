"""Trained readers of attributions beside Stemma's rules: `stemma add reports/ --reader learned`, or `learned-small`."""

from __future__ import annotations

from stemma_attribution.reader import LearnedReader, SmallReader
from stemma_attribution.small import SmallTagger
from stemma_attribution.tagger import Tagger

__all__ = ["LearnedReader", "SmallReader", "SmallTagger", "Tagger"]
