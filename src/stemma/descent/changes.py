"""What changed between a claim and its repetition, field by field; a rule per field, each silent unless the words really differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from stemma.core.bases import close
from stemma.core.packs import Pack
from stemma.core.types import Approx, Claim, Source, SourceKind, Status, When
from stemma.core.words import overlap
from stemma.descent.credits import slug
from stemma.descent.dated import Dated
from stemma.descent.detail import hedge, stance
from stemma.descent.matter import Item
from stemma.descent.moved import Whereabouts
from stemma.descent.samefigure import converted, kindred, root, swapped
from stemma.descent.scoped import Scoped
from stemma.descent.setting import Passage, untouched
from stemma.descent.standing import Standing

_ROUNDING: Final = 0.045  # "a third" for 34%, "a fifth" for 20.8%: a rounding, not another number
_KEPT: Final = 0.5  # so much of a speaker's name in the sentence, and the speaker is not lost
_UNNAMED: Final = (SourceKind.UNNAMED, SourceKind.ROLE, SourceKind.CROWD)
_FORESEEN: Final = (Status.FORECAST, Status.CONDITIONAL)
_HEADS: Final = {"persons", "count"}  # units of people, and of families
_NAMED: Final = (SourceKind.INSTITUTION, SourceKind.PERSON)


class Change(NamedTuple):
    """One field changed: what it was and what it became, and what told it where signs were weighed."""

    field: str
    was: str
    became: str
    told: str = ""


Rule = Callable[[Passage], Change | None]


class Comparer:
    """Compares claims with those they repeat, by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        self.dated = Dated(pack)
        self.where = Whereabouts(pack)
        self.scoped = Scoped(pack)
        self._standing = Standing(pack)
        self._spokesmen = tuple(pack.tables["descent"]["words"]["spokesmen"])  # what they say their house has said
        self._households, self._heads = (frozenset(pack.tables["changes"]["words"][key]) for key in ("households", "heads"))
        self._rules: tuple[Rule, ...] = (number, self.unit, approx, self.time, self.place, self.scope, self.attribution, self.status)

    def changes(self, passage: Passage) -> list[Change]:
        """All changes of one claim; a sentence taken over word for word changes nothing."""
        if untouched(passage):
            return []
        return [change for rule in self._rules if (change := rule(passage)) is not None]

    def unit(self, p: Passage) -> Change | None:
        """The same digits in another unit: miles for kilometres, families for people."""
        a, b = p.older.claim, p.younger.claim
        found = unit(p)
        if found is not None or p.older.said != p.younger.said or {a.amount.unit, b.amount.unit} != _HEADS:
            return found
        if a.measure != b.measure and p.older.figure != p.younger.figure:
            return None
        told = [set(c.counted.lower().split()) for c in (a, b)]
        grouped = any(one & self._households and other & self._heads for one, other in (told, told[::-1]))
        return Change("unit", a.text, b.text) if grouped else None

    def time(self, p: Passage) -> Change | None:
        """Of another time, as the two sentences tell it."""
        older, younger = p.older.claim.when, p.younger.claim.when
        if older is None or younger is None:
            return None
        signs = self.dated.signs(older, younger, p.before, p.after, p.published)
        if not signs or self.dated.weights.odds(signs) < self.dated.weights.least:
            return None
        was, became = _shown(older), _shown(younger)
        if was == became:
            was, became = (self.dated.said(when, line) or was for when, line in ((older, p.before), (younger, p.after)))
        return Change("time", was, became, self.dated.told(signs)) if was != became else None

    def status(self, p: Passage) -> Change | None:
        """Planned became possible, possible became done."""
        a, b = p.older.claim, p.younger.claim
        if not self._standing.surer(a.status, b.status, p.after) or (p.agency and a.status in _FORESEEN):
            return None  # what a lost original foresaw is read from one witness alone
        return Change("status", f"{stance(a)}: {a.text}", f"{stance(b)}: {b.text}")

    def place(self, p: Passage) -> Change | None:
        """Of another place, of one that is wider, or of a part."""
        found = self.where.change(p)
        return None if found is None else Change("place", *found)

    def scope(self, p: Passage) -> Change | None:
        """The same number of something wider, narrower or other: killed became killed or wounded."""
        found = self.scoped.change(p)
        return None if found is None else Change("scope", *found)

    def attribution(self, p: Passage) -> Change | None:
        """The speaker was lost, or an unnamed one became an institution."""
        a, b = p.older.claim, p.younger.claim
        if not p.older.speaker or (p.agency and any(_is_agency(s.name, p.agency) for s in (_innermost(p.older), *b.attribution))):
            return None  # who names the agency sends the reader to its dispatch
        if not p.younger.speaker:
            kept = overlap(p.older.heard, p.after.words) >= _KEPT
            return None if kept else Change("attribution", _chain(a), _chain(b) or "nobody")
        first, last = _innermost(p.older), _innermost(p.younger)
        named = first.kind is SourceKind.ROLE and last.kind is SourceKind.PERSON  # "the interior minister" by name
        promoted = (
            first.kind in _UNNAMED
            and last.kind in _NAMED
            and last.name != first.name
            and not (named or first.name.lower().startswith(self._spokesmen))
        )
        replaced = bool(first.actor and last.actor and first.actor != last.actor) and not overlap(p.older.heard, p.younger.heard)
        return Change("attribution", _chain(a), _chain(b)) if promoted or replaced else None


def careless(p: Passage) -> bool:
    """True where number, unit or hedge were changed."""
    return not untouched(p) and (number(p) or unit(p) or approx(p)) is not None


def number(p: Passage) -> Change | None:
    """Another number, neither a rounding nor a conversion."""
    a, b = p.older, p.younger
    if a.base.dimension != b.base.dimension or (a.said == b.said and a.claim.amount.unit != b.claim.amount.unit):
        return None
    older, younger = _ends(a), _ends(b)
    if a.claim.amount.unit == b.claim.amount.unit and swapped(a.said, b.said):
        return Change("number", a.claim.text, b.claim.text)
    if len(older) == len(younger) and all(close(x, y) for x, y in zip(older, younger, strict=True)):
        return None
    same_size = len(older) == len(younger) and all(close(x, y, _ROUNDING) for x, y in zip(older, younger, strict=True))
    hedged = hedge(b.claim) in ("about", "nearly", "more_than", "less_than")
    if same_size and (hedged or a.claim.amount.unit != b.claim.amount.unit):
        return None
    return Change("number", a.claim.text, b.claim.text)


def unit(p: Passage) -> Change | None:
    """The same digits in another unit or currency: not converted."""
    a, b = p.older, p.younger
    if a.said != b.said or a.claim.amount.unit == b.claim.amount.unit:
        return None
    of_money = kindred(a, b) and root(a) != root(b)
    if of_money or (a.base.dimension == b.base.dimension and not close(a.base.point, b.base.point)):
        return Change("unit", a.claim.text, b.claim.text)
    return None


def approx(p: Passage) -> Change | None:
    """Another hedge: "about 800" became 800."""
    a, b = p.older.claim, p.younger.claim
    if hedge(a) == hedge(b) or Approx.VAGUE in (a.amount.approx, b.amount.approx):
        return None
    if hedge(a) == "exact" and hedge(b) == "about" and converted(p.younger, p.older):
        return None  # "about eight miles" for 13 kilometres
    return Change("approx", f"{hedge(a).replace('_', ' ')}: {a.text}", f"{hedge(b).replace('_', ' ')}: {b.text}")


def _is_agency(name: str, lost: str) -> bool:
    """True where a name is that of a lost original, or begins it: "Corda" of *corda-news-agency."""
    return bool(slug(name)) and f"{lost[1:]}-".startswith(f"{slug(name)}-")


def _ends(item: Item) -> list[float]:
    return sorted({e for e in (item.base.low, item.base.high) if e is not None})


def _shown(when: When) -> str:
    return when.end or "" if when.start in (None, when.end) else f"{when.start} to {when.end}"


def _innermost(item: Item) -> Source:
    return next(s for s in reversed(item.claim.attribution) if s.name == item.speaker)


def _chain(claim: Claim) -> str:
    return " > ".join(s.name for s in claim.attribution)
