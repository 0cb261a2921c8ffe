"""The keys of reports: what they are made from."""

from __future__ import annotations

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from stemma.piling.keys import _RUN, _WORD, _runs

texts = st.lists(st.text(max_size=6), max_size=40).map(" ".join)


@given(texts)
def test_runs_are_words_that_follow_each_other(text: str) -> None:
    """Cut out of one stretch of bytes, they are what joining the words gives, whatever the letters."""
    words = _WORD.findall(text.lower())
    joined = [" ".join(words[at : at + _RUN]).encode("utf-8", "surrogatepass") for at in range(len(words) - _RUN + 1)]
    assert _runs(text, ()) == {crc32(run): run for run in joined}
