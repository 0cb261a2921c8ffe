"""The step by which a ledger answers questions: indexes, full-text search, lines of lists."""

from __future__ import annotations

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
QUESTIONS = (
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
