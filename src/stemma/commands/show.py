"""stemma show: one report, what is known of it, or its text as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stemma.commands.common import answer, answer_json, asking_option, json_option, looked_back

if TYPE_CHECKING:
    from stemma.core.types import Report, Situation


@click.command()
@click.argument("report")
@asking_option
@click.option("--text", "as_text", is_flag=True, help="The text alone, exactly as it is kept: offsets count its code points.")
@json_option
def show(report: str, ledger: str, as_text: bool, as_json: bool) -> None:
    """One report, by its id, its file name, its outlet or its number in order of publication."""
    from stemma.ledger import Ledger, to_export
    from stemma.showing.chain_words import chain_sentence

    with Ledger.open(ledger, create=False) as kept:
        then = looked_back(kept)
        known = "" if then else kept.queries.find_report(report)
        situation = then or (kept.queries.around_report(known) if known else kept.situation())
    found = find_report(situation, known or report)
    if as_text:
        answer(found.text)
        return
    held = to_export(situation)
    row = next(r for r in held["reports"] if r["id"] == found.id)
    row |= {kind: [item for item in held[kind] if item["report"] == found.id] for kind in ("claims", "events", "notices")}
    said = {c.id: chain_sentence(c, found) for e in situation.extracts if e.report == found.id for c in e.claims}
    for claim in row["claims"]:
        claim["who_says_so"] = said.get(claim["id"], "")
    row["marks"] = [{"start": m.start, "end": m.end, "kind": m.kind} for m in found.marks]
    if as_json:
        answer_json(row)
    else:
        answer(_shown(found, row))


def find_report(situation: Situation, said: str) -> Report:
    """The one report that is meant by an id, the start of an id, a name, an outlet, a title or a number."""
    from stemma.core.errors import StemmaError, nearest

    reports = situation.reports
    if said.isdigit() and 1 <= int(said) <= len(reports):
        return reports[int(said) - 1]
    low = said.casefold()
    tests = (
        [r for r in reports if low in (r.id, r.name.casefold())],
        [r for r in reports if low in (r.outlet.casefold(), r.title.casefold(), r.name.rpartition("/")[2].rpartition(".")[0].casefold())],
        [r for r in reports if r.id.startswith(low) or low in r.name.casefold()],
    )
    found = next((t for t in tests if t), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise StemmaError(f"'{said}' may be any of {', '.join(r.name or r.id for r in found)}: give more of the name.")
    raise StemmaError(f"There is no report '{said}' in the ledger.{nearest(said, [n for r in reports for n in (r.name, r.outlet) if n])}")


def _shown(report: Report, row: dict[str, object]) -> str:
    lines = [f"{label:<10} {row[key]}" for label, key in (("Report", "id"), ("Name", "name"), ("Title", "title"), ("Outlet", "outlet"),
             ("Author", "author"), ("Published", "published"), ("Address", "url"), ("Kind", "kind")) if row[key]]  # fmt: skip
    for name in ("claims", "events", "notices"):
        items = row[name]
        assert isinstance(items, list)
        lines.append(f"\n{name.capitalize()} ({len(items)})")
        for i in items:
            lines.append(f"  {i['start']:>6}  {_words(report, i)}  [{i.get('measure') or i.get('type') or i.get('rule')}]")
            if i.get("who_says_so"):
                lines.append(f"          {i['who_says_so']}")
    return "\n".join(lines) + "\n"


def _words(report: Report, item: dict[str, int]) -> str:
    return " ".join(report.text[item["start"] : item["end"]].split())
