"""What a text tells of its offsets, asked of each, against what the words say plainly."""

from __future__ import annotations

import pytest

from stemma.core.text import segment
from stemma.core.types import Mark, Span

TEXTS = (
    "",
    "  \n ",
    "Twelve died.",
    "  The U.S. envoy’s aides said: “12.3m people (or 1,376.5 tonnes)”.\n\nNo. 5 came second!  Who?\u00a0Nobody… ",
    "al-Aswad\n- one\n- two\nEnd",
)


@pytest.mark.parametrize("said", TEXTS)
def test_each_offset_has_its_token_and_its_sentence(said: str) -> None:
    text = segment(said)
    assert [said[t.start : t.end] for t in text.tokens] == [t.text for t in text.tokens]
    assert "".join(t.text for t in text.tokens) == "".join(said.split())
    for offset in range(-1, len(said) + 2):
        wanted = next((i for i, t in enumerate(text.tokens) if offset < t.end), len(text.tokens))
        assert text.token_at(offset) == wanted
        held = [s for s in text.sentences if s.start <= offset < s.end]
        assert text.sentence_at(offset) == (held[0] if held else None)


@pytest.mark.parametrize("said", TEXTS)
def test_within_a_span_are_the_tokens_that_start_there(said: str) -> None:
    text = segment(said)
    for start in range(len(said) + 1):
        for end in range(start, len(said) + 1):
            assert list(text.within(Span(start, end))) == [t for t in text.tokens if start <= t.start < end]


def test_words_are_found_wherever_they_stand_and_sentences_compared_by_where() -> None:
    text = segment("The dam broke. The town's dam, they said, broke.", (Mark(start=0, end=14, kind="title"),))
    assert text.vocabulary == frozenset(("the", "dam", "broke", ".", "town's", ",", "they", "said"))
    assert text.places(frozenset(("dam", "broke", "sea"))) == [1, 2, 6, 11]
    first, second = text.sentences
    assert first == segment("The dam broke. Again.").sentences[0]
    assert first != second
    assert len({first, second, text.sentence_at(3)}) == 2
