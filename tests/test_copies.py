"""A text that very many outlets print is one origin, however many print it; what is merely alike stays apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

import stemma
from stemma.core.types import Extract, Moment, Report
from stemma.ledger import Ledger
from stemma.ledger.migrations import MIGRATIONS
from stemma.ledger.step_keys import COPIES
from stemma.ledger.taken import number
from stemma.piling import Keys, Limits
from stemma.pipeline import How, assemble
from stemma.working import Hands, bring_up_to_date

PACK = stemma.load_pack()
START = datetime(2031, 5, 2, 6, tzinfo=UTC)
WORDS = [a + b for a in "ka lo mir ta ven dor sel bra nu ost pel gri".split() for b in "ran tel mos vik dal hup net zor lim".split()]  # noqa: SIM905
FIGURE = "The flood killed 1,376 people in the valley of Dorran, the interior ministry said on Friday."


def prose(random: Random, sentences: int) -> str:
    """Sentences of words that nobody else has in this order."""
    return " ".join(" ".join(random.choices(WORDS, k=random.randint(9, 14))).capitalize() + "." for _ in range(sentences))


def printed(text: str, outlet: str, hours: float) -> Report:
    return Report(text=text, outlet=outlet, published=Moment(iso=(START + timedelta(hours=hours)).isoformat()))


def copies(random: Random, count: int) -> list[Report]:
    """One dispatch as so many papers print it: whole, without its end, or with a place and a line of the paper's own before it."""
    body = f"{FIGURE} {prose(random, 12)}"
    told = [body, body.rsplit(". ", 2)[0] + ".", f"DORRAN - {body}", f"{body} Our reporters stay with the story."]
    return [printed(told[at % 4 if at else 0], f"{random.choice(WORDS).capitalize()} Mail {at}", at * 0.3) for at in range(count)]


def others(random: Random, count: int) -> list[Report]:
    """Reports of other things, with numbers of their own."""
    things = ("schools were closed", "houses were destroyed", "people were arrested")
    return [
        printed(
            f"{prose(random, 3)} {random.randint(1000, 9999):,} {things[at % 3]} in {random.choice(WORDS).capitalize()}, the mayor said.",
            f"{random.choice(WORDS).capitalize()} Post {at}",
            random.random() * 60,
        )
        for at in range(count)
    ]


def worked_out(reports: Sequence[Report], limits: Limits) -> stemma.Situation:
    reader = stemma.Reader(PACK)
    return assemble(reports, [reader.read(report) for report in reports], (), PACK, limits)


def share_with_parent(found: stemma.Situation, among: Sequence[Report]) -> float:
    children = {descent.child for descent in found.stemma.descents}
    return sum(report.id in children for report in among) / len(among)


def origins(found: stemma.Situation) -> list[int]:
    """How many origins stand behind the dispatch's figure, in each pile that has it."""
    return [reading.origins for reading in found.weighing.readings if reading.low == 1376]


def test_a_dispatch_printed_by_150_papers_among_450_other_reports_has_one_origin() -> None:
    random = Random(1)
    same = copies(random, 150)
    found = worked_out([*same, *others(random, 450)], Limits())
    assert share_with_parent(found, same) > 0.97
    assert origins(found) == [1]


@pytest.mark.parametrize("seed", range(4))
def test_a_dispatch_is_one_origin_in_each_pile(seed: int) -> None:
    """More copies than a pile holds lie in as many piles as are needed; each has one origin."""
    random = Random(seed)
    same = copies(random, 24)
    limits = Limits(pile=10, crowd=4)
    found = worked_out([*same, *others(random, 20)], limits)
    assert origins(found) == [1] * len(origins(found))
    assert len(origins(found)) <= 4
    assert share_with_parent(found, same) >= 1 - 4 / len(same)


def of_copies(text: str, keys: Keys, hours: float = 0) -> set[int]:
    """The keys of copies that a text has."""
    report = printed(text, "", hours)
    return {key for key in keys.of(report, Extract(report=report.id)) if key < 0}


def rewritten(random: Random, text: str) -> str:
    """A text of which each third word is another, under a first sentence put in other words."""
    _, *rest = text.split(". ")
    words = (" ".join(random.choice(WORDS) if random.random() < 0.35 else word for word in sentence.split()) for sentence in rest)
    return ". ".join(["According to the ministry 1,376 people died as the flood hit the Dorran valley", *words])


@pytest.mark.parametrize("count", [30, 60])
def test_a_rewrite_of_what_very_many_printed_is_no_origin_more(count: int) -> None:
    random = Random(2)
    same = copies(random, count)
    rewrites = [printed(rewritten(random, same[0].text), f"Rewrite {at}", 60 + at) for at in range(6)]
    found = worked_out([*same, *rewrites, *others(random, 60)], Limits())
    assert share_with_parent(found, rewrites) == 1
    assert origins(found) == [1]


def test_what_very_many_say_in_one_sentence_makes_no_kin() -> None:
    """A formula that stands in every report is no copy."""
    random = Random(4)
    formula = "Our paper follows the rules of the press council and mends its mistakes on page two."
    reports = [printed(f"{prose(random, 8)} {formula}", f"{random.choice(WORDS)} Mail {at}", at) for at in range(90)]
    assert share_with_parent(worked_out(reports, Limits()), reports) == 0


def joint(one: str, other: str, keys: Keys) -> int:
    """How many keys of copies two texts share."""
    return len(of_copies(one, keys) & of_copies(other, keys))


def pairs(random: Random, changed: int) -> Iterator[tuple[str, str]]:
    """Texts of thirty sentences, and the same with so many of the sentences put in other words."""
    for _ in range(200):
        one = [prose(random, 1) for _ in range(30)]
        other = list(one)
        for at in random.sample(range(30), changed):
            other[at] = prose(random, 1)
        yield " ".join(one), " ".join(other)


def test_near_copies_share_a_key_and_other_texts_do_not() -> None:
    keys = Keys(PACK)
    met = {changed: sum(joint(*pair, keys) > 0 for pair in pairs(Random(changed), changed)) / 200 for changed in (0, 1, 15, 30)}
    assert met[0] == 1
    assert met[1] > 0.95
    assert met[15] < 0.4
    assert met[30] == 0


def test_a_few_words_alone_are_no_copy() -> None:
    keys = Keys(PACK)
    formula = "Nobody at the ministry could be reached for comment on Friday evening."
    assert joint(formula, formula, keys) == 0
    assert joint(formula, f"{formula} {prose(Random(1), 9)}", keys) == 0


def test_a_copy_meets_its_like_of_the_same_days_alone() -> None:
    keys = Keys(PACK)
    text = prose(Random(3), 12)
    near, soon, late = (of_copies(text, keys, days * 24) for days in (0, 6, 60))
    assert near & soon
    assert not near & late


def test_copies_added_one_by_one_lie_as_copies_added_at_once(tmp_path: Path) -> None:
    random = Random(5)
    reports = [*copies(random, 24), *others(random, 20)]
    limits = Limits(pile=10, crowd=4)
    how = How(PACK, None, "rules")
    placed = []
    for name, bunches in (("one", [reports]), ("each", [[report] for report in random.sample(reports, len(reports))])):
        with Ledger.open(tmp_path / f"{name}.db") as ledger:
            for bunch in bunches:
                ledger.add(bunch)
                bring_up_to_date(ledger, how, limits=limits)
            with ledger.looking() as taken:
                placed.append(taken.mates([number(report.id) for report in reports]))
            assert origins(ledger.situation()) == [1] * len(origins(ledger.situation()))
    assert placed[0] == placed[1]


def test_a_ledger_from_before_gets_keys_of_copies_without_being_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(6)
    reports = [*copies(random, 24), *others(random, 20)]
    limits = Limits(pile=10, crowd=4)
    how = How(PACK, None, "rules")
    path = tmp_path / "ledger.db"
    with monkeypatch.context() as before, Ledger.open(path) as ledger:
        before.setattr("stemma.piling.keys.signs_of_copies", lambda hashes: [])
        ledger.add(reports)
        bring_up_to_date(ledger, how, limits=limits)
        assert len(origins(ledger.situation())) > 4
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE claims DROP COLUMN read_as")  # a later step's
        connection.execute(f"PRAGMA user_version = {MIGRATIONS.index(COPIES)}")
    monkeypatch.setattr(Hands, "read", lambda *_: pytest.fail("read anew"))
    with Ledger.open(path) as ledger:
        bring_up_to_date(ledger, how, limits=limits)
        assert ledger.situation() == worked_out(reports, limits)
