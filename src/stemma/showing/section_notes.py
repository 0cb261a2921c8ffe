"""What was not understood, what the reports leave unknown, how they were read, every mark, and the words."""

from __future__ import annotations

from collections import Counter

from stemma.core.types import Approx, Notice, Status, Verification
from stemma.showing.marks import Pen, Said, drawn
from stemma.showing.markup import Markup, between, tag
from stemma.showing.pieces import section, set_value, shorten
from stemma.showing.scales import Linear
from stemma.showing.view import View
from stemma.showing.wording import plural

PER_RULE = 5
_MARKS = (  # what is drawn beside each explanation
    (Said(low=5, high=5, approx=Approx.EXACT), "One stroke: the report gives the number bare."),
    (Said(low=5, high=5, approx=Approx.ABOUT), "Fainter strokes on both sides. Their reach is fixed: it says “about”, never how far off."),
    (Said(low=5, high=5, approx=Approx.NEARLY), "Fainter strokes below only."),
    (Said(low=4, high=6, approx=Approx.RANGE), "A beam between two strokes."),
    (Said(low=5, high=None, approx=Approx.AT_LEAST), "The stroke counts; open upward."),
    (Said(low=5, high=None, approx=Approx.MORE_THAN), "The ring does not count; open upward."),
    (Said(low=None, high=5, approx=Approx.AT_MOST), "The stroke counts; open downward."),
    (Said(low=None, high=5, approx=Approx.LESS_THAN), "The ring does not count; open downward."),
    (Said(low=5000, high=5000, approx=Approx.VAGUE), "No stroke: no number was given."),
    (
        Said(low=5, high=5, approx=Approx.EXACT, verification=Verification.UNVERIFIED),
        "Hollow: the report says that it could not be checked.",
    ),
    (Said(low=5, high=5, approx=Approx.EXACT, verification=Verification.CONFIRMED), "A foot: the report says who checked it."),
    (Said(low=5, high=5, approx=Approx.EXACT, status=Status.DENIED), "Struck through and kept: a speaker denies it."),
    (Said(low=5, high=5, approx=Approx.EXACT, status=Status.PLANNED), "Dashed: planned, forecast, on a condition or demanded."),
    (Said(low=5, high=5, approx=Approx.EXACT, changed=True), "Red with a lozenge: changed on the way from report to report."),
    (Said(low=5, high=5, approx=Approx.EXACT, earlier=True), "Grey and short: an earlier value."),
)


def notes_section(view: View) -> Markup:
    """The last part of the page."""
    head = tag("header", tag("h2", "What to know about this page", cls="h1"), cls="head")
    return tag("section", head, _notices(view), _unknown(view), _how(view), _marks(view), _glossary(view), id="notes")


def _notices(view: View) -> Markup:
    notices = [n for e in view.situation.extracts for n in e.notices]
    if not notices:
        return section(
            "notices",
            "What was not understood",
            None,
            tag("p", "Nothing was set aside: every amount that was seen became a claim or was no figure.", cls="q"),
        )
    rules: dict[str, list[Notice]] = {}
    for notice in notices:
        rules.setdefault(notice.rule, []).append(notice)
    folds = []
    for rule in sorted(rules, key=lambda r: (-len(rules[r]), r)):
        members = rules[rule]
        summary = tag("summary", tag("code", rule), tag("span", str(len(members)), cls="k"), tag("span", members[0].remedy, cls="q"))
        items = [tag("li", _place(view, n), n.message) for n in members[:PER_RULE]]
        more = tag("li", f"and {len(members) - PER_RULE:,} more like these", cls="k") if len(members) > PER_RULE else None
        folds.append(tag("details", summary, tag("ul", items, more, cls="plain"), cls="fold"))
    return section(
        "notices", "What was not understood", f"{view.words.count(len(notices), 'notice')}; each names its rule and what would help", folds
    )


def _place(view: View, notice: Notice) -> Markup | None:
    if notice.report not in view.reports:
        return None
    text = view.reports[notice.report].text[max(0, notice.start - 30) : notice.end + 30]
    return tag("span", view.letters.one(notice.report), " “…", shorten(text, 90), "…” ")


def _unknown(view: View) -> Markup:
    """What the reports themselves leave open, counted."""
    claims = list(view.claims.values())
    undated = [r for r in view.reports if not view.published(r)]
    counts = [
        (sum(not c.attribution for c in claims), "name nobody as the speaker"),
        (sum(c.when is None for c in claims), "have no day that they are for"),
        (sum(c.place is None or c.place.lat is None for c in claims), "could not be put on the map"),
        (sum(c.verification == Verification.UNVERIFIED for c in claims), "could not be checked, as their reports say"),
        (sum(c.verification == Verification.CONFIRMED for c in claims), "are confirmed by somebody, as their reports say"),
    ]
    items = [tag("li", f"{number} of {view.words.count(len(claims), 'claim')} {words}.") for number, words in counts if number]
    alone = sum(len(view.carriers(f.claims)) == 1 for f in view.situation.figures)
    if alone:
        items.append(tag("li", f"{view.words.count(alone, 'figure')} {'stands' if alone == 1 else 'stand'} in one report only."))
    if undated:
        items.append(
            tag(
                "li",
                f"{view.words.count(len(undated), 'report')} without a date (",
                view.letters.row(undated),
                "): “on Thursday” stays a Thursday there.",
            )
        )
    if view.lost:
        names = view.words.listed(o.credited_as for o in view.lost.values())
        items.append(
            tag(
                "li",
                f"What the lost {plural(len(view.lost), 'original')} credited to {names} said is not known; what the children share is.",
            )
        )
    items.append(tag("li", "Where no dependence was found between reports, that is no proof that there is none."))
    return section("unknown", "What we do not know", None, tag("ul", items, cls="plain"))


def _how(view: View) -> Markup:
    readers = Counter(c.reader for c in view.claims.values())
    rules = Counter(reason.rule for c in view.claims.values() for reason in c.reasons)
    named = ", ".join(f"{name} ({count} {plural(count, 'claim')})" for name, count in sorted(readers.items())) or "none"
    items = [
        tag("li", "Read by: ", named, ". Rules and word lists only, no model: the same texts give the same page."),
        tag("li", f"Packs: {', '.join(view.pack.domains)}; language: {view.pack.language}."),
    ]
    if rules:
        common = sorted(rules.items(), key=lambda item: (-item[1], item[0]))[:12]
        items.append(
            tag("li", "Rules that carried most claims: ", between(", ", (tag("code", f"{rule} {count}") for rule, count in common)), ".")
        )
    return section("how", "How it was read", None, tag("ul", items, cls="plain"))


def _marks(view: View) -> Markup:
    scale = Linear(0, 10, 6, 124)
    boxes = []
    for said, words in _MARKS:
        large = said.approx == Approx.VAGUE
        pen = Pen(scale=Linear(0, 10000, 6, 124) if large else scale, across=15, half=9, first=6, last=124)
        mark = tag(
            "svg",
            tag("line", x1=6, x2=124, y1=15, y2=15, cls="axis"),
            drawn(said, pen),
            viewBox="0 0 130 30",
            width=130,
            height=30,
            aria_hidden="true",
        )
        value = set_value(view.words.value(said.low, said.high, "count", said.approx))
        boxes.append(tag("div", mark, tag("span", tag("b", value), " ", words)))
    return section(
        "marks",
        "Every mark",
        "ends say how exact, ink how far checked, outline whether it has happened, red that it changed on the way",
        tag("div", boxes, cls="spec marks"),
    )


def _glossary(view: View) -> Markup:
    rows = [tag("div", tag("dt", word), tag("dd", str(meaning))) for word, meaning in view.words.table["glossary"].items()]
    return section("glossary", "The words on this page", None, tag("dl", rows, cls="glossary"))
