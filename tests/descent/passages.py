"""Claims on their way from one report to another, made of two sentences."""

from __future__ import annotations

from stemma.core.bases import Base
from stemma.core.types import Amount, Claim, Extract, Place, Report
from stemma.core.words import plain_words
from stemma.descent.matter import Item, Line, Matter
from stemma.descent.setting import Passage, Setting


def line(text: str, start: int = 0) -> Line:
    words = plain_words(text)
    return Line(start=start, end=start + len(text), words=frozenset(words) - {"the", "in", "of", "across", "all"}, plain=" ".join(words))


def item(report: str, place: Place | None = None, number: float = 43, measure: str = "killed", text: str = "") -> Item:
    amount = Amount(low=number, high=number, unit="count")
    claim = Claim(report=report, start=0, end=2, text=text or str(number), amount=amount, measure=measure, place=place)
    base, ends = Base("count", number, number), (number,)
    return Item(claim=claim, id=claim.id, base=base, said=number, figure="drowned", worth=1.0, ends=ends, rounded=frozenset(ends))


def matter(report: str, moment: str, text: str, *items: Item) -> Matter:
    return Matter(
        id=report,
        report=Report(text=text, name=report),
        extract=Extract(report=report),
        words=(),
        runs=(),
        grams=frozenset(),
        lines=(line(text),),
        content=frozenset(),
        places={},
        items=items,
        figured=frozenset(),
        numbers=frozenset(),
        names=frozenset(),
        quotes=frozenset(),
        credits=(),
        agencies=(),
        credited=(),
        moment=moment,
    )


def between(older: Item, younger: Item, before: str, after: str) -> Passage:
    """A claim told again a day later."""
    one, two = older.claim.report, younger.claim.report
    setting = Setting(child=matter(two, "2031-05-09", after, younger), parent=matter(one, "2031-05-08", before, older))
    return Passage(older, younger, line(before), line(after), "2031-05-08", setting)


def passage(a: Place, b: Place, before: str, after: str) -> Passage:
    """A count of one place told again of another."""
    return between(item("one", a), item("two", b), before, after)
