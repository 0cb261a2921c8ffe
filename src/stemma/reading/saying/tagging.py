"""One letter per token, so that noun phrases and clauses can be found by regular expressions instead of a parser.

d determiner, j adjective, n word, N capitalised word, G possessive, # number, o "of", p preposition, P preposition or conjunction,
T "to", c and/or, b "but", s subordinator, h "that", w relative pronoun, x auxiliary, B form of be, z not, r pronoun, m object pronoun,
a adverb, t word of time, V other verb, I other -ing form, v cue verb, u cue verb or noun, g -ing cue, A "according to" and its like,
E "reportedly", Q q quotation marks opening and closing, and , ; : . ( ) - themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from stemma.core.text import Text

_SIGNS: Final = {
    ",": ",",
    ";": ";",
    ":": ":",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "-": "'",
    "–": "-",
    "—": "-",
    "―": "-",
}
_QUOTES: Final = {"“": "Q", "«": "Q", "„": "Q", "”": "q", "»": "q"}
_CLASSES: Final = (
    ("finite", "V"),
    ("adjectives", "j"),
    ("adverbs", "a"),
    ("times", "t"),
    ("prepositions", "p"),
    ("clause_prepositions", "P"),
    ("determiners", "d"),
    ("subordinators", "s"),
    ("auxiliaries", "x"),
    ("be", "B"),
    ("negators", "z"),
    ("contracted", "z"),
    ("objects", "m"),
    ("pronouns", "r"),
)
_FIXED: Final = {
    "of": "o",
    "to": "T",
    "and": "c",
    "or": "c",
    "nor": "c",
    "&": "c",
    "but": "b",
    "that": "h",
    "who": "w",
    "which": "w",
    "whose": "w",
    "whom": "w",
    "who've": "w",
    "while": "b",
    "whereas": "b",
    "although": "b",
    "though": "b",
}


_CLOCK: Final = re.compile(r"\(?#(?::#|'#)?\)?[-']?")  # "08.20 The ministry", "[13:05] The mayor", "20:55 - Police"
_DOTTED: Final = re.compile(r"[0-2]?\d\.[0-5]\d")
_CLOCK_TOKENS: Final = 8
_HOUR: Final = re.compile(r"h[0-5]\d")
_REMEMBERED: Final = 20_000  # words whose letters one tagger keeps


class _Sets(NamedTuple):
    """Words by which letters are settled."""

    small_nouns: frozenset[str]
    particles: frozenset[str]
    not_adverbs: frozenset[str]
    headline_verbs: frozenset[str]
    trades: frozenset[str]
    flat_adverbs: frozenset[str]
    calls: frozenset[str]
    scales: frozenset[str]
    official: frozenset[str]
    papers: frozenset[str]


class Tagger:
    """Gives each token of a text its letter."""

    def __init__(self, table: Mapping[str, Any], cues: Mapping[str, str]) -> None:
        """`cues` gives v, u, g, A or E for the cue words; they win over the closed classes of the table."""
        words: dict[str, str] = {}
        for name, letter in _CLASSES:
            words.update((w, letter) for w in str(table.get(name, "")).split())
        words.update(cues)
        words.update(_FIXED)
        self._words = words
        self._shapes: dict[str, str] = {}
        self._not_adverbs = frozenset(str(table.get("not_adverbs", "")).split())
        self._not_past = frozenset(str(table.get("not_past", "")).split())
        self._not_present = frozenset(str(table.get("not_present", "")).split())
        self._sets = _Sets(*(frozenset(str(table.get(key, "")).split()) for key in _Sets._fields))

    def tag(self, text: Text) -> str:
        """The letters of all tokens in one string, as long as the tuple of tokens."""
        shapes, shape = self._shapes, self._shape
        if len(shapes) >= _REMEMBERED:
            shapes.clear()
        letters = [shapes.get(t.text) or shape(t.text, t.norm) for t in text.tokens]
        _settle_capitals(text, letters, self._sets)
        _settle_quotes(text, letters)
        _settle_verbs(text, letters, self._sets)
        return _settle("".join(letters))

    def _shape(self, word: str, norm: str) -> str:
        letter = self._shapes[word] = self._words.get(norm) or self._shaped(word, norm)
        return letter

    def _shaped(self, word: str, norm: str) -> str:
        first = word[0]
        if first.isalpha():
            if norm[-1] in "s'" and norm.endswith(("'s", "s'")):
                return "G"
            if first.isupper():
                return "N"
            if norm.endswith("ly") and len(norm) > 4:
                return "n" if norm in self._not_adverbs else "a"
            if norm.endswith("ed") and len(norm) > 3 and norm not in self._not_past:
                return "V"
            if norm.endswith("ing") and len(norm) > 4 and norm not in self._not_present:
                return "I"
            return "n"
        if first.isdigit():
            return "#"
        return _SIGNS.get(first) or _QUOTES.get(first) or ("?" if first in "\"'‘’" else "n" if first in "%$€£" else ",")


def _settle_capitals(text: Text, letters: list[str], sets: _Sets) -> None:
    """A capitalised word inside a sentence is a name, whatever it means in small letters ("the Post", "Defence")."""
    starts = _starts(text, letters)
    small, particles, not_adverbs, headlines = sets.small_nouns, sets.particles, sets.not_adverbs, sets.headline_verbs
    for i, token in enumerate(text.tokens):
        if not token.text[0].isupper():
            if letters[i] == "'" and token.start and text.text[token.start - 1] == " " and text.text[token.end : token.end + 1] == " ":
                letters[i] = "-"
            elif letters[i] == "t" and token.norm in small:
                letters[i] = "n"  # "the march", not the month
            elif token.norm in particles and (i - 1 not in starts or letters[i - 1] == "N") and _between_names(text, i):
                letters[i] = "N"  # Rio Grande do Sul
            elif token.norm == "the" and i and text.tokens[i - 1].norm in sets.calls and _between_names(text, i):
                letters[i - 1] = letters[i] = "N"  # Save the Children
        elif token.text.isupper() and len(token.text) > 1:
            letters[i] = "N"  # WHO, US, IT
        elif token.norm.endswith("'s") and len(token.text) > 4 and token.text[:-2].isupper():
            letters[i] = "G"  # WHO's
        elif i in starts or (i and letters[i - 1] in "Q?:"):
            if letters[i] == "N" and token.norm.endswith("ly") and token.norm not in not_adverbs:
                letters[i] = "a"
        elif letters[i] == "v" and token.norm in headlines and not _apposed(text, i):
            continue  # "Weil Says Talks Go On"
        elif (letters[i] in "vuVjnagpPxd" and token.norm != "i") or (letters[i] == "t" and token.norm in sets.papers):
            letters[i] = "N"  # also "the Morning Herald"


def _apposed(text: Text, i: int) -> bool:
    """ "The governor, Omar Said, told reporters": a capitalised word that closes a name between commas is no verb."""
    before, after = text.tokens[max(0, i - 2) : i], text.tokens[i + 1 : i + 2]
    return len(before) == 2 and before[0].text == "," and before[1].text[0].isupper() and bool(after) and after[0].text == ","


def _starts(text: Text, letters: list[str]) -> set[int]:
    """Where sentences begin, also behind the hour of an entry: "18h20 The mayor said"."""
    starts = {s.first for s in text.sentences}
    for first in tuple(starts):
        clock = _CLOCK.match("".join(letters[first : first + _CLOCK_TOKENS]))
        behind = text.tokens[first + clock.end() : first + clock.end() + 1] if clock else ()
        if clock and behind and behind[0].text[0].isupper():
            starts.add(first + clock.end())
            if clock.end() == 1 and _DOTTED.fullmatch(text.tokens[first].text):
                letters[first] = "t"
        hour = text.tokens[first + 1 : first + 2]
        if letters[first] == "#" and hour and _HOUR.fullmatch(hour[0].norm) and hour[0].start == text.tokens[first].end:
            letters[first + 1] = "#"
            starts.add(first + 2)
    return starts


def _between_names(text: Text, i: int) -> bool:
    before, after = text.tokens[i - 1 : i], text.tokens[i + 1 : i + 2]
    return bool(before and after) and before[0].text[0].isupper() and after[0].text[0].isupper() and before[0].sentence == after[0].sentence


def _settle_quotes(text: Text, letters: list[str]) -> None:
    """Straight marks open and close by turns within a paragraph; marks that stand inside words stay out."""
    for sentence in text.sentences:
        last = sentence.last
        for i in range(sentence.first, last - 2):
            if letters[i] == "." and letters[i + 1] in "NnG#j,'":
                letters[i] = "'"  # "Mr.", "J.", "Calif."
    opened = False
    paragraph = -1
    for sentence in text.sentences:
        if sentence.paragraph != paragraph:
            opened, paragraph = False, sentence.paragraph
        for i in range(sentence.first, sentence.last):
            if letters[i] != "?":
                continue
            twice = (
                i + 1 < sentence.last
                and letters[i + 1] == "?"
                and text.tokens[i].text == text.tokens[i + 1].text == "'"
                and text.tokens[i + 1].start == text.tokens[i].end
            )
            if text.tokens[i].text == '"' or twice:
                letters[i] = "q" if opened else "Q"
                if twice:
                    letters[i + 1] = letters[i]
                opened = not opened
            else:
                letters[i] = "'"


def _settle_verbs(text: Text, letters: list[str], sets: _Sets) -> None:
    """ "The Committee presents its condolences": what follows a name, ends on -s and has a phrase of its own behind it is a verb."""
    trades, flat = sets.trades, sets.flat_adverbs
    for i in range(1, len(letters) - 1):
        if letters[i] in "n?'" and text.tokens[i].norm == "s" and letters[i - 1] == "'" and text.tokens[i - 1].end == text.tokens[i].start:
            letters[i] = "G"  # "the U.N.'s figures"
        elif letters[i] == "'" and letters[i - 1] in "Nn" and _owns(text, i) and (letters[i - 1] == "N" or not _opened(text, i)):
            letters[i] = "G"  # "on NetBlocks' clock"
        elif letters[i] == "g" and text.tokens[i + 1].text == "-" and text.tokens[i + 1].start == text.tokens[i].end:
            letters[i] = "j"  # "ruling-party legislator"
        elif (
            letters[i] == "j"
            and letters[i + 1] == "g"
            and letters[i + 2 : i + 3] in (["n"], ["N"], ["d"], ["T"], ["p"], ["a"])
            and text.tokens[i].norm in sets.official
        ):
            letters[i] = "n"  # "an official briefing reporters says", "an official speaking to the paper"
        elif letters[i] == "v" and letters[i + 1] == "n" and text.tokens[i - 1].norm in sets.scales and text.tokens[i].norm.endswith("ed"):
            letters[i] = "j"  # "5.34 million registered voters"
        elif letters[i] in "jn" and letters[i + 1] in "uvVx" and letters[i - 1] in "nN" and text.tokens[i].norm in flat:
            letters[i] = "a"  # "Moscow last gave a figure in March"
        elif letters[i] == "j" and letters[i + 1] in "uvVxB" and text.tokens[i].norm in trades:
            letters[i] = "n"  # "an opposition deputy claims"
        elif letters[i] == "n" and letters[i - 1] == "N" and letters[i + 1] in "dG" and text.tokens[i].norm.endswith("s"):
            following = text.tokens[i + 1]
            if following.text[0].islower() and not following.norm.endswith("'s") and text.tokens[i].sentence == following.sentence:
                letters[i] = "V"


def _opened(text: Text, i: int) -> bool:
    """True where a single mark before opens a quotation that this one may close."""
    for k in range(i - 1, max(-1, i - 40), -1):
        token = text.tokens[k]
        if token.text in "'‘" and token.end == text.tokens[k + 1].start and (k == 0 or text.tokens[k - 1].end < token.start):
            return True
    return False


def _owns(text: Text, i: int) -> bool:
    """An apostrophe alone behind a name on -s, with a word behind it."""
    before, sign, after = text.tokens[i - 1], text.tokens[i], text.tokens[i + 1]
    return (
        sign.text in "'’" and before.norm.endswith("s") and before.end == sign.start and after.start > sign.end and after.text[0].isalpha()
    )


_FIXES: Final = (  # each begins with the letter that it changes: the engine skips what is none of them
    (re.compile(r"u(?<=[dGj#op]u)(?=[^hQrd#:]|$)"), "n"),  # "the claim by", "recent reports of"
    (re.compile(r"[ugv](?:(?<=G[ugv])|(?<=Gj[ug]))"), "n"),  # "the opposition's own tally"
    (re.compile(r"[ug](?<=[dG][ug])"), "n"),  # "his claim that", "his own reckoning"
    (re.compile(r"a(?<=Ga)(?=[nNu])"), "j"),  # "the ministry's first number"
    (re.compile(r"[ug](?<=[dG]j[ug])(?![hQ])"), "n"),
    (re.compile(r"j(?![nNjGug#c't])"), "n"),  # "a municipal official said"
    (re.compile(r"u(?<=ju)(?=[onNvxBVc.,])"), "n"),
    (re.compile(r"V(?<=[dGj#o]V)(?=[nNj])"), "j"),  # "the captured town"
    (re.compile(r"v(?<=[dGj#oN]v)(?=[nN](?!h))(?<![N]v)"), "j"),  # "the announced plan"
    (re.compile(r"[VvuIg](?<='[VvuIg])"), "j"),  # "Kyiv-based"
    (re.compile(r"h(?<=,h)(?=n[uv][.,])"), "d"),  # "..., that service states."
    (re.compile(r"p(?<=n'p)(?='[nj])"), "n"),  # "commander-in-chief"
    (re.compile(r"d(?<=xd)(?=[vuV])"), "a"),  # "would only say"
    (re.compile(r"P(?<=xP)(?=[vV])"), "a"),  # "has since raised the toll"
    (re.compile(r"g(?<=[dG][nN]g)(?=[.,;:)])"), "n"),  # "told an online briefing"
    (re.compile(r"u(?=V)"), "n"),  # "records obtained by"
    (re.compile(r"u(?<![N,)]u)(?=o)"), "n"),  # "claims of"
)


def _settle(letters: str) -> str:
    for pattern, letter in _FIXES:
        letters = pattern.sub(letter, letters)
    return letters
