"""Events: what they are, who does what to whom, where, and how they are put forward."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Event, Moment, Source, Span, Status
from stemma.reading.events.finder import EventFinder
from stemma.reading.places.finder import PlaceFinder
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.said import Attribution
from stemma.reading.times.finder import TimeFinder

PACK = load_pack()
ACTORS, PLACES, TIMES, EVENTS = ActorFinder(PACK), PlaceFinder(PACK, Gazetteer()), TimeFinder(PACK), EventFinder(PACK)


def find(words: str, attributions: tuple[Attribution, ...] = ()) -> list[Event]:
    """The events of a text published on a Sunday."""
    text = segment(words)
    return EVENTS.find("r1", text, ACTORS.find(text), PLACES.find(text), TIMES.find(text, Moment(iso="2024-11-24")), attributions)


def one(words: str, kind: str) -> Event:
    """The only event of a type."""
    found = find(words)
    alike = [e for e in found if e.type == kind]
    assert len(alike) == 1, [(e.type, e.text) for e in found]
    return alike[0]


KINDS = [
    ("Eritrea fired rockets at the airport of Asmara.", "strike"),
    ("Jets bombed the market on Friday.", "strike"),
    ("Rebel troops launched an offensive in the north.", "offensive"),
    ("The army invaded the island in 1974.", "offensive"),
    ("Rebels captured the town of Goma.", "capture"),
    ("The army recaptured the town of Goma.", "recapture"),
    ("The rebels withdrew from the city.", "withdrawal"),
    ("The garrison repelled the attack.", "repulse"),
    ("Sudan demanded that Chad close its border.", "demand"),
    ("Khartoum rejected the proposal.", "rejection"),
    ("The minister denied that the dam had failed.", "denial"),
    ("Kenya accused its neighbour of arming rebels.", "accusation"),
    ("Washington allowed the use of its missiles.", "permission"),
    ("The group threatened to attack the port.", "threat"),
    ("Officials warned of more rain.", "warning"),
    ("Talks between the two sides began in Geneva.", "talks"),
    ("A ceasefire took effect at dawn.", "ceasefire"),
    ("The river is expected to crest on Friday.", "forecast"),
    ("The ministry declined to comment.", "no_comment"),
    ("The company did not reply to a request for comment.", "no_comment"),
    ("The figures could not be independently verified.", "verification_caveat"),
    ("It was impossible to verify the report.", "verification_caveat"),
    ("There was no independent confirmation of the toll.", "verification_caveat"),
    ("The army is reinforcing air defences over Kyiv.", "air_defence"),
    ("Pokrovsk is a key logistics hub.", "role_of_place"),
    ("The governor ordered the evacuation of three villages.", "evacuation"),
    ("Police arrested dozens of students.", "arrest"),
    ("Protesters marched through Dhaka.", "protest"),
    ("Unions called a general strike.", "walkout"),
    ("Police fired tear gas at the crowd.", "crackdown"),
    ("Uganda declared an outbreak of Ebola.", "outbreak_declared"),
    ("The authorities closed all schools.", "closure"),
    ("The government declared a state of emergency.", "state_of_emergency"),
    ("Australia delivered relief supplies to Vanuatu.", "aid"),
    ("A bridge collapsed in Genoa.", "collapse"),
    ("The river burst its banks.", "flood"),
    ("A levee was breached near New Orleans.", "dam_breach"),
    ("A strong earthquake struck off Vanuatu.", "quake"),
    ("The cyclone made landfall near Beira.", "storm"),
    ("An earlier version of this article misstated the toll.", "correction"),
    ("The soldiers have not yet seen combat.", "no_combat"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kinds(words: str, kind: str) -> None:
    assert one(words, kind).text in words


@pytest.mark.parametrize(
    "words",
    [
        "The report has twelve pages.",
        "Demand for bread rose and demands were heard.",
        "The negotiating table stood in the hall.",
        "He struck a chord with voters.",
        "The strikes of the bell were heard.",
        "As expected, the shop opened early.",
    ],
)
def test_no_events(words: str) -> None:
    assert find(words) == []


STATUSES = [
    ("Rebels captured the town.", "capture", Status.ASSERTED),
    ("Rebels will capture the town.", "capture", Status.PLANNED),
    ("Rebels plan to capture the town.", "capture", Status.PLANNED),
    ("Rebels may capture the town.", "capture", Status.FORECAST),
    ("Rebels could capture the town.", "capture", Status.CONDITIONAL),
    ("If rebels capture the town, thousands may flee.", "capture", Status.CONDITIONAL),
    ("Rebels did not capture the town.", "capture", Status.DENIED),
    ("The army denied that rebels captured the town.", "capture", Status.DENIED),
    ("Kenya demanded that rebels withdraw from the town.", "withdrawal", Status.DEMAND),
    ("A lockdown could be imposed next week.", "state_of_emergency", Status.CONDITIONAL),
    ("Talks are expected to resume in Doha.", "forecast", Status.FORECAST),
    ("The ministry did not comment.", "no_comment", Status.ASSERTED),
]


@pytest.mark.parametrize(("words", "kind", "status"), STATUSES)
def test_status(words: str, kind: str, status: Status) -> None:
    assert one(words, kind).status is status


def test_who_whom_where_and_when() -> None:
    event = one("On Friday, Russia fired a new missile at the Ukrainian town of Uman, officials said.", "strike")
    assert (event.actor, event.target) == ("Russia", "Ukraine")
    assert event.place is not None
    assert event.place.name == "Uman"
    assert event.when is not None
    assert event.when.start == "2024-11-22"
    assert event.text == "Russia fired a new missile at the Ukrainian town of Uman"


def test_the_passive_turns_the_roles() -> None:
    event = one("The town of Lalibela was recaptured by Ethiopian forces.", "recapture")
    assert event.actor == "Ethiopian forces"


def test_one_missile_and_many_are_told_apart() -> None:
    single = one("Russia fired a new missile into the city of Dnipro.", "strike")
    many = one("Russia fired new missiles into the city of Dnipro.", "strike")
    assert single.key == many.key
    assert [r.detail for r in single.reasons if r.rule.startswith("read.event-number")] == ["one"]
    assert [r.detail for r in many.reasons if r.rule.startswith("read.event-number")] == ["many"]


def test_a_paraphrase_has_the_same_key() -> None:
    one_way = one("Russian forces shelled a hospital in the Ukrainian city of Kherson.", "strike")
    other_way = one("Russia struck a hospital in the Ukrainian city of Kherson.", "strike")
    assert set(one_way.key.split()) & set(other_way.key.split()) >= {"ru", "ua", "kherson"}


def test_similar_measures_repeat_what_was_told_before() -> None:
    found = find("Ukraine is reinforcing air defences over Kyiv. It is planning similar measures for Sumy.")
    assert [(e.type, e.status) for e in found] == [("air_defence", Status.ASSERTED), ("air_defence", Status.PLANNED)]


def test_an_attribution_makes_it_claimed() -> None:
    words = "Rebels captured the town, the army said."
    said = Attribution(source=(Span(26, 34),), cue=(Span(35, 39),), content=(Span(0, 24),), chain=(Source(name="army"),))
    event = next(e for e in find(words, (said,)) if e.type == "capture")
    assert (event.status, [s.name for s in event.attribution]) == (Status.CLAIMED, ["army"])


_WORDS = "Russia fired missiles into Kyiv , and it will not withdraw “ ” - that the of strikes"
_PIECES = st.sampled_from(_WORDS.split())


@settings(deadline=None)
@given(st.text() | st.lists(_PIECES, max_size=14).map(" ".join))
def test_any_text_is_read(words: str) -> None:
    found = find(words)
    assert all(words[e.start : e.end] == e.text for e in found)
    assert [e.start for e in found] == sorted(e.start for e in found)
