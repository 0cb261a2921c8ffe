#!/usr/bin/env python3
"""Characters a second of reading, beside two readers of quantities, in one run on the same texts.

    python bench/reading/speed.py [--data FOLDER] [--least SECONDS]

The texts are the bundled samples, joined in order of their names into articles of at least 2,000 characters, or the *.txt files of
FOLDER as they are; every reader gets the same ones. quantulum3 and recognizers-text are measured where they are
installed (`pip install quantulum3 recognizers-text-number-with-unit`); where one is absent, a sentence says so. Each reader is
warmed up on one sentence and then timed on one core; Stemma repeats the texts until enough time has passed to be measured.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment, Report
from stemma.reading.amounts import AmountFinder

WARM_UP = "More than 40 people drove 20 km and paid $3 million in 2024."
INLINE = (
    "Officials said at least 158 people had died and about 1,200 homes were destroyed. "
    "The army moved 200-300 metres a day and holds 34% of the 7,000 square kilometres it once lost. "
    "A further 22 villages were cut off; the cost may reach $1.2bn, the ministry said on Tuesday. "
)
ARTICLE = 2_000  # characters of an ordinary article, at least
Read = Callable[[str], object]


def main() -> None:
    """Measures each reader and prints one row for each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--data", type=Path, help="folder of text files instead of the samples")
    options.add_argument("--least", type=float, default=2.0, help="seconds that Stemma is timed for at least")
    chosen = options.parse_args()
    texts = _texts(chosen.data)
    characters = sum(map(len, texts))
    print(f"{len(texts)} texts, {characters:,} characters")
    rows: list[tuple[str, float]] = []
    for name, make in (("stemma, the whole reading", whole_reading), ("stemma, amounts alone", amounts_alone)):
        rows.append((name, _speed(make(), texts, chosen.least)))
    for name, package, make in (("quantulum3", "quantulum3", quantulum), ("recognizers-text", "recognizers-text", recognizers)):
        try:
            rows.append((f"{name} {version(package)}", _speed(make(), texts, 0.0)))
        except (ImportError, PackageNotFoundError):
            print(f"{name} is not installed, so it was not measured.")
    fastest = max((speed for name, speed in rows if not name.startswith("stemma")), default=0.0)
    print(f"{'reader':<32}{'characters a second':>20}{'times the faster rival':>24}")
    for name, speed in rows:
        print(f"{name:<32}{speed:>20,.0f}{(f'{speed / fastest:.1f}' if fastest else '-'):>24}")


def _texts(folder: Path | None) -> list[str]:
    if folder is not None:
        return [p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.txt"))]
    samples = Path(str(files("stemma"))) / "data" / "samples"
    return _joined([p.read_text(encoding="utf-8") for p in sorted(samples.glob("*/*.txt"))]) or [INLINE * 10]


def _joined(texts: list[str]) -> list[str]:
    """Texts as long as ordinary articles; what is left over at the end goes into the last."""
    articles: list[str] = []
    for text in texts:
        if articles and len(articles[-1]) < ARTICLE:
            articles[-1] += "\n\n" + text
        else:
            articles.append(text)
    if len(articles) > 1 and len(articles[-1]) < ARTICLE:
        last = articles.pop()
        articles[-1] += "\n\n" + last
    return articles


def _speed(read: Read, texts: list[str], least: float) -> float:
    read(WARM_UP)
    done, begun = 0, time.process_time()
    while not done or time.process_time() - begun < least:
        for text in texts:
            read(text)
            done += len(text)
    return done / max(time.process_time() - begun, 1e-9)


def whole_reading() -> Read:
    """All of Stemma's reading: claims, events, times, places, actors, attributions."""
    from stemma.reading.reader import Reader

    reader = Reader(load_pack())
    published = Moment(iso="2024-11-24")
    return lambda text: reader.read(Report(text=text, published=published))


def amounts_alone() -> Read:
    """Stemma's amounts, sentence cutting included: what the others do."""
    finder = AmountFinder(load_pack())
    return lambda text: finder.find(segment(text))


def quantulum() -> Read:
    """quantulum3 as it comes."""
    warnings.filterwarnings("ignore")
    from quantulum3 import parser

    read: Read = parser.parse
    return read


def recognizers() -> Read:
    """The number and unit models of Recognizers-Text."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    units, numbers = NumberWithUnitRecognizer(Culture.English), NumberRecognizer(Culture.English)
    models = [
        units.get_currency_model(), units.get_dimension_model(), units.get_temperature_model(), units.get_age_model(),
        numbers.get_percentage_model(), numbers.get_number_model(),
    ]  # fmt: skip
    return lambda text: [model.parse(text) for model in models]


if __name__ == "__main__":
    main()
