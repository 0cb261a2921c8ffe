"""Lists of a large ledger: figures and reports as lines, a page at a time, found in the file."""

from __future__ import annotations

from stemma.ledger.queries import Queries
from stemma.showing.wording import Wording
from stemma.web.asked import Asked
from stemma.web.frame import Screen

PER_PAGE = 60
_KEYS = (("j k", "move"), ("Enter", "open"))


def figure_lines(queries: Queries, want: Asked) -> Screen:
    """A page of the figures."""
    page = queries.figures(words=want.q, measure=want.measure, place=want.place, offset=(want.page - 1) * PER_PAGE, limit=PER_PAGE)
    pages = max(1, -(-page.total // PER_PAGE))
    rows = [
        {
            "heading": "", "id": f.id, "title": f.title, "now": f"{f.readings} readings", "by": f.place, "when": f.newest[:10],
            "counts": (f.reports, f.origins, ""), "conflict": f.conflicts, "changes": 0,
        }
        for f in page.lines
    ]  # fmt: skip
    data = {
        "figures": [
            {
                "id": f.id, "title": f.title, "measure": f.measure, "contested": f.conflicts > 0, "readings": [], "safe_wording": "",
                "reports": f.reports, "lineages": f.origins,
            }
            for f in page.lines
        ],
        "total": page.total, "page": want.page, "pages": pages,
    }  # fmt: skip
    context = {"rows": rows, "total": page.total, "pages": pages}
    return Screen(name="figure", template="figures.html", title="Figures", data=data, context=context, keys=_KEYS)


def report_lines(queries: Queries, want: Asked) -> Screen:
    """A page of the reports, the newest first."""
    page = queries.reports(outlet=want.outlet, words=want.q, offset=(want.page - 1) * PER_PAGE, limit=PER_PAGE)
    words, pages = Wording(), max(1, -(-page.total // PER_PAGE))
    rows = [
        {
            "id": r.id, "title": r.title or r.name or "untitled", "name": r.outlet or r.name,
            "day": words.moment(r.published or "") or "no date", "kind": words.of("kind", r.kind), "from": "", "claims": r.claims,
            "new": "", "changes": 0,
        }
        for r in page.lines
    ]  # fmt: skip
    data = {
        "reports": [{"id": r.id, "title": r.title, "outlet": r.outlet, "kind": r.kind, "claims": r.claims} for r in page.lines],
        "total": page.total, "page": want.page, "pages": pages,
    }  # fmt: skip
    context = {"rows": rows, "total": page.total, "pages": pages}
    return Screen(name="report", template="reports.html", title="Reports", data=data, context=context, keys=_KEYS)
