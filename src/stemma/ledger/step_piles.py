"""The step by which a ledger is worked out pile by pile."""

from __future__ import annotations

# Piles: what a reader took from each report as it was read, the keys by which reports meet, and the pile in which each lies.
# A report is known here by the number in its id. Every worked-out row is found by its run, so that one pile can be replaced.
PILES = """
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
