"""Reports placed one by one, each by a look at what lies round about, lie as they would if all were placed at once."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import stemma.placing
from stemma.core.types import Extract, Report
from stemma.ledger import Ledger
from stemma.ledger.taken import number, packed
from stemma.piling import Key, Limits, components, parted, renewed
from stemma.placing import place

LIMITS = Limits(pile=9, crowd=12)


def of_keys(random: Random, at: int) -> list[int]:
    """The keys of a report: some that its own few share, some that lead on to the next, a rare one that leads far away, a copy's."""
    own = [at // 5 * 100 + random.randrange(4) for _ in range(3)]
    onward = [100_000 + at // 9 + random.randrange(2) for _ in range(2)]
    copied = [-1 - random.randrange(4)] if at % 3 == 0 else []
    return sorted({*own, *onward, 200_000 + random.randrange(60), *copied})


@pytest.mark.parametrize("seed", range(4))
def test_one_by_one_is_as_all_at_once(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    made = [(Report(text=f"Report number {at}."), of_keys(random, at)) for at in range(150)]
    looks: list[int] = []

    def counted(*given: object) -> list[list[int]]:
        piles = renewed(*given)  # type: ignore[arg-type]
        looks.append(sum(map(len, piles)))
        return piles

    monkeypatch.setattr(stemma.placing, "renewed", counted)
    postings: dict[int, list[int]] = {}
    held: list[int] = []
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for report, keys in random.sample(made, len(made)):
            ledger.add([report])
            with ledger.writing() as taken:
                taken.keep("rules", [(report.id, packed(Extract(report=report.id)), keys)])
            place(ledger, (), LIMITS)
            held = sorted([*held, number(report.id)])
            for key in keys:
                postings[key] = sorted([*postings.get(key, ()), number(report.id)])
            with ledger.looking() as taken:
                homes, parts = taken.mates(held), taken.parts(held)
            piles: dict[int, list[int]] = {}
            for one, pile in homes.items():
                piles.setdefault(pile, []).append(one)
            assert sorted(piles.values()) == parted(held, postings, (), LIMITS)
            known = [Key(key, reports) for key, reports in postings.items()]
            if len(held) > LIMITS.pile:
                assert parts == {one: part[0] for part in components(held, known, (), LIMITS.crowd) for one in part}
    assert len(looks) > 50, "most reports fall into a large component and are placed nearby"
    assert min(looks) < 40, "not all of it is looked at"
