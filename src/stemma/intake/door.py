"""The door: bytes with a name and headers become reports or refusals, whatever they are; files, folders and addresses lead here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from stemma.core.delivery import Address, Delivered, Pairs, Remark
from stemma.core.errors import InputRefused, LedgerError, StemmaError
from stemma.core.types import Report
from stemma.intake import html, large, plain
from stemma.intake.archives import archived, inflated
from stemma.intake.dressing import Dresser
from stemma.intake.encoding import clean
from stemma.intake.folder import walk
from stemma.intake.formats import FORMATS, KINDS, MOST_BYTES, OTHERS, TABLES, Format, Item, Out, Read
from stemma.intake.handing import charset, completed, renamed, too_large
from stemma.intake.headers import with_values
from stemma.intake.recognise import HEAD, is_archive, is_known, recognise

MOST_PAGES = 200  # of one list of addresses, unless told otherwise
_SHORT = 700  # letters below which a feed's item is only the beginning of its page


class Fetched(Protocol):
    """The answer to a request."""

    url: str
    data: bytes
    headers: Pairs


class Fetcher(Protocol):
    """Whoever gets pages; a refusal is raised as a sentence."""

    def fetch(self, url: str) -> Fetched | None:
        """What stands at an address, or None where it did not change since the last time."""


def _unkept(held: bytes | Path) -> str:
    return ""


def _unknown(url: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How inputs are taken: with which formats of plug-ins, fetcher, columns, and who keeps the original bytes."""

    formats: Mapping[str, Format] = field(default_factory=lambda: FORMATS)
    fetcher: Fetcher | None = None
    keep: Callable[[bytes], str] = _unkept
    keep_file: Callable[[Path], str] = _unkept
    columns: Mapping[str, str] = field(default_factory=dict)
    pages: bool = True  # the pages of feed items that are short are fetched
    most: int = MOST_PAGES
    known: Callable[[str], bool] = _unknown  # pages of feed items that need not be fetched again
    dress: Dresser = field(default_factory=Dresser)

    def inputs(self, given: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Out]:
        """What files, folders, addresses and '-' hold, in order; each fault is a refusal, nothing is raised."""
        for one in given:
            yield from self._input(one, stdin)

    def take(self, data: bytes, name: str, headers: Pairs = (), row: Mapping[str, str] | None = None) -> Iterator[Out]:
        """What some bytes hold: the one way in for uploads, pasted text, pages and files."""
        yield from self._follow(self._unpacked(data, name, headers, row or {}), 0)

    def again(self, path: Path, whence: str, headers: Pairs) -> Iterator[Out]:
        """What bytes that were kept hold."""
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            yield from self._large(path, whence, data[:HEAD], whence)
        else:
            yield from self.take(data, whence, headers)

    def _input(self, given: str, stdin: BinaryIO | None) -> Iterator[Out]:
        path = Path(given)
        if given == "-":
            data = stdin.read(MOST_BYTES + 1) if stdin is not None else b""
            yield from [too_large("standard input")] if len(data) > MOST_BYTES else self.take(data, "standard input")
        elif "://" in given:
            yield from self._follow(iter([Address(url=given)]), 0)
        elif path.is_dir():
            yield from self._folder(path)
        else:
            yield from self._file(path, path.name, {})

    def _folder(self, folder: Path) -> Iterator[Out]:
        empty = True
        suffixes = frozenset(self.formats) | OTHERS
        for item in walk(folder, suffixes, is_known):
            empty = empty and isinstance(item, Remark)
            if isinstance(item, (InputRefused, Remark)):
                yield item
            else:
                path, row = item
                yield from self._file(path, path.relative_to(folder).as_posix(), row)
        if empty:
            yield InputRefused(f"{folder} holds no file that can be taken: wanted {', '.join(sorted(suffixes))}.")

    def _file(self, path: Path, name: str, row: Mapping[str, str]) -> Iterator[Out]:
        try:
            with path.open("rb") as stream:
                if is_archive(stream, path):
                    yield from self._archive(stream, name)
                    return
                data = stream.read(MOST_BYTES + 1)
        except FileNotFoundError:
            yield InputRefused(f"{path} does not exist: check the name, or give a folder.")
            return
        except (OSError, ValueError) as error:
            yield InputRefused(f"{clean(str(path))} cannot be read: {getattr(error, 'strerror', None) or error}.")
            return
        if len(data) > MOST_BYTES:
            yield from self._large(path, name, data[:HEAD], str(path))
            return
        for item in self.take(data, str(path), (), row):
            yield renamed(item, str(path), name) if isinstance(item, Delivered) else item

    def _large(self, path: Path, name: str, head: bytes, whence: str) -> Iterator[Out]:
        """A large table, export or file of JSON, an item at a time; the original is the file as a whole."""
        if not (kind := large.kind_of(path, head, whence)):
            yield too_large(str(path))
            return
        kept = ""
        try:
            for part, item in enumerate(large.items(path, kind, whence, self.columns)):
                if isinstance(item, Report):
                    kept = kept or self.keep_file(path)
                    yield renamed(self._delivered(item, kept, whence, (), part), whence, name)
                elif not isinstance(item, Address):
                    yield item
        except LedgerError:
            raise
        except StemmaError as why:
            yield InputRefused(str(why))
        except Exception as fault:  # readers of others fail on damaged files in ways of their own
            yield InputRefused(f"{clean(whence)} is damaged ({type(fault).__name__}: {fault}). What stood before the damage was taken.")

    def _archive(self, stream: BinaryIO, name: str) -> Iterator[Out]:
        """The pages of a web archive; each page's own bytes are its original."""
        try:
            for page in archived(stream, MOST_BYTES):
                known = {"date.archived": page.when}
                for item in self._unpacked(page.data, page.url or name, (*page.headers, ("stemma-archive", name)), known):
                    if isinstance(item, (Delivered, Remark)):
                        yield item
                    elif isinstance(item, InputRefused):
                        yield InputRefused(f"{name}: {item}")
        except LedgerError:
            raise
        except StemmaError as why:
            yield InputRefused(str(why))
        except (OSError, ValueError, RuntimeError, EOFError) as fault:
            yield InputRefused(f"{name} is a damaged web archive: {fault}. What stood before the damage was taken.")

    def _follow(self, items: Iterator[Out | Address], depth: int) -> Iterator[Out]:
        """Items with the addresses among them fetched: a list of lists is followed, three deep."""
        pages = 0
        for item in items:
            if not isinstance(item, Address):
                yield item
            elif self.fetcher is None:
                yield InputRefused(f"{item.url} is an address, and no network was opened: save the page as an .html file and add that.")
            elif depth > 3:
                yield InputRefused(f"{item.url} stands in a list of lists of lists: add it by itself.")
            elif pages >= self.most:
                yield Remark(text=f"More than {self.most:,} addresses stand in one list: the others were left out; --most N takes more.")
                return
            else:
                pages += 1
                yield from self._fetched(self.fetcher, item, depth)

    def _fetched(self, fetcher: Fetcher, address: Address, depth: int) -> Iterator[Out]:
        try:
            got = fetcher.fetch(address.url)
        except InputRefused as why:
            yield why
            return
        if got is None:
            yield Remark(text=f"{address.url}: not changed since the last time.")
            return
        items = self._unpacked(got.data, got.url, (*got.headers, ("stemma-asked", address.url)), dict(address.known))
        yield from self._follow(self._with_pages(fetcher, items), depth + 1)

    def _with_pages(self, fetcher: Fetcher, items: Iterator[Out | Address]) -> Iterator[Out | Address]:
        """Items with the pages of a feed's beginnings in their stead, as many as may be fetched; those that are known are passed over."""
        pages = 0
        for item in items:
            if not isinstance(item, Delivered) or not self._is_beginning(item.report):
                yield item
            elif pages >= self.most:
                if pages == self.most:
                    yield Remark(text=f"More than {self.most:,} pages of a feed: the others are taken as it has them; --most N takes more.")
                pages += 1
                yield item
            elif not self.known(item.report.url):
                pages += 1
                yield from self._whole(fetcher, item)

    def _is_beginning(self, report: Report) -> bool:
        return self.pages and bool(report.url) and len(report.text) <= _SHORT and any(k == "feed" for k, _ in report.extra)

    def _whole(self, fetcher: Fetcher, item: Delivered) -> Iterator[Out]:
        """A feed's short item with the page that it points at, where that can be had."""
        report = item.report
        try:
            got = fetcher.fetch(report.url)
        except InputRefused as why:
            yield Remark(text=f"{why} What the feed itself says was taken.")
            yield item
            return
        if got is None:
            return  # the page was taken before and is the same
        row = {k: v for k, v in report.extra if k.startswith(("date.", "feed", "outlet_"))}
        found = [x for x in self._unpacked(got.data, got.url, (*got.headers, ("stemma-asked", report.url)), {}) if isinstance(x, Delivered)]
        for one in found or [item]:
            page = with_values(one.report, row)
            yield replace(one, report=completed(page, report))

    def _unpacked(self, data: bytes, name: str, headers: Pairs, row: Mapping[str, str]) -> Iterator[Out | Address]:
        if data.startswith(b"\x1f\x8b"):
            data = inflated(data, MOST_BYTES)
            if len(data) > MOST_BYTES:
                yield too_large(f"{name}, unpacked,")
                return
        if data.startswith(b"WARC/"):
            yield from self._archive(BytesIO(data), name)
            return
        kept = ""
        for part, item in enumerate(self._read(data, name, headers)):
            if isinstance(item, Report):
                kept = kept or self.keep(data)
                yield self._delivered(with_values(item, {k: clean(v) for k, v in row.items()}), kept, name, headers, part)
            else:
                yield item

    def _read(self, data: bytes, name: str, headers: Pairs) -> Iterator[Item]:
        """What a reader makes of the bytes; whatever goes wrong in it is a sentence."""
        try:
            held = self._reader(data, name, headers)(data, clean(name))
            yield from [held] if isinstance(held, Report) else held
        except InputRefused as why:
            yield why
        except StemmaError as why:  # an optional package is missing
            yield InputRefused(str(why))
        except Exception as fault:  # readers of others fail on damaged files in ways of their own
            yield InputRefused(f"{clean(name)} is damaged or of a form that is not known ({type(fault).__name__}: {fault}): save it anew.")

    def _reader(self, data: bytes, name: str, headers: Pairs) -> Read:
        suffix = Path(name).suffix.lower() if "://" not in name else ""
        if suffix in self.formats and self.formats[suffix] is not FORMATS.get(suffix):
            return self.formats[suffix]  # a plug-in's
        kind = recognise(data, name)
        if suffix in (".md", ".markdown") and kind in ("html", "csv"):
            kind = ""
        if suffix in (".txt", ".text") and kind == "csv":
            kind = ""
        if kind == "html":
            return partial(html.read_html, charset=charset(headers))
        if kind in TABLES:
            return partial(TABLES[kind], columns=self.columns)
        return KINDS.get(kind) or self.formats.get(suffix) or plain.read_text

    def _delivered(self, report: Report, original: str, whence: str, headers: Pairs, part: int) -> Delivered:
        if "://" in whence and not report.url and part == 0 and not any(key == "feed" for key, _ in report.extra):
            report = replace(report, url=whence)
        return Delivered(report=self.dress.settled(report, whence), original=original, whence=whence, headers=headers, part=part)


def take(inputs: Sequence[str], stdin: BinaryIO | None = None, formats: Mapping[str, Format] = FORMATS) -> Iterator[Report | InputRefused]:
    """The reports of all inputs in order, and for each input or line that holds none the reason; nothing is raised, nothing is fetched."""
    for item in Door(formats=formats).inputs(inputs, stdin):
        if not isinstance(item, Remark):
            yield item.report if isinstance(item, Delivered) else item
