"""The tree for other programs: every report and every descent is there, and the forms are well formed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from tests.answering.piles import sample, words

from stemma.core.types import Situation
from stemma.exporting.trees import to_dot, to_graphml, to_newick
from stemma.showing.tree import alone
from stemma.showing.view import View

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def situation() -> Situation:
    return sample("valencia-2024")


def test_graphml_has_every_node_and_edge(situation: Situation) -> None:
    root = ElementTree.fromstring(to_graphml(situation))
    nodes = {n.get("id") for n in root.iter(f"{GRAPHML}node")}
    assert nodes == {r.id for r in situation.reports} | {lost.id for lost in situation.stemma.lost}
    edges = {(e.get("target"), e.get("source")) for e in root.iter(f"{GRAPHML}edge")}
    assert edges == {(d.child, d.parent) for d in situation.stemma.descents}


def test_dot_has_every_edge_and_draws_what_is_lost_broken(situation: Situation) -> None:
    text = to_dot(situation)
    for d in situation.stemma.descents:
        assert f'"{d.parent}" -> "{d.child}"' in text
    for lost in situation.stemma.lost:
        assert re.search(rf'"{re.escape(lost.id)}" \[.*style=dashed\]', text)


def test_newick_names_each_report_once_and_closes_its_brackets(situation: Situation) -> None:
    text = to_newick(situation)
    assert text.count("(") - text.count(" (lost original)") == text.count(")") - text.count(" (lost original)")
    for report in situation.reports:
        assert len(re.findall(rf"{report.id}'", text)) == 1
    assert text.endswith("stemma;\n")


def test_the_drawing_stands_alone(situation: Situation) -> None:
    root = ElementTree.fromstring(alone(View(situation, words())))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}style") is not None
