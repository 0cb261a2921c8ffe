#!/usr/bin/env python3
"""How well amounts are found: reads a folder of quantity sets and writes predictions for the scorer.

    python bench/reading/quantities.py --data FOLDER [--set newsquant] [--out FILE]

FOLDER holds one folder per set, each with *.jsonl files of {"id", "text", "quantities": [{"low", "high", "unit", ...}]}.
Prints precision, recall and F1 of the values (and with --losses what was missed or too much); the file written has one
line per text, {"id", "quantities": [{"start", "end", "low", "high", "unit", "approx", "change"}]}.

The sets keep other habits than Stemma: an open end is the number itself, "dozens" is 12 to 120, a fraction is no percentage,
"from 20 to 29" is a range even where it is a change. `as_quantities` translates.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Amount, Approx
from stemma.reading.amounts.finder import AmountFinder, AmountMention

SYMBOLS = {Approx.ABOUT: "~", Approx.NEARLY: "~", Approx.MORE_THAN: ">", Approx.AT_LEAST: ">", Approx.LESS_THAN: "<", Approx.AT_MOST: "<"}
LEAST = {24.0: 12.0, 40.0: 20.0}  # "dozens" begins at two dozen here, at one there
UNITS = {
    "km2": "square kilometre", "mi2": "square mile", "ha": "hectare", "acres": "acre", "m2": "square metre", "ft2": "square foot",
    "m": "metre", "km": "kilometre", "mi": "mile", "ft": "foot", "yd": "yard", "in": "inch", "cm": "centimetre",
    "mm": "millimetre", "um": "micrometre", "nm": "nanometre", "km/h": "kilometre per hour", "mph": "mile per hour",
    "m/s": "metre per second", "kn": "knot", "s": "second", "min": "minute", "h": "hour", "days": "day", "weeks": "week",
    "months": "month", "years": "year", "decades": "decade", "C": "celsius", "F": "fahrenheit", "degrees": "degree", "g": "gram",
    "mg": "milligram", "kg": "kilogram", "t": "metric ton", "lb": "pound-mass", "oz": "ounce", "l": "litre", "ml": "millilitre",
    "gal": "gallon", "bbl": "barrel", "ft3": "cubic foot", "m3": "cubic metre", "percent": "percentage", "pp": "percentage point",
    "bp": "basis point", "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan",
    "INR": "indian rupee", "ILS": "shekel", "AUD": "australian dollar", "CAD": "canadian dollar", "HKD": "hong kong dollar",
    "NZD": "new zealand dollar", "SGD": "singaporean dollar", "MYR": "malaysian ringgit", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour",
    "hp": "horsepower", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "GB": "gigabyte",
    "TB": "terabyte", "MB": "megabyte", "mpg": "mile per gallon", "cent": "cent", "ppb": "parts-per-billion",
    "ppm": "parts-per-million", "ksi": "kilopound per square inch", "psi": "pound per square inch",
    "MPa": "megapascal",
    "ms": "millisecond", "dm": "decimetre",
    "pm": "picometre", "ug": "microgram", "tsp": "teaspoon", "tbsp": "tablespoon", "V": "volt", "kV": "kilovolt",
    "A": "ampere", "A/cm2": "ampere per square centimetre", "lb ft": "pound-foot", "Nm": "newton metre",
    "MMBtu": "mega british thermal unit", "CHF": "swiss franc", "TRY": "turkish lira", "BTC": "bitcoin", "GEL": "georgian lari",
    "MXN": "mexican peso", "FIM": "finnish markka", "AMD": "armenian dram", "LKR": "sri lankan rupee",
    "GBX": "penny", "mmbtu": "mega british thermal unit",
    "mAh": "milliampere-hour", "bhp": "brake horsepower", "rpm": "revolutions per minute",
    "Mbps": "megabit per second", "kV/cm": "kilovolt per centimetre",
}  # fmt: skip

COMPARED = [["higher"], ["lower"], ["above"], ["below"], ["higher,"], ["lower,"], ["higher."], ["lower."]]
LENGTHS = ("in", "ft", "mi", "m", "km", "cm", "mm", "acres", "oz", "lb", "t", "kg", "ha", "C", "F", "USD", "percent")
ABOUT = ("~", "about", "around", "some", "roughly", "approximately", "nearly", "almost")
NOUNS = {"td": "touch down", "war": "win above replacement"}
DEGREES = {"best": "good", "better": "good", "worst": "bad", "worse": "bad"}
_BARE = """honest modest interest forest west guest test rest former other under computer power water number officer paper soccer
tower summer winter career player member further another soldier worker customer user cover center river silver copper letter order
corner dinner"""
NO_DEGREE = frozenset(_BARE.split())


def main() -> None:
    """Reads each set, writes the predictions, prints the scores."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--data", type=Path, required=True, help="folder of sets")
    options.add_argument("--set", default="newsquant", help="name of the set")
    options.add_argument("--out", type=Path, help="file for the predictions")
    options.add_argument("--losses", action="store_true", help="print what was missed and what was too much")
    chosen = options.parse_args()
    folder = chosen.data / chosen.set if (chosen.data / chosen.set).is_dir() else chosen.data
    finder = AmountFinder(load_pack())
    lines, counts = [], [0, 0, 0]
    for record in _records(folder):
        found = as_quantities(finder, record["text"])
        lines.append(json.dumps({"id": record["id"], "quantities": found}, ensure_ascii=False))
        gold = [q for q in record["quantities"] if q.get("low") is not None or q.get("high") is not None]
        hits, missed, extra = match(gold, found)
        counts = [counts[0] + hits, counts[1] + len(gold), counts[2] + len(found)]
        if chosen.losses and (missed or extra):
            print(f"\n{record['text']}\n   missed {_short(missed)}\n   extra  {_short(extra)}")
    if chosen.out:
        chosen.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    hits, gold_count, found_count = counts
    precision, recall, both = _share(hits, found_count), _share(hits, gold_count), _share(2 * hits, gold_count + found_count)
    print(f"{chosen.set}: value P {precision} R {recall} F1 {both} ({hits} of {gold_count}, {found_count} found)")


def _short(quantities: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(q["low"], q["high"], q.get("unit")) for q in quantities]


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def as_quantities(finder: AmountFinder, text: str) -> list[dict[str, Any]]:
    """The amounts of a text in the sets' own habits."""
    found: list[dict[str, Any]] = []
    opened: AmountMention | None = None
    for mention in finder.find(segment(text)):
        if mention.form in ("ordinal-victim", "collective", "zero") or _left_out(mention, text):
            continue
        if opened is not None and mention.role == "after" and mention.amount.unit == opened.amount.unit:
            last = found.pop()
            value = mention.amount.high if mention.amount.high is not None else mention.amount.low
            found.append({**last, "high": value, "end": mention.end})
            opened = None
            continue
        opened = mention if mention.role == "before" and mention.amount.unit != "percent" else None
        quantity = _quantity(mention, mention.amount, text)
        if quantity is not None:
            found += _either(quantity, mention, text)
            if mention.dual is not None:
                hedged = mention.dual.approx is Approx.EXACT and mention.dual.low == mention.dual.high
                second = _quantity(mention, replace(mention.dual, approx=mention.amount.approx) if hedged else mention.dual, text)
                if second is not None:
                    found.append(second)
    return found


def _left_out(mention: AmountMention, text: str) -> bool:
    """What the sets do not count: "a decade", "a five-year term"."""
    if mention.form == "multiple" and mention.head != "time" and "fold" not in text[mention.start : mention.end]:
        return True  # "doubled"
    number, behind = text[mention.number_start : mention.number_end].lower(), text[mention.number_end : mention.number_end + 1]
    return number in ("a", "an") or (behind == "-" and number.isalpha() and mention.form != "age" and mention.amount.unit not in LENGTHS)


def _either(quantity: dict[str, Any], mention: AmountMention, text: str) -> list[dict[str, Any]]:
    """ "Eight or nine euros" are two amounts in the sets, "8 to 9 euros" one."""
    low, high = quantity["low"], quantity["high"]
    both = low != high and not mention.duration and " or " in text[mention.number_start : mention.number_end] and low >= 1
    return [{**quantity, "high": low}, {**quantity, "low": high}] if both else [quantity]


def _plain(word: str) -> str:
    """The adjective without its degree: "largest", "bigger", "best" are large, big, good."""
    if word in DEGREES:
        return DEGREES[word]
    for ending in ("est", "er"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and word not in NO_DEGREE:
            if stem[-1] == stem[-2] and stem[-1] in "gtndm":
                return stem[:-1]
            return f"{stem[:-1]}y" if stem[-1] == "i" else stem + "e" * stem.endswith(("rg", "ns", "c", "us", "at", "s", "iv"))
    return word


def _words(mention: AmountMention) -> str:
    """The counted noun as the sets write it: its head in the singular, adjectives without degree, no "and"."""
    words = mention.noun.split()
    superlative = mention.amount.high == 1 or any(w.endswith(("er", "est")) for w in words)
    plain = [_plain(w) if superlative else w for w in words[:-1] if w not in ("and", "more", "most")]
    return " ".join([*plain, "people" if mention.head == "person" else NOUNS.get(mention.head, mention.head)])


def _quantity(mention: AmountMention, amount: Amount, text: str) -> dict[str, Any] | None:
    low = amount.low if amount.low is not None else amount.high
    high = amount.high if amount.high is not None else amount.low
    if low is None or high is None:
        return None
    if amount.approx is Approx.VAGUE:
        if low < 10:
            return None
        low = LEAST.get(low, low)
        high = low * 10
    if mention.form == "fraction":
        low, high = low / 100, high / 100
    symbol = SYMBOLS.get(amount.approx, "=")
    if low != high and symbol == "=" and any(w in ABOUT for w in text[mention.start : mention.number_start].lower().split()):
        symbol = "~"  # "about 14-18 mpg"
    moved = mention.role == "delta" and mention.direction and symbol in ("=", "~")  # "climbed more than 3%" is bounded, not risen
    moved = moved and text[: mention.start].split()[-1:] != ["of"]  # "an increase of 60,600" is an amount
    moved = moved and text[mention.end :].split()[:1] not in COMPARED  # "finished 34.4% higher" is marked as an amount
    change = mention.direction if moved else symbol
    ends = {"start": mention.start, "end": mention.end, "low": low, "high": high}
    return {**ends, "unit": _unit(mention, amount, text), "approx": symbol, "change": change}


def _unit(mention: AmountMention, amount: Amount, text: str) -> str:
    if mention.form == "fraction":
        words = [w for w in text[mention.of_start : mention.of_end].split() if w not in ("the", "its", "their", "his", "her", "all")]
        return f"% {' '.join(words) or '-'}"
    if amount.unit == "GBX" and text[: mention.end].endswith("p"):
        return "point"  # so the sets
    if amount.unit == "lb ft" and "lb" in text[mention.start : mention.end]:
        return "foot pound-force"
    base, _, rate = amount.unit.partition("/")
    if amount.unit in UNITS:
        rated = f" per {UNITS.get(mention.per, mention.per)}" if mention.per else ""
        return UNITS[amount.unit] + (" of age" if mention.form == "age" else rated)
    if rate:
        return f"{UNITS.get(base, base)} per {UNITS.get(rate, rate)}"
    if mention.head == "time" or mention.form == "multiple":
        return "count"
    noun = _words(mention) if mention.noun else "-"
    if mention.per and noun != "-":
        noun += f" per {mention.per}"
    return noun if base in ("count", "persons") else base


def match(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[int, list[dict[str, Any]], list[dict[str, Any]]]:
    """How many values agree, one to one, and what is left on either side."""
    left, missed = list(found), []
    for quantity in gold:
        other = next((q for q in left if _same(quantity, q)), None)
        if other is None:
            missed.append(quantity)
        else:
            left.remove(other)
    return len(gold) - len(missed), missed, left


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(_close(a, b) for a, b in zip(_sorted(one), _sorted(other), strict=True))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-5, abs_tol=1e-8)


def _sorted(quantity: dict[str, Any]) -> list[float | None]:
    ends: Iterable[float | None] = (quantity.get("low"), quantity.get("high"))
    return sorted(ends, key=lambda x: (x is None, x or 0.0))


if __name__ == "__main__":
    main()
