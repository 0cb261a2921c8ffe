"""Days of a blog's entries, of a correction's figures, of a quake; the coming weekend; the day of somebody else's statement."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment, Report
from stemma.intake import take
from stemma.intake.plain import read_text
from stemma.reading.reader import Reader
from stemma.reading.times.finder import TimeFinder

READER = Reader(load_pack())
FINDER = TimeFinder(load_pack())


def days(number: str, published: str, body: str) -> tuple[str | None, str | None]:
    """The first and last day of the claim with a number."""
    report = read_text(f"Title: News of the day\nPublished: {published}\n\n{body}\n".encode(), "a.txt")
    claim = next(c for c in READER.read(report).claims if number in c.text)
    assert claim.when is not None
    return claim.when.start, claim.when.end


BLOG = (
    "As it happened: the harbour, 13-14 August\nKiteline live | Last updated 9:30am HKT, August 14, 2019\n\n"
    "09:24 Counters open again. We count six desks at the south end.\n\n00:05 A crew has taken two people to hospital.\n\n"
    "23:10 About 1,000 demonstrators are left in the hall.\n\n21:40 The authority says 421 flights were cancelled today.\n"
)


def test_a_blog_that_runs_past_midnight(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("blog") / "blog.txt"
    path.write_text(BLOG, encoding="utf-8")
    report = next(r for r in take([str(path)]) if isinstance(r, Report))
    assert report.published is not None and report.published.day == "2019-08-14"
    found = {c.text: c.when.start for c in READER.read(report).claims if c.when is not None}
    assert next(d for w, d in found.items() if "1,000" in w) == "2019-08-13"
    assert next(d for w, d in found.items() if "421" in w) == "2019-08-13"
    assert next(d for w, d in found.items() if "six" in w) == "2019-08-14"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Channel North | By our correspondents in Kherson | 10 June 2023, 20:40 EEST", "2023-06-10"),
        ("Harbour Post | Posted 3 May 2024", "2024-05-03"),
        ("Harbour live | 8:15am, 2 March 2024", "2024-03-02"),
    ],
)
def test_the_day_in_a_line_of_outlet_and_byline(line: str, day: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("line") / "a.txt"
    path.write_text(f"Flood live: what we know\n{line}\n\nSome 40 people have died in the flood, the mayor says.\n", encoding="utf-8")
    report = next(r for r in take([str(path)]) if isinstance(r, Report))
    assert report.published is not None and report.published.day == day


@pytest.mark.parametrize(
    ("words", "published", "when"),
    [
        ("They will be out this coming weekend.", "2019-08-06", ("2019-08-10", "2019-08-11")),
        ("They will be out this coming weekend.", "2019-08-11", ("2019-08-17", "2019-08-18")),
        ("The tally for 9 June would be one in seven.", "2019-08-19", ("2019-06-09", "2019-06-09")),
        ("The pact will lapse on 9 June.", "2019-01-19", ("2019-06-09", "2019-06-09")),
        ("At least 850 had to be saved on Saturday.", "2025-07-06", ("2025-07-05", "2025-07-05")),
    ],
)
def test_which_day(words: str, published: str, when: tuple[str, str]) -> None:
    found = [m.when for m in FINDER.find(segment(words), Moment(iso=published)) if m.when is not None]
    assert (found[0].start, found[0].end) == when


def test_a_season_that_describes_is_no_time() -> None:
    words = "A wall of water tore through summer camps and killed 43."
    assert not FINDER.find(segment(words), Moment(iso="2025-07-05"))


def test_what_a_correction_tells_is_of_its_story() -> None:
    body = "In our story of 9 September we said that 700 soldiers had died. The general put the dead at 70. The toll now stands at 318."
    assert days("70", "2022-10-05", body) == ("2022-09-02", "2022-09-09")
    assert days("318", "2022-10-05", body)[1] == "2022-10-05"


def test_the_day_of_a_statement_does_not_date_what_others_say() -> None:
    body = (
        "The ministry stated on 19 September that 388 villages had been retaken.\n\nPartners estimate that 140,000 people are in need. "
        "Some 40 villages remain without gas."
    )
    assert days("140,000", "2022-09-22T14:00:00+00:00", body) == ("2022-09-21", "2022-09-22")
    assert days("40 villages", "2022-09-22T14:00:00+00:00", body) == ("2022-09-21", "2022-09-22")


def test_a_magnitude_is_of_the_day_of_the_quake() -> None:
    body = (
        "Two earthquakes that tore through the south on Monday have killed 5,894 people, the minister said late on Tuesday.\n\n"
        "The first shock, measured at magnitude 7.8, came before dawn near Pazarcik."
    )
    assert days("7.8", "2023-02-07T18:20:00+00:00", body) == ("2023-02-06", "2023-02-06")


@pytest.mark.parametrize(
    ("number", "body", "when"),
    [
        ("22,224", "As of 3 November, 22,224 people were displaced, up from 17,743 two days before.", "2016-11-03"),
        (
            "1.03 million",
            "The Front reported 1.03 million marchers on 9 June, close to two million on 16 June and 1.7 million on 18 August.",
            "2016-06-09",
        ),
        ("9,000 km2", "The institute had over 9,000 km2, a large area, for the region by 12 September, in its own count.", "2016-09-12"),
    ],
)
def test_each_number_has_its_own_day(number: str, body: str, when: str) -> None:
    assert days(number, "2016-11-04T15:00:00+00:00", body)[1] == when
