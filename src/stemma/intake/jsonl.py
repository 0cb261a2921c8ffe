"""JSON Lines: one report a line, only its text is needed; what is not known by name is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake.encoding import clean, decode
from stemma.intake.headers import with_header, with_values


def read_jsonl(data: bytes, name: str) -> Iterator[Report | InputRefused]:
    """The reports of a JSON Lines file; a line that holds none is refused and the others are taken."""
    for number, line in enumerate(decode(data, name).split("\n"), 1):
        if line.strip():
            yield _row(line, f"{name}, line {number}")


def read_json(data: bytes, name: str) -> Iterator[Report | InputRefused]:
    """The reports of a JSON array, or the one of an object."""
    try:
        held = json.loads(decode(data, name))
    except (ValueError, RecursionError) as fault:
        raise InputRefused(f"{name} is no JSON: {fault}.") from None
    for number, row in enumerate(held if isinstance(held, list) else [held], 1):
        yield _row(json.dumps(row), f"{name}, item {number}" if isinstance(held, list) else name)


def read_line(line: bytes, where: str) -> Report | InputRefused:
    """The report in one line of JSON Lines."""
    return _row(line.decode("utf-8", "replace"), where)


def read_object(row: object, where: str) -> Report | InputRefused:
    """The report in one object of JSON."""
    return _row(json.dumps(row), where)


def looks_like_jsonl(text: str) -> bool:
    """True where the first line is a JSON object with a text."""
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0]
    if not first.startswith("{"):
        return False
    try:
        return "text" in json.loads(first)
    except ValueError:
        return False


def _row(line: str, where: str) -> Report | InputRefused:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return InputRefused(f"{where} is no JSON: {fault}.")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return InputRefused(f'{where} has no text: each line needs at least {{"text": "..."}}.')
    text = clean(row.pop("text"))
    if not text.strip():
        return InputRefused(f"{where} is empty: there is nothing to read in it.")
    values = {clean(str(key)): clean(_said(value)) for key, value in row.items() if value is not None}
    report = with_header(Report(text=text, name=values.get("id") or values.get("url") or where))
    return with_values(report, values)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
