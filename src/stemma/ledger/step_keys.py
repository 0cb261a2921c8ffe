"""The step by which each report has its keys beside what was read from it, and that by which it has keys of copies; all are piled anew."""

from __future__ import annotations

KEYS = """
DROP INDEX postings_report;
ALTER TABLE taken ADD COLUMN keys BLOB;
DELETE FROM postings;
UPDATE taken SET keyed = 0;
UPDATE reports SET part = NULL, pile = NULL, stale = 1;
"""

COPIES = """
DELETE FROM postings;
UPDATE taken SET keyed = 0, keys = NULL;
UPDATE reports SET part = NULL, pile = NULL, stale = 1;
"""
