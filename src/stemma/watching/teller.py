"""What a round brought, as text, Markdown, an Atom feed, an e-mail file, and a post to a webhook."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from stemma.core.errors import LedgerError
from stemma.core.types import Claim, Report
from stemma.ledger.lists import Lookup
from stemma.watching.atom import to_atom

if TYPE_CHECKING:
    from stemma.ledger import Ledger

_FEED = 200  # claims that the feed holds
Edits = Callable[[Sequence[Claim], Sequence[Claim]], Sequence[tuple[Claim | None, Claim | None]]]  # what became what between two editions


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One claim of a report that came in."""

    claim: str
    report: str
    outlet: str
    title: str
    url: str
    published: str
    text: str
    figure: str
    first: bool  # nobody in the ledger said so before
    edition: bool  # the report is a later edition of its page
    kind: str  # new, changed or left out where an edition differs from the one before, "" for what stayed or was said before
    was: str = ""  # the words that became these


@dataclass(slots=True)
class Teller:
    """Where news go, besides the terminal."""

    edits: Edits
    markdown: Path | None = None
    atom: Path | None = None
    webhook: str = ""
    mail: Path | None = None

    def tell(self, held: Ledger, reports: Sequence[str], at: str) -> tuple[str, list[tuple[str, str]]]:
        """Tell of reports that came in; gives the text for the terminal, and what is to be posted to whom."""
        new = [n for n in news_of(held, reports, self.edits) if n.kind]
        sentences = list({(n.report, n.text): n for n in reversed(new)}.values())[::-1]  # one that holds several claims is told once
        text = _lines(sentences)
        if self.markdown is not None and new:
            with _writing(self.markdown):
                before = self.markdown.read_text(encoding="utf-8") if self.markdown.exists() else ""
                _put(self.markdown, before + _markdown(sentences, at))
        if self.atom is not None:
            with _writing(self.atom):
                recent = [report for _, report in held.custody.taken_since(0)][-_FEED:]
                _put(self.atom, to_atom([asdict(n) for n in news_of(held, recent, self.edits) if n.kind != "left out"][-_FEED:], at))
        if self.mail is not None and new:
            with _writing(self.mail):
                self.mail.mkdir(parents=True, exist_ok=True)
                _put(self.mail / f"{re.sub(r'[^0-9T]', '', at)}.eml", _mail(text, len(new), at))
        posts = [(self.webhook, json.dumps({"at": at, "claims": [asdict(n) for n in new]}))] if self.webhook and new else []
        return text, posts

    def post(self, held: Ledger) -> str:
        """Post what waits in the ledger, each with its key; what cannot be posted waits for the next round, also after a stop."""
        if not self.webhook or not (waiting := held.watched.unsent(self.webhook)):
            return ""
        try:
            import httpx

            with httpx.Client(timeout=20.0, trust_env=False) as web:
                for key, body in waiting:
                    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
                    web.post(self.webhook, content=body, headers=headers).raise_for_status()
                    held.watched.sent(key)
        except ImportError:
            return "The webhook needs the package 'httpx': pip install 'stemma[fetch]'"
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            return f"{self.webhook} did not take the news ({fault or type(fault).__name__}): they are posted again with the next."
        return ""


def news_of(held: Ledger, reports: Sequence[str], edits: Edits) -> list[News]:
    """The claims of some reports, in the order of the reports, with what is new in them and what an edition changed."""
    situation = held.situation(reports)
    look = Lookup(situation)
    first = {claim for novelty in situation.weighing.novelty for claim in novelty.new_claims}
    known = {r.id: r for r in situation.reports}
    claims = {e.report: e.claims for e in situation.extracts}
    found: list[News] = []
    for id in reports:
        if id in known:
            earlier = held.custody.edition_before(id) if "edition" in dict(known[id].extra) else ""
            if earlier:
                found += _changed(held, earlier, known[id], claims.get(id, ()), look, edits)
            else:
                found += (_news(known[id], c, look, c.id in first, "new" if c.id in first else "") for c in claims.get(id, ()))
    return found


def _changed(held: Ledger, earlier: str, report: Report, claims: Sequence[Claim], look: Lookup, edits: Edits) -> Iterator[News]:
    """The claims of a later edition, and those that the edition before it had and this one has not."""
    (before,) = held.some_reports([earlier])
    old = next((e.claims for e in held.as_read([earlier])), ())
    changes = edits(old, claims)
    became = {new.id: was for was, new in changes if new is not None}
    for claim in claims:
        was = became.get(claim.id)
        yield _news(report, claim, look, False, "changed" if claim.id in became else "", " ".join(was.text.split()) if was else "")
    for was, new in changes:
        if was is not None and new is None:
            yield _news(before, was, look, False, "left out")


def _news(report: Report, claim: Claim, look: Lookup, first: bool, kind: str, was: str = "") -> News:
    figure = look.figures.get(look.figure_of.get(claim.id, ""))
    return News(
        claim=claim.id,
        report=report.id,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published.iso if report.published else "",
        text=_sentence(report, claim),
        figure=figure.title if figure else "",
        first=first,
        edition="edition" in dict(report.extra),
        kind=kind,
        was=was,
    )


def _sentence(report: Report, claim: Claim) -> str:
    """The words around a claim, to the ends of its sentence."""
    text = report.text
    start = max((text.rfind(mark, 0, claim.start) for mark in (". ", "\n", "! ", "? ")), default=-1)
    ends = [at for mark in (". ", "\n", "! ", "? ") if (at := text.find(mark, claim.end)) >= 0]
    return " ".join(text[start + 1 : min(ends, default=len(text)) + 1].split()).lstrip(". ")


def _lines(news: Sequence[News]) -> str:
    return "".join(f"{n.kind}  {n.outlet or n.report}: {n.text}{_was(n)}{'  ' + n.url if n.url else ''}\n" for n in news)


def _was(n: News) -> str:
    return f" (before: “{n.was}”)" if n.was else ""


def _markdown(news: Sequence[News], at: str) -> str:
    lines = [f"\n## {at}\n"]
    for n in news:
        who = f"[{_plain(n.outlet or n.title or n.report)}]({n.url})" if n.url else _plain(n.outlet or n.report)
        lines.append(f"- {'' if n.kind == 'new' else f'**{n.kind}** '}{who}: {_plain(n.text + _was(n))}")
    return "\n".join(lines) + "\n"


def _mail(text: str, number: int, at: str) -> str:
    message = EmailMessage()
    message["Subject"] = f"Stemma: {number} new claim{'' if number == 1 else 's'}, {at}"
    message["From"] = message["To"] = "stemma@localhost"
    message["X-Unsent"] = "1"
    message.set_content(text)
    return message.as_string()


def _plain(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", words)


def _put(path: Path, text: str) -> None:
    """Write a file whole: whoever reads it sees the old or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_text(text, encoding="utf-8", errors="replace")
    os.replace(half, path)


class _writing:
    """Turns a fault in writing into a sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, OSError):
            raise LedgerError(f"{self._path} cannot be written: {fault.strerror}. The news come again with the next round.") from fault
