"""The ledger's tables, as numbered steps: a ledger of any older version is brought up to date when it is opened.

Names in SQL differ from the records' where a name is a word of SQL: `begins` and `ends` are a span's start and end,
`as_of` is a claim's time. Lists of ids stand in tables of their own, so that every question can be asked by joins;
reasons and the like are JSON. `position` keeps the order in which rows were found.
"""

from __future__ import annotations

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

# What a list shows of figures for which it is not yet worked out.
FIGURE_LINES = """INSERT INTO figure_lines (figure, claims, reports, readings, origins, conflicts, newest)
    SELECT position, (SELECT count(*) FROM figure_claims WHERE figure = figures.position),
        (SELECT count(DISTINCT report) FROM figure_claims JOIN claims ON claims.id = claim WHERE figure = figures.position),
        (SELECT count(*) FROM readings WHERE readings.figure = figures.id),
        coalesce((SELECT max(origins) FROM readings WHERE readings.figure = figures.id), 0),
        (SELECT count(*) FROM conflicts WHERE conflicts.figure = figures.id AND kind = 'real'),
        coalesce((SELECT max(instant) FROM figure_claims JOIN claims ON claims.id = claim JOIN reports ON reports.id = report
            WHERE figure = figures.position), '')
    FROM figures WHERE NOT EXISTS (SELECT 1 FROM figure_lines WHERE figure = figures.position)"""

# Questions: the instant of publication in universal time, indexes, and full-text search kept up by triggers.
# `numbers` gives each report a number that VACUUM leaves alone.
_QUESTIONS = (
    """
ALTER TABLE reports ADD COLUMN instant TEXT GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M:%SZ',
    CASE length(published) WHEN 4 THEN published || '-01-01' WHEN 7 THEN published || '-01' ELSE published END)) VIRTUAL;
CREATE INDEX reports_instant ON reports (instant, id);
CREATE INDEX reports_position ON reports (position);
CREATE INDEX reports_outlet ON reports (outlet, instant);
CREATE INDEX reports_sha256 ON reports (sha256);
CREATE INDEX reports_url ON reports (url);
CREATE INDEX reports_name ON reports (name);
CREATE TABLE numbers (number INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE REFERENCES reports (id)) STRICT;
CREATE VIEW searched_reports AS SELECT number, title, outlet, text
    FROM numbers JOIN reports ON reports.id = report JOIN texts USING (sha256);
CREATE VIRTUAL TABLE report_search USING fts5 (title, outlet, text, content = 'searched_reports', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER numbers_in AFTER INSERT ON numbers BEGIN
    INSERT INTO report_search (rowid, title, outlet, text)
    SELECT number, title, outlet, text FROM searched_reports WHERE number = NEW.number;
END;
CREATE TRIGGER numbers_out BEFORE DELETE ON numbers BEGIN
    INSERT INTO report_search (report_search, rowid, title, outlet, text)
    SELECT 'delete', number, title, outlet, text FROM searched_reports WHERE number = OLD.number;
END;
CREATE TRIGGER texts_out BEFORE UPDATE OF text ON texts BEGIN
    INSERT INTO report_search (report_search, rowid, title, outlet, text)
    SELECT 'delete', number, title, outlet, text FROM searched_reports WHERE
    number IN (SELECT number FROM numbers JOIN reports ON reports.id = report WHERE sha256 = OLD.sha256);
END;
CREATE TRIGGER texts_in AFTER UPDATE OF text ON texts BEGIN
    INSERT INTO report_search (rowid, title, outlet, text)
    SELECT number, title, outlet, text FROM searched_reports WHERE
    number IN (SELECT number FROM numbers JOIN reports ON reports.id = report WHERE sha256 = NEW.sha256);
END;
INSERT INTO numbers (report) SELECT id FROM reports ORDER BY instant IS NULL, instant, id;
CREATE VIRTUAL TABLE claim_search USING fts5 (text, subject, counted, place_name, content = 'claims', content_rowid = 'position',
    tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER claims_in AFTER INSERT ON claims BEGIN
    INSERT INTO claim_search (rowid, text, subject, counted, place_name)
    VALUES (NEW.position, NEW.text, NEW.subject, NEW.counted, NEW.place_name);
END;
CREATE TRIGGER claims_out BEFORE DELETE ON claims BEGIN
    INSERT INTO claim_search (claim_search, rowid, text, subject, counted, place_name)
    VALUES ('delete', OLD.position, OLD.text, OLD.subject, OLD.counted, OLD.place_name);
END;
INSERT INTO claim_search (rowid, text, subject, counted, place_name) SELECT position, text, subject, counted, place_name FROM claims;
CREATE VIRTUAL TABLE figure_search USING fts5 (title, content = 'figures', content_rowid = 'position',
    tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER figures_in AFTER INSERT ON figures BEGIN
    INSERT INTO figure_search (rowid, title)
    VALUES (NEW.position, NEW.title);
END;
CREATE TRIGGER figures_out BEFORE DELETE ON figures BEGIN
    INSERT INTO figure_search (figure_search, rowid, title)
    VALUES ('delete', OLD.position, OLD.title);
END;
INSERT INTO figure_search (rowid, title) SELECT position, title FROM figures;
CREATE TABLE figure_lines (
    figure INTEGER PRIMARY KEY REFERENCES figures (position), claims INTEGER NOT NULL, reports INTEGER NOT NULL,
    readings INTEGER NOT NULL, origins INTEGER NOT NULL, conflicts INTEGER NOT NULL, newest TEXT NOT NULL
) STRICT;
CREATE INDEX figure_lines_reports ON figure_lines (reports, claims, figure);
CREATE INDEX figure_lines_newest ON figure_lines (newest, figure);
CREATE INDEX figures_measure ON figures (measure);
CREATE INDEX figures_place ON figures (place_name);
CREATE INDEX claims_low ON claims (low);
CREATE INDEX claims_high ON claims (high);
CREATE INDEX claims_place ON claims (place_name);
CREATE INDEX attributions_name ON attributions (name, kind, actor);
CREATE INDEX events_report ON events (report);
CREATE INDEX quotes_report ON quotes (report);
CREATE INDEX notices_report ON notices (report);
CREATE INDEX extracts_report ON extracts (report);
CREATE INDEX links_one ON links (one);
CREATE INDEX links_other ON links (other);
CREATE INDEX descents_child ON descents (child);
CREATE INDEX descents_parent ON descents (parent);
CREATE INDEX lost_children_child ON lost_children (child);
CREATE INDEX kinds_report ON kinds (report);
CREATE INDEX inheritances_claim ON inheritances (claim);
CREATE INDEX mutations_report ON mutations (report);
CREATE INDEX mutation_heirs_report ON mutation_heirs (report);
CREATE INDEX readings_figure ON readings (figure);
CREATE INDEX reading_claims_claim ON reading_claims (claim);
CREATE INDEX conflicts_figure ON conflicts (figure);
CREATE INDEX conflicts_kind ON conflicts (kind);
CREATE INDEX conflict_claims_claim ON conflict_claims (claim);
CREATE INDEX check_claims_claim ON check_claims (claim);
CREATE INDEX points_figure ON points (figure);
CREATE INDEX novelty_report ON novelty (report);
"""
    + FIGURE_LINES
    + ";\n"
)

# Piles: what a reader took from each report as it was read, the keys by which reports meet, and the pile in which each lies.
# A report is known here by the number in its id. Every worked-out row is found by its run, so that one pile can be replaced.
_PILES = """
CREATE TABLE taken (
    report TEXT PRIMARY KEY REFERENCES reports (id), reader TEXT NOT NULL, extract BLOB NOT NULL, keyed INTEGER NOT NULL
) STRICT;
CREATE INDEX taken_keyed ON taken (keyed) WHERE NOT keyed;
CREATE TABLE postings (key INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (key, report)) STRICT, WITHOUT ROWID;
CREATE INDEX postings_report ON postings (report);
CREATE TABLE heard (judgement TEXT PRIMARY KEY) STRICT;
ALTER TABLE runs ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN run TEXT;
ALTER TABLE reports ADD COLUMN part INTEGER;
ALTER TABLE reports ADD COLUMN pile INTEGER;
ALTER TABLE reports ADD COLUMN stale INTEGER NOT NULL DEFAULT 1;
UPDATE reports SET run = (SELECT id FROM runs) WHERE position IS NOT NULL;
DROP INDEX reports_position;
ALTER TABLE reports DROP COLUMN position;
CREATE INDEX reports_run ON reports (run);
CREATE INDEX reports_part ON reports (part);
CREATE INDEX reports_pile ON reports (pile);
CREATE INDEX reports_stale ON reports (stale) WHERE stale;
CREATE INDEX extracts_run ON extracts (run);
CREATE INDEX claims_run ON claims (run);
CREATE INDEX attributions_run ON attributions (run);
CREATE INDEX events_run ON events (run);
CREATE INDEX quotes_run ON quotes (run);
CREATE INDEX notices_run ON notices (run);
CREATE INDEX links_run ON links (run);
CREATE INDEX figures_run ON figures (run);
CREATE INDEX descents_run ON descents (run);
CREATE INDEX lost_originals_run ON lost_originals (run);
CREATE INDEX kinds_run ON kinds (run);
CREATE INDEX inheritances_run ON inheritances (run);
CREATE INDEX mutations_run ON mutations (run);
CREATE INDEX readings_run ON readings (run);
CREATE INDEX conflicts_run ON conflicts (run);
CREATE INDEX checks_run ON checks (run);
CREATE INDEX points_run ON points (run);
CREATE INDEX novelty_run ON novelty (run);
"""

MIGRATIONS = (_FIRST, _DECISIONS, _QUESTIONS, _PILES)
"""The steps in order; a ledger's version is the number of steps that it has taken."""
