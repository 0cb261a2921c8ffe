"""What the reports of a figure call it together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stemma.core.types import Amount, Claim, Extract, Figure, Nature, Place, Reason
from stemma.linking.agreed import as_agreed


def claim(report: str, measure: str, subject: str = "", points: float = 0.0, unit: str = "count") -> Claim:
    told = (Reason(rule="read.measure/1", detail="as told", weight=points),) if points else ()
    amount = Amount(low=2207, high=2207, unit=unit)
    return Claim(report=report, start=0, end=5, text="2,207", amount=amount, measure=measure, subject=subject, reasons=told)


def agreed(*claims: Claim, settled: tuple[tuple[str, int, int], ...] = ()) -> list[Claim]:
    figure = Figure(id="f1", title="", measure="", nature=Nature.LEVEL, subject="", place=None, claims=tuple(c.id for c in claims))
    return [c for e in as_agreed([Extract(report=c.report, claims=(c,)) for c in claims], [figure], settled) for c in e.claims]


def test_a_measure_hardly_borne_out_gives_way_to_that_of_most_reports() -> None:
    found = agreed(
        claim("a", "buildings_destroyed", points=5.0), claim("b", "buildings_destroyed", points=4.0), claim("c", "killed", points=0.8)
    )
    assert [c.measure for c in found] == ["buildings_destroyed"] * 3
    assert found[2].read_as == "killed"
    assert found[2].reasons[-1].rule == "link.measure-agreed"


def test_a_measure_plainly_told_stays_for_it_may_be_a_change() -> None:
    found = agreed(claim("a", "killed", points=5.0), claim("b", "killed", points=4.0), claim("c", "killed_or_wounded", points=6.0))
    assert found[2].measure == "killed_or_wounded"


def test_a_mere_count_of_people_has_half_a_vote_and_gives_way_whatever_its_points() -> None:
    found = agreed(claim("a", "evacuated", points=3.0), claim("b", "count:people", points=9.0, unit="persons"))
    assert [c.measure for c in found] == ["evacuated", "evacuated"]


def test_a_count_of_things_gives_way_to_another_word_for_them_alone() -> None:
    found = agreed(
        claim("a", "killed", points=0.8), claim("b", "count:villages"), claim("c", "count:villages"), claim("d", "count:hamlets")
    )
    assert [c.measure for c in found] == ["count:villages"] * 4
    found = agreed(
        claim("a", "settlements_destroyed", points=3.0), claim("b", "settlements_destroyed", points=3.0), claim("c", "count:villages")
    )
    assert [c.measure for c in found] == ["settlements_destroyed", "settlements_destroyed", "count:villages"]


def test_where_reports_are_split_each_keeps_its_measure() -> None:
    found = agreed(claim("a", "injured", points=1.0), claim("b", "arrested", points=1.0), claim("c", "displaced", points=1.0))
    assert [c.measure for c in found] == ["injured", "arrested", "displaced"]


def test_a_stray_subject_becomes_the_one_most_like_all() -> None:
    found = agreed(
        claim("a", "held", "Turkish observation posts"),
        claim("b", "held", "observation posts"),
        claim("c", "held", "men"),
        claim("d", "held"),
    )
    assert [c.subject for c in found] == ["Turkish observation posts", "observation posts", "observation posts", "observation posts"]


def test_a_subject_that_nearly_as_many_say_stays() -> None:
    found = agreed(
        claim("a", "held", "drivers"), claim("b", "held", "drivers"), claim("c", "held", "motorists"), claim("d", "held", "motorists")
    )
    assert [c.subject for c in found] == ["drivers", "drivers", "motorists", "motorists"]


def test_the_id_is_that_of_the_reading() -> None:
    before = claim("c", "killed", points=0.8)
    found = agreed(claim("a", "buildings_destroyed", points=5.0), claim("b", "buildings_destroyed", points=4.0), before)
    assert found[2].measure != before.measure
    assert found[2].id == before.id


def test_what_a_person_has_set_stays_and_votes() -> None:
    found = agreed(claim("a", "killed", "soldiers", 5.0), claim("b", "injured", "medics", 0.5), settled=(("b", 0, 5),))
    assert (found[1].measure, found[1].subject) == ("injured", "medics")


@given(
    st.lists(
        st.tuples(st.sampled_from(["killed", "injured", "count:men"]), st.sampled_from(["", "men", "old men", "boys"]), st.floats(0, 9)),
        min_size=1,
        max_size=7,
    )
)
def test_the_order_of_reports_changes_nothing(told: list[tuple[str, str, float]]) -> None:
    claims = [claim(f"r{n}", *one) for n, one in enumerate(told)]
    forward = {c.report: (c.measure, c.subject) for c in agreed(*claims)}
    assert forward == {c.report: (c.measure, c.subject) for c in agreed(*reversed(claims))}


def placed(report: str, place: Place | None) -> Claim:
    return replace(claim(report, "killed", points=5.0), place=place)


def test_a_place_that_no_words_gave_is_that_of_most_claims_of_the_figure() -> None:
    town, country = Place(name="Derna", id="t", words="Derna"), Place(name="Libya", id="cc:LY")
    found = agreed(placed("a", town), placed("b", replace(town, words="")), placed("c", country), placed("d", None))
    assert [c.place.id for c in found if c.place] == ["t", "t", "t", "t"]
    assert found[2].place == replace(town, words="")
    assert found[2].reasons[-1].rule == "link.place-agreed"
    assert found[0].reasons == placed("a", town).reasons


def test_a_place_in_words_stays_and_an_even_vote_moves_nothing() -> None:
    town, country = Place(name="Derna", id="t"), Place(name="Libya", id="cc:LY", words="Libya")
    assert [c.place for c in agreed(placed("a", town), placed("b", town), placed("c", country))][2] == country
    assert [c.place for c in agreed(placed("a", town), placed("b", replace(country, words="")))] == [town, replace(country, words="")]
