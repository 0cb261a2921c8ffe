"""What stands in a page beside the report is marked, and what is the report is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.packs import Pack
from stemma.core.types import Report
from stemma.intake import Dresser
from stemma.intake.words import boilerplate_table

DRESS = Dresser()
BODY = "The river rose by two metres overnight, and 340 people left their homes in the lower town."


def marked(text: str, **known: str) -> list[tuple[str, str]]:
    report = DRESS(Report(text=text, **known))  # type: ignore[arg-type]
    return [(m.kind, text[m.start : m.end]) for m in report.marks]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read : Dam fails in the north, 12 feared dead", "related"),
        ("Read: Dam fails in the north, 12 feared dead", "related"),
        ("READ MORE: Dam fails in the north, 12 feared dead", "related"),
        ("Also read | Dam fails in the north, 12 feared dead", "related"),
        ("See also: What 400 millimetres of rain do", "related"),
        ("RELATED", "related"),
        ("More: 12 feared dead as dam fails", "related"),
        ("• You may also like: 12 feared dead as dam fails", "related"),
        ("**Related:** 12 feared dead as dam fails", "related"),
        ("Subscribe to our daily newsletter", "subscription"),
        ("Sign up for the morning briefing, read by 40,000 people", "subscription"),
        ("Leave a comment", "subscription"),
        ("We use cookies to improve your visit.", "subscription"),
        ("© 2024 Wharf Post. All rights reserved.", "subscription"),
        ("Advertisement", "subscription"),
        ("Tags: flood, river", "subscription"),
        ("Photo: Two of the 12 boats", "caption"),
        ("Image credit: Ann Lee", "caption"),
        ("Photo by Ann Lee", "caption"),
        ("Some of the 12 boats on the quay on Friday. REUTERS/Ann Lee", "caption"),
        ("Some of the 12 boats on the quay (Photo by Ann Lee/Getty Images)", "caption"),
        ("Reporting by Ann Lee in Orford; editing by Bo Marsh", "byline"),
    ],
)
def test_a_line_that_is_no_report_is_marked(line: str, kind: str) -> None:
    found = marked(f"{BODY}\n\n{line}\n\n{BODY}\n")
    assert [(k, words) for k, words in found if k != "title"] == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read together, the two accounts put the dead at 40.",
        "More than 40 people were killed, the ministry said.",
        "More: the word was heard 12 times in the hall, and each time the crowd of some three thousand shouted it back at him.",
        "By Friday 40 people had been found.",
        "By the end of the week, 12 villages were dry.",
        "Photographs showed 40 burnt-out cars.",
        "A poll for Reuters/Ipsos found that 40% had left.",
        "Images from space show 12 new craters.",
        "Signing up for help took 40 hours.",
        "Register offices counted 1,200 births.",
        "See, he said, what 40 men can do.",
        "Sources said 40 men were missing.",
        "Source: the ministry of health",
        "“Subscribe to what you like,” she said. “We lost 40 men.”",
    ],
)
def test_a_sentence_is_left_alone(line: str) -> None:
    assert marked(f"{BODY}\n\n{line}\n\n{BODY}\n") == []


def test_headlines_under_a_related_line_are_marked_too() -> None:
    text = f"{BODY}\n\nRelated stories\n- Dam fails, 12 feared dead\n- Rain to go on for 3 days\n\n{BODY}\n"
    assert [kind for kind, _ in marked(text)] == ["related"] * 3


def test_films_beside_the_report_are_marked() -> None:
    films = ["3:49 Deputy remembered by 400 mourners Pause", "1:08 Man accused of theft moved to the county jail", "2:35 How 12 boats sank"]
    assert marked("\n\n".join([*films, "Flood drives 340 from homes", BODY])) == [
        *[("related", film) for film in films],
        ("title", "Flood drives 340 from homes"),
    ]


def test_a_course_of_events_by_the_hour_is_no_list_of_films() -> None:
    hours = ["9:15 Some 200 people gather at the gate.", "10:40 Police clear the square.", "14:05 The mayor says 12 were hurt."]
    assert marked("\n\n".join(hours), title="Day of unrest") == []
    assert marked("\n\n".join(reversed(hours)), title="Day of unrest") == []
    night = ["1:24 Desks open again.", "0:05 Two people taken to hospital.", "9:10 About 1,000 are left in the hall."]
    assert marked("\n\n".join(night), title="Day and night of unrest") == []


def test_a_first_line_apart_is_the_title() -> None:
    report = DRESS(Report(text=f"River rises, 340 leave\n\n{BODY}\n"))
    assert report.title == "River rises, 340 leave"
    assert [m.kind for m in report.marks] == ["title"]


def test_title_outlet_byline_and_date_above_the_body() -> None:
    text = (
        f"River rises, 340 leave\nWharf Post\nBy Ann Lee and Bo Marsh\nPublished: October 30, 2024 at 9:15 am\n### Hundreds flee\n{BODY}\n"
    )
    report = DRESS(Report(text=text))
    assert (report.title, report.outlet, report.author) == ("River rises, 340 leave", "Wharf Post", "Ann Lee and Bo Marsh")
    assert report.published is not None
    assert report.published.iso == "2024-10-30"
    assert [m.kind for m in report.marks] == ["title", "note", "byline", "note", "title"]
    assert report.text == text


def test_a_title_known_from_elsewhere_is_found_in_the_text() -> None:
    assert marked(f"RIVER RISES: 340 leave\n{BODY}\n", title="River rises – 340 leave") == [("title", "RIVER RISES: 340 leave")]


@pytest.mark.parametrize("text", [BODY, f"{BODY}\n{BODY}\n", "Forty died.\n\nThe river rose.\n", "the river\nrose by two\nmetres\n"])
def test_a_text_without_a_title_has_none(text: str) -> None:
    assert DRESS(Report(text=text)).title == ""


@pytest.mark.parametrize(
    ("start", "credits"),
    [
        ("KYIV (Reuters) - ", ("Reuters",)),
        ("KYIV, Nov 23 (AP) — ", ("Associated Press",)),
        ("KYIV, Ukraine (Associated Press) — ", ("Associated Press",)),
        ("MOSCOW/YEREVAN (Harbour Wire) - ", ("Harbour Wire",)),
        ("Goma, 4 February (Lakeshore Wire) – ", ("Lakeshore Wire",)),
        ("GENEVA (AFP/Reuters) -- ", ("AFP", "Reuters")),
        ("New Delhi (PTI): ", ("PTI",)),
        ("UNITED NATIONS (dpa) - ", ("dpa",)),
        ("GORIS, Armenia - ", ()),
        ("ST. PETERSBURG, Fla. — ", ()),
        ("KYIV (UPDATED) - ", ()),
    ],
)
def test_a_dateline_is_marked_and_its_agency_credited(start: str, credits: tuple[str, ...]) -> None:
    report = DRESS(Report(text=start + BODY + "\n"))
    assert [(m.kind, report.text[m.start : m.end]) for m in report.marks] == [("dateline", start)]
    assert report.credits == credits


@pytest.mark.parametrize("start", ["The city - ", "Forty men (Reuters counted them) ", "NATO's chief ", "Two (2) - ", "In Kyiv: "])
def test_what_is_no_dateline_is_not_marked(start: str) -> None:
    assert DRESS(Report(text=start + BODY)).marks == ()


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Source: AFP", ("AFP",)),
        ("Sources: AFP, Reuters", ("AFP", "Reuters")),
        ("(with reporting by Reuters)", ("Reuters",)),
        ("With inputs from Harbour Wire and ANI", ("Harbour Wire", "ANI")),
        ("— Agence France-Presse", ("AFP",)),
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("This article originally appeared in the Wharf Post.", ("Wharf Post",)),
        ("Source: Ministry of Health", ()),
        ("Reuters said the river rose.", ()),
        ("(with reporting by Ann Lee)", ()),
    ],
)
def test_a_credit_line_names_the_agency(line: str, credits: tuple[str, ...]) -> None:
    report = DRESS(Report(text=f"{BODY}\n\n{line}\n"))
    assert report.credits == credits
    assert [m.kind for m in report.marks] == (["note"] if credits else ["byline"] if "Ann" in line else [])


def test_a_credit_in_brackets_at_the_end_of_a_sentence() -> None:
    assert DRESS(Report(text=f"{BODY} (Additional reporting by AP)\n")).credits == ("Associated Press",)


def test_an_agency_does_not_credit_itself() -> None:
    assert DRESS(Report(text="KYIV (Harbour Wire) - " + BODY, outlet="Harbour Wire")).credits == ()
    assert DRESS(Report(text="KYIV (AP) - " + BODY, outlet="Associated Press")).credits == ()


def test_an_agency_in_the_byline_is_credited() -> None:
    assert DRESS(Report(text=f"By Reuters\n\n{BODY}\n")).credits == ("Reuters",)


def test_an_agency_is_credited_under_the_name_that_readers_use(pack: Pack) -> None:
    agencies = boilerplate_table()["agencies"]
    known = {name.casefold(): actor.name for actor in pack.actors.values() if actor.kind == "agency" for name in (actor.name, *actor.names)}
    for name, others in agencies.items():
        assert {known[n.casefold()] for n in (name, *others) if n.casefold() in known} <= {name}


@given(
    st.lists(
        st.sampled_from(["Read: ", "By ", "KYIV (", "Source: ", "# ", "\r\n", "\n\n", "AFP", ") - ", BODY, "é", "12", "Photo: ", ""]),
        max_size=14,
    ).map("".join)
)
def test_marks_stand_in_order_within_the_text(text: str) -> None:
    report = DRESS(Report(text=text))
    assert report.text == text
    ends = 0
    for mark in report.marks:
        assert ends <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip()
        ends = mark.end


@pytest.mark.parametrize(
    ("head", "outlet", "day"),
    [
        ("Channel North | By our correspondents in Kess | 10 June 2031, 20:40 EEST", "Channel North", "2031-06-10"),
        ("Kiteline live | Last updated 9:30am HKT, June 10, 2031", "Kiteline live", "2031-06-10"),
        ("Markets | Weather | Sport", "", ""),
    ],
)
def test_a_masthead_line_gives_outlet_and_date(head: str, outlet: str, day: str) -> None:
    text = f"As it happened: the flood in Kess\n{head}\n\n20:31 Five people are dead, the mayor says.\n"
    found = DRESS(Report(text=text))
    assert found.outlet == outlet and (found.published.iso[:10] if found.published else "") == day
