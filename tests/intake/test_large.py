"""Files too large to be held are read a row, line or message at a time, and give what they give when they are held."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.delivery import Delivered
from stemma.core.errors import InputRefused
from stemma.intake import Door, door, large
from stemma.ledger.originals import Originals

Write = Callable[..., Path]
ROWS = [
    {"title": f"Flood {n}", "text": f"The river rose, and {300 + n} people left their homes in Tarn.", "outlet": "Tarn Post"}
    for n in range(40)
]
CHAT = {"name": "Tarn Post", "type": "public_channel", "id": 1, "messages": [
    {"id": n, "type": "message", "date": "2030-03-04T08:00:00", "text": [row["text"], {"type": "bold", "text": " “Yes”, said Ann Lee."}]}
    for n, row in enumerate(ROWS)]}  # fmt: skip
ACCOUNT = {"about": "Here is what you asked for.", "personal_information": {"first_name": "A", "phones": ["1"]},
           "chats": {"about": "x", "list": [CHAT, {**CHAT, "name": "Dorn Wire", "id": 2}]}}  # fmt: skip


def table() -> str:
    out = io.StringIO(newline="")
    write = csv.DictWriter(out, list(ROWS[0]))
    write.writeheader()
    write.writerows(ROWS)
    return out.getvalue()


def excel() -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(out)
    return out.getvalue()


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet as files

    out = io.BytesIO()
    files.write_table(pyarrow.Table.from_pylist(ROWS), out)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "a.csv": lambda: table().encode(),
    "wide.csv": lambda: table().encode("utf-16"),
    "old.csv": lambda: table().replace("Flood", "Übermaß").encode("cp1252"),
    "a.xlsx": excel,
    "a.parquet": parquet,
    "a.jsonl": lambda: b"\xef\xbb\xbf" + "\n".join(map(json.dumps, ROWS)).encode(),
    "a.json": lambda: json.dumps(ROWS, indent=1).encode(),
    "chat.json": lambda: json.dumps(CHAT, indent=1, ensure_ascii=False).encode(),
    "account.json": lambda: json.dumps(ACCOUNT, indent=1).encode(),
}


def taken(path: Path) -> list[tuple[str, str, str, int]]:
    items = [item for item in Door().inputs([str(path)]) if isinstance(item, Delivered)]
    return [(i.report.text, i.report.title, i.report.outlet, i.part - items[0].part) for i in items]


@pytest.mark.parametrize("piece", [7, 1 << 20])
@pytest.mark.parametrize("name", FILES)
def test_a_large_file_gives_what_it_gives_when_it_is_held(name: str, piece: int, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(name, FILES[name]())
    held = taken(path)
    assert len(held) in (len(ROWS), 2 * len(ROWS))
    monkeypatch.setattr(door, "MOST_BYTES", 300)
    monkeypatch.setattr(large, "_PIECE", piece)
    assert taken(path) == held


def test_the_original_is_the_whole_file(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = write("a.csv", FILES["a.csv"]())
    monkeypatch.setattr(door, "MOST_BYTES", 300)
    kept = Originals(tmp_path / "l.db")
    items = [i for i in Door(keep=kept.keep, keep_file=kept.keep_file).inputs([str(path)]) if isinstance(i, Delivered)]
    assert {i.original for i in items} == {kept.keep(path.read_bytes())}
    assert kept.bytes_of(items[0].original) == path.read_bytes()
    assert [p.name for p in (kept.folder / "half").iterdir()] == []


def test_a_damaged_export_is_a_sentence_and_what_stood_before_is_taken(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FILES["chat.json"]()
    path = write("chat.json", data[: len(data) // 2])
    monkeypatch.setattr(door, "MOST_BYTES", 300)
    items = list(Door().inputs([str(path)]))
    assert 10 < sum(isinstance(i, Delivered) for i in items) < 30
    (refused,) = (i for i in items if isinstance(i, InputRefused))
    assert "What stood before was taken" in str(refused)


def test_a_large_file_of_no_known_kind_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_BYTES", 300)
    (refused,) = Door().inputs([str(write("a.txt", "The river rose. " * 100))])
    assert "is larger than" in str(refused)


_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda c: st.lists(c, max_size=3) | st.dictionaries(
    st.text(max_size=5), c, max_size=3), max_leaves=8)  # fmt: skip


@given(
    st.lists(_JSON, max_size=6),
    st.dictionaries(st.text(max_size=5).filter(lambda k: k != "messages"), _JSON, max_size=3),
    st.integers(1, 40),
)
def test_the_objects_of_a_list_are_found_whatever_stands_around(messages: list[object], around: dict[str, object], piece: int) -> None:
    text = json.dumps({**around, "messages": messages})
    wanted = [m for m in messages if isinstance(m, dict)]
    before = large._PIECE
    large._PIECE = piece
    try:
        found = [held for _, held in large.Parts(io.StringIO(text)).lists("messages")]
    finally:
        large._PIECE = before
    assert found[: len(wanted)] == wanted
