"""A ledger too large to be held at once: each screen asks for the part that it shows, totals are counted in the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from stemma.core.types import Situation
from stemma.ledger.queries import Queries
from stemma.showing.maps import VAGUE
from stemma.showing.wording import Wording
from stemma.web.asked import Asked

ROWS = 18  # figures of the situation
OF_ONE = 12  # reports of one figure that a row draws
REPORTS_AT_ONCE = 300  # reports of one figure, one tree
FRESH = 16  # reports on one page of the inbox
CONFLICTS = 20  # on one page
MOST_PLACES = 400
SOURCES = 100  # outlets, and speakers, on one page
_OF_OUTLETS = ("outlet original", "outlet kin", "outlet changed", "outlet fixed")
_NAMED = "SELECT value FROM json_each(?)"
ConflictKey = tuple[str, str, frozenset[str]]  # figure, sentence, claims


def totals(queries: Queries) -> dict[str, Any]:
    """What the frame says, counted."""
    counts = queries.counts()
    (apparent,) = queries.ask("SELECT coalesce(sum(many), 0) FROM tallies WHERE kind = 'conflict' AND name <> 'real'")[0]
    first, last = (
        next(
            (at for (at,) in queries.ask(f"SELECT instant FROM reports WHERE instant > '' AND run > '' ORDER BY instant {way} LIMIT 1")),
            None,
        )
        for way in ("ASC", "DESC")
    )
    places = queries.facet("place", 1)
    words = Wording()
    months = [words.day(m[:7]) for m in (first, last) if m]
    span = months[0] if months and months[0] == months[-1] else " to ".join(months)
    return {
        "subject": ", ".join(part for part in (places[0][0] if places else "", span) if part) or "The situation",
        "reports": counts["reports"],
        "lineages": counts["reports"] - counts["from_others"] + counts["lost_originals"],
        "claims": counts["claims"],
        "figures": counts["figures"],
        "real": counts["conflicts"],
        "apparent": apparent,
        "changes": counts["changes"],
        "known": last or "",
    }


def sampled(queries: Queries, most: int = 2000) -> list[tuple[str, bool]]:
    """Publication times of some reports spread evenly over all, and whether each was made from no other."""
    (last,) = queries.ask("SELECT coalesce(max(number), 0) FROM numbers")[0]
    numbers = json.dumps(list(range(1, last + 1, max(1, last // most))))
    query = f"""SELECT instant, NOT EXISTS (SELECT 1 FROM descents WHERE child = reports.id) FROM numbers
        JOIN reports ON reports.id = report WHERE number IN ({_NAMED}) AND instant > ''"""
    return [(instant, bool(own)) for instant, own in queries.ask(query, [numbers])]


def situation(queries: Queries, want: Asked) -> Situation:
    """The reports of the figures that most carry, or of the newest in the asked days."""
    if want.start or want.end:
        page = queries.reports(since=want.start, until=f"{want.end}T23:59:60Z" if want.end else "", limit=120)
        return queries.around_reports([line.id for line in page.lines])
    lines = queries.figures(measure=want.measure, place=want.place, limit=ROWS).lines
    return queries.around_reports(_carriers(queries, [line.id for line in lines], OF_ONE))


def _carriers(queries: Queries, figures: Sequence[str], most: int) -> list[str]:
    """The newest reports of each of some figures."""
    query = """SELECT DISTINCT report FROM figures JOIN figure_claims ON figure_claims.figure = figures.position
        JOIN claims ON claims.id = claim JOIN reports ON reports.id = report WHERE figures.id = ? ORDER BY instant DESC LIMIT ?"""
    found = [report for figure in figures for (report,) in queries.ask(query, [figure, most])]
    return list(dict.fromkeys(found))


def figure(queries: Queries, name: str) -> Situation:
    """A figure's reports, the newest where they are very many."""
    return queries.around_reports(_carriers(queries, [name], REPORTS_AT_ONCE))


def conflict_order(queries: Queries, kind: str) -> list[int]:
    """The places of all conflicts of a kind, those first whose figure most reports carry: the same on every page."""
    query = f"""SELECT c.position FROM conflicts AS c LEFT JOIN figures ON figures.id = c.figure
        LEFT JOIN figure_lines AS l ON l.figure = figures.position WHERE c.kind {"=" if kind == "real" else "<>"} 'real'
        GROUP BY c.position ORDER BY coalesce(max(l.reports), 0) DESC, c.position"""
    return [position for (position,) in queries.ask(query)]


def conflicts(queries: Queries, chosen: Sequence[int]) -> tuple[Situation, list[ConflictKey]]:
    """What stands about some conflicts, and by what each is told from the others that stand there too."""
    query = f"""SELECT c.position, figure, why, claim, coalesce(claims.report, events.report) FROM conflicts AS c
        JOIN conflict_claims ON conflict = c.position LEFT JOIN claims ON claims.id = claim LEFT JOIN events ON events.id = claim
        WHERE c.position IN ({_NAMED})"""
    keys: dict[int, tuple[str, str, set[str]]] = {}
    reports: dict[str, None] = {}
    for position, figure_, why, claim, report in queries.ask(query, [json.dumps(list(chosen))]):
        keys.setdefault(position, (figure_, why, set()))[2].add(claim)
        reports[report or ""] = None
    held = [(f, w, frozenset(c)) for at in chosen for f, w, c in [keys.get(at, ("", "", set()))]]
    return queries.around_reports([r for r in reports if r]), held


def fresh(queries: Queries, want: Asked) -> Situation:
    """The newest reports since a moment, a page of them."""
    page = queries.reports(since=want.since, limit=FRESH, offset=(want.page - 1) * FRESH)
    return queries.around_reports([line.id for line in page.lines])


def fresh_pages(queries: Queries, since: str) -> int:
    """How many pages the inbox has since a moment."""
    return max(1, -(-queries.reports(since=since, limit=1).total // FRESH))


def fresh_total(queries: Queries, since: str) -> int:
    """How many claims there are since a moment."""
    if not since:
        return queries.counts()["claims"]
    return int(queries.ask("SELECT count(*) FROM reports JOIN claims ON report = reports.id WHERE instant > ?", [since])[0][0])


def of_claims(queries: Queries, claims: Sequence[str]) -> Situation:
    """The reports of some claims with their families."""
    marks = ",".join("?" for _ in claims)
    return queries.around_reports([r for (r,) in queries.ask(f"SELECT DISTINCT report FROM claims WHERE id IN ({marks})", list(claims))])


def words_of(queries: Queries, claims: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The words of some claims and their reports."""
    query = f"SELECT id, text, report FROM claims WHERE id IN ({_NAMED})"
    return {id: (text, report) for id, text, report in queries.ask(query, [json.dumps(list(claims))])}


def places(queries: Queries, want: Asked) -> list[dict[str, Any]]:
    """Places with the number of their claims; countries have no point."""
    asked_for = want.measure or want.place or want.start or want.end or want.figure
    tests, given = ["place IS NOT NULL"], []
    for test, value in (
        ("measure = ?", want.measure),
        ("place_name = ?", want.place),
        ("as_of_end >= ?", want.start),
        ("as_of_start <= ?", want.end),
    ):
        if value:
            tests.append(test)
            given.append(value)
    if want.figure:
        tests.append("claims.id IN (SELECT claim FROM figure_claims JOIN figures ON figures.position = figure WHERE figures.id = ?)")
        given.append(want.figure)
    rows = f"SELECT place, count(*) AS many FROM claims WHERE {' AND '.join(tests)} GROUP BY place"
    if not asked_for:
        rows = "SELECT name AS place, many FROM tallies WHERE kind = 'place'"
    query = f"""SELECT {", ".join(f"json_extract(place, '$.{f}')" for f in ("name", "lat", "lon", "precision", "kind"))}, sum(many)
        FROM ({rows}) GROUP BY 1 ORDER BY 6 DESC, 1 LIMIT {MOST_PLACES}"""
    return [
        {
            "name": name, "lat": lat, "lon": lon, "precision": precision or "exact", "claims": many,
            "country": precision == "country" or kind == "country" or lat is None,
            "radius_km": VAGUE.get("region" if kind in ("region", "area", "sea") else precision, 0.0),
        }
        for name, lat, lon, precision, kind, many in queries.ask(query, given)
    ]  # fmt: skip


def outlets(queries: Queries, want: Asked) -> tuple[list[dict[str, Any]], int]:
    """A page of the outlets in alphabetical order with what their reports carry, and how many outlets there are."""
    sums = ", ".join(f"coalesce((SELECT many FROM tallies WHERE kind = '{k}' AND name = one.name), 0)" for k in _OF_OUTLETS)
    found, total = _named_page(queries, f"SELECT name, many, {sums} FROM tallies AS one", "outlet", want)
    return [
        {
            "name": n, "reports": r, "originals": o or 0, "from_others": k or 0, "new_claims": "", "changes": c or 0, "passed_on": "",
            "put_right": f or 0,
        }
        for n, r, o, k, c, f in found
    ], total  # fmt: skip


def speakers(queries: Queries, want: Asked) -> tuple[list[dict[str, Any]], int]:
    """A page of the speakers in alphabetical order, and how many there are."""
    kind = "(SELECT kind FROM attributions WHERE attributions.name = one.name LIMIT 1)"
    found, total = _named_page(queries, f"SELECT name, {kind}, many FROM tallies AS one", "speaker", want)
    return [{"name": n, "kind": k, "claims": c, "figures": "", "unverified": ""} for n, k, c in found], total


def _named_page(queries: Queries, query: str, kind: str, want: Asked) -> tuple[list[tuple[Any, ...]], int]:
    test = "WHERE kind = ? AND instr(lower(name), lower(?))"
    (total,) = queries.ask(f"SELECT count(*) FROM tallies {test}", [kind, want.q])[0]
    order = "ORDER BY lower(CASE WHEN name LIKE 'the %' THEN substr(name, 5) ELSE name END), name LIMIT ? OFFSET ?"
    return queries.ask(f"{query} {test} {order}", [kind, want.q, SOURCES, (want.page - 1) * SOURCES]), total
