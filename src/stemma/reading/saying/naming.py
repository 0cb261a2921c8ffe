"""How a speaker is called in the ledger: without article and dots, with its initials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from stemma.core.packs import Pack
from stemma.core.words import initials

_LEADING: Final = re.compile(r"^(?:the|a|an|this|that|another|but|and|some|one|both|what|neither)\s+", re.IGNORECASE)
_TRAILING: Final = " ,;:–—-"
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}")


def signs(pack: Pack) -> dict[str, str]:
    """The initials of actors that have just one such name: WHO for the World Health Organization."""
    found: dict[str, str] = {}
    for actor in pack.actors.values():
        short = [n for n in actor.names if _initials(n)]
        if len(short) == 1 and not _initials(actor.name):
            found[actor.id] = short[0]
    return found


def with_initials(name: str, said: str, text: str, sign: str = "") -> str:
    """ "Pan American Health Organization (PAHO)", however it is said: initials of its own, or those that the text puts behind the name."""
    if _initials(name):
        return said
    if _initials(said):
        return f"{name} ({said})" if initials(name) == said or name in text else said
    if name not in text:
        return said
    bracketed = re.search(re.escape(name) + r" \(([A-Z]\w{1,8})\)", text)
    if bracketed:
        return f"{name} ({bracketed.group(1)})"
    return f"{name} ({sign})" if sign else name


def _initials(words: str) -> bool:
    """True of "IOM" and "UN"."""
    return words.isupper() and words.isalpha() and 1 < len(words) < 7


def parts_of_countries(nouns: Iterable[str]) -> re.Pattern[str]:
    """The "China's" of "China's Hubei province", by the nouns for parts of a country."""
    return re.compile(rf"^[A-Z][\w-]+['’]s (?=[A-Z][\w-]+ (?:{'|'.join(map(re.escape, nouns))})$)")


def plain(name: str, owners: re.Pattern[str]) -> str:
    """ "UN official" for "U.N. official", "Hubei province" for "China's Hubei province"."""
    if "." in name:
        name = _DOTTED.sub(lambda m: m.group().replace(".", ""), name)
    return owners.sub("", name) if "’s " in name or "'s " in name else name


def clean(words: str) -> str:
    """A phrase as a name: one line, without its article."""
    name = " ".join(words.split()).rstrip(_TRAILING).strip('"“”')
    if name[:8].lower() == "neither ":
        name = name.replace(" nor ", " and ")
    name = name.removesuffix("'s").removesuffix("’s").strip("'’")
    while (shorter := _LEADING.sub("", name)) != name:
        name = shorter
    return name


def plural(word: str) -> str:
    """The plural of a noun for somebody, by rule."""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
