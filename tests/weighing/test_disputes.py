"""Real disputes from seeming ones, by signs that are seen together: who speaks, how the report sets two values, what words tell of days."""

from __future__ import annotations

import pytest
from tests.making import told
from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Conflict
from stemma.pipeline import assemble
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.origins import agree
from stemma.weighing.signs import Disputes

DAY = "as_of=2031-05-02|nature=level"
TWO_VOICES = "The ministry said that {{{a}|crowd_size|who=ministry|{day}}} had come. The union spoke of {{{b}|crowd_size|who=union|{day}}}."


def conflicts(pack: Pack, one: str, other: str) -> list[Conflict]:
    """The conflicts of one report in which two speakers give two numbers."""
    made = told(TWO_VOICES.format(a=one, b=other, day=DAY), "Post", published="2031-05-02")
    return list(assemble([made.report], [made.extract], (), pack).weighing.conflicts)


def signs(pile: Pile, one: str, other: str, rule: str = "") -> tuple[dict[str, float], Disputes]:
    """The signs of two claims of a pile."""
    reports, extracts, figures, stemma = pile.parts()
    facts = Facts(reports, extracts, figures, stemma, pile.pack)
    disputes = Disputes(facts, Lineage(facts, lambda a, b: agree(facts, a, b)), pile.pack)
    return disputes.signs(facts.claims[pile.ids[one]], facts.claims[pile.ids[other]], rule), disputes


@pytest.fixture
def pile(pack: Pack) -> Pile:
    """Two speakers of one report who count a crowd."""
    made = Pile(pack).report("Post").report("Echo", "2031-05-03")
    made.say("Post.few", "about 30000", "crowd_size", who="Police", nature="level")
    return made.say("Post.many", "90000", "crowd_size", who="Organisers", nature="level")


def test_two_speakers_beside_each_other_are_likelier_in_dispute_than_one(pile: Pile) -> None:
    pile.say("Post.more", "60000", "crowd_size", who="Police", nature="level")
    rivals, disputes = signs(pile, "Post.few", "Post.many")
    alone, _ = signs(pile, "Post.few", "Post.more")
    assert "two-mouths" in rivals and "one-mouth" in alone
    assert disputes.likely(rivals) > disputes.likely(alone)
    assert "two speakers give them" in disputes.why(rivals, True)
    assert "one speaker gives both" in disputes.why(alone, False)


def test_signs_do_not_depend_on_which_comes_first(pile: Pile) -> None:
    assert signs(pile, "Post.few", "Post.many")[0] == signs(pile, "Post.many", "Post.few")[0]


def test_a_day_that_only_the_report_gives_is_told_from_one_that_words_give(pile: Pile) -> None:
    pile.say("Echo.lot", "60000", "crowd_size", who="Mayor", nature="level")
    unsaid, _ = signs(pile, "Post.few", "Echo.lot")
    assert any(name.endswith("-unsaid") for name in unsaid) and not any(name.endswith("-said") for name in unsaid)


def test_one_number_is_never_in_dispute_with_itself(pack: Pack) -> None:
    assert not [c for c in conflicts(pack, "40,000", "40,000") if c.kind == "real"]


def test_words_that_leave_room_make_no_dispute(pack: Pack) -> None:
    assert not [c for c in conflicts(pack, "more than 40,000", "45,000") if c.kind == "real"]


def test_two_speakers_of_one_report_are_in_dispute(pack: Pack) -> None:
    found = [c for c in conflicts(pack, "18,000", "60,000") if c.kind == "real"]
    assert len(found) == 1
    assert "18,000" in found[0].why and "60,000" in found[0].why
