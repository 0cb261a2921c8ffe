"""The ledger's tables, as numbered steps: a ledger of any older version is brought up to date when it is opened.

Names in SQL differ from the records' where a name is a word of SQL: `begins` and `ends` are a span's start and end,
`as_of` is a claim's time. Lists of ids stand in tables of their own, so that every question can be asked by joins;
reasons and the like are JSON. `position` keeps the order in which rows were found.
"""

from __future__ import annotations

from stemma.ledger.step_intake import INTAKE, OUTBOX
from stemma.ledger.step_keys import COPIES, KEYS
from stemma.ledger.step_piles import PILES
from stemma.ledger.step_questions import QUESTIONS
from stemma.ledger.tallies import TALLIES

_FIRST = """
CREATE TABLE runs (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, reader TEXT NOT NULL, packs TEXT NOT NULL, inputs TEXT NOT NULL
) STRICT;

CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE reports (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES texts (sha256), name TEXT NOT NULL, title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    author TEXT NOT NULL, published TEXT, published_raw TEXT, url TEXT NOT NULL, language TEXT NOT NULL,
    credits TEXT NOT NULL, extra TEXT NOT NULL, position INTEGER
) STRICT;
CREATE TABLE marks (
    report TEXT NOT NULL REFERENCES reports (id), position INTEGER NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT;
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY, one TEXT NOT NULL, other TEXT NOT NULL, about TEXT NOT NULL, same INTEGER NOT NULL,
    who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL
) STRICT;

CREATE TABLE extracts (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), report TEXT NOT NULL REFERENCES reports (id),
    reader TEXT NOT NULL, credits TEXT NOT NULL, names TEXT NOT NULL
) STRICT;
CREATE TABLE claims (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL REFERENCES reports (id),
    begins INTEGER NOT NULL, ends INTEGER NOT NULL, text TEXT NOT NULL, measure TEXT NOT NULL, nature TEXT NOT NULL,
    subject TEXT NOT NULL, subject_actor TEXT NOT NULL, low, high, unit TEXT NOT NULL, approx TEXT NOT NULL,
    percent_of TEXT NOT NULL, counted TEXT NOT NULL,
    place TEXT, place_name TEXT GENERATED ALWAYS AS (json_extract(place, '$.name')),
    lat REAL GENERATED ALWAYS AS (json_extract(place, '$.lat')),
    lon REAL GENERATED ALWAYS AS (json_extract(place, '$.lon')),
    as_of TEXT, as_of_start TEXT GENERATED ALWAYS AS (json_extract(as_of, '$.start')),
    as_of_end TEXT GENERATED ALWAYS AS (json_extract(as_of, '$.end')),
    "window" TEXT NOT NULL, status TEXT NOT NULL, verification TEXT NOT NULL, caveat TEXT, reasons TEXT NOT NULL,
    reader TEXT NOT NULL
);
CREATE TABLE attributions (
    owner TEXT NOT NULL, position INTEGER NOT NULL, run TEXT NOT NULL REFERENCES runs (id), name TEXT NOT NULL,
    kind TEXT NOT NULL, actor TEXT NOT NULL,
    begins INTEGER NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (owner, position)
) STRICT;
CREATE TABLE events (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL REFERENCES reports (id),
    begins INTEGER NOT NULL, ends INTEGER NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL, actor TEXT NOT NULL,
    target TEXT NOT NULL,
    place TEXT, place_name TEXT GENERATED ALWAYS AS (json_extract(place, '$.name')),
    lat REAL GENERATED ALWAYS AS (json_extract(place, '$.lat')),
    lon REAL GENERATED ALWAYS AS (json_extract(place, '$.lon')),
    as_of TEXT, as_of_start TEXT GENERATED ALWAYS AS (json_extract(as_of, '$.start')),
    as_of_end TEXT GENERATED ALWAYS AS (json_extract(as_of, '$.end')),
    status TEXT NOT NULL, key TEXT NOT NULL, reasons TEXT NOT NULL
) STRICT;
CREATE TABLE quotes (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), report TEXT NOT NULL REFERENCES reports (id),
    begins INTEGER NOT NULL, ends INTEGER NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE notices (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), report TEXT NOT NULL REFERENCES reports (id),
    rule TEXT NOT NULL,
    message TEXT NOT NULL, remedy TEXT NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL
) STRICT;

CREATE TABLE links (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), one TEXT NOT NULL REFERENCES claims (id),
    other TEXT NOT NULL REFERENCES claims (id), reasons TEXT NOT NULL
) STRICT;
CREATE TABLE figures (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    measure TEXT NOT NULL,
    nature TEXT NOT NULL, subject TEXT NOT NULL, place TEXT, place_name TEXT GENERATED ALWAYS AS (json_extract(place, '$.name'))
) STRICT;
CREATE TABLE figure_claims (
    figure INTEGER NOT NULL REFERENCES figures (position), position INTEGER NOT NULL, claim TEXT NOT NULL REFERENCES claims (id),
    PRIMARY KEY (figure, position)
) STRICT;
CREATE TABLE descents (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), child TEXT NOT NULL, parent TEXT NOT NULL, weight,
    basis TEXT NOT NULL, reasons TEXT NOT NULL
);
CREATE TABLE lost_originals (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), id TEXT NOT NULL UNIQUE, credited_as TEXT NOT NULL,
    reasons TEXT NOT NULL
) STRICT;
CREATE TABLE lost_children (
    lost_original INTEGER NOT NULL REFERENCES lost_originals (position), position INTEGER NOT NULL, child TEXT NOT NULL,
    PRIMARY KEY (lost_original, position)
) STRICT;
CREATE TABLE kinds (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), report TEXT NOT NULL REFERENCES reports (id),
    kind TEXT NOT NULL
) STRICT;
CREATE TABLE inheritances (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), claim TEXT NOT NULL, parent TEXT NOT NULL,
    from_claim TEXT
) STRICT;
CREATE TABLE mutations (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), report TEXT NOT NULL REFERENCES reports (id),
    parent TEXT NOT NULL,
    field TEXT NOT NULL, was TEXT NOT NULL, became TEXT NOT NULL, claim TEXT NOT NULL, from_claim TEXT NOT NULL,
    restored INTEGER NOT NULL,
    reasons TEXT NOT NULL
) STRICT;
CREATE TABLE mutation_heirs (
    mutation INTEGER NOT NULL REFERENCES mutations (position), position INTEGER NOT NULL, report TEXT NOT NULL,
    PRIMARY KEY (mutation, position)
) STRICT;

CREATE TABLE readings (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), figure TEXT NOT NULL REFERENCES figures (id), low, high,
    unit TEXT NOT NULL,
    approx TEXT NOT NULL, reports INTEGER NOT NULL, origins INTEGER NOT NULL, sources INTEGER NOT NULL, grade TEXT NOT NULL,
    as_of TEXT,
    denied INTEGER NOT NULL, born_in TEXT NOT NULL, reasons TEXT NOT NULL
);
CREATE TABLE reading_claims (
    reading INTEGER NOT NULL REFERENCES readings (position), position INTEGER NOT NULL, claim TEXT NOT NULL,
    PRIMARY KEY (reading, position)
) STRICT;
CREATE TABLE conflicts (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), figure TEXT NOT NULL, kind TEXT NOT NULL,
    verdict TEXT NOT NULL,
    why TEXT NOT NULL, reasons TEXT NOT NULL
) STRICT;
CREATE TABLE conflict_claims (
    conflict INTEGER NOT NULL REFERENCES conflicts (position), position INTEGER NOT NULL, claim TEXT NOT NULL,
    PRIMARY KEY (conflict, position)
) STRICT;
CREATE TABLE checks (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), rule TEXT NOT NULL, holds INTEGER NOT NULL,
    why TEXT NOT NULL
) STRICT;
CREATE TABLE check_claims (
    "check" INTEGER NOT NULL REFERENCES checks (position), position INTEGER NOT NULL, claim TEXT NOT NULL,
    PRIMARY KEY ("check", position)
) STRICT;
CREATE TABLE points (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), figure TEXT NOT NULL, as_of TEXT, known TEXT NOT NULL,
    low, high,
    unit TEXT NOT NULL, approx TEXT NOT NULL, source TEXT NOT NULL, status TEXT NOT NULL
);
CREATE TABLE point_claims (
    point INTEGER NOT NULL REFERENCES points (position), position INTEGER NOT NULL, claim TEXT NOT NULL,
    PRIMARY KEY (point, position)
) STRICT;
CREATE TABLE novelty (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id), report TEXT NOT NULL REFERENCES reports (id)
) STRICT;
CREATE TABLE novelty_claims (
    novelty INTEGER NOT NULL REFERENCES novelty (position), position INTEGER NOT NULL, claim TEXT NOT NULL,
    PRIMARY KEY (novelty, position)
) STRICT;
CREATE INDEX claims_report ON claims (report);
CREATE INDEX claims_measure ON claims (measure);
CREATE INDEX figure_claims_claim ON figure_claims (claim);
"""

_DECISIONS = """
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, action TEXT NOT NULL, item TEXT NOT NULL, other TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, why TEXT NOT NULL, undoes INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_item ON decisions (item);
"""

_READERS = """
CREATE INDEX taken_reader ON taken (reader, report);
"""

_READ_AS = """
ALTER TABLE claims ADD COLUMN read_as TEXT NOT NULL DEFAULT '';
"""

MIGRATIONS = (_FIRST, _DECISIONS, QUESTIONS, PILES, KEYS, _READERS, INTAKE, TALLIES, OUTBOX, COPIES, _READ_AS)
"""The steps in order; a ledger's version is the number of steps that it has taken."""
