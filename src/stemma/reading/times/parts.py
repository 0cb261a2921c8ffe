"""Parts of years, years and longer: quarters, halves, seasons, years, decades, centuries, feasts."""

from __future__ import annotations

from stemma.reading.times.calendar import Stretch, century, decade, half, holding, neighbour, quarter, season, shift, year
from stemma.reading.times.dates import EDGES, MONTHS, OFFSETS, RELATIVE, dated, edge_of, edged, joined, month_named, stepped, year_of
from stemma.reading.times.grammar import Found
from stemma.reading.times.scene import Made, Scene


def quarter_named(found: Found, scene: Scene) -> Made | None:
    """ "the third quarter of last year", "Q3 2024", "the last quarter"."""
    number = found.get("quarter_name", "ordinal", "nth")
    of = year_of(found, scene)
    if number is None and of and found.has("last", "final"):
        number = 4
    if number is None:
        step = OFFSETS.get(next((p.name for p in found.parts if p.name in OFFSETS), ""))
        near = None if scene.anchor is None or step is None else neighbour(scene.anchor, step, "quarter")
        return dated(found, near)
    if not 1 <= int(number) <= 4:
        return None
    which = int(number)
    stretch = quarter(of, which) if of else scene.pick(found, lambda y: quarter(y, which))
    return dated(found, stretch) if stretch else Made(first=found.first, last=found.last, type="DATE", value=f"XXXX-Q{which}")


def half_named(found: Found, scene: Scene) -> Made | None:
    """ "the first half of 2024", "the second half of the month"."""
    whole = found.cut(found.at("of"), len(found.parts))
    which = 1 if found.get("ordinal") == 1 else 2
    of = year_of(whole, scene) or (scene.anchor.first.year if scene.anchor and whole.get("unit") == "year" else 0)
    if of and not whole.has(*MONTHS, "letter_s"):
        return dated(found, half(of, which))
    if whole.has(*MONTHS):
        made = month_named(whole.cut(1, len(whole.parts)), scene)
        base = made.stretch if made else None
    else:
        base = None if scene.anchor is None or not whole.has("unit") else holding(scene.anchor.first, str(whole.get("unit")))
    if base is None:
        return None
    middle = shift(base.first, (base.last - base.first).days // 2, "day") or base.last
    first, last = (base.first, middle) if which == 1 else (middle, base.last)
    return dated(found, Stretch(first=first, last=last, grain=base.grain, value=base.value))


def season_named(found: Found, scene: Scene) -> Made | None:
    """ "last summer", "in the spring", "winter 2023"."""
    name = str(found.get("season", "season_verb"))
    of = year_of(found, scene)
    bare = not of and not found.has(*RELATIVE, *EDGES)
    before = scene.before(found)
    if bare and (before not in scene.words.prepositions or _describes(scene.after(found), scene)):
        return None
    if bare and found.has("season_verb") and (scene.after(found) in ("of", "in", "from", "to", "on") or before in ("to", "of", "and")):
        return None
    lead = found.cut(0, found.at("season", "season_verb"))
    if of:
        stretch = season(of, name)
    elif lead.has("this") and scene.anchor is not None:
        stretch = season(scene.anchor.first.year, name)
    elif lead.has("last", "next", "previous", "following"):
        stretch = stepped(lead, scene, lambda y: season(y, name))
    else:
        stretch = scene.pick(found, lambda y: season(y, name))
    return edged(found, stretch) if stretch else Made(first=found.first, last=found.last, type="DATE", value=f"XXXX-{name}")


def _describes(following: str, scene: Scene) -> bool:
    """ "A wall of water tore through summer camps"."""
    return len(following) > len("was") and following.endswith("s") and following.isalpha() and following not in scene.words.no_verbs


def decade_named(found: Found, scene: Scene) -> Made | None:
    """ "the 1990s", "the late '80s", "the nineties"."""
    number = found.get("decade_word")
    if number is None:
        at = found.at("year4", "num2")
        if not joined(found.cut(at, len(found.parts))) or scene.before(found) in scene.words.persons:
            return None
        number = int(found.parts[at].value)
    number = int(number) if number >= 100 else 1900 + int(number)
    if number % 10 or number > 9980:
        return None
    return edged(found, decade(number))


def century_named(found: Found, scene: Scene) -> Made | None:
    """ "the 19th century"."""
    number = found.get("ordinal", "nth", "bignth")
    if found.get("unit") != "century" or not number or not 1 <= int(number) <= 30:
        return None
    return edged(found, century(int(number)))


def year_named(found: Found, scene: Scene) -> Made | None:
    """ "in 2009", "mid-2023"; four digits that count something are no year."""
    number = int(found.get("year4"))
    before, after = scene.before(found), scene.after(found)
    if not 1500 <= number <= 2150 or after in scene.words.after_number or len(found.parts[-1].token.text) != 4:
        return None
    if len(found.parts) == 1 and not _year_stands(before, after, number, found, scene):
        return None
    return edged(found, year(number) if edge_of(found) else scene.so_far(found, year(number)))


def _year_stands(before: str, after: str, number: int, found: Found, scene: Scene) -> bool:
    if before in scene.words.before_number:
        return False
    if before in scene.words.prepositions or before in ("the", "("):
        return True
    tokens = scene.text.tokens
    if after and tokens[found.last].text[:1].isupper() and tokens[found.first - 1].text[:1].isupper() and before:
        return False  # a name: "the Russell 2000 Index"
    if not 1800 <= number <= 2060:
        return False
    if after in ("-", "–", "/", ".") and found.last < len(tokens) and tokens[found.last].start == tokens[found.last - 1].end:
        follows = tokens[found.last + 1].norm if found.last + 1 < len(tokens) else ""
        if follows[:1].isdigit() and after == ".":
            return False
    joins = tokens[found.first - 1].end == tokens[found.first].start
    return not before[:1].isdigit() and not (joins and before in ("-", "–", "/", "+", ":", ".", "#"))
