"""The marked passages of the benchmark: what is found and right does not fall."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2] / "bench" / "reading"
FLOORS = {"found": 0.85, "measure": 0.74, "subject": 0.6, "speaker": 0.82, "place": 0.44}


@pytest.fixture(scope="module")
def passages() -> Any:
    spec = importlib.util.spec_from_file_location("passages", HOME / "passages.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["passages"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_marked_span_stands_in_its_passage_and_every_measure_has_a_name(passages: Any) -> None:
    told = list(passages.passages())
    assert len(told) > 2_800
    for where, passage in told:
        for claim in passage["claims"]:
            assert claim["span"] in passage["text"], where
            assert claim["measure"], where


def test_what_is_found_and_right_does_not_fall(passages: Any) -> None:
    shares = {field: right / n for field, (right, n) in passages.score(half="b").items()}
    print(shares)
    assert {field: share for field, share in shares.items() if share < FLOORS[field]} == {}


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("deaths", "killed", True),
        ("count:tents", "count:shelters", True),
        ("killed", "count:people", False),
        ("share", "case_fatality", False),
        ("killed_increase", "killed", True),
    ],
)
def test_when_two_names_of_a_measure_agree(passages: Any, gold: str, got: str, same: bool) -> None:
    assert passages.agrees(gold, got) is same
