"""What a report calls a part: "five of them children", "eight of the 25 regions", "Of the 19 men, only three"."""

from __future__ import annotations

import re
from typing import Final

from stemma.core.types import Claim
from stemma.weighing.facts import Facts

_BREATH: Final = 160  # characters between a whole and its part
_BEHIND: Final = 24  # characters behind a number in which "of them" stands
_NEXT: Final = 80  # characters between a whole and "70 with bullet wounds"
_OUT_OF: Final = 60  # characters over which "eight of the 25 regions" reaches
_LEAD: Final = 40  # characters before a whole in which "Of the" stands
_SOME_OF: Final = re.compile(r"\W*(?:[\w,.-]+ ){1,3}of (?:the|its|their|his|her|these|those|our) (\w+)")
_FRONT: Final = re.compile(r"(?:^|[.;:!?\n]\s*|, )(Of) (?:\w+ ){0,2}?$", re.IGNORECASE)
_WITH: Final = re.compile(r"(?<=\d)\s+with(?=\s)")
_OF: Final = re.compile(r"\w (of) (?:the |its |their |all |these |those |[A-Z][\w-]+['’]s? )*(?:\w+ )?\d[\d,.]*")
_DIGIT: Final = re.compile(r"\d")
_CLAUSE: Final = re.compile(r"[.;!?]\s|\n")
_STOP: Final = re.compile(r"[.!?]\s|\n")
_FULL: Final = 1.02  # what rounded parts may come to together, of their whole
_OPENING: Final = re.compile(r"[^.;:!?\n\d]{0,60}:\s")
_STEM: Final = 4  # letters by which a noun is known again


def called_part(facts: Facts, first: Claim, second: Claim) -> tuple[Claim, Claim, str] | None:
    """The whole, the part, and the words that make one of two neighbours a part of the other; None where none do."""
    if (facts.point(first) or 0.0) == (facts.point(second) or 0.0) or facts.base(first).dimension != facts.base(second).dimension:
        return None
    if any(_in_the_way(facts, first, second, c) for c in facts.claims_of.get(first.report, ())):
        return None
    text = facts.reports[first.report].text
    whole, part, word = first, second, _between(facts, text, first, second) or called_back(facts, first, second)
    if not word and (word := _out_of(facts, text, first, second)):
        whole, part = second, first
    front = "" if word else _front(text, first, second) or _listed(facts, text, first, second) or _alone(facts, text, first, second)
    if facts.base(first).dimension == "percent" or not (front or word):
        return None
    if _most(facts, part) > (facts.point(whole) or 0.0):
        return None
    return whole, part, word or front


def _in_the_way(facts: Facts, first: Claim, second: Claim, other: Claim) -> bool:
    """True for a number between two others that the words for a part may be said of; not one of another sort than both."""
    if not (first.end <= other.start and other.end <= second.start):
        return False
    return facts.sort(first) != facts.sort(second) or facts.sort(other) == facts.sort(first)


def _most(facts: Facts, claim: Claim) -> float:
    base = facts.base(claim)
    return max(x for x in (base.low, base.high, base.point, 0.0) if x is not None)


def _between(facts: Facts, text: str, whole: Claim, part: Claim) -> str:
    """The words that make the second number a part of the first: between the two, or just behind the second."""
    if facts.part_said is None or part.start - whole.end > _BREATH or part.end <= whole.end:
        return ""
    near = text[min(whole.end, part.start) : part.end]  # a span may begin at the verb that both numbers share
    if (own := facts.part_said.match(near.lstrip())) is not None and part.start > whole.end:
        near = near.lstrip()[own.end() :]  # "5.2 million of them in the north, and two million": said of the first number
    behind = _CLAUSE.split(text[part.end : part.end + _BEHIND])[0]
    found = facts.part_said.search(near) or facts.part_said.search(behind)
    if found is None and part.start - whole.end <= _NEXT:
        found = _WITH.search(text, part.start, part.end + _BEHIND)
    return " ".join(found.group().split()) if found else ""


def _out_of(facts: Facts, text: str, part: Claim, whole: Claim) -> str:
    """The words by which the first number is some of the second: "eight of the 25 regions"."""
    if part.start > whole.start or whole.end - part.start > _OUT_OF:
        return ""
    digit = _DIGIT.search(text, whole.start, whole.end)
    if ", " in text[part.start : digit.start() if digit else whole.start]:
        return ""  # "three of the dead, 155 people"
    if (straight := facts.said.straight.fullmatch(text, part.start, whole.start)) is not None and straight.end(1) <= whole.start:
        return straight.group(1)
    found = _OF.search(text[part.start : whole.end]) if part.measure == whole.measure else None
    return found.group(1) if found else ""


def called_back(facts: Facts, whole: Claim, part: Claim) -> str:
    """The words that call back those just counted: "58 cases, and 13 of the patients have died"."""
    text = facts.reports[whole.report].text
    if not 0 <= part.start - whole.end <= _BREATH or _STOP.search(text, whole.end, part.start):
        return ""
    found = _SOME_OF.match(text, part.start, part.start + _OUT_OF)
    noun = found.group(1).lower() if found else ""
    own = {w[:_STEM] for w in facts.words(f"{whole.subject} {whole.counted}") if len(w) >= _STEM}
    called = noun in facts.part_nouns.get(facts.sort(whole), ()) or noun[:_STEM] in own
    return f"of the {noun}" if noun and called else ""


def _front(text: str, whole: Claim, part: Claim) -> str:
    """The words before a whole that announce its parts: "Of the 19 men who slept there, only three"."""
    if not 0 <= part.start - whole.end <= _BREATH or _STOP.search(text, whole.end, part.start):
        return ""
    found = _FRONT.search(text[max(0, whole.start - _LEAD) : whole.start])
    return found.group(1).lower() if found else ""


def _listed(facts: Facts, text: str, whole: Claim, part: Claim) -> str:
    """A colon behind a number that opens the list of its parts: "1,500 were damaged: 891 destroyed and 398 engulfed"."""
    opening = _OPENING.match(text, whole.end)
    if opening is None or not opening.end() <= part.start <= whole.end + _BREATH or _STOP.search(text, whole.end, part.start):
        return ""
    listed = [c for c in facts.claims_of.get(whole.report, ()) if opening.end() <= c.start and not _STOP.search(text, whole.end, c.start)]
    like = [c for c in listed if c.start <= whole.end + 2 * _BREATH and facts.base(c).dimension == facts.base(whole).dimension]
    told = sum((facts.point(c) or 0.0 for c in like), 0.0)
    return ":" if len(like) > 1 and told <= _FULL * (facts.point(whole) or 0.0) else ""


def _alone(facts: Facts, text: str, whole: Claim, part: Claim) -> str:
    """The word that makes a second number one place's or one day's share of the first: "Sindh alone accounts for 522"."""
    if facts.sort(whole) != facts.sort(part) or part.start < whole.end:
        return ""
    before = _STOP.split(text[max(whole.end, part.start - _BREATH) : part.start])[-1]
    behind = _CLAUSE.split(text[part.end : part.end + _NEXT])[0]
    found = facts.said.alone.search(before) or facts.said.alone.search(behind)
    return found.group() if found else ""
