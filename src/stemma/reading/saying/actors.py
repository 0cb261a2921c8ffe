"""Who acts and speaks in a report: states, their institutions, groups, outlets and persons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import structs

from stemma.core.packs import Actor, Pack, read_tsv
from stemma.core.phrases import PhraseTable, split_words
from stemma.core.text import Text, Token
from stemma.reading.saying.persons import PersonFinder


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name somebody who can act or speak."""

    start: int
    end: int
    actor: str  # id in the packs, "UA.general_staff" where a country owns the institution, "" where unknown
    name: str  # the name by which it is known
    kind: str  # state institution person group outlet agency role
    country: str = ""  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words for it."""

    code: str
    name: str
    adjective: str
    capital: bool


_REACH: Final = 3  # how many modifiers may stand between a country and its institution: "Ukraine's eastern military command"
_JOINT: Final = 2  # letters before the hyphen of "Al-Juba", "El-Obeid"


class ActorFinder:
    """Finds actors by the packs' names, by grammar, and by the shape of names."""

    def __init__(self, pack: Pack) -> None:
        found = countries()
        self._places = PhraseTable([(form, c) for form, c in found], cased=True)
        self._known = PhraseTable([(n, a) for a in _specific(pack) for n in (a.name, *a.names, *a.adjectives, *a.described)], cased=True)
        heads = [a for a in pack.actors.values() if a.side == "*"]
        self._heads = PhraseTable([(n, a) for a in heads for n in (a.name, *a.names)])
        self._offices = frozenset(a.id for a in heads)
        self._first = _firsts([f for f, _ in found] + [n for a in pack.actors.values() for n in (a.name, *a.names, *a.adjectives)])
        names = [f for f, _ in found] + [n for a in _specific(pack) for n in (a.name, *a.names, *a.adjectives)]
        self._small = frozenset(w for n in names for w in split_words(n)[:1] if w.islower())  # names that begin with no capital
        self._capitals = frozenset(f for f, c in found if c.capital)
        grammar = pack.tables.get("roles", {}).get("grammar", {})
        self._owning, self._not_acting, self._ends = (frozenset(str(grammar.get(k, "")).split()) for k in ("owning", "not_acting", "ends"))
        self._persons = PersonFinder(pack, [f for f, _ in found])

    def find(self, text: Text) -> list[ActorMention]:
        """The actors of a text in order of place, none inside another."""
        found: list[ActorMention] = []
        done = 0
        for i in text.places(self._first):
            if i >= done:
                hit = self._at(text, i)
                if hit:
                    found.append(hit[0])
                    done = hit[1]
        shaped = [ActorMention(start=n.start, end=n.end, actor="", name=n.name, kind=n.kind) for n in self._persons.find(text)]
        return [self._particular(a) for a in _settle(_merge(found, shaped), text)]

    def _particular(self, mention: ActorMention) -> ActorMention:
        """ "the mayor" of an unknown town is nobody's mayor: an office without an owner has no id."""
        return structs.replace(mention, actor="") if mention.actor in self._offices else mention

    def _at(self, text: Text, i: int) -> tuple[ActorMention, int] | None:
        tokens = text.tokens
        named = not tokens[i].text.islower() or tokens[i].key in self._small
        known = self._known.at(tokens, i) if named else None
        place = self._places.at(tokens, i) if named else None
        if known and (place is None or known.last >= place.last):
            actor = known.value
            return self._mention(text, i, known.last, (actor.id, actor.name, actor.kind, actor.side)), known.last
        if place:
            return self._owned(text, i, place.last, place.value)
        head = self._heads.at(tokens, i)
        return self._bare(text, i, head.last, head.value) if head else None

    def _owned(self, text: Text, i: int, last: int, country: Country) -> tuple[ActorMention, int] | None:
        """ "Ukrainian", "Ukraine's", "Kyiv" and what may follow: "armed forces", "Defence Ministry"."""
        tokens = text.tokens
        limit = min(len(tokens), last + _REACH + 5)
        owns = tokens[last - 1].norm.endswith(("'s", "s'")) or tokens[i].text == country.adjective or not country.capital
        for k in range(last, min(last + _REACH, limit)):
            head = self._heads.at(tokens, k, limit) if owns else None
            if head:
                words = " ".join(t.text for t in tokens[last:k])
                name = " ".join(w for w in (country.adjective, words, _head_name(tokens, head.first, head.last)) if w)
                ids = (f"{country.code}.{head.value.id}", name, head.value.kind, country.code)
                return self._mention(text, i, head.last, ids), head.last
            if not self._modifier(tokens[k]):
                break
        if country.capital and i and (tokens[i - 1].norm in self._not_acting or _is_jointed(tokens, i)):
            return None
        return self._mention(text, i, last, (country.code, country.name, "state", country.code)), last

    def _modifier(self, token: Token) -> bool:
        """ "eastern military" may stand between Ukraine's and command."""
        return token.text[:1].isalpha() and not token.norm.endswith("'s") and token.norm not in self._ends

    def _bare(self, text: Text, i: int, last: int, head: Actor) -> tuple[ActorMention, int]:
        """ "the defence ministry in Minsk", "ministry of health of Kenya", "the General Staff"."""
        tokens = text.tokens
        name = _head_name(tokens, i, last)
        if last + 1 < len(tokens) and tokens[last].norm in self._owning:
            k = last + (2 if tokens[last + 1].norm == "the" else 1)
            place = self._places.at(tokens, k) if k < len(tokens) else None
            if place:
                code = place.value.code
                return self._mention(
                    text, i, place.last, (f"{code}.{head.id}", f"{place.value.adjective} {name}", head.kind, code)
                ), place.last
        return self._mention(text, i, last, (head.id, name, head.kind, "")), last

    def _mention(self, text: Text, first: int, last: int, ids: tuple[str, str, str, str]) -> ActorMention:
        actor, name, kind, country = ids
        end = text.tokens[last - 1].end
        return ActorMention(
            start=text.tokens[first].start, end=end, actor=actor, name=name, kind=kind, country=country if len(country) == 2 else ""
        )


def _is_jointed(tokens: tuple[Token, ...], i: int) -> bool:
    """True of "Juba" in "Al-Juba", which is another town."""
    joint = i > 1 and tokens[i - 1].norm == "-" and tokens[i - 1].end == tokens[i].start and tokens[i - 2].end == tokens[i - 1].start
    return joint and len(tokens[i - 2].norm) <= _JOINT


def _head_name(tokens: tuple[Token, ...], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last]).removesuffix("'s").removesuffix("’s")


def _specific(pack: Pack) -> list[Actor]:
    return [a for a in pack.actors.values() if a.side != "*"]


def _firsts(names: Iterable[str]) -> frozenset[str]:
    """The first words of all names, with and without the ending of possession."""
    found: set[str] = set()
    for name in names:
        word = name.split()[0].lower().replace("’", "'") if name.split() else ""
        bare = word.split("-")[0].rstrip(".")
        found |= {word, word + "'s", bare, bare + "'s", word.removesuffix("'s")}
    return frozenset(found - {"", "the", "'s"})


def _definite(text: Text, start: int) -> bool:
    """ "the ministry", "Ministry": the one spoken of before."""
    return text.text[max(0, start - 4) : start].lower() == "the " or text.text[start : start + 1].isupper()


def countries() -> list[tuple[str, Country]]:
    """Every word for a country and its people, and its capital as one who acts."""
    found: list[tuple[str, Country]] = []
    try:
        rows = list(read_tsv("en", "countries.tsv"))
    except OSError:
        return found
    for row in rows:
        code, name, adjectives, demonyms, others, capital = [*row, "", "", "", "", ""][:6]
        adjective = adjectives.split("|")[0].strip() or name
        country = Country(code, name, adjective, False)
        for form in (name, *adjectives.split("|"), *demonyms.split("|"), *others.split("|")):
            if form.strip():
                found.append((form.strip(), country))
        found += [(c.strip(), Country(code, name, adjective, True)) for c in capital.split("|") if c.strip() and c.strip() != name]
    return found


def _merge(found: list[ActorMention], shaped: list[ActorMention]) -> list[ActorMention]:
    """One list in order of place: a person swallows the office named before it, a longer name swallows a shorter."""
    starts = [a.start for a in found]
    ends = [a.end for a in found]
    swallowed: set[int] = set()
    kept: list[ActorMention] = []
    for name in shaped:
        at = bisect_left(ends, name.start + 1)
        inside = []
        while at < len(found) and starts[at] < name.end:
            inside.append(at)
            at += 1
        if any(
            found[k].end > name.end or (found[k].kind in ("agency", "outlet") and name.kind != "person") or _covers(found[k], name)
            for k in inside
        ):
            continue
        office = [found[k] for k in inside]
        swallowed |= set(inside)
        start = min([name.start, *(o.start for o in office)])
        country = next((o.country for o in office if o.country), "")
        kept.append(name if start == name.start and not country else structs.replace(name, start=start, country=country))
    rest = [a for k, a in enumerate(found) if k not in swallowed]
    return sorted([*rest, *kept], key=lambda a: (a.start, -a.end))


def _covers(found: ActorMention, name: ActorMention) -> bool:
    """True where the packs know the same words better than their shape tells."""
    return name.kind != "person" and found.end == name.end and (bool(found.country) or found.start <= name.start)


def _settle(mentions: list[ActorMention], text: Text) -> list[ActorMention]:
    """An institution without a country is that of its last namesake; a surname stands for the full name before it."""
    owners: dict[str, str] = {}
    settled: list[ActorMention] = []
    last_end = -1
    for mention in mentions:
        if mention.start < last_end:
            continue
        bare = mention.actor.split(".")[-1]
        if mention.country and "." in mention.actor:
            owners[bare] = mention.country
        elif mention.actor and not mention.country and bare in owners and _definite(text, mention.start):
            settled.append(structs.replace(mention, actor=f"{owners[bare]}.{bare}", country=owners[bare]))
            last_end = mention.end
            continue
        settled.append(mention)
        last_end = mention.end
    return settled
