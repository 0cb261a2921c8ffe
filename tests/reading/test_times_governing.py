"""The time that governs an amount; the amount stands in [brackets]."""

from __future__ import annotations

import re

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment, Report, Span
from stemma.reading.reader import Reader
from stemma.reading.times.carried import Carrier
from stemma.reading.times.finder import TimeFinder, TimeMention
from stemma.reading.times.timekeeping import TimeKeeper

FINDER = TimeFinder(load_pack())
CARRIER = Carrier(load_pack().tables["times"])
GOVERNOR = CARRIER.governor


def look(marked: str) -> tuple[str, list[TimeMention], Span]:
    """The plain text, its times, and the marked span."""
    plain = re.sub(r"[\[\]]", "", marked)
    return plain, FINDER.find(segment(plain), Moment(iso="2024-11-24")), Span(marked.index("["), marked.index("]") - 1)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The army held [1,376 square kilometres] in August.", "August"),
        ("In August the army held [1,376 square kilometres].", "August"),
        ("On Monday, after a night of rain that washed roads away, crews found [12 bodies].", "Monday"),
        ("About [60,000 homes] were dark on Thursday and 23,000 on Friday.", "Thursday"),
        ("About 60,000 homes were dark on Thursday and [23,000] on Friday.", "Friday"),
        ("The ministry said on Sunday that [340 soldiers] had died.", "Sunday"),
        ("The ministry said on Sunday that [340 soldiers] had died in July.", "July"),
        ("Crews have lost [40%] of the land they took in August.", None),
        ("The dam held back [12 cubic kilometres].", None),
        ("Some [900 people] walked to the gate and the streets around it on Friday.", "Friday"),
        ("Half of the [90 families] whom they want to rehouse by 30 November came.", "30 November"),
        ("The guild said that [400 carts] had come, and that 50 more were due by Friday.", None),
        ("They took in [400 carts], and another 50 will follow before the weekend.", None),
        ("They took in 400 carts, and [another 50] will follow before the weekend.", "the weekend"),
        ("Some 90 families had moved by Thursday, which is [60%] of the town.", "Thursday"),
        ("The number of [mules] now stands at 18.", None),
    ],
)
def test_governing(marked: str, words: str | None) -> None:
    plain, times, span = look(marked)
    found = GOVERNOR.governing(times, segment(plain), span)
    assert (plain[found.start : found.end] if found else None) == words


@pytest.mark.parametrize(
    ("marked", "duration"),
    [
        ("It counted [42 clashes] over the last 24 hours.", "PT24H"),
        ("Over the past two weeks [42 people] were arrested.", "P2W"),
        ("Fires have burned [300 hectares] so far this year.", "P1Y"),
        ("It counted [42 clashes].", None),
    ],
)
def test_windows(marked: str, duration: str | None) -> None:
    plain, times, span = look(marked)
    found = GOVERNOR.window_for(times, segment(plain), span)
    assert (found.duration if found else None) == duration


def test_a_running_total_knows_its_start() -> None:
    plain, times, span = look("Since 6 August, [90 civilians] have been killed.")
    found = GOVERNOR.since_for(times, segment(plain), span)
    assert found is not None
    assert found.when is not None
    assert found.when.start == "2024-08-06"


def test_an_amount_outside_every_sentence_has_no_time() -> None:
    assert GOVERNOR.governing([], segment("One. Two."), Span(40, 41)) is None
    assert GOVERNOR.window_for([], segment("One. Two."), Span(40, 41)) is None
    assert GOVERNOR.since_for([], segment("One. Two."), Span(40, 41)) is None


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The offensive began in August. At its peak the army held [1,376 square kilometres].", "August"),
        ("On 3 March the column set out. It was then [30 km] from the city.", "3 March"),
        ("The mayor said on Friday that the river was rising. He added that [12 villages] were cut off.", "Friday"),
        ("Some [21 people] were killed when rockets struck the market on Wednesday.", "Wednesday"),
        ("Spain mourns [158 victims] of Tuesday's flood.", None),
        ("Last summer they took the valley, although the army later won back [half] of it.", None),
        ("The storm has cost [90 lives]. That is the toll which the mayor gave a crowd on Friday.", "Friday"),
        ("The storm has cost [90 lives]. That is why the mayor met a crowd on Friday.", None),
        ("Last month 17 miners died in a fire. [Five] were foremen.", "Last month"),
        ("Last month 17 miners died in a fire. The pit has [40 ventilators].", None),
        ("In 2019 the pit had 4,000 miners. [Five] were foremen.", None),
        ("The guild said on Friday that 12 died.\n\nMill owners fear that [45%] of the wool has been lost.", None),
        ("The guild counts [432], a number that it raised on Friday from 374.", "Friday"),
        ("Some 14 carts were in by Tuesday, and [930 people], or 62 per cent of the town, had taken theirs by Thursday.", "Thursday"),
        ("To feed the mules until June, the guild needs 52 carts, and [a fifth of it] has come in.", None),
    ],
)
def test_times_told_elsewhere(marked: str, words: str | None) -> None:
    plain, times, span = look(marked)
    found = GOVERNOR.governing(times, segment(plain), span) or CARRIER.time(times, segment(plain), span)
    assert (plain[found.start : found.end] if found else None) == words


def test_before_the_war_ends_on_the_day_before_it_began() -> None:
    plain, times, span = look("Fighting broke out on 27 September 2020. They had held [7,000 square kilometres] before the war.")
    found = GOVERNOR.governing(times, segment(plain), span)
    assert found is not None
    assert found.when is not None
    assert (found.when.start, found.when.end) == ("2020-09-26", "2020-09-26")


def test_an_article_of_a_day_is_no_statement() -> None:
    plain, times, span = look("Our article published on 3 May was wrong. The number is [40].")
    assert (GOVERNOR.governing(times, segment(plain), span) or CARRIER.time(times, segment(plain), span)) is None


PACK = load_pack()


def dated(body: str) -> str | None:
    """The first day as of which the amount in [brackets] holds; where no words tell one, that of the report, 26 October 2024."""
    plain = re.sub(r"[\[\]]", "", body)
    report = Report(text=plain, published=Moment(iso="2024-10-26T15:00:00+01:00"))
    text = segment(plain)
    times = FINDER.find(text, report.published)
    when, _ = TimeKeeper(PACK).as_of(report, text, times, Span(body.index("["), body.index("]") - 1))
    if when is None:
        return None
    return when.end if not when.text and (when.start, when.end) == ("2024-10-25", "2024-10-26") else when.start


LEAD = "More than 900 bakers filled the square on Friday evening.\n\n"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (LEAD + "The guild estimated the crowd at [1,200].", "2024-10-25"),
        (LEAD + "Those who led it say [1,500].", "2024-10-25"),
        (LEAD + "The toll of the flood has reached [15].", "2024-10-26"),
        (LEAD + "So far 40 have died and [15] are missing.", "2024-10-26"),
        ("The talks go on.\n\nThe guild estimated the crowd at [1,200].", "2024-10-26"),
        ("The mill opens again on Monday. Its owner says that [60] stayed away.", "2024-10-26"),
        ("It held 300 on Thursday, up from 210 on Tuesday. Among them were [40 boys].", "2024-10-24"),
    ],
)
def test_the_day_of_the_lead_carries(body: str, day: str) -> None:
    assert dated(body) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        # the head of an entry gives way to a day that is told
        ("10:05 - The flood in numbers, as the mayor had them on Thursday: [300] houses under water.", "2024-10-24"),
        # a relative clause that has ended, and plans behind a comma
        ("Bakers, who had 40 ovens in June, now own [25] ovens.", "2024-10-26"),
        ("The guild, which has [300 members] in the town, intends to send 20 more by Tuesday.", "2024-10-26"),
        # what is compared
        ("The district counts [14 deaths], five more than the nine of the ministry on 13 October.", "2024-10-26"),
        ("A loaf costs [30 crowns] in town, half as much again as in spring.", "2024-10-26"),
        ("The mill will raise its output from [200 sacks] a day to 500 by the end of November.", "2024-10-26"),
        # parts of a whole, and the second half of a sentence
        ("In the hills, also in 2023, there were 17 cases, of whom [12] died.", "2023-01-01"),
        ("Millers caught it first in 2019; [31 people] fell ill in all.", "2019-01-01"),
        # two statements
        (
            "At least 16 men were held, the court said on Monday, and [72 drivers] are in jail, as its clerk confirmed on Wednesday.",
            "2024-10-23",
        ),
        # the days of an event win over that of the statement
        ("At least [70 people] were killed in the town between Sunday and Tuesday, the court said on Thursday.", "2024-10-20"),
        # an improvement on April, a plan that runs to July, and a tally's own day
        ("The doctors count about [88 patients] a week, an improvement on April.", "2024-10-26"),
        ("The plan that runs to December was costed at 90 crowns; [47 crowns] had arrived.", "2024-10-26"),
        ("Fever has killed [40 people] in the valley, the court announced on Friday night. Its tally ran to Thursday.", "2024-10-24"),
        ("20:18 The numbers up to Thursday, from the court: [251 cases] and 16 deaths.", "2024-10-24"),
        # since an event that is dated, and a need that lasts
        ("Since the fever was declared on 1 August the court has recorded [52 cases].", "2024-08-01"),
        ("An estimated [650 people] will need beds over the coming three months.", "2024-10-26"),
        # a list that goes on under "by Thursday night"
        ("By Thursday night 43 men were known to have died, the court said. It listed [28] as missing.", "2024-10-24"),
    ],
)
def test_other_clauses_do_not_date_an_amount(body: str, day: str) -> None:
    assert dated(body) == day


def test_a_demand_holds_from_when_it_is_made() -> None:
    text = "The UN has asked donors for $45 million to help the town through the next five months."
    read = Reader(PACK).read(Report(text=text, published=Moment(iso="2024-10-26T15:00:00+01:00")))
    assert [(c.amount.unit, c.when.start, c.when.end) for c in read.claims if c.when] == [("USD", "2024-10-26", "2024-10-26")]


def test_weekdays_of_a_stretch_that_is_over_lie_before_the_report() -> None:
    found = FINDER.find(segment("They captured 40 men between Friday and Wednesday."), Moment(iso="2024-11-22"))
    assert {(m.when.start, m.when.end) for m in found if m.when} == {("2024-11-15", "2024-11-20")}


def test_a_total_since_an_event_ends_with_the_report() -> None:
    text = "Since the fever was declared on 1 August the court has recorded 52 cases."
    read = Reader(PACK).read(Report(text=text, published=Moment(iso="2024-10-26T15:00:00+01:00")))
    assert [(c.when.start, c.when.end) for c in read.claims if c.when] == [("2024-08-01", "2024-10-26")]
