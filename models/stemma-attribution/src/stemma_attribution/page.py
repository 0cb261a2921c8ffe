"""What is known of a text besides its words: letters, sentences, the rules' passages; and how its tagged stretches are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SOURCE, CUE, CONTENT = 1, 2, 3
Stretch = tuple[int, int]
Labelled = tuple[int, int, int]  # kind, first word, one past the last


class Page(NamedTuple):
    """What is known of a text besides its tagged stretches."""

    letters: str
    sentence: Sequence[int]  # of each word
    paragraph: Sequence[int]
    rules: Sequence[tuple[Sequence[Stretch], Sequence[Stretch], Sequence[Stretch]]]  # sources, cues, contents of each passage of the rules
