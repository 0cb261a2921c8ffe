"""The family tree for other programs: GraphML, Graphviz, Newick."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from stemma.core.types import Descent, Situation
from stemma.ledger import Lookup

_NODE = ("name", "outlet", "published", "kind", "lost")
_EDGE = ("weight", "basis", "changes")


def to_graphml(situation: Situation) -> str:
    """Reports and lost originals as nodes, descents as edges from parent to child."""
    look = Lookup(situation)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for owner, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            sort = "double" if name == "weight" else "boolean" if name == "lost" else "string"
            lines.append(f'  <key id="{name}" for="{owner}" attr.name="{name}" attr.type="{sort}"/>')
    lines.append('  <graph id="stemma" edgedefault="directed">')
    for node, facts in _nodes(look).items():
        lines += [f"    <node id={quoteattr(node)}>", *_data(facts), "    </node>"]
    for d in situation.stemma.descents:
        lines += [f"    <edge source={quoteattr(d.parent)} target={quoteattr(d.child)}>", *_data(_edge(situation, d)), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def to_dot(situation: Situation) -> str:
    """The tree for Graphviz; what is lost is drawn with a broken line, each edge with the changes made on the way."""
    look = Lookup(situation)
    lines = ["digraph stemma {", '  node [shape=box, fontname="sans-serif"];']
    for node, facts in _nodes(look).items():
        label = "\n".join(part for part in (facts["name"], facts["published"][:16].replace("T", " "), facts["kind"]) if part)
        style = ", style=dashed" if facts["lost"] == "true" else ""
        lines.append(f"  {_quoted(node)} [label={_quoted(label)}{style}];")
    for d in situation.stemma.descents:
        label = "\n".join(_changes(situation, d))
        lines.append(f"  {_quoted(d.parent)} -> {_quoted(d.child)} [label={_quoted(label)}, penwidth={0.5 + 1.5 * d.weight:.2f}];")
    return "\n".join([*lines, "}", ""])


def to_newick(situation: Situation) -> str:
    """The tree by each report's first parent, one root over all lineages; further parents stand in comments."""
    look = Lookup(situation)
    children: dict[str, list[str]] = {}
    for report in look.reports:
        above = look.parents.get(report, [])
        children.setdefault(_first(above) if above else "", []).append(report)
    children.setdefault("", []).extend(look.lost)
    return f"{_newick('', children, look)};\n"


def _newick(node: str, children: Mapping[str, list[str]], look: Lookup) -> str:
    """One subtree; the length of a branch is the number of changes on it."""
    below = ",".join(_newick(child, children, look) for child in children.get(node, ()))
    inner = f"({below})" if below else ""
    if not node:
        return f"{inner}stemma"
    also = [d.parent for d in look.parents.get(node, []) if d.parent != _first(look.parents[node])]
    note = f"[&also={'|'.join(also)}]" if also else ""
    changes = sum(m.report == node and not m.restored for m in look.situation.stemma.mutations)
    name = look.outlet(node).replace("'", "''")
    return f"{inner}'{name} {node}'{note}:{changes}"


def _first(descents: list[Descent]) -> str:
    return max(descents, key=lambda d: d.weight).parent


def _nodes(look: Lookup) -> dict[str, dict[str, str]]:
    found = {}
    for node, lost in look.lost.items():
        found[node] = {"name": lost.credited_as or node, "outlet": lost.credited_as, "published": "", "kind": "", "lost": "true"}
    for node, report in look.reports.items():
        published = report.published.iso if report.published else ""
        kind = look.kinds[node].value if node in look.kinds else ""
        name = report.outlet or report.name or node
        found[node] = {"name": name, "outlet": report.outlet, "published": published, "kind": kind, "lost": "false"}
    return found


def _edge(situation: Situation, descent: Descent) -> dict[str, str]:
    return {"weight": f"{descent.weight:g}", "basis": " ".join(descent.basis), "changes": "; ".join(_changes(situation, descent))}


def _changes(situation: Situation, descent: Descent) -> list[str]:
    made = [m for m in situation.stemma.mutations if m.report == descent.child and m.parent == descent.parent and not m.restored]
    return [" ".join(f"{m.field}: {m.was} became {m.became}".split()) for m in made]


def _data(facts: Mapping[str, str]) -> list[str]:
    return [f'      <data key="{name}">{escape(value)}</data>' for name, value in facts.items() if value]


def _quoted(words: str) -> str:
    safe = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'
