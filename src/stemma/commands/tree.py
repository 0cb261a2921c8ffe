"""stemma tree: who had it from whom; why a line of the tree stands; how one figure travelled; the tree for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import answer, answer_json, asking_option, json_option, output_option, own_words, pack_option, situation_of
from stemma.commands.tables import print_table

if TYPE_CHECKING:
    from stemma.core.packs import Pack
    from stemma.core.types import Descent, Situation
    from stemma.ledger import Lookup
    from stemma.showing.travel import Step

_FORMS = ("graphml", "dot", "newick", "svg", "prov")
_BAR = 24  # cells of the widest bar


@click.command()
@asking_option
@pack_option
@json_option
@output_option
@click.option("--format", "form", type=click.Choice(_FORMS), help="The tree for another program.")
@click.option("--figure", metavar="WORDS", help="How one figure travelled: a number, or words of its claims.")
@click.option("--why", nargs=2, metavar="CHILD PARENT", help="The evidence for one line of the tree, by letters, outlets, files or ids.")
def tree(
    ledger: str,
    own_pack: Path | None,
    as_json: bool,
    output: Path | None,
    form: str | None,
    figure: str | None,
    why: tuple[str, str] | None,
) -> None:  # one option a parameter
    """The family tree of the reports, with lost originals."""
    if form:
        answer(_FORMED[form](situation_of(ledger), own_words(own_pack)), output)
    elif figure:
        _travel(situation_of(ledger), figure, as_json, output)
    elif why:
        _why(situation_of(ledger), why, as_json, output)
    else:
        print_table("tree", ledger, own_pack, as_json)


def _travel(situation: Situation, words: str, as_json: bool, output: Path | None) -> None:
    from stemma.core.errors import StemmaError
    from stemma.showing.travel import Travel

    steps = Travel(situation).of(words)
    if not steps:
        raise StemmaError(f"No claim says '{words}'. 'stemma claims' lists what was read.")
    if as_json:
        answer_json([_row(s) for s in steps], output)
    else:
        answer("".join(f"{line}\n" for s in steps for line in _told(s)), output)


def _row(step: Step) -> dict[str, Any]:
    changes = [{"field": m.field, "was": m.was, "became": m.became, "restored": m.restored} for m in step.changes]
    held = {"claim": step.claim.id, "report": step.claim.report, "text": step.claim.text}
    plain = {name: value for name, value in asdict(step).items() if name not in ("claim", "changes")}
    return {**held, **plain, "attribution": [s.name for s in step.claim.attribution], "changes": changes}


def _told(step: Step) -> Iterator[str]:
    """A claim in a line, below it what was changed in taking it over."""
    indent = "   " * step.depth
    day = step.published[:16].replace("T", " ") or "no date"
    who = f", {' > '.join(s.name for s in step.claim.attribution)}" if step.claim.attribution else ", nobody named"
    mark = f"  [{step.mark}]" if step.mark else ""
    source = f" from {step.parent}" if step.parent and not step.depth else ""
    yield f"{indent}{step.outlet}, {day}{source}: “{' '.join(step.claim.text.split())}”{who}{mark}"
    for m in step.changes:
        verb = "put right" if m.restored else "changed"
        yield f"{indent}   {verb}: {m.field}, {m.was} became {m.became}"


def _why(situation: Situation, ends: tuple[str, str], as_json: bool, output: Path | None) -> None:
    from stemma.core.errors import StemmaError
    from stemma.ledger import Lookup

    look = Lookup(situation)
    letters = _letters(situation)
    child, parent = (letters.get(words) or _named(look, words) for words in ends)
    found = next((d for d in look.parents.get(child, ()) if d.parent == parent), None)
    if found is None:
        others = ", ".join(look.outlet(d.parent) for d in look.parents.get(child, ())) or "nobody that is known"
        raise StemmaError(f"No dependence of {look.outlet(child)} on {look.outlet(parent)} was found; it has its matter from {others}.")
    if as_json:
        reasons = [{"rule": r.rule, "detail": r.detail, "weight": r.weight} for r in found.reasons]
        answer_json({"child": child, "parent": parent, "weight": found.weight, "basis": list(found.basis), "reasons": reasons}, output)
    else:
        answer("".join(f"{line}\n" for line in _waterfall(found, look)), output)


def _letters(situation: Situation) -> dict[str, str]:
    """The letters by which the picture of the tree calls its reports, as they stand there and with a plain number: W², W2."""
    from stemma.showing.sigla import assign

    found = assign(situation.reports, situation.stemma.lost)
    return {name: node for node, s in found.items() for name in (s.text, f"{s.letters}{s.raised or ''}")}


def _named(look: Lookup, words: str) -> str:
    """The report or lost original that a user means, by id, outlet or file."""
    from stemma.core.errors import StemmaError, nearest

    asked = words.lower()
    every = [*look.reports, *look.lost]
    if words in every:
        return words
    names = {node: f"{look.outlet(node)} {look.reports[node].name if node in look.reports else node}".lower() for node in every}
    exact = [node for node in every if look.outlet(node).lower() == asked]
    found = exact or [node for node, name in names.items() if asked in name]
    if len(found) == 1:
        return found[0]
    if found:
        raise StemmaError(f"'{words}' may be {', '.join(f'{look.outlet(n)} ({n})' for n in found[:5])}; give the id.")
    raise StemmaError(f"No report is called '{words}'.{nearest(words, [look.outlet(n) for n in every])}")


def _waterfall(descent: Descent, look: Lookup) -> Iterator[str]:
    """Each reason under the other, the sum of logarithms running on at the right."""
    yield f"{look.outlet(descent.child)} had matter from {look.outlet(descent.parent)}: weight {descent.weight:.2f}"
    widest = max((abs(r.weight) for r in descent.reasons), default=1.0) or 1.0
    at = 0.0
    for r in descent.reasons:
        at += r.weight
        if r.weight:
            bar = ("+" if r.weight > 0 else "-") * max(1, round(abs(r.weight) / widest * _BAR))
            yield f"  {r.weight:+6.2f}  {at:+7.2f}  {bar:<{_BAR}}  {' '.join(r.detail.split())}"
        else:
            yield f"  {'':6}  {'':7}  {'':{_BAR}}  {' '.join(r.detail.split())}"


def _graphml(situation: Situation, pack: Pack) -> str:
    from stemma.exporting.trees import to_graphml

    return to_graphml(situation)


def _dot(situation: Situation, pack: Pack) -> str:
    from stemma.exporting.trees import to_dot

    return to_dot(situation)


def _newick(situation: Situation, pack: Pack) -> str:
    from stemma.exporting.trees import to_newick

    return to_newick(situation)


def _svg(situation: Situation, pack: Pack) -> str:
    from stemma.showing.tree import alone
    from stemma.showing.view import View

    return alone(View(situation, pack))


def _prov(situation: Situation, pack: Pack) -> str:
    import json

    from stemma.exporting.standards import to_prov

    return json.dumps(to_prov(situation), ensure_ascii=False, indent=1) + "\n"


_FORMED: dict[str, Callable[[Situation, Pack], str]] = {"graphml": _graphml, "dot": _dot, "newick": _newick, "svg": _svg, "prov": _prov}
