"""Evidence packs: all that stands behind a figure in one zip, with hashes, so that another can check it without the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from stemma.core.errors import InputRefused
from stemma.core.types import Report, Situation
from stemma.exporting.quotes import cut
from stemma.exporting.standards import annotation, to_prov
from stemma.ledger.exchange import to_export
from stemma.ledger.lists import Lookup

FORM = "stemma-evidence/1"
MANIFEST = "manifest.json"
_DAWN = (1980, 1, 1, 0, 0, 0)  # the same matter gives the same bytes
_MOST_BYTES = 512 * 1024 * 1024  # unpacked, over all files: more is no evidence pack
_READ_ME = """This is an evidence pack made by Stemma: what reports say about one figure, with their texts.

account.txt       the answer in words: who says so, through whom, what else is said, what became of the caveat
working.json      claims, figures, readings, conflicts, sums, descent with every rule and weight, as the ledger has them
annotations.json  each claim tied to its words, by quote and by offsets into the text of that SHA-256 (W3C Web Annotation)
prov.json         what was derived from what (W3C PROV)
texts/            the reports' texts as they were taken in, UTF-8; their SHA-256 stands in the manifest
originals/        the bytes as they came (web page, PDF ...), where the ledger holds them
manifest.json     every file with its length and SHA-256, and the versions that made it

Check it with: stemma verify PACK.zip
By hand: the SHA-256 of each file must be the one in manifest.json; the characters start to end of a text must be the quote.
It tells who says what and from whom. It does not say what happened.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a pack was made with."""

    question: str
    account: str
    version: str
    reader: str
    decisions: tuple[Mapping[str, Any], ...] = ()
    most: int = 0  # words of a quote; 0 for all
    texts: bool = True


def pack(situation: Situation, made: Made, originals: Mapping[str, bytes] | None = None) -> bytes:
    """A zip of everything that an answer rests on; the same matter gives the same bytes."""
    files = dict(_files(situation, made, originals or {}))
    listed = [{"path": path, "bytes": len(content), "sha256": sha256(content).hexdigest()} for path, content in sorted(files.items())]
    manifest = {
        "form": FORM,
        "question": made.question,
        "stemma": made.version,
        "reader": made.reader,
        "reports": [_report(r, made.texts, originals or {}) for r in situation.reports],
        "files": listed,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, content in (*sorted(files.items()), (MANIFEST, _json(manifest))):
            info = ZipInfo(path, _DAWN)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _files(situation: Situation, made: Made, originals: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    look = Lookup(situation)
    wanted = [c for c in look.claims.values() if c.id in look.figure_of]
    notes = [annotation(look.reports[c.report], c, look.figure_of[c.id], made.most) for c in wanted]
    for note, claim in zip(notes, wanted, strict=True):
        note["stemma:sha256"] = look.reports[claim.report].sha256
    yield "README.txt", _READ_ME.encode()
    yield "account.txt", made.account.encode()
    yield "working.json", _json(cut(to_export(situation), made.most) | {"decisions": list(made.decisions)})
    yield "annotations.json", _json({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": notes})
    yield "prov.json", _json(to_prov(situation))
    for report in situation.reports if made.texts else ():
        yield _text_path(report), report.text.encode("utf-8", "surrogatepass")
        if report.id in originals:
            yield f"originals/{report.id}", originals[report.id]


def _text_path(report: Report) -> str:
    return f"texts/{report.id}.txt"


def _report(report: Report, texts: bool, originals: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published.iso if report.published else None,
        "url": report.url,
        "name": report.name,
        "sha256": report.sha256,
        "text": _text_path(report) if texts else None,
        "original": f"originals/{report.id}" if texts and report.id in originals else None,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One thing that was checked in a pack, and whether it holds."""

    what: str
    holds: bool


def verify(path: Path) -> list[Seen]:
    """Check a pack again: every file's hash, nothing added, every quote at its place in the text of its report."""
    try:
        with ZipFile(path) as archive:
            if sum(i.file_size for i in archive.infolist()) > _MOST_BYTES:
                raise InputRefused(f"{path} unpacks to more than {_MOST_BYTES >> 20} MB: that is no evidence pack.")
            names = archive.namelist()
            twice = len(names) != len(set(names))
            files = {name: archive.read(name) for name in names}
        manifest = json.loads(files.pop(MANIFEST))
        listed = {str(f["path"]): f for f in manifest["files"]}
        form = manifest["form"]
    except (BadZipFile, KeyError, ValueError, TypeError, OSError) as fault:
        raise InputRefused(f"{path} is no evidence pack: {fault}.") from fault
    if form != FORM:
        raise InputRefused(f"{path} has the form '{form}', and '{FORM}' was wanted: use the version of Stemma that made it.")
    seen = [Seen(what=f"{name}: in the manifest", holds=name in listed) for name in sorted(files) if name not in listed]
    if twice:
        seen.append(Seen(what="no file stands twice in the zip", holds=False))
    seen += [_hash(name, row, files) for name, row in sorted(listed.items())]
    return [*seen, *_reports_hold(manifest, files), *_quotes_hold(manifest, files)]


def _hash(name: str, row: Mapping[str, Any], files: Mapping[str, bytes]) -> Seen:
    if name not in files:
        return Seen(what=f"{name}: is there", holds=False)
    return Seen(what=f"{name}: SHA-256", holds=sha256(files[name]).hexdigest() == row.get("sha256"))


def _reports_hold(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Seen]:
    for report in manifest.get("reports", ()):
        if report.get("text"):
            content = files.get(report["text"], b"")
            yield Seen(what=f"{report['text']}: is the text that the ledger read", holds=sha256(content).hexdigest() == report["sha256"])


def _quotes_hold(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Seen]:
    texts = {r["sha256"]: files[r["text"]].decode("utf-8", "surrogatepass") for r in manifest["reports"] if r.get("text") in files}
    try:
        items = json.loads(files.get("annotations.json", b"{}")).get("items", ())
        for note in items:
            quote, position = note["target"]["selector"]
            text = texts.get(note["stemma:sha256"])
            if text is not None:
                yield Seen(what=f"{note['id']}: its quote stands in the text", holds=_stands(text, quote, position))
    except (ValueError, KeyError, TypeError) as fault:
        yield Seen(what=f"annotations.json: can be read ({fault})", holds=False)


def _stands(text: str, quote: Mapping[str, str], position: Mapping[str, int]) -> bool:
    exact, start, end = quote["exact"].removesuffix(" …"), position["start"], position["end"]
    words = " ".join(text[start:end].split()) if quote["exact"].endswith(" …") else text[start:end]
    before, behind = text[max(0, start - len(quote["prefix"])) : start], text[end : end + len(quote["suffix"])]
    return (
        words.startswith(exact)
        and (words == exact or quote["exact"].endswith(" …"))
        and (before, behind) == (quote["prefix"], quote["suffix"])
    )
