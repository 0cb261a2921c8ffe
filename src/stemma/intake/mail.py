"""E-mail: a newsletter or a forwarded report as one report, its sender the outlet."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake.encoding import clean, decode
from stemma.intake.headers import with_values
from stemma.intake.plaintext import plain


def read_mail(data: bytes, name: str) -> Report | list[Report]:
    """The text of a message, the plain part where it has one, with sender, time and subject; a page that a browser saved as one file."""
    message = message_from_bytes(data, policy=policy.default)
    if saved := str(message.get("Snapshot-Content-Location", "")):
        return _saved_page(message, clean(saved), name)
    text = clean(_text(message))
    if not text.strip():
        raise InputRefused(f"{name} is a message without a text: add its attachments by themselves.")
    sender, address = parseaddr(str(message.get("From", "")))
    values = {
        "title": str(message.get("Subject", "")),
        "outlet": sender or address.rpartition("@")[2],
        "published": str(message.get("Date", "")),
        "date.mail": str(message.get("Date", "")),
        "message-id": str(message.get("Message-ID", "")),
        "sender": address,
        "url": str(message.get("Archived-At", "")).strip("<> "),
    }
    return with_values(Report(text=text, name=name), {key: " ".join(clean(value).split()) for key, value in values.items() if value})


def _saved_page(message: EmailMessage, url: str, name: str) -> Report | list[Report]:
    """The article of a page that was saved with all that it shows (MHTML)."""
    from stemma.intake.html import read_html

    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    data = pages[0].get_payload(decode=True) if pages else b""
    if not isinstance(data, bytes) or not data.strip():
        raise InputRefused(f"{name} is a saved page without a text: save it as an .html file and add that.")
    found = read_html(data, name, pages[0].get_content_charset() or "")
    known = {"date.saved": str(message.get("Date", ""))}
    several = found if isinstance(found, list) else [found]
    kept = [with_values(replace(report, url=report.url or url), known) for report in several]
    return kept if isinstance(found, list) else kept[0]


def _text(message: EmailMessage) -> str:
    """The longer of the plain part and the marked-up part; a part in an unknown charset is read by its bytes."""
    found = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
            continue
        held = part.get_payload(decode=True)
        if not isinstance(held, bytes) or not held.strip():
            continue
        try:
            text = held.decode(part.get_content_charset() or "ascii")
        except (LookupError, UnicodeDecodeError):
            text = decode(held, "the message")
        found.append((part.get_content_subtype() != "html", plain(text) if part.get_content_subtype() == "html" else text))
    whole = [text for _, text in found]
    best = max(whole, key=len, default="")
    return next((text for is_plain, text in found if is_plain and len(text) > len(best) // 2), best)
