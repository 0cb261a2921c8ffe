"""Numbers, places in a row and years as they are spoken: "twenty two", "the twenty second", "nineteen ninety nine"."""

from __future__ import annotations

from stemma.reading.times.spoken.line import Line

Counted = tuple[int, int]  # up to which piece, and the number


def digits(line: Line, at: int, most: int = 2) -> Counted | None:
    """A whole number in digits, at most so many of them, none glued to a word or a point before it."""
    norm = line.norm(at)
    return (at + 1, int(norm)) if norm.isdecimal() and len(norm) <= most else None


def below_hundred(line: Line, at: int) -> Counted | None:
    """ "seven", "twenty", "twenty-two"."""
    small = line.get(at, "small")
    if small is not None:
        return at + 1, int(small)
    tens = line.get(at, "tens")
    if tens is None:
        return None
    behind = at + 2 if line.norm(at + 1) == "-" else at + 1
    unit = line.get(behind, "small")
    if unit is not None and 1 <= int(unit) <= 9:
        return behind + 1, int(tens) + int(unit)
    return at + 1, int(tens)


def number(line: Line, at: int) -> Counted | None:
    """A whole number in digits or words."""
    return digits(line, at, 4) or below_hundred(line, at)


def fraction(line: Line, at: int) -> tuple[int, float] | None:
    """A number with or without decimals: "3.5", "two", "one and a half"."""
    found = number(line, at)
    if found is None:
        return None
    to, value = found
    if line.norm(at).isdecimal() and line.norm(to) == "." and line.glued(to) and line.glued(to + 1) and line.norm(to + 1).isdecimal():
        return to + 2, float(f"{value}.{line.norm(to + 1)}")
    if line.word(to, "and") and line.word(to + 1, "a_half") and "half" in (line.norm(to + 1), line.norm(to + 2)):
        behind = to + (2 if line.word(to + 1, "half") else 3)
        return (behind, value + 0.5) if line.has(behind, "unit") else (to, float(value))
    return to, float(value)


def ordinal(line: Line, at: int) -> Counted | None:
    """ "22nd", "second", "twenty second", "thirty-first"."""
    if line.norm(at).isdecimal() and len(line.norm(at)) <= 3 and line.word(at + 1, "ordinal_endings") and line.glued(at + 1):
        return at + 2, int(line.norm(at))
    tens = line.get(at, "tens")
    if tens is not None:
        behind = at + 2 if line.norm(at + 1) == "-" else at + 1
        unit = line.get(behind, "ordinal")
        return (behind + 1, int(tens) + int(unit)) if unit is not None and int(unit) < 10 else None
    plain = line.get(at, "ordinal")
    return (at + 1, int(plain)) if plain is not None else None


def day_number(line: Line, at: int) -> Counted | None:
    """The number of a day in its month, as an ordinal or not: "22nd", "22", "twenty two"."""
    found = ordinal(line, at) or digits(line, at) or below_hundred(line, at)
    return found if found is not None and 1 <= found[1] <= 31 else None


def year_said(line: Line, at: int) -> Counted | None:
    """ "2018", "two thousand and eighteen", "nineteen ninety nine", "seventeen hundred thirty three"."""
    norm = line.norm(at)
    if norm.isdecimal():
        return (at + 1, int(norm)) if len(norm) == 4 and 1000 <= int(norm) <= 2200 else None
    if norm == "'" and line.digits(at + 1, 2) and line.glued(at + 1) and not line.word(at + 2, "s"):
        return at + 2, full_year(int(line.norm(at + 1)))  # "'98"
    lead = below_hundred(line, at)
    if lead is None:
        return None
    to, value = lead
    word = line.norm(to)
    if line.words.says(word, "hundred_thousand"):
        base = value * (1000 if line.words.says(word, "thousand") else 100)
        rest = below_hundred(line, line.skip(to + 1, "and"))
        if rest is not None and not line.word(rest[0], "hundred"):
            return rest[0], base + rest[1]
        return to + 1, base
    rest = below_hundred(line, to)
    if 13 <= value <= 21 and rest is not None and rest[1] >= 10:
        return rest[0], value * 100 + rest[1]
    if 13 <= value <= 21 and line.words.says(word, "oh") and line.get(to + 1, "small"):
        return to + 2, value * 100 + int(line.get(to + 1, "small"))
    return None


def full_year(value: int) -> int:
    """A year of two digits as people mean it: 15 is 2015, 30 is 2030, 71 is 1971."""
    return value if value >= 100 else value + (2000 if value < 50 else 1900)
