"""The family tree: parents, kinds, and what must change nothing."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from tests.descent.families import family
from tests.making import Told, told

from stemma.core.packs import Pack
from stemma.core.types import Judgement, Kind, Stemma
from stemma.descent import trace
from stemma.linking import link_claims


def traced(pack: Pack, reports: Sequence[Told], judgements: tuple[Judgement, ...] = ()) -> Stemma:
    """The stemma of some reports."""
    texts, extracts = [r.report for r in reports], [r.extract for r in reports]
    _, figures = link_claims(texts, extracts, judgements, pack)
    return trace(texts, extracts, figures, judgements, pack)


@pytest.fixture(scope="module")
def members() -> dict[str, Told]:
    return family()


@pytest.fixture(scope="module")
def stemma(pack: Pack, members: dict[str, Told]) -> Stemma:
    return traced(pack, list(members.values()))


@pytest.mark.parametrize(
    ("child", "parents", "kind"),
    [
        ("original", [], Kind.ORIGINAL),
        ("copy", ["original"], Kind.COPY),
        ("edit", ["original"], Kind.EDIT),
        ("rewrite", ["original"], Kind.PARAPHRASE),
        ("second", ["rewrite"], Kind.PARAPHRASE),
        ("harbour", [], Kind.ORIGINAL),
        ("elsewhere", [], Kind.ORIGINAL),
        ("blend", ["harbour", "original"], Kind.BLEND),
        ("correction", ["rewrite"], Kind.CORRECTION),
    ],
)
def test_parents_and_kind(stemma: Stemma, members: dict[str, Told], child: str, parents: list[str], kind: Kind) -> None:
    names = {told_.report.id: name for name, told_ in members.items()}
    report = members[child].report.id
    assert sorted(names[d.parent] for d in stemma.parents(report)) == parents
    assert dict(stemma.kinds)[report] is kind


def test_a_descent_says_why(stemma: Stemma, members: dict[str, Told]) -> None:
    (descent,) = stemma.parents(members["second"].report.id)
    assert "credit" in descent.basis and "errors" in descent.basis
    assert 0.5 < descent.weight <= 1
    assert any("Quick Planet" in r.detail for r in descent.reasons)


def test_no_parent_is_younger_than_its_child(stemma: Stemma, members: dict[str, Told]) -> None:
    day = {t.report.id: t.report.published.iso for t in members.values() if t.report.published}
    assert all(day[d.parent] <= day[d.child] for d in stemma.descents)


def test_the_order_of_reports_changes_nothing(pack: Pack, stemma: Stemma, members: dict[str, Told]) -> None:
    assert traced(pack, list(reversed(members.values()))) == stemma


def test_a_person_may_part_two_reports(pack: Pack, members: dict[str, Told]) -> None:
    one, other = members["original"].report.id, members["edit"].report.id
    judged = traced(pack, [members["original"], members["edit"]], (Judgement(one=one, other=other, about="kin", same=False),))
    assert judged.parents(other) == ()


def test_a_person_may_join_two_reports(pack: Pack, members: dict[str, Told]) -> None:
    one, other = members["original"].report.id, members["elsewhere"].report.id
    judged = traced(pack, [members["original"], members["elsewhere"]], (Judgement(one=one, other=other, about="kin", same=True),))
    assert [d.parent for d in judged.parents(other)] == [one]


def test_undated_copies_make_no_circle(pack: Pack, members: dict[str, Told]) -> None:
    text = members["original"].report.text
    copies = [told(text, outlet) for outlet in ("A Mail", "B Mail", "C Mail")]
    stemma = traced(pack, copies)
    above = {d.child: d.parent for d in stemma.descents}
    for copy in copies:
        walk = [copy.report.id]
        while walk[-1] in above:
            walk.append(above[walk[-1]])
            assert len(walk) <= len(copies)
    assert len(above) == len(copies) - 1


def test_two_outlets_at_one_press_conference_are_no_kin(pack: Pack) -> None:
    one = told(
        "The ministry counts {1,068 dead|killed|who=health ministry}. At the Ossel clinic, where we spent the night, doctor Anke Vries "
        "had {31 patients|hospitalised|place=Ossel} and {7 beds|count:beds|place=Ossel}; {240 litres|count:oxygen|place=Ossel} of oxygen were left.",
        "A Post", "2031-05-06T10:00:00+00:00",
    )  # fmt: skip
    other = told(
        "Some {1,068 people|killed|who=health ministry} have died so far, says the ministry. In Lenz the schools stay shut; headmaster Jan Roos "
        "sent {412 pupils|count:pupils|place=Lenz} home and keeps {9 teachers|count:teachers|place=Lenz} for {58 children|count:children|place=Lenz}.",
        "B Post", "2031-05-06T12:00:00+00:00",
    )  # fmt: skip
    assert traced(pack, [one, other]).descents == ()


def test_nothing_and_one(pack: Pack, members: dict[str, Told]) -> None:
    assert traced(pack, []) == Stemma()
    (kind,) = traced(pack, [members["original"]]).kinds
    assert kind[1] is Kind.ORIGINAL


def test_inheritance_names_the_claim_repeated(stemma: Stemma, members: dict[str, Told]) -> None:
    words = {c.id: c.text for t in members.values() for c in t.extract.claims}
    mine = {c.id for c in members["rewrite"].extract.claims}
    pairs = {words[i.claim]: words[i.from_claim] for i in stemma.inheritances if i.claim in mine and i.from_claim}
    assert pairs["312 square miles"] == "some 312 km2"
    assert pairs["1,376 homes"] == "about 1,376 houses"
    own = {c.id for c in members["elsewhere"].extract.claims}
    assert not [i for i in stemma.inheritances if i.claim in own]


def test_descents_are_sorted_by_publication(stemma: Stemma, members: dict[str, Told]) -> None:
    day = {t.report.id: t.report.published.iso for t in members.values() if t.report.published}
    assert all(day[a.child] <= day[b.child] for a, b in pairwise(stemma.descents))
