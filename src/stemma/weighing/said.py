"""Patterns of the words by which numbers of one report lie to each other; built from the part `said` of the table `weighing`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence


class Said:
    """What stands round about two numbers, and in the words of one."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        words = {key: "|".join(map(re.escape, found)) or "(?!)" for key, found in table.items()}
        self.fraction = re.compile(rf"\b(?:{words['fractions']})\b", re.IGNORECASE)  # a share told so is a rounder word than a number
        self.straight = re.compile(rf"\W*(?:[a-z]+ )?[\w,.-]+ (?:out )?(of) (?:(?:{words['before_whole']}|[\w-]+['’]s?) )*\w*")
        self.alone = re.compile(rf"\b(?:[A-Z][\w'’-]+|{words['alone']}) (?:{words['only']})\b")
        self.height = re.compile(rf"(?:{words['heights']})\b", re.IGNORECASE)
        self.same = re.compile(rf"\s*(?:[(/=]|,? or|,? (?:{words['equal']})|,? that is,?)\s*(?:{words['roughly']})?\s*")
        roundly = words["roundly"]
        self.apposed = re.compile(rf"[^.;:!?\d]{{0,20}}(?:,| \(| or)\s*(?:(?:{roundly})\s+){{0,3}}[\w$€£¥₹.]{{0,5}}\s?", re.IGNORECASE)
