"""How a claim is put forward: asserted, claimed, denied, planned, forecast, conditional or demanded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable, split_words
from stemma.core.text import Sentence, Text, Token
from stemma.core.types import Span, Status
from stemma.reading.checking.beside_plans import BesidePlans, Sackings, to_help, when_asked
from stemma.reading.checking.withdrawn import Withdrawals
from stemma.reading.saying.said import Attribution

_MODES: Final = {"deny": Status.DENIED, "demand": Status.DEMAND, "promise": Status.PLANNED, "forecast": Status.FORECAST}
_BREAKS: Final = frozenset((";", ":", "(", ")", "—", "–"))
_SAYING: Final = ("say", "count", "confirm", "show", "describe")
_ASKED: Final = 3  # tokens from an amount to the question mark
_COPULAS: Final = frozenset(("is", "was", "were", "are"))
_AND: Final = ("and", "or", "but")
_REACH: Final = 16  # tokens left of an amount in which a word of stance governs it
_AFTER: Final = 10  # tokens right of an amount in which its verb stands
_TO_NUMBER: Final = 4  # tokens between "not" and the number that it denies


class StanceFinder:
    """Reads the status of an amount from the words of its clause."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("stance", {})
        entries: list[tuple[str, Status | None]] = [(p, None) for p in table.get("harmless", {}).get("phrases", ())]
        for name, status in (("forecast", Status.FORECAST), ("planned", Status.PLANNED), ("demand", Status.DEMAND)):
            entries += [(p, status) for p in table.get(name, {}).get("phrases", ())]
        denied: Mapping[str, Any] = table.get("denied", {})
        entries += [(p, Status.DENIED) for p in denied.get("before", ())]
        self._left = PhraseTable(entries)
        right: list[tuple[str, Status | None]] = [(p, None) for p in table.get("harmless", {}).get("following", ())]
        self._right = PhraseTable(
            right
            + [(p, Status.FORECAST) for p in table.get("forecast", {}).get("following", ())]
            + [(p, Status.PLANNED) for p in table.get("planned", {}).get("following", ())]
        )
        self._after = PhraseTable([(p, True) for p in denied.get("after", ())] + [(p, False) for p in denied.get("called", ())])
        self._callers = frozenset(denied.get("callers", ()))
        self._turns = frozenset(table.get("clauses", {}).get("turns", ()))
        self._hedges, self._not, self._instead, self._auxiliaries, self._not_followed = (
            frozenset(denied.get(k, ())) for k in ("hedges", "not_words", "instead", "auxiliaries", "not_followed")
        )
        forecast = table.get("forecast", {})
        self._modals, self._undergone, self._states = (frozenset(forecast.get(k, ())) for k in ("modals", "undergone", "states"))
        conditional = table.get("conditional", {})
        self._conditions = PhraseTable([(w, w) for w in conditional.get("words", ())])
        self._willing, self._inverted = (frozenset(conditional.get(k, ())) for k in ("willing", "inverted"))
        self._withdrawals = Withdrawals(denied, pack.tables.get("numbers", {}))
        self._sackings = Sackings(denied, str(pack.tables.get("nouns", {}).get("persons", {}).get("nouns", "")))
        self._opening = frozenset(split_words(w.lower())[0] for w in conditional.get("words", ()))
        self._abilities = frozenset(forecast.get("abilities", ()))
        self._dropped = frozenset(table.get("planned", {}).get("dropped", ()))
        self._behind = {
            w: s for n, s in (("planned", Status.PLANNED), ("demand", Status.DEMAND)) for w in table.get(n, {}).get("behind", ())
        }
        self._wants = frozenset(table.get("demand", {}).get("of_others", ()))
        self._by_end = frozenset(forecast.get("by_then", ()))
        self._asked, self._unconditional = (
            frozenset(table.get("demand", {}).get("asked", ())),
            frozenset(conditional.get("unconditional", ())),
        )
        self._idioms = PhraseTable([(w, w) for w in conditional.get("idioms", ())])
        self._names = frozenset(table.get("demand", {}).get("names", ()))
        self._wanting = frozenset(table.get("demand", {}).get("wanting", ()))
        self._needs = frozenset(conditional.get("needs", ()))
        self._there = BesidePlans(table.get("there", {}), table.get("demand", {}).get("met", ()))

    def status(self, text: Text, span: Span, attribution: Attribution | None = None) -> Status:
        """The status of what stands at a span, by the words around it and by who says it."""
        sentence = text.sentence_at(span.start)
        said = Status.CLAIMED if attribution is not None and attribution.kind in ("said", "evidential") else Status.ASSERTED
        if sentence is None:
            return said
        tokens = text.tokens
        first = text.token_at(span.start)
        last = max(first + 1, text.token_at(span.end))
        low = max(self._clause_start(tokens, first, sentence), self._past_cue(text, attribution, first, sentence))
        if (
            self._is_denied(tokens, (low, first), last, sentence)
            or self._withdrawals.holds(text, first, sentence)
            or self._asked_back(text, last, sentence)
        ):
            return Status.DENIED
        if self._there.holds(tokens, first, last, sentence):
            return said
        if self._is_conditional(text, (low, first), sentence):
            return Status.CONDITIONAL
        if self._wanted_of(tokens, low, first):
            return Status.DEMAND
        found = None if self._there.is_met(tokens, last, sentence) else self._by_words(tokens, low, first)
        beside = self._behind.get(tokens[last].norm) if last < sentence.last else None
        found = found or beside or self._within(tokens, first, last) or self._following(tokens, last, sentence)
        meant = self._meant(text, attribution, first, last)
        if found is Status.FORECAST and meant is Status.PLANNED:
            return meant  # "will rise, he promises"
        return found or meant or said

    def _meant(self, text: Text, attribution: Attribution | None, first: int, last: int) -> Status | None:
        """What the verb of saying makes of it, where no clause between tells of what is there."""
        meant = _MODES.get(attribution.mode) if attribution is not None and not attribution.carried else None
        if meant is not Status.DEMAND or attribution is None or not attribution.cue:
            return meant
        cue = text.token_at(attribution.cue[-1].start)
        return None if cue < first and self._there.told(text.tokens, cue, first, last) else meant

    def _past_cue(self, text: Text, attribution: Attribution | None, first: int, sentence: Sentence) -> int:
        """ "expects losses and speaks of 40", "denied deaths, saying 40 were hurt": words before the second verb are no stance on that."""
        if attribution is None or attribution.mode not in _SAYING or attribution.kind != "said" or not attribution.cue:
            return sentence.first
        at = text.token_at(attribution.cue[0].start)
        joined = sentence.first < at < first and (text.tokens[at - 1].norm in _AND or text.tokens[at - 1].text == ",")
        return at if joined else sentence.first

    def _clause_start(self, tokens: tuple[Token, ...], first: int, sentence: Sentence) -> int:
        low = max(sentence.first, first - _REACH)
        for i in range(first - 1, low - 1, -1):
            if tokens[i].norm == "that" and i > low and (tokens[i - 1].norm in _AND or (i - 1 > low and tokens[i - 2].norm in _AND)):
                return i + 1  # "might rise, and that 40 were dead"
            if tokens[i].norm in _AND and i + 2 >= first - 1 and i + 1 < first and tokens[i + 1].norm.endswith("ed"):
                return i + 1  # "has asked for 5,000 tents and received 320"
            sign = tokens[i].text
            if sign in _BREAKS or (sign == "," and i + 1 < first and tokens[i + 1].norm in self._turns):
                return i + 1
        return low

    def _by_words(self, tokens: tuple[Token, ...], low: int, first: int) -> Status | None:
        """The word of stance nearest to the amount decides."""
        firsts = self._left.firsts
        for i in range(first - 1, low - 1, -1):
            hit = self._left.at(tokens, i, first) if tokens[i].key in firsts and tokens[i].text != "May" else None
            if hit is None or hit.value is None or (i > low and self._part_of_longer(tokens, low, i, first)):
                continue
            if hit.value is Status.DEMAND and self._there.told(tokens, hit.last - 1, first, first):
                continue
            if self._is_state(tokens, i, first) or (hit.value is not Status.DENIED and self._of_names(tokens, i, first)):
                continue
            if hit.value is Status.FORECAST and not self._willing.isdisjoint([t.norm for t in tokens[hit.last : hit.last + 1]]):
                continue  # "would confirm only 28"
            if hit.value is Status.DENIED and self._sackings.holds(tokens, (hit.first, hit.last), first):
                continue
            if hit.value is Status.DEMAND and (
                to_help(tokens, hit.last, first) or when_asked(tokens, hit.first, hit.last, first, self._asked)
            ):
                continue
            if hit.value is Status.PLANNED and any(t.norm in self._dropped for t in tokens[max(0, i - 3) : first + _REACH]):
                continue  # "a plan to ship 500 doses has been shelved"
            return hit.value
        return None

    def _of_names(self, tokens: tuple[Token, ...], i: int, first: int) -> bool:
        """ "who did not want to be named", "who asked us to leave out her name": nothing is wanted but silence."""
        return any(t.norm in self._names for t in tokens[i + 1 : min(i + 9, first)])

    def _wanted_of(self, tokens: tuple[Token, ...], low: int, first: int) -> bool:
        """ "wants donors to put up 60 million" asks others; "wants to put up" is a plan."""
        for i in range(low, first):
            if tokens[i].norm in self._wants:
                if self._of_names(tokens, i, first):
                    continue
                following = [t.norm for t in tokens[i + 1 : min(i + 6, first)]]
                if tokens[i].norm in self._wanting and all(w in self._hedges or w in "$€£" for w in following) and i + 6 >= first:
                    return True  # "wants more than 3 billion"
                return "to" in following[1:] and following[0] not in ("not", "to", "for")  # of somebody
        return False

    def _within(self, tokens: tuple[Token, ...], first: int, last: int) -> Status | None:
        """ "warned that 50 would die": the verb that belongs to the amount's own words."""
        for i in range(first + 1, last):
            if tokens[i].key in self._right.firsts and tokens[i].text != "May":
                hit = self._right.at(tokens, i)
                if hit is not None:
                    return None if self._is_state(tokens, i, len(tokens)) else hit.value
        return None

    def _following(self, tokens: tuple[Token, ...], last: int, sentence: Sentence) -> Status | None:
        """ "5,000 soldiers are expected", "14,000 men may be assigned": the verb after the amount."""
        firsts = self._right.firsts
        for i in range(last, min(sentence.last, last + _AFTER)):
            token = tokens[i]
            if token.text == "," and self._apart(tokens, last, sentence):
                continue
            if token.text in _BREAKS or token.text == "," or token.norm in self._turns:
                return None
            hit = self._right.at(tokens, i, sentence.last) if token.key in firsts and token.text != "May" else None
            if hit is not None:
                return None if self._is_state(tokens, i, sentence.last) else hit.value
        return None

    def _apart(self, tokens: tuple[Token, ...], last: int, sentence: Sentence) -> bool:
        """ "A field hospital, with 1,300 beds, is due to open": an amount between commas, behind which its verb stands."""
        return any(
            tokens[k].text == "," and tokens[k + 1].norm == "with"
            for k in range(max(sentence.first, last - 6), min(last, sentence.last) - 1)
        )

    def _part_of_longer(self, tokens: tuple[Token, ...], low: int, i: int, first: int) -> bool:
        """ "to" of "expected to"; the phrase that begins before wins."""
        return any((hit := self._left.at(tokens, k, first)) is not None and hit.last > i for k in range(max(low, i - 3), i))

    def _is_state(self, tokens: tuple[Token, ...], i: int, first: int) -> bool:
        """ "could be dead", "may have died", "should have been": nothing that is still to come."""
        word = tokens[i].norm
        following = [t.norm for t in tokens[i + 1 : first + 1]][:3]
        if word in ("should", "must", "would", "will") and "have" in following and following[:2] != ["have", "to"]:
            return not (word == "will" and i + 2 < first) if following[:1] == ["have"] else True  # "will have caught it" is to come
        if word == "could" and (following[:1] and following[0] in self._abilities):
            return True  # "could afford no more than 50 shells a day"
        if word not in self._modals or (word == "could" and following[:2] == ["have", "been"] and self._by_then(tokens, i)):
            return False
        if following[:1] == ["be"] and len(following) > 1 and following[1].endswith("ed"):
            return following[1] in self._undergone
        return bool(following) and following[0] in self._states

    def _is_conditional(self, text: Text, stretch: tuple[int, int], sentence: Sentence) -> bool:
        low, first = stretch
        if self._opening.isdisjoint(text.keys(sentence)):
            return False
        tokens = text.tokens
        hits = [
            h
            for h in self._conditions.find(tokens, sentence.first, sentence.last)
            if not (h.first and tokens[h.first - 1].norm in self._unconditional)
            and not self._idioms.at(tokens, h.first, sentence.last)
            and not self._of_names(tokens, h.last, min(h.last + 5, first))
        ]
        inverted = tokens[sentence.first].norm in self._inverted and any(t.text == "," for t in tokens[sentence.first : first])
        apart = "should" in text.keys(sentence) and any(  # "our own projection, should the city fall, is"
            tokens[i].text == "," and tokens[i + 1].norm == "should" and tokens[i + 2].norm not in self._needs
            for i in range(sentence.first, first - 2)
        )
        if not hits and not inverted and not apart:
            return False
        start, end = self._own_part(tokens, first, sentence)
        hits = [h for h in hits if start <= h.first < end]
        if not hits and not inverted and not apart:
            return False
        near = apart or any(t.norm in self._needs for t in tokens[low : min(end, first + _AFTER)])
        inside = any(h.first < first and not any(t.text == "," for t in tokens[h.last : first]) for h in hits)
        return near or inside

    def _own_part(self, tokens: tuple[Token, ...], first: int, sentence: Sentence) -> tuple[int, int]:
        """Between semicolons, and before "and that": "40 were trapped and that 50 could die if no help came"."""
        start = max((i + 1 for i in range(sentence.first, first) if tokens[i].text == ";"), default=sentence.first)
        for i in range(first, sentence.last - 1):
            if tokens[i].text == ";" or (tokens[i].norm in _AND and tokens[i + 1].norm == "that"):
                return start, i
        return start, sentence.last

    def _is_denied(self, tokens: tuple[Token, ...], stretch: tuple[int, int], last: int, sentence: Sentence) -> bool:
        low, first = stretch
        for i in range(max(low, first - _TO_NUMBER), first):
            pair = tokens[i].norm in self._instead and i + 1 < first and tokens[i + 1].norm in ("than", "of")
            if tokens[i].norm not in self._not and not pair:
                continue
            between = [t.norm for t in tokens[i + 1 + pair : first]]
            if not set(between[:1]) & self._not_followed and all(w in self._hedges for w in between):
                return True
            done = i > sentence.first and tokens[i - 1].norm in self._auxiliaries and not set(between) & self._not_followed
            if done and between[:1] and between[0].isalpha() and all(w in self._hedges for w in between[1:]):
                return True  # "had not armed 50,000 men", "did not run to 47"
        firsts = self._after.firsts
        for i in range(last, min(sentence.last, last + 12)):
            token = tokens[i]
            if token.text in _BREAKS:
                return False
            hit = self._after.at(tokens, i, sentence.last) if token.key in firsts else None
            if hit is None:
                continue
            end = i if hit.value else first  # "had 1,343 on its list, rejects that as guesswork" rejects another's
            callers = {t.norm for t in tokens[max(sentence.first, first - 8) : end]} & self._callers
            if callers if hit.value else callers - _COPULAS:
                return True
        return False

    def _asked_back(self, text: Text, last: int, sentence: Sentence) -> bool:
        """ "Two thousand? It is a fantasy," he said."""
        if text.tokens[sentence.last - 1].text != "?" or sentence.last - last > _ASKED:
            return False
        at = text.tokens[sentence.first].sentence + 1
        if at >= len(text.sentences):
            return False
        answer = text.sentences[at]
        words = text.tokens[answer.first : min(answer.first + 4, answer.last)]
        if not any(t.norm in ("it", "that", "this", "it's", "that's") for t in words[:2]):
            return False
        return any(self._after.at(text.tokens, i, answer.last) for i in range(answer.first + 1, min(answer.first + 6, answer.last)))

    def _by_then(self, tokens: tuple[Token, ...], i: int) -> bool:
        """ "could have been infected by the end of May": what will be by then."""
        following = [t.norm for t in tokens[i + 3 : i + 8]]
        return any(" ".join(following[k : k + 3]) in self._by_end for k in range(len(following)))
