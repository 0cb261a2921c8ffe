"""Rewrites sentences without any model: words edited at a rate, or a whole paraphrase by order, synonyms, voice, number words and cuts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
_WORD = re.compile(r"[A-Za-z][a-z']+|\S")
_TOKEN = re.compile(r"\w[\w'’-]*|\W+")
_NUMBER = re.compile(r"(?<![\d.,:$£€-])\b([2-9]|1\d|20)\b(?![-\d,.:%])")
_SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
_SMALL += ["sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TAIL = re.compile(r",? (?:who|which|where|while|as|because|after|before|when|since|although) [^,.;]+(?=[.,;])|, (?:and|but) [^,.;]+(?=\.)")
_SAID = re.compile(r"^(?P<clause>.+?), (?P<who>[\w .'-]{3,40}?) (?:said|say|says|told reporters|reported|stated)\.?$")
_SAYS = re.compile(r"^(?P<who>[A-Z][\w .'-]{3,40}?) (?:said|say|says|reported|stated)(?: that)? (?P<clause>.+?)\.?$")
_BY = re.compile(r"^(?P<what>[A-Z][\w '-]{2,60}?) (?P<be>was|were) (?P<verb>[a-z]+ed) by (?P<who>[\w '-]{3,50}?)(?P<rest>[,.].*)?$")
_OPENING = re.compile(r"^(?P<head>(?:On|In|At|After|During|By|Around|About)\b[^,]{3,60}), (?P<rest>.+?)\.?$")


class Rewriter:
    """Rewrites sentences by a table of synonyms, with a random source that is given."""

    def __init__(self, synonyms: Path = HERE / "synonyms.tsv") -> None:
        lines = [line.split("\t") for line in synonyms.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        self._synonyms: Mapping[str, Sequence[str]] = {line[0]: line[1:] for line in lines}
        self._fill = sorted(w for line in lines for w in line if " " not in w)

    def edited(self, sentence: str, rate: float, chance: Random) -> str:
        """A sentence of which so large a share of the words (no numbers, no names) was replaced, dropped or added to."""
        tokens = _TOKEN.findall(sentence)
        found: list[str] = []
        for k, token in enumerate(tokens):
            plain = token.isalpha() and token[:1].islower()
            if plain and chance.random() < rate * _share(tokens):
                way = chance.random()
                if way < 0.6:
                    found.append(chance.choice(self._synonyms.get(token, self._fill)))
                elif way < 0.8 and k:
                    found[-1:] = [found[-1].rstrip(" ")]
                else:
                    found += [token, " ", chance.choice(self._fill)]
            else:
                found.append(token)
        return re.sub(r" +", " ", "".join(found)).strip()

    def reworded(self, sentence: str, rate: float, held: frozenset[str], chance: Random) -> str:
        """A sentence with synonyms at a rate; words that are held (hedges, speakers) stay, so that nothing of the figure changes."""
        found = []
        for token in _TOKEN.findall(sentence):
            others = [w for w in self._synonyms.get(token, ()) if w not in held]
            found.append(chance.choice(others) if others and token not in held and chance.random() < 2 * rate else token)
        return "".join(found)

    def paraphrased(self, sentence: str, chance: Random) -> str:
        """A sentence told again in other words."""
        told = sentence
        if len(told.split()) > 14 and chance.random() < 0.7:
            told = _TAIL.sub("", told, count=1)
        told = self._turned(told, chance)
        told = _NUMBER.sub(lambda m: _SMALL[int(m[1]) - 2], told)
        return self._words(told, chance)

    def _turned(self, told: str, chance: Random) -> str:
        """The speaker, the opening or the doer moved to another place."""
        if m := _SAID.match(told):
            return f"According to {_lower(m['who'])}, {_lower(m['clause'])}."
        if m := _SAYS.match(told):
            return f"{_upper(m['clause'])}, {_lower(m['who'])} said."
        if m := _BY.match(told):
            return f"{_upper(m['who'])} {m['verb']} {_lower(m['what'])}{m['rest'] or '.'}"
        if m := _OPENING.match(told):
            return f"{_upper(m['rest'])} {_lower(m['head'])}."
        return told

    def _words(self, told: str, chance: Random) -> str:
        found = []
        for token in _TOKEN.findall(told):
            others = self._synonyms.get(token.lower())
            if others and chance.random() < 0.9:
                other = chance.choice(others)
                found.append(_upper(other) if token[:1].isupper() else other)
            else:
                found.append(token)
        return re.sub(r" +", " ", "".join(found)).strip()


def in_words(number: int) -> str:
    """A whole number up to 99 in words: forty-two."""
    if number < 2 or number > 99:
        return f"{number:,}"
    if number <= 20:
        return _SMALL[number - 2]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{'one' if ones == 1 else _SMALL[ones - 2]}" if ones else "")


def _share(tokens: Sequence[str]) -> float:
    """By how much more often a plain word must be touched, so that the rate holds over all words."""
    words = [t for t in tokens if t[:1].isalnum()]
    plain = [t for t in words if t.isalpha() and t[:1].islower()]
    return min(2.0, len(words) / max(1, len(plain)))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    first = words.partition(" ")[0]
    kept = first[:1].isupper() and first.lower() not in _COMMON
    return words if kept else words[:1].lower() + words[1:]


_COMMON = {"the", "a", "an", "he", "she", "they", "it", "two", "three", "four", "one", "some", "no", "this", "that", "there"}
_COMMON |= {"police", "officers", "authorities", "officials", "investigators", "witnesses"}
_COMMON |= {"on", "in", "at", "after", "during", "by", "around", "about"}
