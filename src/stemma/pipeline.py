"""The walk of the reports through the rooms, once, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stemma.core.packs import Pack
from stemma.core.types import Extract, Judgement, Notice, Report, Situation, Stemma, Weighing

if TYPE_CHECKING:
    from stemma.piling import Limits
    from stemma.reading.saying.seam import ReportReader

__all__ = [
    "How",
    "Told",
    "assemble",
    "assemble_pile",
    "in_order",
    "other_language",
    "read_all",
    "read_here",
    "reader_of",
    "reader_version",
    "set_apart",
    "together",
]
Told = Callable[[int, int], None]
_REMEDY = "this is a fault of Stemma's: please report it with the text, or leave the report out"
_READS = "en"  # the language for which the reading is made
_NO_LANGUAGE = ("un", "mu", "zx")  # und, mul, zxx: codes that name no one language
_BUNCHES = 4  # parts of the work that each worker gets, so that none waits long for the last


class How(NamedTuple):
    """With which words, places and reader reports are read."""

    pack: Pack
    places: Path | None
    reader: str


def assemble(
    reports: Iterable[Report], extracts: Iterable[Extract], judgements: Sequence[Judgement], pack: Pack, limits: Limits | None = None
) -> Situation:
    """The situation that reports and what was read from them make; of more reports than a pile holds it is made pile by pile."""
    from stemma.piling import LIMITS

    ordered = in_order(reports)
    held = {extract.report: extract for extract in extracts}
    if len(ordered) <= (limits or LIMITS).pile:
        return assemble_pile(ordered, held.values(), judgements, pack)
    found = []
    for pile in _parted(ordered, held, judgements, pack, limits or LIMITS):
        taken = [held[report.id] for report in pile if report.id in held]
        found.append(set_apart(assemble_pile(pile, taken, judgements, pack)))
    return together(found)


def _parted(
    reports: Sequence[Report], held: Mapping[str, Extract], judgements: Sequence[Judgement], pack: Pack, limits: Limits
) -> Iterator[list[Report]]:
    """Reports in piles, by their keys and by what people say belongs together."""
    from stemma.piling import Keys, parted

    at = {int(report.id[1:], 16): report for report in reports}
    home = {claim.id: number for number, r in at.items() if r.id in held for claim in held[r.id].claims} | {r.id: n for n, r in at.items()}
    keys = Keys(pack)
    postings: dict[int, list[int]] = {}
    for number, report in sorted(at.items()):
        for key in keys.of(report, held.get(report.id, Extract(report=report.id))):
            postings.setdefault(key, []).append(number)
    same = [(j.one, j.other) for j in judgements if j.same and j.about in ("figure", "kin")]
    judged = sorted({(home[one], home[other]) for one, other in same if one in home and other in home})
    for pile in parted(sorted(at), postings, judged, limits):
        yield [at[number] for number in pile]


def assemble_pile(reports: Iterable[Report], extracts: Iterable[Extract], judgements: Sequence[Judgement], pack: Pack) -> Situation:
    """The situation of one pile: linked, traced and weighed."""
    from stemma.core.decisions import amend, settled, without_rejected
    from stemma.descent import as_taken_over, trace
    from stemma.linking import as_agreed, as_first_told, as_held, as_spelled, link_claims, on_ground
    from stemma.weighing import weigh

    ordered = in_order(reports)
    held = {extract.report: extract for extract in extracts}
    placed = on_ground(ordered, [held[report.id] for report in ordered if report.id in held], pack)
    read = amend(as_held(ordered, as_spelled(ordered, as_first_told(ordered, placed), pack), pack), judgements)
    taken = without_rejected(read, judgements)
    links, figures = link_claims(ordered, taken, judgements, pack)
    stemma = trace(ordered, without_rejected(read, judgements), figures, judgements, pack)
    told = as_agreed(as_taken_over(read, stemma.inheritances), figures, settled(judgements))
    weighing = weigh(ordered, without_rejected(told, judgements), figures, stemma, pack)
    return Situation(reports=ordered, extracts=told, links=links, figures=figures, stemma=stemma, weighing=weighing)


def set_apart(situation: Situation) -> Situation:
    """A pile's situation with names of lost originals that no other pile gives: they end on the child with the least id."""
    names = {lost.id: f"{lost.id}-{min(lost.children)[:6]}" for lost in situation.stemma.lost}
    if not names:
        return situation
    tree = situation.stemma
    return replace(
        situation,
        stemma=replace(
            tree,
            lost=tuple(replace(lost, id=names[lost.id]) for lost in tree.lost),
            descents=tuple(replace(d, parent=names.get(d.parent, d.parent)) for d in tree.descents),
            inheritances=tuple(replace(i, parent=names.get(i.parent, i.parent)) for i in tree.inheritances),
            mutations=tuple(replace(m, parent=names.get(m.parent, m.parent)) for m in tree.mutations),
        ),
    )


def together(piles: Iterable[Situation]) -> Situation:
    """The situations of several piles as one: pile by pile in the order of their first reports, links and figures by id."""
    found = sorted(piles, key=lambda pile: (_instant(pile.reports[0]), pile.reports[0].id))
    reports = in_order(report for pile in found for report in pile.reports)
    extracts = {extract.report: extract for pile in found for extract in pile.extracts}
    trees, weighings = [pile.stemma for pile in found], [pile.weighing for pile in found]
    return Situation(
        reports=reports,
        extracts=tuple(extracts[report.id] for report in reports if report.id in extracts),
        links=tuple(sorted((link for pile in found for link in pile.links), key=lambda link: (link.one, link.other))),
        figures=tuple(sorted((figure for pile in found for figure in pile.figures), key=lambda figure: figure.id)),
        stemma=Stemma(**{f.name: tuple(chain.from_iterable(getattr(tree, f.name) for tree in trees)) for f in fields(Stemma)}),
        weighing=Weighing(**{f.name: tuple(chain.from_iterable(getattr(w, f.name) for w in weighings)) for f in fields(Weighing)}),
    )


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Each report once, by time of publication, the undated last, then by id."""
    return tuple(sorted({report.id: report for report in reports}.values(), key=lambda r: (_instant(r), r.id)))


def read_all(
    reports: Sequence[Report],
    pack: Pack,
    places: Path | None = None,
    workers: int = 1,
    told: Told | None = None,
    reader: str = "rules",
) -> Iterator[Extract]:
    """What is read from each report, in the order of the reports; many workers give the same as one."""
    many = workers > 1 and len(reports) > 1
    extracts = (
        _read_by_many(reports, How(pack, places, reader), workers) if many else read_here(reports, reader_of(How(pack, places, reader)))
    )
    for done, extract in enumerate(extracts, 1):
        if told is not None:
            told(done, len(reports))
        yield extract


def reader_version(pack: Pack, places: Path | None = None, reader: str = "rules") -> str:
    """What tells one way of reading from another: the reader, the version of Stemma, the words of its packs and the user's places."""
    import msgspec

    from stemma import __version__

    known: Mapping[str, object] = {"measures": pack.measures, "actors": pack.actors, "tables": pack.tables}
    words = msgspec.json.encode(known, order="sorted") + (places.read_bytes() if places is not None else b"")
    return f"{reader}/{__version__}/{sha256(words).hexdigest()[:8]}"


def _instant(report: Report) -> tuple[str, str]:
    """A key that sorts by instant; without a clock a day counts from its beginning, an undated report comes last."""
    if report.published is None:
        return "9999", ""
    iso = report.published.iso
    try:
        moment = datetime.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso)
    except ValueError:
        return iso, ""
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat(), iso


def read_here(reports: Sequence[Report], reader: ReportReader) -> Iterator[Extract]:
    """What a reader takes from each report; one on which it fails, or in a language that is not read, gives a notice that says so."""
    for report in reports:
        if (other := other_language(report)) is not None:
            yield other
            continue
        try:
            yield reader.read(report)
        except Exception as fault:  # one text that a rule trips over must not cost the user all the others
            yield _unread(report, fault)


def other_language(report: Report) -> Extract | None:
    """For a report in a language that is not read, the extract that says so; None for one that is read, or too short to tell."""
    language = report.language.strip().lower()
    if not language or language.startswith((_READS, *_NO_LANGUAGE)):
        return None
    message = f"the report is in another language ('{report.language}') and was not read: Stemma reads English"
    remedy = "add an English translation as a report of its own; if the text is English, say so with a first line 'Language: en'"
    notice = Notice(rule="read.language", message=message, remedy=remedy, report=report.id, start=0, end=len(report.text))
    return Extract(report=report.id, notices=(notice,))


def _unread(report: Report, fault: Exception) -> Extract:
    """An extract that says that a report could not be read, and where the rules failed."""
    message = f"the report was not read: {_where(fault)}"
    return Extract(
        report=report.id,
        notices=(Notice(rule="read.failed", message=message, remedy=_REMEDY, report=report.id, start=0, end=len(report.text)),),
    )


def unworked(reports: Iterable[Report], extracts: Iterable[Extract], fault: Exception) -> Situation:
    """The situation of a pile over which a rule stumbled: its claims, and a notice that says where the rules failed."""
    ordered = in_order(reports)
    held = {extract.report: extract for extract in extracts}
    taken = [held[report.id] for report in ordered if report.id in held]
    message = f"the {len(ordered)} reports of this pile were not compared: {_where(fault)}"
    notice = Notice(rule="work.failed", message=message, remedy=_REMEDY, report=taken[0].report, start=0, end=0)
    first = replace(taken[0], notices=(*taken[0].notices, notice))
    return Situation(reports=ordered, extracts=(first, *taken[1:]))


def _where(fault: Exception) -> str:
    from traceback import extract_tb

    at = extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(at.filename).name}, line {at.lineno}: {fault}"


def _read_by_many(reports: Sequence[Report], how: How, workers: int) -> Iterator[Extract]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    size = -(-len(reports) // (workers * _BUNCHES))
    bunches = [tuple(reports[at : at + size]) for at in range(0, len(reports), size)]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for extracts in pool.map(partial(_read_bunch, how), bunches):
            yield from extracts


def _read_bunch(how: How, reports: Sequence[Report]) -> list[Extract]:
    return list(read_here(reports, reader_of(how)))


def reader_of(how: How) -> ReportReader:
    """The reader that is asked for."""
    from stemma.core.gazetteer import Gazetteer
    from stemma.plugins import reader

    return reader(how.reader)(how.pack, Gazetteer(user_places=how.places))
