"""Bytes become text: UTF-8, UTF-16, Windows Cyrillic and Western pages are told apart by what stands in them."""

from __future__ import annotations

import codecs
import re

from stemma.core.errors import InputRefused

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    *((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_COMMON_CYRILLIC = frozenset("оеаинтсрлвк")  # two thirds of the letters of a text; in capitals a text is rarely written
_SIGN_IN_WORD = re.compile(r"(?<=[a-zà-ÿ])[¡¢£¥¦©ª«¬®¯±²³¶¹º¼½¾¿](?=[a-zà-ÿ])|(?<=\s)[³¿¼](?=[a-zà-ÿ])")
_CONTROL_HIGH = re.compile(r"[\x80-\x9f\ufffd]")
_SAMPLE = 1 << 16


def decode(data: bytes, name: str) -> str:
    """The text of a file as it stands, without a byte order mark; binary files are refused."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputRefused(f"{name} is {what}, not a text: save its text as a .txt or .html file and add that.")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return checked(data[len(bom) :].decode(encoding, "replace"), name)
    return checked(_without_bom(data), name)


def refuse_entities(data: bytes, name: str) -> None:
    """Refuse a file of XML that declares entities of its own, in whatever encoding."""
    for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        if "<!ENTITY".encode(encoding) in data:
            raise InputRefused(f"{name} declares entities of its own, which no feed or list of addresses needs: it was not opened.")


def clean(text: str) -> str:
    """The text with lone surrogates, which no file can hold, replaced by the sign for an unknown letter."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text


def _without_bom(data: bytes) -> str:
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", "replace")
    bad = loose.count("\ufffd")
    good = sum(1 for c in loose if ord(c) > 127) - bad
    if good > 4 * bad:  # UTF-8 with a few broken letters
        return loose
    return data.decode(_old_encoding(data), "replace")


def encoding_of(head: bytes) -> str:
    """The encoding that the beginning of a file shows; the file may be too large to be looked at as a whole."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return {"utf-8": "utf-8-sig"}.get(encoding, encoding[:6])
    if wide := _wide(head[: len(head) // 2 * 2]):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _old_encoding(head)
    return "utf-8"


def _old_encoding(data: bytes) -> str:
    """The encoding of a text from before Unicode: Western and Central European by single accents, Cyrillic by its commonest letters."""
    if _looks_joined(data):
        for encoding in ("cp1251", "koi8-r"):
            letters = [c for c in data[:_SAMPLE].decode(encoding, "replace") if ord(c) > 127 and c.isalpha()]
            common = sum(c in _COMMON_CYRILLIC for c in letters)
            if common > 0.5 * len(letters):
                return encoding
        return _told(data) or "cp1251"
    western = data[:_SAMPLE].decode("cp1252", "replace")
    if _SIGN_IN_WORD.search(western) or "\ufffd" in western:
        for encoding in ("iso8859-2", "cp1250"):
            text = data[:_SAMPLE].decode(encoding, "replace")
            if not _CONTROL_HIGH.search(text) and not _SIGN_IN_WORD.search(text):
                return encoding
    return "cp1252" if "\ufffd" not in western else "latin-1"


def _told(data: bytes) -> str:
    """The encoding as charset_normalizer has it, "" where that is not installed."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return ""
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else ""


def _wide(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, by where the zero (or Cyrillic) high bytes stand; "" for other texts."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4 or not any(high in sample for high in (0, 4)):
        return ""
    half = len(sample) // 2
    even = sum(sample[::2].count(high) for high in (0, 4))
    odd = sum(sample[1::2].count(high) for high in (0, 4))
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _looks_joined(data: bytes) -> bool:
    """Cyrillic, Greek, Arabic or Chinese words are runs of high bytes; Western accents stand alone among ASCII letters."""
    runs = [len(run) for run in _HIGH_RUN.findall(data[: 4 * _SAMPLE])]
    return sum(n for n in runs if n > 2) > sum(n for n in runs if n <= 2)


def checked(text: str, name: str) -> str:
    """The text, where it is one and not empty."""
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise InputRefused(f"{name} is empty: there is nothing to read in it.")
    if "\x00" in text or (_CONTROL.search(text) and len(_CONTROL.findall(text)) > len(text) // 100):
        raise InputRefused(f"{name} is a binary file, not a text: save its text as a .txt or .html file and add that.")
    return text
