#!/usr/bin/env python3
"""How many of a specification's cases are read wholly right: every value it marks in a text, and no other of that kind.

    python bench/reading/spec_cases.py --data FILE [--losses] [--judged FILE]

FILE holds one case a line, {"id", "model", "text", "quantities": [{"low", "high", "unit", "iso", ...}]}, as taken from the test cases of
Recognizers-Text for numbers and for numbers with a unit. Each of its models marks one kind alone: ages, money, measures, temperatures,
percentages, ranges. What Stemma reads of other kinds is left out before the comparison (`Asked`). A marked value that is not given (null)
is passed over. `--judged` names a file of cases held to be wrong in the data, an id and a reason a line; they are left out, and counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from quantities import UNITS, as_quantities, match

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Amount, Approx
from stemma.reading.amounts.cardinals import Cardinals
from stemma.reading.amounts.finder import AmountFinder, AmountMention
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.unit_words import UnitReader

ALIKE = {
    "united states dollar": "dollar", "c": "celsius", "f": "fahrenheit", "ton": "metric ton", "pound": "pound sterling",
    "franc": "swiss franc",
    "rupee": "indian rupee", "metre per millisecond": "metre", "centimetre per millisecond": "centimetre",
    "kilometre per millisecond": "kilometre",
}  # fmt: skip


class Asked:
    """What a model of the specification asks for."""

    def __init__(self) -> None:
        pack = load_pack()
        self.finder = AmountFinder(pack)
        self._cardinals = Cardinals(pack)
        self._dimensions = UnitReader(pack).dimension

    def found(self, model: str, text: str) -> list[dict[str, Any]]:
        """The amounts of the kind that a model marks."""
        if model.startswith("NumberRange"):
            return [_bounds(m) for m in self.finder.find(segment(text)) if m.amount.low != m.amount.high or _equalled(m, text)]
        if model.startswith("Ordinal"):
            return self._places(text)
        if model.startswith("NumberModel"):  # digits that a measure is written onto, ".25ml", are left to the other models
            return [q for q in as_quantities(self.finder, text) if not _joined(q, text)]
        wanted = [m for m in self.finder.find(segment(text)) if self._is(model, m)]
        rows = []
        for mention in wanted:
            for amount in (mention.amount, mention.dual):
                if amount is not None:
                    rows.append(_row(mention, amount))
        return rows

    def _places(self, text: str) -> list[dict[str, Any]]:
        """Places in a row: the third, 21st."""
        tokens = segment(text).tokens
        run, rows, i = Run(tokens, 0, len(tokens)), [], 0
        while i < len(tokens):
            place = self._cardinals.ordinal(run, i)
            if place is not None:
                rows.append({"low": place.value, "high": place.value, "unit": "-"})
            i = place.last if place is not None else i + 1
        return rows

    def _is(self, model: str, mention: AmountMention) -> bool:
        unit = mention.amount.unit
        dimension = self._dimensions.get(unit) or self._dimensions.get(unit.partition("/")[0], "")
        if model.startswith("Age"):
            return mention.form == "age"
        if model.startswith("Currency"):
            return dimension == "money" or mention.head in ("cent", "penny", "pence")
        if model.startswith("Temperature"):
            return dimension in ("temperature", "degrees")
        if model.startswith("Percent"):
            return mention.form == "percent" or (mention.form == "fraction" and model.endswith("PercentMode"))
        return dimension not in ("", "money", "duration", "temperature", "share")


def _joined(quantity: dict[str, Any], text: str) -> bool:
    words = text[quantity["start"] : quantity["end"]]
    return quantity["unit"] in UNITS.values() and words[-1:].isalpha() and " " not in words


def _bounds(mention: AmountMention) -> dict[str, Any]:
    size = 100 if mention.form == "fraction" else 1
    low, high = mention.amount.low, mention.amount.high
    return {"low": None if low is None else low / size, "high": None if high is None else high / size, "unit": mention.amount.unit}


def _equalled(mention: AmountMention, text: str) -> bool:
    """What something "equals" is marked as a range of one number."""
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    return bool(before) and (before[-1] in ("equals", "equal") or (before[-1] == "to" and before[-2:-1] in (["equal"], ["equaling"])))


def _row(mention: AmountMention, amount: Amount) -> dict[str, Any]:
    low = amount.low if amount.low is not None else amount.high
    high = amount.high if amount.high is not None else amount.low
    if amount.approx is Approx.VAGUE:
        high = low
    return {"low": low, "high": high, "unit": amount.unit, "start": mention.start, "end": mention.end}


def _named(marked: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """True where an amount of this value has the marked unit as well; plain numbers have none."""
    name = marked["unit"].lower().replace("meter", "metre").replace("gramme", "gram")
    if name in ("-", "percent"):
        return True
    same = [q["unit"].partition("/")[0] for q in found if match([marked], [q])[0]]
    codes = {marked["iso"], *(code for code, unit in UNITS.items() if unit in (name, ALIKE.get(name)))}
    return not codes.isdisjoint(same) or name in ("cent", "penny", "pence") or any(f"{name}" == q["unit"] for q in found)


def main() -> None:
    """Reads the cases and prints for each model how many are wholly right."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--data", type=Path, required=True, help="file of cases")
    options.add_argument("--losses", action="store_true", help="print the cases that are not wholly right")
    options.add_argument("--judged", type=Path, help="cases held to be wrong in the data: an id and a reason a line")
    chosen = options.parse_args()
    judged = (
        {line.split()[0] for line in chosen.judged.read_text(encoding="utf-8").splitlines() if line.strip()} if chosen.judged else set()
    )
    asked, right, cases, left_out = Asked(), Counter[str](), Counter[str](), 0
    for line in chosen.data.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] in judged:
            left_out += 1
            continue
        marked = [q for q in record["quantities"] if q["low"] is not None or q["high"] is not None]
        found = asked.found(record["model"], record["text"])
        _, missed, extra = match(marked, found)
        wrong = missed or extra or any(not _named(q, found) for q in marked)
        cases[record["model"]] += 1
        right[record["model"]] += not wrong
        if chosen.losses and wrong:
            print(f"{record['id']} {record['text'].strip()}\n   missed {_short(missed)}\n   extra  {_short(extra)}")
    for model, count in sorted(cases.items()):
        print(f"{model}: {right[model]} of {count}")
    share = 100 * right.total() / max(1, cases.total())
    print(f"all: {right.total()} of {cases.total()} wholly right, {share:.1f}% ({left_out} left out as wrong in the data)")


def _short(quantities: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(q["low"], q["high"], q["unit"]) for q in quantities]


if __name__ == "__main__":
    main()
