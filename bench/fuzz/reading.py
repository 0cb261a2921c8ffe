#!/usr/bin/env python3
"""Coverage-guided fuzzing of the reading: any text is read without an error, and every span holds the words it names.

    pip install -r bench/fuzz/requirements.txt      best into an environment of its own, together with Stemma
    python bench/fuzz/reading.py -max_total_time=600 [CORPUS]

Half of the inputs are raw text, half are strung together from words that the reading knows, so that its rules are reached.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["stemma.reading", "stemma.core.text"]):
    from stemma.core.packs import load_pack
    from stemma.core.types import Moment, Report
    from stemma.reading.reader import Reader

READER = Reader(load_pack())
PUBLISHED = Moment(iso="2024-11-24T09:30:00+02:00")
WORDS = [*Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split(), "\n", "\n\n", "\u00a0"]


def text_of(data: bytes) -> str:
    """A text from the fuzzer's bytes."""
    provider = atheris.FuzzedDataProvider(data)
    if provider.ConsumeBool():
        return provider.ConsumeUnicodeNoSurrogates(600)
    count = provider.ConsumeIntInRange(1, 60)
    return " ".join(WORDS[provider.ConsumeIntInRange(0, len(WORDS) - 1)] for _ in range(count))


def one(data: bytes) -> None:
    """Reads one text and checks what came of it."""
    text = text_of(data)
    extract = READER.read(Report(text=text, published=PUBLISHED))
    for found in (*extract.claims, *extract.events, *extract.notices, *extract.quotes):
        if not 0 <= found.start <= found.end <= len(text):
            raise AssertionError(f"span {found.start}-{found.end} outside a text of {len(text)}: {text!r}")
    for claim in extract.claims:
        if claim.text != text[claim.start : claim.end]:
            raise AssertionError(f"{claim.text!r} is not what stands at {claim.start}: {text!r}")
        low, high = claim.amount.low, claim.amount.high
        if low is not None and high is not None and low > high:
            raise AssertionError(f"low {low} above high {high}: {text!r}")


def main() -> None:
    """Runs until stopped, or for as long as the options of libFuzzer say."""
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
