"""Dates that name their day, month or year: "22 October 2024", "early November", "the third quarter", "18:00 UTC"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from stemma.reading.times.calendar import Stretch, day_of, holding, month, neighbour, part, shift
from stemma.reading.times.grammar import Found
from stemma.reading.times.scene import Made, Scene

MONTHS: Final = ("month", "month_short", "month_verb")
_SIGN: Final = re.compile(r"[^0-9]")
_DAY: Final = ("dd", "nth", "ordinal")
RELATIVE: Final = ("last", "previous", "next", "following", "this", "same", "that")
OFFSETS: Final = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "same": 0, "that": 0}
EDGES: Final = {
    **{"early": "early", "earlier": "early", "start": "early", "late": "late", "later": "late", "end": "late"},
    **{"mid": "mid", "middle": "mid"},
}


def iso(found: Found, scene: Scene) -> Made | None:
    """ "2024-10-22"."""
    if not joined(found):
        return None
    numbers = [int(p.value) for p in found.parts[::2]]
    return dated(found, day_of(numbers[0], numbers[1], numbers[2]))


def numeric(found: Found, scene: Scene) -> Made | None:
    """ "22/10/2024"; where day and month could be either, the reading nearest to the publication date."""
    if not joined(found):
        return None
    words = _SIGN.split("".join(p.token.text for p in found.parts))
    if len(words[0]) == 4:
        return dated(found, day_of(int(words[0]), int(words[1]), int(words[2])))
    one, two, last = (int(w) for w in words)
    if len(words[2]) < 4:
        last += 2000
    readings = [s for s in (day_of(last, two, one), day_of(last, one, two)) if s is not None]
    if not readings or (len(words[2]) < 3 and not _near(readings[0], scene)):
        return None
    if len(readings) == 1 or readings[0] == readings[1]:
        return dated(found, readings[0])
    anchor = scene.anchor
    if anchor is None:
        return None
    return dated(found, min(readings, key=lambda s: abs((s.first - anchor.first).days)))


def _near(stretch: Stretch, scene: Scene) -> bool:
    return scene.anchor is not None and abs(stretch.first.year - scene.anchor.first.year) <= 10


def days(found: Found, scene: Scene) -> Made | None:
    """ "3 to 5 October"."""
    numbers = [int(p.value) for p in found.parts if p.name in ("dd", "nth")]
    if len(numbers) < 2 or numbers[0] >= numbers[1]:
        return None
    name = int(found.get(*MONTHS))
    number_year = found.get("year4")

    def make(of: int) -> Stretch | None:
        first, last = day_of(of, name, numbers[0]), day_of(of, name, numbers[1])
        if first is None or last is None:
            return None
        return Stretch(first=first.first, last=last.last, grain="week", value=f"{first.value}/{last.value}")

    stretch = make(int(number_year)) if number_year else scene.pick(found, make)
    return Made(first=found.first, last=found.last, type="DATE", value=stretch.value, stretch=stretch, role="window") if stretch else None


def date_named(found: Found, scene: Scene) -> Made | None:
    """ "22 October 2024", "Oct. 22", "the 22nd of October last year"."""
    found = _without_amount(found, scene)
    name, number = int(found.get(*MONTHS)), int(found.get(*_DAY) or 0)

    def make(of: int) -> Stretch | None:
        return day_of(of, name, number)

    of = year_of(found, scene)
    stretch = make(of) if of else scene.pick(found, make)
    if stretch is not None:
        return dated(found, stretch)
    leap = day_of(2024, name, number)
    return Made(first=found.first, last=found.last, type="DATE", value=f"XXXX-{name:02d}-{number:02d}") if leap and not of else None


def _without_amount(found: Found, scene: Scene) -> Found:
    """ "On October 5, 2000 people marched" has no year."""
    if found.parts[-1].name == "year4" and scene.after(found) in scene.words.after_number:
        cut = len(found.parts) - (2 if found.parts[-2].name == "comma" else 1)
        return found.cut(0, cut)
    return found


def months(found: Found, scene: Scene) -> Made | None:
    """ "June to August 2023"."""
    names = [int(p.value) for p in found.parts if p.name in MONTHS]
    of = year_of(found, scene)

    def make(number_year: int) -> Stretch | None:
        if names[0] > names[1] and number_year < 2:
            return None
        first = month(number_year - (names[0] > names[1]), names[0])
        last = month(number_year, names[1])
        return Stretch(first=first.first, last=last.last, grain="quarter", value=f"{first.value}/{last.value}")

    stretch = make(of) if of else scene.pick(found, make)
    if stretch is None:
        return None
    return Made(first=found.first, last=found.last, type="DATE", value=stretch.value, stretch=stretch, role="window")


def month_named(found: Found, scene: Scene) -> Made | None:
    """ "August 2023", "early November", "the end of October", "last June"."""
    found = _without_amount(found, scene)
    name = int(found.get(*MONTHS))
    if not _month_stands(found, scene):
        return None
    lead = found.cut(0, found.at(*MONTHS))

    def make(number_year: int) -> Stretch | None:
        return month(number_year, name)

    of = year_of(found, scene)
    if of:
        stretch = make(of)
    elif lead.has("last", "next", "previous", "following"):
        stretch = stepped(lead, scene, make)
    else:
        stretch = scene.pick(found, make)
    if stretch is None:
        return Made(first=found.first, last=found.last, type="DATE", value=f"XXXX-{name:02d}")
    return edged(found, stretch if edge_of(found) else scene.so_far(found, stretch))


def _month_stands(found: Found, scene: Scene) -> bool:
    """A bare "may" or "Jan" needs company; so does a name, "June Smith"."""
    if len(found.parts) - found.has("dot") > 1:
        return True
    before = scene.before(found)
    named = bool(scene.after(found)) and scene.text.tokens[found.last].text[:1].isupper()
    if before in (scene.words.strong if named else scene.words.prepositions):
        return True
    return not named and not found.has("month_verb", "month_short") and before != "."


def stepped(lead: Found, scene: Scene, make: Callable[[int], Stretch | None]) -> Stretch | None:
    """The last or next one as seen from the publication date, or from the time told where "previous" says so."""
    base = scene.base("month") if lead.has("previous", "following") else scene.anchor
    if base is None:
        return None
    around = [s for s in (make(y) for y in range(max(1, base.first.year - 2), min(9998, base.first.year + 2) + 1)) if s is not None]
    if lead.has("last", "previous"):
        return next((s for s in reversed(around) if s.last < base.first), None)
    return next((s for s in around if s.first > base.last), None)


def weekday_named(found: Found, scene: Scene) -> Stretch | None:
    """The day that a weekday means, by the words about it and by tense."""
    number = int(found.get("weekday"))
    at = found.at("weekday")
    lead, tail = found.cut(0, at), found.cut(at, len(found.parts))
    base = scene.base() if lead.has("previous", "following") else scene.anchor
    if base is None or base.grain != "day":
        return None
    if tail.has("unit") and tail.get("unit") in ("week", "month"):
        step = next((OFFSETS[p.name] for p in tail.parts if p.name in OFFSETS), 0)
        whole = neighbour(base, step, "week")
        to = None if whole is None else shift(whole.first, number, "day")
        return None if to is None else holding(to, "day")
    back = (base.first.weekday() - number) % 7
    if lead.has("last", "previous"):
        back = back or 7
    elif lead.has("next", "following") or scene.look(found) > 0 or (scene.before(found) == "until" and scene.look(found) == 0):
        back = back - 7 if back or lead.has("next", "following") else 0
    to = shift(base.first, -back, "day")
    return None if to is None else holding(to, "day")


def year_of(found: Found, scene: Scene) -> int:
    """The year that a match names, 0 where it names none."""
    number = found.get("year4")
    if number is not None:
        return int(number) if int(number) >= 100 else 1900 + int(number)
    if found.get("unit") != "year" or scene.anchor is None:
        return 0
    steps = [p.name for p in found.parts[: found.at("unit")] if p.name in OFFSETS]
    step = steps[-1] if steps else ""
    base = scene.base("year") if step in ("previous", "following", "same", "that") else scene.anchor
    return base.first.year + OFFSETS[step] if step and base is not None else 0


def joined(found: Found) -> bool:
    """True where no space stands between the tokens."""
    return all(a.token.end == b.token.start for a, b in zip(found.parts, found.parts[1:], strict=False))


def edge_of(found: Found) -> str:
    """Which part of a stretch the words before it mean: early, mid, late or ""."""
    return next((EDGES[p.name] for p in found.parts if p.name in EDGES), "")


def edged(found: Found, stretch: Stretch) -> Made:
    which = edge_of(found)
    meant = part(stretch, which) if which else stretch
    return Made(first=found.first, last=found.last, type="DATE", value=stretch.value, stretch=meant, edge=which)


def dated(found: Found, stretch: Stretch | None) -> Made | None:
    if stretch is None:
        return None
    return Made(first=found.first, last=found.last, type="DATE", value=stretch.value, stretch=stretch)
