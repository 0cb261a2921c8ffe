"""A trained reader of attributions beside Stemma's rules: `stemma add reports/ --reader learned`."""

from __future__ import annotations

from stemma_attribution.reader import LearnedReader
from stemma_attribution.tagger import Tagger

__all__ = ["LearnedReader", "Tagger"]
