"""Telegram Desktop's JSON export: a message a report, the channel its outlet, a forward a credit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from stemma.core.errors import InputRefused
from stemma.core.types import Report
from stemma.intake.encoding import clean, decode
from stemma.intake.headers import with_values

_LEAST = 20  # letters: "+1" and stickers are no reports


def read_telegram(data: bytes, name: str) -> Iterator[Report | InputRefused]:
    """The messages of one exported chat, or of all chats of an account."""
    try:
        held = json.loads(decode(data, name))
    except (ValueError, RecursionError) as fault:
        raise InputRefused(f"{name} is no JSON: {fault}.") from None
    chats = held.get("chats", {}).get("list", []) if isinstance(held.get("chats"), dict) else [held]
    found = False
    for chat in chats:
        for message in chat.get("messages", ()) if isinstance(chat, dict) else ():
            if isinstance(message, dict) and (report := read_message(message, chat)):
                found = True
                yield report
    if not found:
        yield InputRefused(
            f"{name} holds no message with a text of its own: export the chat as 'Machine-readable JSON' and add result.json."
        )


def read_message(message: Mapping[str, Any], chat: Mapping[str, Any]) -> Report | None:
    """The report in one message, None where it has no text of its own."""
    if message.get("type", "message") != "message":
        return None
    text = clean(_text(message.get("text")))
    if sum(c.isalpha() for c in text) < _LEAST:
        return None
    channel = str(chat.get("name") or "")
    values = {
        "outlet": channel,
        "published": str(message.get("date") or ""),
        "date.message": str(message.get("date") or ""),
        "date.edited": str(message.get("edited") or ""),
        "message": str(message.get("id") or ""),
        "author": str(message.get("author") or ""),
    }
    if str(chat.get("type", "")).endswith("group"):
        values["author"] = str(message.get("from") or "")
    unix = str(message.get("date_unixtime") or "")
    if unix.isdigit() and len(unix) < 12:
        from datetime import UTC, datetime

        values["published"] = datetime.fromtimestamp(int(unix), UTC).isoformat()
    forwarded = str(message.get("forwarded_from") or message.get("saved_from") or "")
    report = Report(text=text, name=f"{channel or 'chat'}/{message.get('id', '')}", credits=(clean(forwarded),) if forwarded else ())
    return with_values(report, {key: clean(value) for key, value in values.items()})


def _text(held: Any) -> str:
    """A message's text: a string, or pieces of which some are links and bold words."""
    if isinstance(held, str):
        return held
    pieces = held if isinstance(held, list) else []
    return "".join(p if isinstance(p, str) else str(p.get("text", "")) for p in pieces if isinstance(p, (str, dict)))
