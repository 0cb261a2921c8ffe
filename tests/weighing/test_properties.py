"""What holds of every pile: verdicts are symmetric, kinship takes origins away and never adds one, a second weighing is the first."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Kind, Stemma
from stemma.weighing import weigh
from stemma.weighing.disputed import weighed
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.origins import agree, find_readings
from stemma.weighing.sides import side
from stemma.weighing.signs import Disputes

CLAIM = st.tuples(
    st.sampled_from(["Post", "Echo", "Star", "Courier"]),
    st.sampled_from(["21", "at least 22", "31", "about 30", "under 25", "over 20", "nearly 50", "19-25", "310"]),
    st.sampled_from(["killed", "killed_or_wounded", "territory_held", "territory_lost"]),
    st.sampled_from(["asserted", "denied", "planned"]),
    st.sampled_from(["", "2031-05-01", "2031-05-02", "2031-04"]),
    st.sampled_from(["", "Mayor", "Rebel council", "a doctor"]),
    st.sampled_from(["persons", "percent"]),
    st.sampled_from(["level", "total", "flow", "delta"]),
    st.booleans(),
)
DRAWN = st.lists(CLAIM, min_size=2, max_size=10)


def _built(pack: Pack, drawn: list[tuple[object, ...]], kin: bool = True) -> Pile:
    pile = Pile(pack).report("Post")
    pile.report("Echo", "2031-05-03", Kind.COPY if kin else Kind.ORIGINAL, "Post" if kin else "")
    pile.report("Star", "2031-05-04", Kind.PARAPHRASE if kin else Kind.ORIGINAL, "Echo" if kin else "").report("Courier", "2031-05-05")
    for i, (report, said, measure, status, day, who, unit, nature, taken) in enumerate(drawn):
        earlier = [f"Post.{k}" for k, d in enumerate(drawn[:i]) if d[0] == "Post" and d[1] == said and d[2] == measure]
        takes = earlier[-1] if kin and taken and earlier and report in ("Echo", "Star") else ""
        more = {"status": status, "day": day, "who": who, "unit": unit, "nature": nature, "takes": takes}
        pile.say(f"{report}.{i}", str(said), str(measure), **more)
    return pile


def _facts(pile: Pile) -> tuple[Facts, Lineage]:
    """The pile as weighing sees it."""
    reports, extracts, figures, stemma = pile.parts()
    facts = Facts(reports, extracts, figures, stemma, pile.pack)
    return facts, Lineage(facts, lambda one, other: agree(facts, one, other))


@settings(max_examples=80, deadline=None)
@given(drawn=DRAWN)
def test_verdicts_are_symmetric(pack: Pack, drawn: list[tuple[object, ...]]) -> None:
    facts, lineage = _facts(_built(pack, drawn))
    readings = find_readings(facts, lineage)
    sides = [side(facts, lineage, r, readings) for r in readings]
    disputes = Disputes(facts, lineage, pack)
    for one, other in combinations(sides, 2):
        there, back = weighed(facts, lineage, one, other, disputes), weighed(facts, lineage, other, one, disputes)
        assert (there and (there.kind, there.verdict, there.rule)) == (back and (back.kind, back.verdict, back.rule))


@settings(max_examples=60, deadline=None)
@given(drawn=DRAWN)
def test_kinship_never_adds_an_origin(pack: Pack, drawn: list[tuple[object, ...]]) -> None:
    """The readings with rewrites collapsed beside the same claims with every report counted as a voice of its own."""
    pile = _built(pack, drawn)
    collapsed = pile.weigh()
    reports, extracts, figures, _ = pile.parts()
    alone = weigh(reports, extracts, figures, Stemma(), pack)
    voices = {c: r for r in alone.readings for c in r.claims}
    for reading in collapsed.readings:
        assert reading.origins <= sum(voices[c].origins for c in {voices[c].claims[0] for c in reading.claims})
        assert reading.origins <= reading.reports


@settings(max_examples=40, deadline=None)
@given(drawn=DRAWN)
def test_a_second_weighing_is_the_first(pack: Pack, drawn: list[tuple[object, ...]]) -> None:
    pile = _built(pack, drawn)
    assert pile.weigh() == pile.weigh() == pile.weigh(reverse=True)
