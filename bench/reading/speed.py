#!/usr/bin/env python3
"""Characters a second of reading, beside two readers of quantities, in one run on the same texts.

    python bench/reading/speed.py [--data FOLDER] [--least SECONDS]

The texts are the bundled samples, joined in order of their names into articles of at least 2,000 characters, or the *.txt files of
FOLDER as they are; every reader gets the same ones. quantulum3 and recognizers-text are measured where they are
installed (`pip install quantulum3 recognizers-text-number-with-unit`); where one is absent, a sentence says so. Each reader is
warmed up on one sentence and then timed on one core; Stemma repeats the texts until enough time has passed to be measured. Python looks
for unused circles as seldom as it does while `stemma add` works (stemma/working.py), for every reader alike.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment, Report
from stemma.reading.amounts.finder import AmountFinder
from stemma.reading.times.finder import TimeFinder

WARM_UP = "More than 40 people drove 20 km and paid $3 million in 2024."
INLINE = (
    "Officials said at least 158 people had died and about 1,200 homes were destroyed. "
    "The army moved 200-300 metres a day and holds 34% of the 7,000 square kilometres it once lost. "
    "A further 22 villages were cut off; the cost may reach $1.2bn, the ministry said on Tuesday. "
)
ARTICLE = 2_000  # characters of an ordinary article, at least
CIRCLES = 100_000  # things made before unused circles are looked for
Read = Callable[[str], object]


def main() -> None:
    """Measures each reader and prints one row for each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--data", type=Path, help="folder of text files or a .jsonl file instead of the samples")
    options.add_argument("--least", type=float, default=2.0, help="seconds that Stemma is timed for at least")
    options.add_argument("--most", type=int, default=0, help="how many texts at most (the other readers are slow)")
    chosen = options.parse_args()
    texts = _texts(chosen.data)
    texts = texts[: chosen.most] if chosen.most else texts
    characters = sum(map(len, texts))
    gc.set_threshold(CIRCLES)
    print(f"{len(texts)} texts, {characters:,} characters")
    rows: list[tuple[str, float]] = []
    for name, make in STEMMA:
        rows.append((name, _speed(make(), texts, chosen.least)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, package, make in (*TRAINED, *RIVALS):
        try:
            rows.append((f"{name} {version(package)}", _speed(make(), texts, 0.0)))
        except (ImportError, PackageNotFoundError):
            print(f"{name} is not installed, so it was not measured.")
    fastest = max((speed for name, speed in rows if not name.startswith("stemma")), default=0.0)
    print(f"{'reader':<46}{'characters a second':>20}{'times the fastest rival':>24}")
    for name, speed in rows:
        print(f"{name:<46}{speed:>20,.0f}{(f'{speed / fastest:.1f}' if fastest else '-'):>24}")
    print(f"stemma took {memory:.0f} MB at most")


def _texts(folder: Path | None) -> list[str]:
    if folder is not None and folder.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in folder.read_text(encoding="utf-8").splitlines() if line.strip()]
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


def reading_with(made: str) -> Callable[[], Read]:
    """The whole reading with one of the trained readers of stemma-attribution, which are asked about figures in nobody's words."""

    def ready() -> Read:
        import stemma_attribution.reader

        reader = getattr(stemma_attribution.reader, made)(load_pack())
        published = Moment(iso="2024-11-24")
        reader.read(Report(text="About 40 people died there.", published=published))  # the weights are loaded before the clock runs
        return lambda text: reader.read(Report(text=text, published=published))

    return ready


def amounts_alone() -> Read:
    """Stemma's amounts, sentence cutting included: what the others do."""
    finder = AmountFinder(load_pack())
    return lambda text: finder.find(segment(text))


def amounts_and_times() -> Read:
    """Stemma's amounts and times together, sentence cutting included."""
    pack = load_pack()
    amounts, times = AmountFinder(pack), TimeFinder(pack)
    published = Moment(iso="2024-11-24")

    def read(body: str) -> object:
        text = segment(body)
        return amounts.find(text), times.find(text, published)

    return read


def times_alone() -> Read:
    """Stemma's times, sentence cutting included."""
    finder, published = TimeFinder(load_pack()), Moment(iso="2024-11-24")
    return lambda text: finder.find(segment(text), published)


def recognizers_times() -> Read:
    """The date and time model of Recognizers-Text."""
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_text import Culture

    model, published = DateTimeRecognizer(Culture.English).get_datetime_model(), datetime(2024, 11, 24)
    return lambda text: model.parse(text, published)


def dateparser() -> Read:
    """dateparser's search for dates in English."""
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["en"])


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


STEMMA = (
    ("stemma, the whole reading", whole_reading),
    ("stemma, amounts and times", amounts_and_times),
    ("stemma, amounts alone", amounts_alone),
    ("stemma, times alone", times_alone),
)
TRAINED = (
    ("stemma, the whole reading, small net", "stemma-attribution", reading_with("SmallReader")),
    ("stemma, the whole reading, encoder", "stemma-attribution", reading_with("LearnedReader")),
)
RIVALS = (
    ("quantulum3", "quantulum3", quantulum),
    ("recognizers-text (units)", "recognizers-text-number-with-unit", recognizers),
    ("recognizers-text (dates)", "recognizers-text-date-time", recognizers_times),
    ("dateparser", "dateparser", dateparser),
)

if __name__ == "__main__":
    main()
