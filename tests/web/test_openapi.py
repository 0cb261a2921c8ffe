"""The JSON twins keep to their OpenAPI description, whatever they are asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from stemma.core.packs import Pack
from stemma.web import Doings, make_app
from stemma.web.openapi import document

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed, so the JSON twins were not tried against OpenAPI")
pytestmark = pytest.mark.filterwarnings("default")
PATHS = sorted(document("0")["paths"])


@pytest.fixture(scope="module")
def asked(sample: Path, pack: Pack) -> TestClient:
    app = make_app(str(sample), pack, Doings(add=lambda inputs, told: {}, assemble=lambda: None, pack=lambda figure: b"", version="0"))
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.mark.parametrize("path", PATHS)
def test_a_twin_is_as_described(asked: TestClient, path: str) -> None:
    operation = schemathesis.openapi.from_dict(asked.get("/openapi.json").json())[path]["GET"]

    @given(case=operation.as_strategy())
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], derandomize=True)
    def keeps(case: Any) -> None:
        answer = asked.request("GET", case.formatted_path, params=case.query)
        case.validate_response(answer)

    keeps()


@pytest.mark.parametrize("path", PATHS)
def test_a_real_answer_is_as_described(asked: TestClient, path: str) -> None:
    operation = schemathesis.openapi.from_dict(asked.get("/openapi.json").json())[path]["GET"]
    name = "figures" if path.startswith(("/figure", "/brief")) else "reports"
    id = asked.get(f"/{name.removesuffix('s')}.json").json()[name][0]["id"]
    answer = asked.get(path.replace("{id}", id))
    assert answer.status_code == 200
    operation.validate_response(answer)
