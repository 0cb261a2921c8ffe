"""stemma show: one report, what is known of it, or its text as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stemma.commands.common import answer, answer_json, asking_option, json_option, looked_back

if TYPE_CHECKING:
    from stemma.core.types import Report, Situation
    from stemma.ledger import Ledger


@click.command()
@click.argument("report")
@asking_option
@click.option("--text", "as_text", is_flag=True, help="The text alone, exactly as it is kept: offsets count its code points.")
@click.option("--original", is_flag=True, help="The bytes as they came in, to standard output.")
@json_option
def show(report: str, ledger: str, as_text: bool, original: bool, as_json: bool) -> None:
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
    with Ledger.open(ledger, create=False) as opened:
        if original:
            answer_original(opened, found)
            return
        custody, addresses = opened.custody.history(found.id), opened.custody.addresses(found.id)
    held = to_export(situation)
    row = next(r for r in held["reports"] if r["id"] == found.id)
    row |= {kind: [item for item in held[kind] if item["report"] == found.id] for kind in ("claims", "events", "notices")}
    said = {c.id: chain_sentence(c, found) for e in situation.extracts if e.report == found.id for c in e.claims}
    for claim in row["claims"]:
        claim["who_says_so"] = said.get(claim["id"], "")
    row["marks"] = [{"start": m.start, "end": m.end, "kind": m.kind} for m in found.marks]
    row |= {"custody": custody, "addresses": addresses, "extra": dict(found.extra), "language": found.language}
    if as_json:
        answer_json(row)
    else:
        answer(_shown(found, row))


def answer_original(held: Ledger, report: Report) -> None:
    """The bytes in which a report came in."""
    import sys

    from stemma.core.errors import StemmaError

    name = next((source.original for source, _ in held.custody.sources(report.id)), "")
    data = held.originals.bytes_of(name) if name else None
    if data is None:
        raise StemmaError(f"The original of {report.name or report.id} is not beside the ledger: it was added before originals were kept.")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


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
    lines += known_lines(report, row)
    for name in ("claims", "events", "notices"):
        items = row[name]
        assert isinstance(items, list)
        lines.append(f"\n{name.capitalize()} ({len(items)})")
        for i in items:
            lines.append(f"  {i['start']:>6}  {_words(report, i)}  [{i.get('measure') or i.get('type') or i.get('rule')}]")
            if i.get("who_says_so"):
                lines.append(f"          {i['who_says_so']}")
    return "\n".join(lines) + "\n"


def known_lines(report: Report, row: dict[str, object]) -> list[str]:
    """What intake found out: dates by kind, notes, credits, language, addresses, and how the report came in."""
    from stemma.intake.dressing import disagreement

    extra = dict(report.extra)
    lines = [f"{'Language':<10} {report.language}"] if report.language else []
    lines += [f"{'Credits':<10} {', '.join(report.credits)}"] if report.credits else []
    lines += [f"{'Dateline':<10} {extra['dateline']}"] if extra.get("dateline") else []
    lines += [f"{'Date':<10} {value} ({key.removeprefix('date.')})" for key, value in extra.items() if key.startswith("date.")]
    lines += [f"{'':<10} {said}"] if (said := disagreement(report)) else []
    lines += [f"{'Note':<10} {value}" for key, value in extra.items() if key.startswith("note.")]
    addresses, custody = row.get("addresses") or [], row.get("custody") or []
    assert isinstance(addresses, list)
    assert isinstance(custody, list)
    lines += [f"{'Also at':<10} {url}" for url in addresses if url != report.url]
    lines += [f"{'Custody':<10} {t['action']} {t['at']} from {t['whence'] or '?'} by {t['command']} {t['version']}" for t in custody]
    return lines


def _words(report: Report, item: dict[str, int]) -> str:
    return " ".join(report.text[item["start"] : item["end"]].split())
