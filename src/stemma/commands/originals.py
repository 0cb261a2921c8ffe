"""stemma editions, forget, extract: what changed under one address; texts removed; texts extracted anew from the kept bytes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import How, answer, answer_json, complain, json_option, ledger_option, reading_options, situation_of

if TYPE_CHECKING:
    from stemma.core.types import Claim, Report
    from stemma.ledger import Ledger
    from stemma.ledger.custody import Source


@click.command()
@click.option("--silent", is_flag=True, help="Only edits of figures of which the page says nothing.")
@ledger_option
@json_option
def editions(silent: bool, ledger: str, as_json: bool) -> None:
    """The pages that came with another text later: what changed, claim by claim, when, and whether the page says so."""
    from stemma.ledger import Ledger
    from stemma.weighing.edits import edits

    situation = situation_of(ledger)
    reports = {r.id: r for r in situation.reports}
    claims = {e.report: e.claims for e in situation.extracts}
    with Ledger.open(ledger, create=False) as held:
        pages = held.custody.editions()
    rows: list[dict[str, Any]] = []
    for page, series in pages.items():
        for (one, _), (other, seen) in pairwise(series):
            if one in reports and other in reports:
                changes = edits(claims.get(one, ()), claims.get(other, ()))
                quiet = bool(changes) and not _says_so(reports[one], reports[other])
                rows.append({"page": page, "before": one, "after": other, "seen": seen, "outlet": reports[other].outlet, "silent": quiet,
                             "changes": [{"was": _words(was), "became": _words(became)} for was, became in changes]})  # fmt: skip
    rows = [row for row in rows if row["silent"] or not silent]
    if as_json:
        answer_json(rows)
    else:
        answer("\n".join(map(_told, rows)) + "\n" if rows else "No page came with another text than before.\n")


@click.command()
@click.argument("report")
@click.option("--why", "reason", default="", help="Why, for the log.")
@ledger_option
@reading_options
def forget(report: str, reason: str, ledger: str, how: How) -> None:
    """Remove a report's text, its original and all that was read from it; its hashes stay, and the log says when and why."""
    from stemma.commands.add import fill
    from stemma.commands.taking import work
    from stemma.ledger import Ledger

    with Ledger.open(ledger, create=False) as held:
        found = _meant(held, report)
        for original in held.custody.forget(found, work("stemma forget"), reason):
            held.originals.remove(original)
        fill(held, (), how)
        held.scrub()
    answer(f"{found.name or found.id} is forgotten: text {found.sha256[:12]}... and its original are removed, their hashes are kept.\n")


@click.command()
@click.argument("report", required=False)
@ledger_option
@reading_options
def extract(report: str | None, ledger: str, how: How) -> None:
    """Extract texts anew from the kept bytes, with this version: one report's, or all."""
    from stemma.commands.add import fill
    from stemma.ledger import Ledger

    changed = seen = 0
    with Ledger.open(ledger, create=False) as held:
        chosen = _meant(held, report).id if report else ""
        many = 1 if chosen else held.queries.counts()["reports"]
        for source, parts in held.custody.sources(chosen):  # the reports of one feed or table are read once
            found = _anew(held, source, parts)
            if found is not None:
                seen += len(parts)
                changed += found
        fill(held, (), how)
    if many > seen:
        complain(f"{many - seen} reports have no original beside the ledger and stay as they are.")
    answer(f"{changed} texts extracted anew, {seen - changed} as before.\n")


def _anew(held: Ledger, source: Source, parts: dict[int, tuple[str, str]]) -> int | None:
    """How many of the reports that came from some bytes have another text now; None where the bytes are not there."""
    from stemma.commands.taking import work
    from stemma.core.delivery import Delivered
    from stemma.intake import Door
    from stemma.plugins import formats

    path = held.originals.path_of(source.original)
    if path is None:
        return None
    changed = 0
    door = Door(formats=formats(), keep=held.originals.keep, keep_file=held.originals.keep_file)
    for new in door.again(path, source.whence, source.headers):
        id, sha256 = parts.get(new.part, ("", "")) if isinstance(new, Delivered) else ("", "")
        if isinstance(new, Delivered) and id and new.report.sha256 != sha256:
            (old,) = held.some_reports([id])
            held.custody.replaced(old, _with_what_was_known(new, old), work("stemma extract"))
            changed += 1
    return changed


def _meant(held: Ledger, said: str) -> Report:
    """The report that is meant; an id is looked up without loading all that the ledger holds."""
    from stemma.commands.show import find_report

    exact = held.some_reports([said])
    return exact[0] if exact else find_report(held.situation(), said)


def _with_what_was_known(new: Any, old: Report) -> Any:
    """What came from lists beside the bytes (names, dates of a folder's list) stays."""
    from dataclasses import replace

    report = new.report
    extra = tuple(sorted({**dict(old.extra), **dict(report.extra)}.items()))
    kept = replace(report, name=old.name, title=report.title or old.title, outlet=report.outlet or old.outlet, extra=extra)
    kept = replace(kept, url=old.url or report.url, published=old.published or report.published)
    return replace(new, report=kept)


def _says_so(before: Report, after: Report) -> bool:
    """True where the later edition has a note of correction or of the editor that the earlier had not."""
    old, new = dict(before.extra), dict(after.extra)
    return any(new.get(kind) and new.get(kind) != old.get(kind) for kind in ("note.correction", "note.editor"))


def _words(claim: Claim | None) -> str | None:
    return " ".join(claim.text.split()) if claim else None


def _told(row: dict[str, Any]) -> str:
    said = "silent edit" if row["silent"] else "the page says so" if row["changes"] else "no figure changed"
    lines = [f"{row['outlet'] or row['page']}  {row['page']}  seen {row['seen']}  ({said})"]
    for change in row["changes"]:
        was, became = (f"“{c}”" if c else "nothing" for c in (change["was"], change["became"]))
        lines.append(f"  {was} became {became}")
    return "\n".join(lines)
