"""What is taken and what is refused: each fault a sentence, the others taken."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from stemma.core.delivery import Delivered, Remark
from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake import MOST_BYTES, Door, take

Write = Callable[..., Path]
BODY = "The river rose by two metres overnight, and 340 people left their homes.\n"


def taken(*inputs: Path | str, stdin: bytes = b"") -> list[Report]:
    return [item for item in take([str(i) for i in inputs], io.BytesIO(stdin)) if isinstance(item, Report)]


def refused(*inputs: Path | str, stdin: bytes = b"") -> list[str]:
    return [str(item) for item in take([str(i) for i in inputs], io.BytesIO(stdin)) if isinstance(item, InputRefused)]


def test_header_lines_are_read_and_stay_in_the_text(write: Write) -> None:
    held = (
        "Title: River in flood\nOutlet: Wharf Post\nAuthor: Ann Lee\nPublished: 2024-10-30T09:15:00+01:00\n"
        f"URL: https://example.org/a\nLanguage: en\nSection: World\n\n{BODY}"
    )
    (report,) = taken(write("a.txt", held))
    assert report.text == held
    assert (report.name, report.title, report.outlet, report.author) == ("a.txt", "River in flood", "Wharf Post", "Ann Lee")
    assert report.published is not None
    assert report.published.iso == "2024-10-30T09:15:00+01:00"
    assert (report.url, report.language, report.extra) == ("https://example.org/a", "en", (("section", "World"),))
    assert [(m.kind, report.text[m.end :]) for m in report.marks] == [("header", BODY)]


def test_a_text_whose_first_line_has_a_colon_has_no_header(write: Write) -> None:
    (report,) = taken(write("a.txt", "Washington: no comment was to be had.\n\n" + BODY))
    assert not any(mark.kind == "header" for mark in report.marks)


def test_line_ends_are_kept_as_they_stood(write: Write) -> None:
    held = "Title: River in flood\r\nOutlet: Wharf Post\r\n\r\nOne.\r\n\r\nTwo.\r\n"
    (report,) = taken(write("a.txt", held))
    assert report.text == held
    assert report.title == "River in flood"
    assert report.text[report.marks[0].end :].startswith("One.")


def test_an_undated_report_is_kept_undated(write: Write) -> None:
    (report,) = taken(write("a.txt", "Title: River in flood\nPublished: some time last week\n\n" + BODY))
    assert report.published is None
    assert report.extra == (("published", "some time last week"),)


def test_a_folder_is_walked_in_order_with_its_list(write: Write) -> None:
    write("in/b.txt", BODY + "B.")
    write("in/a.txt", BODY + "A.")
    write("in/sub/c.md", BODY + "C.")
    write("in/gold.json", "{}")
    write("in/.hidden.txt", BODY)
    write(
        "in/reports.csv",
        "file,title,outlet,published,url,desk\na.txt,River in flood,Wharf Post,2024-10-30,,world\nb.txt,,,,https://example.org/b,\n",
    )
    a, b, c = taken(write("in/x.jpg", b"\xff\xd8\xff").parent)
    assert [a.name, b.name, c.name] == ["a.txt", "b.txt", "sub/c.md"]
    assert (a.title, a.outlet, a.url, a.extra) == ("River in flood", "Wharf Post", "", (("desk", "world"),))
    assert a.published is not None
    assert (a.published.iso, a.published.precision) == ("2024-10-30", "day")
    assert (b.url, b.published) == ("https://example.org/b", None)


def test_a_list_that_names_a_missing_file_says_so(write: Write) -> None:
    write("in/a.txt", BODY)
    folder = write("in/reports.csv", "file,title\nlost.txt,Gone\n").parent
    assert [r.name for r in taken(folder)] == ["a.txt"]
    assert refused(folder) == [f"{folder / 'reports.csv'} names 'lost.txt', which is not in the folder."]


def test_a_list_without_files_says_what_was_wanted(write: Write) -> None:
    write("in/a.txt", BODY)
    folder = write("in/reports.csv", "name,title\na.txt,Gone\n").parent
    assert len(taken(folder)) == 1
    assert "no column 'file'" in refused(folder)[0]


def test_front_matter_of_markdown(write: Write) -> None:
    held = f'---\ntitle: "River in flood"\ndate: 2024-10-30\nsite: Wharf Post\ntags: [a]\n---\n\n## Night of rain\n\n{BODY}'
    (report,) = taken(write("a.md", held))
    assert report.text == held
    assert (report.title, report.outlet) == ("River in flood", "Wharf Post")
    assert report.published is not None
    assert [m.kind for m in report.marks] == ["header", "title"]


def test_json_lines_keep_what_is_unknown(write: Write) -> None:
    rows = [
        {
            "id": "w1",
            "text": BODY,
            "outlet": "Wharf Post",
            "published": "2024-10-30T09:00:00Z",
            "desk": "world",
            "scores": {"b": 1, "a": [2]},
        },
        {"text": BODY + "More.", "title": None, "url": "https://example.org/b"},
    ]
    one, two = taken(write("a.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n"))
    assert (one.name, one.outlet, one.extra) == ("w1", "Wharf Post", (("desk", "world"), ("id", "w1"), ("scores", '{"a": [2], "b": 1}')))
    assert one.published is not None
    assert one.published.iso == "2024-10-30T09:00:00+00:00"
    assert (two.name, two.title) == ("https://example.org/b", "")


def test_a_bad_line_is_refused_and_the_others_taken(write: Write) -> None:
    path = write("a.jsonl", '{"text": "One fell."}\n{"text": \n{"title": "none"}\n[1]\n{"text": " "}\n{"text": "Two fell."}\n')
    assert [r.text for r in taken(path)] == ["One fell.", "Two fell."]
    assert [s.partition(" is ")[0].partition(" has ")[0] for s in refused(path)] == [f"{path}, line {n}" for n in (2, 3, 4, 5)]


def test_a_lone_surrogate_is_replaced(write: Write) -> None:
    (report,) = taken(write("a.jsonl", '{"text": "Three \\ud800 fell."}\n'))
    assert report.text.encode("utf-8")


@pytest.mark.parametrize(
    ("data", "text"),
    [(BODY.encode(), BODY), (b'{"text": "One fell."}\n{"text": "Two fell."}\n', "One fell."), (b'{"a": 1}\n', '{"a": 1}\n')],
)
def test_standard_input_is_text_or_json_lines(data: bytes, text: str) -> None:
    assert taken("-", stdin=data)[0].text == text


def test_a_file_without_a_known_ending_is_read_by_how_it_begins(write: Write) -> None:
    assert taken(write("notes", BODY))[0].text == BODY
    assert len(taken(write("rows", b'{"text": "One fell."}\n{"text": "Two fell."}\n'))) == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t\n", "is empty"),
        ("binary.txt", bytes(range(256)) * 40, "is a binary file"),
        ("report.pdf", b"%PDF-1.7 ...", "is damaged"),
        ("report.docx", b"PK\x03\x04....", "an office document"),
        ("empty.jsonl", b"", "is empty"),
    ],
)
def test_what_holds_no_text_is_refused_with_a_sentence(write: Write, name: str, data: bytes, why: str) -> None:
    bad, good = write(name, data), write("good.txt", BODY)
    (sentence,) = refused(bad, good)
    assert str(bad) in sentence
    assert why in sentence
    assert sentence.endswith(".")
    assert [r.text for r in taken(bad, good)] == [BODY]


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert "larger than 20 MB" in refused(path)[0]
    assert "larger than 20 MB" in refused("-", stdin=b"a" * (MOST_BYTES + 1))[0]


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "gone.txt")[0]
    assert "no network was opened" in refused("https://example.org/a")[0]
    (tmp_path / "bare").mkdir()
    assert "holds no file" in refused(tmp_path / "bare")[0]
    assert refused("a\x00b")


def test_a_folder_that_cannot_be_read_is_refused_and_the_rest_taken(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write("in/a.txt", BODY).parent
    shut = write("in/shut/b.txt", BODY).parent
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(shut):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [r.name for r in taken(folder)] == ["a.txt"]
    assert refused(folder) == [f"The folder {shut} cannot be read: Permission denied."]


def test_the_same_input_gives_the_same_reports(write: Write) -> None:
    folder = write("in/a.txt", "KYIV (AFP) - " + BODY).parent
    write("in/b.txt", BODY)
    assert list(take([str(folder)])) == list(take([str(folder)]))


def test_a_line_too_large_ends_a_large_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    import stemma.intake.door as door
    from stemma.core.delivery import Delivered

    rows = [json.dumps({"text": f"{n} people left the valley."}).encode() for n in (3, 4)]
    path = write("many.jsonl", b"\xef\xbb\xbf" + b"\n".join([*rows, b'{"text": "' + b"x" * 200 + b'"}']))
    monkeypatch.setattr(door, "MOST_BYTES", 100)
    monkeypatch.setattr(door.large, "MOST_BYTES", 100)
    *taken, refused = door.Door().inputs([str(path)])
    assert [(item.part, item.report.text[:1]) for item in taken if isinstance(item, Delivered)] == [(0, "3"), (1, "4")]
    assert isinstance(refused, InputRefused) and "line 3 is larger" in str(refused)


def test_a_folder_is_taken_by_what_its_files_hold_and_says_what_it_passed_over(write: Write) -> None:
    warc = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    held = {"a.dat": gzip.compress(warc), "b.dat": f"title;body\nFlood;{BODY}", "c.dat": "\x00\x01 no text", "d.dat": BODY}
    folder = {write(f"in/{name}", data).parent for name, data in held.items()}.pop()
    items = list(Door().inputs([str(folder)]))
    assert [i.report.text for i in items if isinstance(i, Delivered)] == [BODY.strip()]
    (said,) = [i.text for i in items if isinstance(i, Remark) and "passed over" in i.text]
    assert said.startswith(f"2 files in {folder} passed over, of no known kind: c.dat, d.dat.")
