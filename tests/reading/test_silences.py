"""Not to say a thing is neither support nor denial: it becomes an event of its own, and no claim hangs on it."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Extract, Report
from stemma.reading.reader import Reader


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(load_pack())


def extract(read: Reader, text: str) -> Extract:
    return read.read(Report(text=text))


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("The ministry did not comment on the strike.", "no_comment", "ministry"),
        ("The company declined to say how many workers had been dismissed.", "no_comment", "company"),
        ("The army has not given any figures for its losses.", "no_comment", "army"),
        ("The navy said three ships were lost. The ministry did not immediately comment.", "no_comment", "ministry"),
        ("Asked about the dead, the spokesman hung up.", "no_comment", "spokesman"),
        ("The minister did not rule out that 500 more soldiers would be sent.", "not_ruled_out", "minister"),
        ("Tehran has neither confirmed nor denied that two engineers were held.", "neither", "Iran"),
        ("Neither the army nor the rebels have confirmed the loss of two posts.", "no_comment", "army and the rebels"),
        ("The hospital would not confirm that nine patients had died.", "no_comment", "hospital"),
        ("The ministry would neither confirm nor deny that nine men were held.", "neither", "ministry"),
        ("The palace has not given a date for the funeral.", "no_comment", "palace"),
    ],
)
def test_a_silence_is_an_event_with_its_speaker(read: Reader, text: str, kind: str, who: str) -> None:
    found = [(e.type, e.actor) for e in extract(read, text).events if e.type in ("no_comment", "not_ruled_out", "neither")]
    assert found == [(kind, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The army has not said how many of its 900 men came back.",
        "Neither the army nor the rebels have confirmed the loss of 12 posts.",
        "The minister did not rule out that 500 more soldiers would be sent.",
    ],
)
def test_a_silence_supports_no_figure(read: Reader, text: str) -> None:
    claims = extract(read, text).claims
    assert claims
    assert all(not c.attribution for c in claims)


def test_what_was_said_beside_a_silence_stays_said(read: Reader) -> None:
    (claim,) = extract(read, "The navy said 3 ships were lost. The ministry did not respond.").claims
    assert [s.name for s in claim.attribution] == ["navy"]
