"""What must hold of the whole reading, on any text; and marked-up sentences for what it puts together."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Extract, Moment, Report, Status, Verification
from stemma.reading.reader import Reader

_PIECES = (
    "more than 40% of the territory",
    "the ministry said",
    "59,000 troops",
    "“we lost 300 men”",
    "killed or wounded",
    "on Sunday,",
    "in the Kursk region",
    "over the last 24 hours",
    "could not be independently verified",
    "between 600 and 800",
    "from 3,000 to 4,100",
    "according to a source",
    ".",
    ",",
    ";",
    "\n",
    "\n\n",
    "$1.2bn",
    "at least a dozen",
    "half of them",
    "Reuters",
    "(",
    ")",
    "—",
    "denied that",
    "plans to raise the number to 690,000",
    "1/0",
    "10^400",
)


@cache
def reader() -> Reader:
    return Reader(load_pack())


def read(text: str, published: str | None = "2024-11-24") -> Extract:
    return reader().read(Report(text=text, published=Moment(iso=published) if published else None))


def one(text: str) -> Claim:
    claims = read(text).claims
    assert len(claims) == 1, [c.text for c in claims]
    return claims[0]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join)))
def test_reading_never_raises_and_every_span_holds_its_words(text: str) -> None:
    extract = read(text)
    for finding in (*extract.claims, *extract.events):
        assert text[finding.start : finding.end] == finding.text
        assert finding.start < finding.end
    for quote in extract.quotes:
        assert text[quote.start : quote.end] == quote.text
    for notice in extract.notices:
        assert 0 <= notice.start <= notice.end <= len(text)
        assert notice.rule and notice.message and notice.remedy
    for claim in extract.claims:
        if claim.amount.low is not None and claim.amount.high is not None:
            assert claim.amount.low <= claim.amount.high
        if claim.caveat is not None:
            assert 0 <= claim.caveat.start < claim.caveat.end <= len(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_the_same_text_gives_the_same_extract(text: str) -> None:
    assert read(text) == Reader(load_pack(), None).read(Report(text=text, published=Moment(iso="2024-11-24")))


def test_an_undated_report_keeps_its_times_open() -> None:
    (claim,) = read("Twelve villages were captured on Sunday.", None).claims
    assert claim.when is None


def test_a_claim_carries_who_says_so_where_and_of_whom() -> None:
    claim = one("Around 4,000 Syrian soldiers have arrived in the Aleppo region, a senior officer in Damascus said on Friday.")
    assert (claim.measure, claim.amount.low, claim.amount.unit) == ("troops_deployed", 4000, "persons")
    assert "Syrian" in claim.subject
    assert claim.place is not None and "Aleppo" in claim.place.name
    assert claim.status is Status.CLAIMED
    assert "officer" in claim.attribution[-1].name
    assert claim.when is not None and claim.when.start == "2024-11-22"


def test_a_bare_number_counts_what_its_sentence_counts() -> None:
    claims = read("The staff counted 30 clashes along the river, with 7 still under way.").claims
    assert [c.measure for c in claims] == ["engagements", "engagements"]


def test_killed_and_killed_or_wounded_are_kept_apart() -> None:
    assert one("The brigade had 340 men killed or wounded in one night.").measure == "killed_or_wounded"
    assert one("Shelling killed 26 people in the market.").measure == "killed"


def test_a_share_belongs_to_what_it_is_a_share_of() -> None:
    assert one("The army has lost nearly half of the land that it took in spring.").measure == "territory_lost"
    assert one("Half of the dead were children, the hospital said.").measure == "share"


def test_a_plan_and_a_caveat_are_kept() -> None:
    text = "The ministry plans to raise the force to 14,000 soldiers by March. The figure could not be independently verified."
    claim = read(text).claims[0]
    assert claim.status is Status.PLANNED
    assert claim.verification is Verification.UNVERIFIED
    assert claim.caveat is not None and "verified" in text[claim.caveat.start : claim.caveat.end]


@pytest.mark.parametrize(
    "text",
    [
        "The F-16 landed at 18:00 on 23 November 2024.",
        "Call 020 7946 0018 or write to 14 High Street.",
        "The 47th Brigade took part for the first time.",
    ],
)
def test_numbers_that_are_no_claims_stay_out(text: str) -> None:
    assert read(text).claims == ()


def test_a_report_of_which_only_the_month_is_known_holds_for_the_whole_month() -> None:
    (claim,) = read("Flood water covers 12 villages.", "2024-10").claims
    assert claim.when is not None and (claim.when.start, claim.when.end) == ("2024-10-01", "2024-10-31")


def test_a_published_time_of_no_calendar_is_no_reason_to_fail() -> None:
    assert len(read("Shelling killed 26 people.", "2024-13").claims) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [("5C of some some 5C of", ["5C", "some some 5C"]), ("72 tonnes of", ["72 tonnes"]), ("They moved 12 km more", ["moved 12 km"])],
)
def test_a_text_that_breaks_off_is_read(text: str, told: list[str]) -> None:
    assert [c.text for c in read(text).claims] == told
