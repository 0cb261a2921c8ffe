"""How a speaker is called in the ledger: without article and dots, with its initials; and the offices before names and behind owners."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from stemma.core.packs import Pack
from stemma.core.words import initials
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.scene import Range, Scene

_LEADING: Final = re.compile(r"^(?:the|a|an|this|that|another|but|and|some|one|both|what|neither)\s+", re.IGNORECASE)
_TRAILING: Final = " ,;:–—-"
_NAMES: Final = re.compile("N{3,}$")
_POSSESSED: Final = re.compile(r"['’]s?(?= |$)|\.")
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}")


class Bodies:
    """Names those whom a pack knows: by the words of the report, with their initials, or in full where they are only described."""

    def __init__(self, pack: Pack) -> None:
        self._signs = signs(pack)
        self._described = frozenset(_folded(form) for actor in pack.actors.values() for form in actor.described)

    def called(self, actor: ActorMention, said: str, text: str) -> str:
        """The International Organization for Migration (IOM) for "the UN migration agency"; the Red Cross as it is said."""
        sign = self._signs.get(actor.actor, "")
        if _folded(said) in self._described:
            return f"{actor.name} ({sign})" if sign and not _initials(actor.name) else actor.name
        return with_initials(actor.name, said, text, sign)


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


def _folded(name: str) -> str:
    """A name in small letters and without signs of possession, by which descriptions are told."""
    return " ".join(_POSSESSED.sub("", name.lower()).split())


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


def behind_title(scene: Scene, head: Range, roles: AbstractSet[str], bodies: AbstractSet[str]) -> Range | None:
    """ "Health and Population Minister Omar Weil": the names behind the last capitalised office."""
    names = _NAMES.search(scene.tags[head[0] : head[1]]) if scene.tags.endswith("NNN", head[0], head[1]) else None
    first = head[0] + names.start() if names else head[1]
    for i in range(head[1] - 2, first, -1):
        if scene.norm(i) in roles:
            behind = range(i + 1, head[1])
            return None if any(scene.norm(k) in bodies or scene.norm(k) in roles for k in behind) else (i + 1, head[1])
    return None


def is_served(scene: Scene, head: Range, actor: ActorMention, roles: AbstractSet[str]) -> bool:
    """ "President Weil's adviser": the person whose adviser speaks."""
    last = scene.text.token_at(max(actor.start, actor.end - 1))
    return head[0] <= last < head[1] - 1 and scene.tags[last] == "G" and any(scene.norm(k) in roles for k in range(last + 1, head[1]))
