"""Who is named as the source of the matter: outlets of the pile, agencies that are not in it, corrections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

from stemma.core.types import Report
from stemma.core.words import plain_words
from stemma.descent.matter import Matter, are_initials

_HEAD: Final = 400  # a correction says so at its beginning
_TITLE: Final = 3  # words of a title by which a report can be named
_SHORT: Final = 6  # a shorter name may be a word of the language
_OUTLETS: Final = 1_024  # names whose plain form is remembered
_PAIRS: Final = 8_192  # of names that were compared
_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)


@lru_cache(maxsize=_OUTLETS)
def plain_outlet(name: str) -> str:
    """An outlet's name without the article, in lower case."""
    return _ARTICLE.sub("", name.strip()).lower()


@lru_cache(maxsize=_PAIRS)
def same_outlet(one: str, other: str) -> bool:
    """True where two names stand for one outlet: "The Caspian Examiner", "Caspian Examiner", or its initials."""
    if are_initials(one.strip(), other) or are_initials(other.strip(), one):
        return True
    a, b = plain_outlet(one), plain_outlet(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return a == b or long.startswith(f"{short} ") or (" " in short and f" {short} " in f" {long} ")  # "Times" names many papers


def names_outlet(child: Matter, parent: Matter, telling: Sequence[str]) -> bool:
    """True where the child credits the parent's outlet, or names it in full in its text; `telling`: what a paper named in short does."""
    outlet = parent.report.outlet.strip()
    if not outlet or same_outlet(outlet, child.report.outlet):
        return False
    if any(same_outlet(name, outlet) for name in child.credits):
        return True
    plain = _ARTICLE.sub("", outlet)
    name = plain if " " in plain or not plain.isalpha() else outlet
    text = child.report.text
    if len(name) > _SHORT and name in text:
        return any(name in text[line.start : line.end] for line in child.lines)
    leading = plain.rpartition(" ")[0]  # "Moravský deník writes" for Moravský deník Svitava
    return " " in leading and any(f"{leading} {verb}" in text[line.start : line.end] for verb in telling for line in child.lines)


def is_correction(report: Matter, words: Mapping[str, Sequence[str]]) -> bool:
    """True where a report says, in its title or at its beginning, that it corrects."""
    title = _title(report).lower()
    if any(title.startswith(w) and re.match(rf"{re.escape(w)}\b", title) for w in words["titles"]):
        return True
    start = report.lines[0].start if report.lines else 0
    head = report.report.text[start : start + _HEAD].lower()
    if any(phrase in head and re.search(rf"\b{re.escape(phrase)}\b", head) for phrase in words["phrases"]):
        return True
    return any(re.search(rf"\b{pattern}\b", head) for pattern in words["patterns"])


def names_title(child: Matter, parent: Matter) -> bool:
    """True where a report has the title of another in its text: 'The report "Race to the rooftops" contained three errors'."""
    words = plain_words(_title(parent))
    if len(words) < _TITLE:
        return False
    title = " ".join(words)
    return any(title in line.plain for line in child.lines)


def _owns_up(child: Matter, parent: Matter, words: Mapping[str, Sequence[str]]) -> bool:
    """True where a report names another by its title and admits a fault."""
    return names_title(child, parent) and not child.content.isdisjoint(words["admitting"])


def corrects(child: Matter, parent: Matter, words: Mapping[str, Sequence[str]]) -> bool:
    """True where the child is a correction of the parent: a later edition of its page, of the same outlet, or naming it."""
    if is_later_edition(child.report, parent.report):
        return True
    if child.report.outlet:
        if not same_outlet(child.report.outlet, parent.report.outlet):
            return False
        if _owns_up(child, parent, words):
            return True
        if not is_correction(child, words):
            return False
        return not is_correction(parent, words) or _title(child) != _title(parent)
    return is_correction(child, words) and names_outlet(child, parent, words["telling"])


def is_later_edition(child: Report, parent: Report) -> bool:
    """True where both stood at one address, the child after the parent."""
    return bool(child.url) and child.url == parent.url and _edition(child) > max(1, _edition(parent))


def _edition(report: Report) -> int:
    said = dict(report.extra).get("edition", "1")
    return int(said) if said.isdecimal() else 1


def absent(credit: str, pile: Sequence[Matter], agencies: Sequence[str]) -> str:
    """The name of a credited agency that has no report in the pile, else ""."""
    if any(same_outlet(credit, m.report.outlet) for m in pile):
        return ""
    known = next((a for a in agencies if plain_outlet(a) == plain_outlet(credit)), credit)
    return _ARTICLE.sub("", known)


def slug(name: str) -> str:
    """A name as part of an id: "Harbour Wire" -> "harbour-wire", "Agência Litoral" -> "agencia-litoral"."""
    plain = "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _title(report: Matter) -> str:
    if report.report.title:
        return report.report.title
    first = report.report.text.lstrip()[:200]
    return first.partition("\n")[0]
