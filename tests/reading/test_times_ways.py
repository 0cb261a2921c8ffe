"""Patterns opened into ways that begin with a sign match what the pattern matches."""

from __future__ import annotations

import re
from itertools import product

import pytest

from stemma.core.packs import load_pack
from stemma.reading.times_grammar import ways


@pytest.mark.parametrize(
    "pattern", ["a?b", "(?:a|b)?c", "(?:a?b|c)d?", "a|(?:b|c)+d", "(?:ab?)?(?:c|d)?a", "[ab]?c", "(?=a)a?b", "a??b", "(?:a|ab)?bc"]
)
def test_ways_match_what_the_pattern_matches(pattern: str) -> None:
    whole, opened = re.compile(pattern), re.compile("|".join(ways(pattern)))
    for size in range(5):
        for text in map("".join, product("abcd", repeat=size)):
            assert [m.span() for m in whole.finditer(text)] == [m.span() for m in opened.finditer(text)], text


def test_most_ways_of_the_rules_begin_with_a_sign() -> None:
    from stemma.reading.times_grammar import Grammar

    grammar = Grammar(load_pack().tables["times"])
    assert grammar.signs([]) == ""
    assert ways("(?:a|b)?c") == ["ac", "bc", "c"]
