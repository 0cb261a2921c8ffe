"""The nouns of Stemma: what a report, a claim, a figure and a stemma are.

Every record is frozen; a step adds new records that point back and never edits one.
Offsets count Unicode code points of the report's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

import msgspec


class Approx(StrEnum):
    """How exact the words make an amount."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    NEARLY = "nearly"
    RANGE = "range"
    VAGUE = "vague"


class Status(StrEnum):
    """How a claim is put forward."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    DENIED = "denied"
    PLANNED = "planned"
    FORECAST = "forecast"
    CONDITIONAL = "conditional"
    DEMAND = "demand"


class Verification(StrEnum):
    """What the report says about checking."""

    NONE = "none"
    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"


class SourceKind(StrEnum):
    """What sort of speaker a source is."""

    PERSON = "person"  # a named human being
    INSTITUTION = "institution"
    ROLE = "role"  # "the mayor", without a name
    UNNAMED = "unnamed"  # "a senior military source"
    DOCUMENT = "document"  # a map, an image, a paper, a survey
    CROWD = "crowd"  # "residents", "analysts", "reports"
    OUTLET = "outlet"
    NONE = "none"  # "reportedly": said by somebody, nobody is named


class Nature(StrEnum):
    """What kind of quantity a measure is; only like is set beside like."""

    LEVEL = "level"  # true at an instant
    TOTAL = "total"  # a running total since a start
    FLOW = "flow"  # over a window
    DELTA = "delta"  # a change of a level or total


class Kind(StrEnum):
    """How a report came to be."""

    ORIGINAL = "original"
    COPY = "copy"
    EDIT = "edit"
    PARAPHRASE = "paraphrase"
    PARTIAL = "partial"
    BLEND = "blend"
    CORRECTION = "correction"


class Span(NamedTuple):
    """A stretch of one report's text, `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A publication time as it was given: ISO 8601 text of any precision, offset kept.

    `iso` may be "2024-11", "2024-11-24" or "2024-11-24T09:30:00+02:00"; `raw` is what stood in the input.
    """

    iso: str
    raw: str = ""

    @property
    def day(self) -> str:
        """The calendar day where it was published, "2024-11-24" (a shorter prefix where the day is unknown)."""
        return self.iso[:10]

    @property
    def precision(self) -> str:
        """One of year, month, day, time."""
        return {4: "year", 7: "month", 10: "day"}.get(len(self.iso), "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text that is not the report's own body: it brings no figures."""

    start: int
    end: int
    kind: str  # header title related subscription caption byline dateline note


class _Named:
    """What is known by a hash of its content: it is worked out once, when it is first asked for."""

    __slots__ = ("_id",)
    _id: str

    @property
    def id(self) -> str:
        """A hash of the content."""
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", self._name())  # frozen, but this is no part of the content
            return self._id

    def _name(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(_Named):
    """One report as it came in: the text as it stood, and what is known of it."""

    text: str
    name: str = ""  # file name or URL
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: Moment | None = None
    url: str = ""
    language: str = ""
    marks: tuple[Mark, ...] = ()
    credits: tuple[str, ...] = ()  # agencies named by dateline, byline or credit line, in order of appearance
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the text (UTF-8)."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def _name(self) -> str:
        """Thirteen characters from text, outlet and URL: one text printed by two outlets is two reports."""
        return "r" + identify(self.sha256, self.outlet, self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as said: bounds and hedge of the words themselves, an open end is None.

    "more than 40%" is low=40, high=None, more_than; "up to 14,000" is low=None, high=14000, at_most;
    "about 800 km2" is low=high=800, about; "nearly 5,000" is low=high=5000, nearly;
    "200-300 metres a day" is 200, 300, range, unit "m/day". Units are the contract's (km2, persons, count, percent ...).
    """

    low: int | float | None  # 12 stays 12 when it is kept and read again
    high: int | float | None
    unit: str
    approx: Approx = Approx.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A stretch of calendar time, first and last day (ISO, YYYY-MM-DD); either may be open (None)."""

    start: str | None
    end: str | None
    text: str = ""  # the words, "" where it is the report's own date


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place: the name by which it is known, its words, where it lies, and how exactly that is known."""

    name: str
    lat: float | None = None
    lon: float | None = None
    id: str = ""  # "geo:703448", "cc:UA", "a1:RU.41", "user:..." or "" where the gazetteer abstained
    kind: str = ""  # country region district town village river feature area
    country: str = ""  # ISO 3166-1 alpha-2
    region: str = ""  # id of the containing first-level region
    precision: str = "exact"  # exact near district region country
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so: the name that stands for the speaker, and what sort of speaker it is."""

    name: str
    kind: SourceKind = SourceKind.INSTITUTION
    actor: str = ""  # id in the actors pack, where known
    start: int = -1
    end: int = -1


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a decision was taken: a named rule, a sentence, and its weight as a natural logarithm of odds."""

    rule: str
    detail: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(_Named):
    """One figure stated once in one report, tied to the very words."""

    report: str
    start: int
    end: int
    text: str
    amount: Amount
    measure: str
    read_as: str = ""  # the measure by the report's own words, where the pile's reports agree on another
    nature: Nature = Nature.LEVEL
    subject: str = ""
    subject_actor: str = ""  # id in the actors pack, where known
    place: Place | None = None
    when: When | None = None
    window: str = ""  # ISO 8601 duration of a flow ("PT24H"), "" otherwise
    percent_of: str = ""
    counted: str = ""  # the counted noun as it stands, "armoured vehicles"
    attribution: tuple[Source, ...] = ()  # outermost first, innermost speaker last; the outlet itself left out
    status: Status = Status.ASSERTED
    verification: Verification = Verification.NONE
    caveat: Span | None = None  # the words that say whether it was checked
    reasons: tuple[Reason, ...] = ()
    reader: str = "rules"

    def _name(self) -> str:
        """A hash of what was said and where."""
        return "c" + identify(self.report, str(self.start), str(self.end), self.read_as or self.measure, repr(self.amount))

    @property
    def span(self) -> Span:
        """Where the evidence stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(_Named):
    """Something that a report says happened, is planned, demanded, denied or not known, without a number."""

    report: str
    start: int
    end: int
    text: str
    type: str  # strike offensive capture withdrawal demand rejection denial forecast no_comment verification_caveat ...
    actor: str = ""
    target: str = ""
    place: Place | None = None
    when: When | None = None
    attribution: tuple[Source, ...] = ()
    status: Status = Status.ASSERTED
    key: str = ""  # content words that tell like events together, sorted, space-separated
    reasons: tuple[Reason, ...] = ()

    def _name(self) -> str:
        """A hash of what was said and where."""
        return "e" + identify(self.report, str(self.start), str(self.end), self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What was seen and not understood: a named rule, a sentence, a remedy, and the place."""

    rule: str
    message: str
    remedy: str
    report: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words between quotation marks, as they stand."""

    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a reader takes from one report."""

    report: str
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    credits: tuple[str, ...] = ()  # outlets and agencies that the report names as where its matter comes from
    names: tuple[str, ...] = ()  # proper names in order of first mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about two items; it outlives every re-run."""

    one: str
    other: str
    about: str  # "figure": two claims speak of one figure; "kin": two reports are kin
    same: bool
    who: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two claims that speak of the same figure, and why."""

    one: str
    other: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity in the world that claims speak about; readings at several dates form its series."""

    id: str
    title: str
    measure: str
    nature: Nature
    subject: str
    place: Place | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """One report (or lost original) gave matter to another; weight is the share of certainty, 0 to 1."""

    child: str
    parent: str
    weight: float
    basis: tuple[str, ...]  # of: text figures quotes errors credit
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LostOriginal:
    """An ancestor that is not in the pile, inferred from what its children share."""

    id: str  # "*reuters"
    credited_as: str
    children: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """Whence a claim has its matter: the claim of the parent that it repeats, or None where the parent is lost."""

    claim: str
    parent: str  # report or lost original
    from_claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A change on the way: what a report made of a reading that it took over."""

    report: str
    parent: str  # report or lost original
    field: str  # number unit approx time place scope attribution status verification
    was: str
    became: str
    claim: str = ""  # the changed claim or event ("" where it was dropped)
    from_claim: str = ""
    inherited_by: tuple[str, ...] = ()
    restored: bool = False  # a correction puts an earlier change right
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemma:
    """The family tree of a set of reports, down to the single claim."""

    descents: tuple[Descent, ...] = ()
    lost: tuple[LostOriginal, ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()  # report id, kind
    inheritances: tuple[Inheritance, ...] = ()
    mutations: tuple[Mutation, ...] = ()

    def parents(self, report: str) -> tuple[Descent, ...]:
        """The descents that lead to this report."""
        return tuple(d for d in self.descents if d.child == report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a figure, with those who carry it and two counts of what stands behind it."""

    figure: str
    low: float | None
    high: float | None
    unit: str
    approx: Approx
    claims: tuple[str, ...]
    reports: int
    origins: int  # report lineages without found dependence; 0 for a value born by a mistake in copying
    sources: int  # primary sources
    grade: str = "6"  # Admiralty credibility, proposed; "6" cannot be judged
    when: When | None = None
    denied: bool = False
    born_in: str = ""  # the report in which a copying mistake made this value
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more claims or events that do not agree, real or only seeming, with a sentence that says why."""

    figure: str
    claims: tuple[str, ...]  # claim or event ids
    kind: str  # real apparent
    verdict: str  # real time window unit rounding scope quantity part-whole copying restated denial arithmetic cannot-tell
    why: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum done on what is claimed, "held = taken - lost" and the like; it holds or it does not."""

    claims: tuple[str, ...]
    rule: str
    holds: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One step in the course of a figure: as of when, known since when, who says so."""

    figure: str
    when: When | None
    known: str  # publication time of the first report that has it, ISO, "" where undated
    low: float | None
    high: float | None
    unit: str
    approx: Approx
    claims: tuple[str, ...]
    source: str  # primary source, as shown
    status: Status = Status.ASSERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """What a report said first, from its own reporting."""

    report: str
    new_claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """All that weighing finds."""

    readings: tuple[Reading, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    checks: tuple[Check, ...] = ()
    courses: tuple[Point, ...] = ()
    novelty: tuple[Novelty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A whole pile of reports, read, linked, traced and weighed: what the ledger keeps and the showing room shows.

    Reports stand in order of publication (undated last), then by id.
    """

    reports: tuple[Report, ...] = ()
    extracts: tuple[Extract, ...] = ()
    links: tuple[Link, ...] = ()
    figures: tuple[Figure, ...] = ()
    stemma: Stemma = field(default_factory=Stemma)
    weighing: Weighing = field(default_factory=Weighing)


def identify(*parts: str) -> str:
    """Twelve hex digits that stand for the parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
