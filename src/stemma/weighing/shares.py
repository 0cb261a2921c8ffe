"""Sums with shares: the share lost of what there was, and a share of a number in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.types import Approx, Check, Claim, Nature, Reading
from stemma.weighing import wording
from stemma.weighing.facts import Facts, bound
from stemma.weighing.values import Stretch, rounded, stretch

_AROUND: Final = 8  # claims to either side among which a sum is sought
_REACH: Final = 500  # characters over which claims of one sum stand
_NEXT: Final = 15  # characters between a share and its whole
_SENTENCE: Final = 120  # characters between a share and the number that it makes, where they do not agree


def lost_shares(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """The share lost is what is left taken from what there was."""
    for share in claims:
        others = facts.complements_of(share.measure)
        if facts.base(share).dimension != "percent" or share.measure not in facts.complements or not others:
            continue
        kept = [c for c in claims if facts.sort(c) in {facts.sort_of(m) for m in others} and facts.base(c).dimension != "percent"]
        near = sorted(kept, key=lambda c: (abs(c.start - share.start), c.start))[:_AROUND]
        for before, after in _before_and_after(facts, sorted(near, key=facts.order), share):
            rest = 100 * (1 - (facts.point(after) or 0.0) / (facts.point(before) or 1.0))
            said = stretch(share.amount, facts.base(share))
            give = 2.0 if Approx.ABOUT in (before.amount.approx, after.amount.approx) else 1.0
            holds = said is not None and said.meets(Stretch(rest - give, rest + give))
            if said is not None and (holds or abs(after.start - share.start) <= _REACH):
                sum_told = f"{wording.amount(after)} of {wording.amount(before)} is a loss of {wording.number(round(rest, 1))}%"
                why = f"{sum_told}, which {'agrees' if holds else 'does not agree'} with {wording.told(facts, share)}."
                yield Check(claims=(facts.id(share), facts.id(before), facts.id(after)), rule="weigh.share-lost", holds=holds, why=why)


def _before_and_after(facts: Facts, kept: Sequence[Claim], share: Claim) -> list[tuple[Claim, Claim]]:
    """The greater earlier area and the smaller later one of a figure, told in one report and of the same side or place."""
    pairs = []
    for before in kept:
        for after in kept:
            greater = (facts.point(before) or 0.0) > (facts.point(after) or 0.0) > 0
            one_figure = facts.figure_of.get(facts.id(before)) == facts.figure_of.get(facts.id(after)) is not None
            if greater and one_figure and facts.day(before) <= facts.day(after) and _of_one(facts, share, after):
                pairs.append((before, after))
    return pairs[:1]


def _of_one(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where two claims may be of one side or place."""
    ones, others = facts.words(one.subject), facts.words(other.subject)
    return not ones or not others or bool(ones & others) or (one.subject_actor != "" and one.subject_actor == other.subject_actor)


def shares_of(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """A share of a number in the text, beside the number that it makes."""
    text = facts.reports[claims[0].report].text
    for i, share in enumerate(claims):
        if facts.base(share).dimension != "percent":
            continue
        near = [c for c in claims[max(0, i - _AROUND) : i + _AROUND] if abs(c.start - share.start) <= _REACH]
        for whole in near:
            joined = _joined(facts, text, share, whole)
            if facts.base(whole).dimension == "percent" or not (joined or _named(facts, share, whole)):
                continue
            made = [c for c in near if _made(facts, c, share, whole)]
            yield from _share_checks(facts, share, whole, made, joined)


def _joined(facts: Facts, text: str, share: Claim, whole: Claim) -> bool:
    """True where the whole follows the share at once: "34% of the roughly 7,000"."""
    if not share.start < whole.start <= share.end + _NEXT:
        return False
    return any(f" {word} " in text[share.start : whole.start + 1].lower() for word in facts.of_words)


def _named(facts: Facts, share: Claim, whole: Claim) -> bool:
    """True where the words after "of" name the whole."""
    named = facts.words(share.percent_of)
    return bool(named) and named <= facts.words(
        f"{whole.subject} {whole.counted} {whole.measure.replace('_', ' ')} {whole.place.name if whole.place else ''}"
    )


def _made(facts: Facts, claim: Claim, share: Claim, whole: Claim) -> bool:
    if facts.id(claim) in (facts.id(share), facts.id(whole)) or facts.base(claim).dimension != facts.base(whole).dimension:
        return False
    if claim.nature is Nature.DELTA:
        return False
    return (
        claim.measure == share.measure.removesuffix("_share")
        and (facts.point(claim) or 0.0) < (facts.point(whole) or 0.0)
        and _of_one(facts, claim, share)
    )


def _share_checks(facts: Facts, share: Claim, whole: Claim, made: Sequence[Claim], joined: bool) -> Iterator[Check]:
    part, total = rounded(share.amount, facts.base(share)), rounded(whole.amount, facts.base(whole))
    if part is None or total is None or bound(whole.amount.approx) != "point":
        return
    product = Stretch(max(part.low, 0.0) * total.low / 100, min(part.high, 100.0) * total.high / 100)
    for claim in made:
        said = rounded(claim.amount, facts.base(claim))
        holds = said is not None and product.meets(said)
        if holds or (said is not None and joined and abs(claim.start - share.start) <= _SENTENCE):
            makes = (facts.point(share) or 0.0) * (whole.amount.low or 0.0) / 100
            told = (
                f"{wording.amount(share)} of {wording.amount(whole)} is {wording.hedge(share.amount.approx)}{wording.number(_round(makes))}"
            )
            why = f"{told}, which {'agrees' if holds else 'does not agree'} with {wording.told(facts, claim)}."
            yield Check(claims=(facts.id(share), facts.id(whole), facts.id(claim)), rule="weigh.share-of", holds=holds, why=why)
            return


def _round(value: float) -> float:
    return float(f"{value:.3g}")
