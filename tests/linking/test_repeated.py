"""As of when figures hold that a later report repeats without a day."""

from stemma.core.types import Amount, Claim, Extract, Moment, Report, When
from stemma.linking.repeated import as_first_told

DAYS = {"one": "2024-09-11", "two": "2024-09-12", "late": "2024-11-30"}
REPORTS = {name: Report(text=name, published=Moment(iso=day)) for name, day in DAYS.items()}


def claim(report: str, value: float, when: When | None = None, measure: str = "killed") -> Claim:
    day = DAYS[report]
    amount = Amount(low=value, high=value, unit="persons")
    held = when or When(start=day, end=day)
    return Claim(report=REPORTS[report].id, start=int(value), end=int(value) + 1, text="9", amount=amount, measure=measure, when=held)


def dated(*claims: Claim) -> list[tuple[str | None, str | None]]:
    extracts: dict[str, list[Claim]] = {}
    for c in claims:
        extracts.setdefault(c.report, []).append(c)
    found = as_first_told(tuple(REPORTS.values()), [Extract(report=r, claims=tuple(cs)) for r, cs in extracts.items()])
    return [(c.when.start, c.when.end) for e in found for c in e.claims if c.when is not None]


def test_a_repeated_figure_is_of_some_day_since_its_first_telling() -> None:
    assert dated(claim("one", 179), claim("two", 179))[-1] == ("2024-09-11", "2024-09-12")


def test_a_figure_with_a_day_of_its_own_keeps_it() -> None:
    own = When(start="2024-09-12", end="2024-09-12", text="on Thursday")
    assert dated(claim("one", 179), claim("two", 179, own))[-1] == ("2024-09-12", "2024-09-12")


def test_a_small_number_of_something_else_is_no_repetition() -> None:
    assert dated(claim("one", 12), claim("two", 12, measure="injured"))[-1] == ("2024-09-12", "2024-09-12")
    assert dated(claim("one", 12), claim("two", 12))[-1] == ("2024-09-11", "2024-09-12")


def test_the_same_number_months_later_is_news() -> None:
    assert dated(claim("one", 179), claim("late", 179))[-1] == ("2024-11-30", "2024-11-30")


def test_what_stands_among_repeated_figures_is_repeated_too() -> None:
    first = [claim("one", v) for v in (179, 154, 34_000, 59_000)]
    again = [claim("two", v) for v in (179, 154, 34_000, 59_001)]
    assert dated(*first, *again)[-1] == ("2024-09-11", "2024-09-12")
