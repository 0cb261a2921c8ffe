"""Full-text search: in reports' texts and titles, in claims, figures and sources."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = ("figure", "claim", "report", "source")
_PART = re.compile(r'"([^"]+)"|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")
_ENOUGH = 1_000  # matches that are ranked; of more those taken in last are shown
_SHORT = 4  # a word of two letters (and its quotation marks) stands for itself; a longer last one may go on

_FIGURES = f"""SELECT 'figure', figures.id, '', title, figures.id, newest, title FROM figures JOIN figure_lines ON figure = position
    WHERE position IN (SELECT rowid FROM figure_search WHERE figure_search MATCH ?
        ORDER BY rowid DESC LIMIT {_ENOUGH}) ORDER BY reports DESC, figures.id LIMIT ?"""
_CLAIMS = f"""SELECT 'claim', claims.id, claims.report, claims.text, coalesce(figures.id, ''), coalesce(instant, ''),
        outlet || ': ' || claims.text
    FROM (SELECT rowid AS hit FROM claim_search WHERE claim_search MATCH ? ORDER BY rowid DESC LIMIT {_ENOUGH})
    JOIN claims ON claims.position = hit
    JOIN reports ON reports.id = claims.report
    LEFT JOIN figure_claims ON figure_claims.claim = claims.id LEFT JOIN figures ON figures.position = figure_claims.figure
    ORDER BY instant DESC, hit LIMIT ?"""
_RANKED = """SELECT rowid, snippet(report_search, 2, '', '', ' … ', 24) FROM report_search WHERE report_search MATCH ?
    ORDER BY {order} LIMIT ?"""
_MATCHES = f"SELECT count(*) FROM (SELECT 1 FROM report_search WHERE report_search MATCH ? LIMIT {_ENOUGH + 1})"
_REPORT = """SELECT 'report', report, report, reports.title, '', coalesce(instant, ''), ? FROM numbers JOIN reports ON reports.id = report
    WHERE number = ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: what it is, its id, the report in which it stands, and words to show."""

    kind: str  # of KINDS
    id: str
    report: str
    title: str
    figure: str
    published: str  # instant in universal time, "" where unknown
    shown: str


def search(connection: sqlite3.Connection, words: str, kinds: Sequence[str] = KINDS, limit: int = 20) -> list[Hit]:
    """The best of each kind for some words; all must occur, those in quotation marks beside each other."""
    match = expression(words)
    if not match:
        return []
    found: list[tuple[str, ...]] = []
    for kind, query in (("figure", _FIGURES), ("claim", _CLAIMS)):
        if kind in kinds:
            found += connection.execute(query, [match, limit])
    if "report" in kinds:
        found += _reports(connection, match, limit)
    hits = [Hit(kind=k, id=i, report=r, title=t, figure=f, published=p, shown=s) for k, i, r, t, f, p, s in found]
    if "source" in kinds:
        hits += [
            Hit(kind="source", id=n, report="", title=n, figure="", published="", shown=k) for n, k in sources(connection, words, limit)
        ]
    return hits


def _reports(connection: sqlite3.Connection, match: str, limit: int) -> list[tuple[str, ...]]:
    """The best reports, where not too many match to be ranked, else those taken in last."""
    (matches,) = connection.execute(_MATCHES, [match]).fetchone()
    order = "rank" if matches <= _ENOUGH else "rowid DESC"
    hits = connection.execute(_RANKED.format(order=order), [match, limit]).fetchall()
    return [row for hit, shown in hits for row in connection.execute(_REPORT, [shown, hit])]


def expression(words: str) -> str:
    """Words as a person types them in the language of the full-text index: "59,000" is two tokens beside each other."""
    parts = [quoted or plain for quoted, plain in _PART.findall(words)]
    tokens = [" ".join(_TOKEN.findall(part)) for part in parts]
    phrases = [f'"{token}"' for token in tokens if token]
    if phrases and not words.rstrip().endswith('"') and len(phrases[-1]) > _SHORT:
        phrases[-1] += "*"  # the last word may go on
    return " ".join(phrases)


def sources(connection: sqlite3.Connection, words: str, limit: int) -> list[tuple[str, str]]:
    """Names of speakers that hold all the words, with their kind; each name is looked at once, by the index."""
    low = [f"%{part}%" for part in _TOKEN.findall(words)]
    like = " AND ".join("name LIKE ?" for _ in low) or "1"
    query = f"""SELECT name, (SELECT kind FROM attributions WHERE attributions.name = tallies.name LIMIT 1) FROM tallies
        WHERE kind = 'speaker' AND {like} ORDER BY name LIMIT ?"""
    return connection.execute(query, [*low, limit]).fetchall()
