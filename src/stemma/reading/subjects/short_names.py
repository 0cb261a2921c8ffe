"""Names with the letters by which a report goes on to call them: "the Myanmar National Democratic Alliance Army (MNDAA)"."""

from __future__ import annotations

from stemma.core.letters import short_names
from stemma.reading.looked import Looked
from stemma.reading.measures.earlier import Before
from stemma.reading.subjects.asking import Subject


def in_full(found: Subject, looked: Looked, before: Before) -> Subject:
    """A subject by its name and letters, where the report gives both."""
    if before.short_names is None:
        before.short_names = short_names(looked.text.text)
    both = before.short_names.get(found.name)
    return found._replace(name=both) if both else found
