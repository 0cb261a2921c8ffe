"""From passages of attribution to the chain of speakers behind an amount, and the outlets that a report credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Text
from stemma.core.types import Source, SourceKind, Span
from stemma.core.words import initials
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution

_GOVERNING: Final = ("said", "evidential", "credit")
_NEAR: Final = 24  # letters from a paper to the words that say who made it
_OUTLET_LINE: Final = re.compile(r"^Outlet:[ \t]*(\S[^\n]*)$", re.MULTILINE)
_BRACKETED: Final = re.compile(r"\(([A-Z][\w .’'&-]{1,40})\)")


class Chains:
    """Reads chains and credits; built from the part `chains` of the table `saying`."""

    def __init__(self, saying: Mapping[str, Any]) -> None:
        table = saying.get("chains", {})
        armed, before, telling, after = (_any_of(table.get(key, ())) for key in ("armed", "credited_by", "telling_of", "credited_for"))
        papers, agencies = _any_of(table.get("papers_of", ())), _any_of(table.get("agencies", ()))
        self._armed = re.compile(rf"\b(?:{armed})\b", re.IGNORECASE)
        self._papers = tuple(table.get("sought", ()))
        self._generic = frozenset(table.get("generic", ()))
        self._ours = tuple(table.get("ours", ()))
        self._before = re.compile(rf"\b(?:{before}|(?:{telling}) (?:{papers})) (?:(?:the|{agencies}) )*$")
        self._after = re.compile(rf"^(?: (?:{_any_of(table.get('agency', ()))}))?,? (?:which )?(?:(?:has|have|had) )?(?:{after})")

    def behind(self, attributions: Sequence[Attribution], span: Span) -> tuple[tuple[Source, ...], Attribution | None]:
        """The speakers behind a span, outermost first, and the tightest passage that holds it."""
        start, end = span
        holding = [(piece, a) for a in attributions if a.kind in _GOVERNING for piece in a.content if piece[0] <= start and end <= piece[1]]
        if not holding:
            holding = [
                (piece, a)
                for a in attributions
                if a.kind in _GOVERNING
                for piece in a.content
                if piece[0] < end and start < piece[1] and not _touches(a, span)
            ]
        if not holding:
            holding = [(piece, a) for a in attributions if a.kind == "act" for piece in a.content if piece.holds(span)]
        if not holding and not any(a.kind == "intent" for a in attributions):
            return (), None
        if any(not a.carried and a.kind == "said" for _, a in holding):
            holding = [(p, a) for p, a in holding if not a.carried]
        denied = [a.start for _, a in holding if a.mode == "deny" and a.kind == "said"]
        if denied:  # whose claim is rejected does not say so here
            holding = [(p, a) for p, a in holding if a.mode == "deny" or a.start <= denied[0]]
        if not any(a.chain for _, a in holding):
            holding += [
                (piece, a) for a in attributions if a.kind == "intent" and self._personal(a) for piece in a.content if piece.holds(span)
            ]
        ordered = [a for _, a in sorted(holding, key=_depth)]
        chain: list[Source] = []
        for attribution in ordered:
            for source in attribution.chain:
                if source.name and all(source.name.lower() != c.name.lower() for c in chain):
                    chain.append(source)
        if any(s.kind is not SourceKind.NONE and s.kind is not SourceKind.OUTLET for s in chain):
            chain = [s for s in chain if s.kind is not SourceKind.NONE]
        hearsay = [s for a in ordered if a.kind == "evidential" for s in a.chain]
        if any(s.kind is not SourceKind.OUTLET and s not in hearsay for s in chain):
            chain = [s for s in chain if s not in hearsay]  # "the claim that 300 died was that of a student"
        spoken = [a for a in ordered if a.kind != "credit"]
        return tuple(s for i, s in enumerate(chain) if not _only_bears(s, chain[:i], chain, ordered)), spoken[-1] if spoken else None

    def _personal(self, attribution: Attribution) -> bool:
        """What a person or an agency means to do is its own word; what an army or a state means to do is somebody's report."""
        own = (SourceKind.PERSON, SourceKind.ROLE, SourceKind.CROWD)
        return any(
            s.kind in own
            or (
                s.kind is SourceKind.INSTITUTION
                and not self._armed.search(s.name)
                and not is_state(s)
                and not s.name.lower().endswith(self._papers)
            )
            for s in attribution.chain
        )

    def is_armed(self, source: Source) -> bool:
        """True for those who fight: what an army does is somebody's report."""
        return self._armed.search(source.name) is not None

    def outlets_credited(self, text: Text, actors: Sequence[ActorMention], attributions: Sequence[Attribution]) -> tuple[str, ...]:
        """Outlets and agencies that the report names as where its matter comes from, in order of place."""
        found: list[tuple[int, str]] = []
        for attribution in attributions:
            if attribution.kind == "negative" and attribution.mode != "confirm":
                continue
            found += [(s.start, s.name) for s in attribution.chain if s.kind is SourceKind.OUTLET and s.name.split()[-1][:1].isupper()]
        outlets = [a for a in actors if a.kind in ("agency", "outlet")]
        found += [(a.start, a.name) for a in outlets if self._credited_by_words(text, a)]
        return tuple(_once(name for _, name in sorted(found)))

    def _credited_by_words(self, text: Text, actor: ActorMention) -> bool:
        before = text.text[max(0, actor.start - 48) : actor.start]
        after = text.text[actor.end : actor.end + 48]
        if before.endswith("(") and after[:1] in ")/":
            return True
        return bool(self._after.match(after) or self._before.search(before))

    def same_outlet(self, name: str, own: str) -> bool:
        """ "the Courier" for The Ferry Road Courier, "RLNA" for the Rift and Lake News Agency."""
        if not own or not name:
            return False
        one = name.lower().removeprefix("the ")
        other = own.lower().removeprefix("the ")
        signed = initials(own)
        if len(signed) > 1 and name.replace(".", "") == signed:
            return True
        if other.startswith(one + " ") and self._generic.issuperset(other[len(one) :].split()):
            return True  # "Tarn" for the Tarn News Agency
        return one == other or (one in other.split() and name[:1].isupper() and one == other.split()[-1])

    def own_staff(self, name: str, own: str, staff: frozenset[str]) -> bool:
        """ "Observatory staff" for the Lakeside Observatory, "Channel East journalists on the square" for Channel East."""
        words = name.split()
        if name.lower().startswith(self._ours):
            return True
        at = next((k for k, w in enumerate(words) if w in staff), 0)
        return at > 0 and self.same_outlet(" ".join(words[:at]), own)

    def credited(self, text: Text, credits: Sequence[str], own: str) -> list[Attribution]:
        """The credits of the whole text as one passage."""
        sources = tuple(s for s in credit_chain(text, credits) if not self.same_outlet(s.name, own) and not of_its_name(s.name, own))
        if not sources or not text.text:
            return []
        return [Attribution(source=(), cue=(), content=(Span(0, len(text.text)),), chain=sources, kind="credit", mode="credit")]


def _only_bears(source: Source, outer: Sequence[Source], chain: Sequence[Source], told: Sequence[Attribution]) -> bool:
    """ "The report published by Amnesty says" is Amnesty's word; "Congo has reported 40 cases, the minister said" is the minister's."""
    if source.kind is SourceKind.DOCUMENT:
        makers = [s for s in outer if s.kind is not SourceKind.OUTLET and 0 <= source.start < s.start]  # an outlet only carries it
        return any(_issued(source, maker, told) for maker in makers)
    has = any(a.mode == "cases" and source in a.chain for a in told)
    return has and any(s is not source and s.kind is not SourceKind.OUTLET for s in chain)


def _issued(paper: Source, maker: Source, told: Sequence[Attribution]) -> bool:
    """True where the words that name the maker stand right behind the paper: "a statement just released by the union"."""
    return any(maker in a.chain and a.cue and paper.start < a.cue[0].start <= paper.start + len(paper.name) + _NEAR for a in told)


def is_state(source: Source) -> bool:
    """True for a country as a speaker."""
    return len(source.actor) == 2 and source.actor.isupper()


def _touches(attribution: Attribution, span: Span) -> bool:
    return any(s.overlaps(span) for s in (*attribution.cue, *attribution.source))


def _depth(item: tuple[Span, Attribution]) -> tuple[int, int, int, int, int]:
    """Credits lie outermost, then outlets, then the passage that reaches furthest; the cited lie innermost."""
    piece, attribution = item
    outlet = attribution.mode == "relay" or (bool(attribution.chain) and attribution.chain[-1].kind is SourceKind.OUTLET)
    return (
        0 if attribution.kind == "credit" else 1,
        0 if outlet else 1,
        1 if attribution.mode == "citing" else 0,
        -(piece.end - piece.start),
        attribution.cue[0].start if attribution.cue else 0,
    )


def credit_chain(text: Text, credits: Sequence[str]) -> tuple[Source, ...]:
    """The agencies that dateline or byline credit with the whole text, as outermost speakers."""
    found: list[Source] = []
    for name in credits:
        at = text.text.find(name)
        found.append(Source(name=name, kind=SourceKind.OUTLET, start=at, end=at + len(name) if at >= 0 else -1))
    return tuple(found)


def _once(names: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.lower().removeprefix("the "), name)
    return list(kept.values())


def own_outlet(text: Text) -> str:
    """The outlet named in the header lines of a plain-text report."""
    found = _OUTLET_LINE.search(text.text, 0, 1200)
    return found.group(1).strip() if found else ""


def of_its_name(name: str, own: str) -> bool:
    """The credit "(Longwater)" of the Longwater Agency itself."""
    words = own.lower().split()
    return bool(name) and all(word in words for word in name.lower().split())


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"
