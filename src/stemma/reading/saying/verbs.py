"""Cue verbs: which of them report what somebody says, who the subject is, and on which side the words stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon, Verb
from stemma.reading.saying.said import Cue
from stemma.reading.saying.saying_forms import Constructions, clause_start, kind_of, sentence_number
from stemma.reading.saying.saying_subjects import SubjectOf
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers
from stemma.reading.saying.vetoes import SUM, Showing, Vetoes

_GROUP: Final = re.compile(r"(?:t#?p(?=[xaz]))?[xazB]*")  # has also repeatedly, did not, had by 13 May (read from right to left)
_PLACE: Final = r"[pPT](?:d*[jG#nNIu']*[nNItmu#]+)(?:[op]d*[jG#nNIu']*[nNt#]+)*"  # "in a statement on Sunday"
_FILLER: Final = re.compile(rf"(?:a|d?j?t|{_PLACE}(?:[Vv](?:{_PLACE}|t))?|#)*")  # also "in a statement carried by the agency"
_REDUCED: Final = re.compile(r"p?d?t+[Bx]")  # the rest of a participle's clause, and the verb of the sentence
_WEAK: Final = ("show", "count", "think", "forecast", "describe")
_TRAILING: Final = ("say", "confirm", "think", "forecast", "promise", "show", "describe")
_WHEN: Final = re.compile(r"(?:[pP]?j?t)*")  # "on Friday", "last week"
_OR_SO: Final = ("or", "so")  # "Some 40 houses burned, or so the police say."
_BEFORE_CLAUSE: Final = frozenset(",q-")
_ADMITTED: Final = 7  # tokens from "admits" to "deaths"


class VerbCues:
    """Finds the cues that are verbs."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers
        self._subject = SubjectOf(lexicon, speakers)
        self._forms = Constructions(lexicon, speakers)
        self._vetoes = Vetoes(lexicon)
        self._showing = Showing(lexicon, speakers)

    def at(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        """The cue whose verb is token i, or None where the word is no cue here."""
        verb = self._verb(scene, i, sentence)
        if verb is None:
            return None
        back = _GROUP.match(scene.turned, len(scene.tags) - i, len(scene.tags) - sentence.first)
        first = i - (back.end() - back.start()) if back else i
        group = scene.tags[first:i]
        last = self._last(scene, i, verb)
        if self._vetoes.hold(scene, (first, i), verb, sentence):
            return None
        if "B" in group and verb.form in ("past", "participle"):
            return self._forms.passive(scene, (first, i, last), sentence, actors)
        means = scene.norm(last + 1) in self._lexicon.means  # "said by telephone from Washington"
        if not group.strip("a") and verb.form in ("past", "participle") and scene.norm(last) == "by" and not means:
            agent = self._forms.by(scene, (first, i, last), sentence, actors)
            if agent or scene.letter(first - 1, sentence) != "n" or not self._subject.speaks(scene, first, sentence, actors):
                return agent  # else "the priest said by telephone"
        if scene.tags[i] == "u" and not self._is_verb(scene, (first, i), sentence, actors):
            return None
        if not self._allowed(scene, i, last, verb, sentence) or self._lifeless(scene, i, sentence, actors):
            return None
        if first > sentence.first and scene.tags[first - 1] == "T" and scene.norm(i) not in self._lexicon.said:
            return self._forms.infinitive(scene, (first, i, last), verb, sentence, actors)
        if verb.form == "ing" and scene.norm(first - 1) in self._lexicon.keeps_on:
            first -= 1  # "television keeps saying"
        elif verb.form == "ing" and "B" not in group:
            return self._forms.participle(scene, (first, last), verb, sentence, actors)
        handed = self._forms.handed.telling(scene, (first, last), verb.mode, sentence, actors)  # "a note that puts the dead at 40"
        return handed or self._finite(scene, (first, last), verb, sentence, actors)

    def _verb(self, scene: Scene, i: int, sentence: Sentence) -> Verb | None:
        """The reading of the verb that its particle allows."""
        for verb in self._lexicon.verbs.get(scene.norm(i), ()):
            if not verb.particle:
                return verb
            if verb.particle.startswith(".."):
                if self._later(scene, i, verb.particle[2:], sentence):
                    return verb
            elif [scene.norm(i + 1 + k) for k in range(len(verb.particle.split()))] == verb.particle.split():
                return verb
        return None

    def _later(self, scene: Scene, i: int, particle: str, sentence: Sentence) -> bool:
        if particle == "toll":
            return any(scene.norm(k) in self._lexicon.given for k in range(i + 1, min(i + 8, sentence.last)))
        end = min(i + 22, sentence.last - 1)
        return any(
            scene.norm(k) == particle
            and scene.norm(k - 1) not in self._lexicon.up_to  # "strikers cut up to 5,600 megawatts"
            and ("#" in scene.tags[k + 1 : k + 5] or any(scene.norm(j) in self._lexicon.rough for j in range(k + 1, k + 4)))
            for k in range(i + 1, end)
        )

    def _last(self, scene: Scene, i: int, verb: Verb) -> int:
        near = verb.particle not in ("", "about") and not verb.particle.startswith("..")  # "about" may belong to the number behind it
        return i + 1 + (len(verb.particle.split()) if near else 0)

    def _allowed(self, scene: Scene, i: int, last: int, verb: Verb, sentence: Sentence) -> bool:
        """Some verbs report only with a clause or a quotation, and "claimed forty lives" reports nothing."""
        word = scene.norm(i)
        after = scene.letter(last, sentence)
        if word in self._lexicon.hosting and after == "#" and self._hosts(scene, i, sentence):
            return False  # "the clinic admits 60 patients", not "the army admits nine dead"
        if verb.particle == "up with" and any(scene.norm(k) in self._lexicon.moneys for k in range(last, min(last + 6, sentence.last))):
            return False  # "donors came up with $1.7 billion"
        when = _WHEN.match(scene.tags, last)
        if word in self._lexicon.of_or_that and scene.letter(when.end() if when else last, sentence) not in "ohQ:,.":
            return False  # "the region boasts 300 mills"
        if verb.mode == "count" and not verb.particle and any(scene.norm(k) in self._lexicon.modals for k in range(i - 2, i)):
            return False  # "the country could count 9,000 cases"
        if scene.norm(i).startswith(self._lexicon.releasing) and after in "#dpan" and SUM.match(scene.tags, last, sentence.last):
            return False  # "released 120 prisoners", "has released $2 billion"
        if word in self._lexicon.needs_clause and after in ",." and self._parenthetical(scene, i, sentence):
            return True  # "16 came away injured, the ministry maintains, from ..."
        if (
            word in self._lexicon.deeming
            and after in "#dpn"
            and any(scene.norm(k) in ("be", "as") for k in range(last, min(last + 9, sentence.last)))
        ):
            return True  # "consider 42,000 people to be at risk"
        if word in self._lexicon.needs_clause and not (scene.letter(i - 1, sentence) in ",q" and after in "dN"):
            closing = scene.tags.find("q", max(sentence.first, i - 12), i) >= 0
            return after in "hQ:" or closing or (after == "," and scene.letter(last + 1, sentence) == "Q")
        if word in self._lexicon.taking and any(scene.norm(k) in self._lexicon.taken for k in range(i + 1, min(i + 8, sentence.last))):
            return False
        return not (after == "T" and verb.mode in ("say", "show") and word in self._lexicon.going_on)

    def _hosts(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        first = i
        while first > sentence.first and scene.tags[first - 1] in "xazB":
            first -= 1
        subject = self._subject.before(scene, first, sentence)
        noun = self._speakers.noun(scene, subject[1]) if subject else ""
        dead = any(scene.norm(k) in self._lexicon.admitted for k in range(i + 1, min(i + _ADMITTED, sentence.last)))
        if dead and subject and self._lexicon.hosts.isdisjoint((noun, scene.norm(subject[1][1] - 1))):
            return False  # "Tehran has admitted 12 deaths"
        return noun in self._lexicon.hosts or noun not in self._speakers.speaking | self._speakers.plural

    def _parenthetical(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """True of a verb whose subject begins right behind a comma or a quotation."""
        subject = self._subject.before(scene, i, sentence)
        return subject is not None and scene.letter(subject[0][0] - 1, sentence) in ",q"

    def _lifeless(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> bool:
        """ "The attack underscores how thin the line is", "the sum announced on Monday is": verbs that need somebody who speaks."""
        reduced = scene.tags[i] in "vV" and _REDUCED.match(scene.tags, i + 1, sentence.last) is not None
        return (reduced or scene.norm(i) in self._lexicon.animate) and not self._subject.speaks(scene, i, sentence, actors)

    def _is_verb(self, scene: Scene, at: Range, sentence: Sentence, actors: Sequence[ActorMention]) -> bool:
        """ "reports" after a name and before a clause is a verb, after an article it is a noun."""
        first, i = at
        before = scene.letter(first - 1, sentence)
        after = scene.letter(i + 1, sentence)
        if first == i and before in "nN" and not self._agrees(scene, i, sentence):
            return False  # "in Gezira state that were meant to"
        if any(c in "xz" for c in scene.tags[first:i]):
            return True
        if before in "rw":
            return True
        of_it = after == "o" and any(v.particle == "of" for v in self._lexicon.verbs.get(scene.norm(i), ()))
        if of_it and before in "nN,)":
            return True  # "the minister talks of 30 billion"
        if before in "dGjo#pPs" or after == "o":
            return False
        if before == "T":
            return after in "hdQrNG#"
        if before == "N" and after in "nN" and self._adjectival(scene, first - 1, actors):
            return False
        if before in "nN," and after == "T":
            apart = scene.before_comma(first, sentence) if before == "," else None
            head = apart[1] if apart else scene.left(first, sentence.first)
            return head is not None and self._speakers.can_speak(scene, head, actors, strict=True)
        if scene.norm(i) in self._lexicon.own_nouns and scene.norm(first - 2) == "by" and before in "nN" and after in ".,;)":
            return False  # "by UN estimates."
        third = any(v.form == "third" for v in self._lexicon.verbs.get(scene.norm(i), ()))
        if before == "," and (after in ".,;" or (after == "n" and third)) and (apart := scene.before_comma(first, sentence)):
            return self._speakers.can_speak(scene, apart[1], actors, strict=True)  # "their association, the BGMEA, estimates."
        if before in "nNt)q,'":
            return after in "hrdQ#GNpaj.,;:nm" and not (before == "," and after in "pn.,")
        return before in "cb" and after in "hdrQ#:"

    def _agrees(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """A plain form as "state" needs a subject of more than one."""
        verbs = self._lexicon.verbs.get(scene.norm(i), ())
        if not verbs or verbs[0].form != "base":
            return True
        word = scene.norm(i - 1)
        if word in self._lexicon.names_in_s:
            return False
        return word.endswith("s") or self._many(word) or "c" in scene.tags[max(0, i - 4) : i] or self._led(scene, i, sentence)

    def _many(self, word: str) -> bool:
        return word in self._speakers.plural or word in self._speakers.crowd or word in self._lexicon.no_singulars

    def _led(self, scene: Scene, i: int, sentence: Sentence) -> bool:
        """ "Authorities in Chiang Rai report": the head is of several, not the word before the verb."""
        head = scene.left(i, sentence.first)
        if head is not None and (paper := self._subject.paper_by(scene, head, sentence)):
            head = paper  # "records seen by the paper show"
        return head is not None and (self._many(self._speakers.noun(scene, head)) or scene.norm(head[1] - 1).endswith("s"))

    def _adjectival(self, scene: Scene, k: int, actors: Sequence[ActorMention]) -> bool:
        """ "Russian" before a noun is no subject."""
        at = bisect_left(actors, scene.text.tokens[k].start, key=lambda a: a.start)
        return (
            at < len(actors)
            and actors[at].kind == "state"
            and actors[at].name != scene.text.tokens[k].text
            and actors[at].end == scene.text.tokens[k].end
        )

    def _finite(self, scene: Scene, at: Range, verb: Verb, sentence: Sentence, actors: Sequence[ActorMention]) -> Cue | None:
        first, last = at
        make = partial(Cue, first=first, last=last, sentence=sentence_number(scene, first), mode=verb.mode)
        make = partial(make, kind=kind_of(scene, at, verb, self._lexicon))
        inverted = self._subject.after(scene, at, verb, sentence, actors)
        if inverted:
            whole, head = inverted
            return make(source=whole, head=head, clause=first, leading=scene.letter(whole[1], sentence) in "h:Q")
        subject = self._subject.before(scene, first, sentence)
        if subject is None:
            if verb.form == "past" and self._set_apart(scene, first, last, sentence):
                return None
            if scene.letter(first - 1, sentence) in ("cb" if verb.mode in _WEAK else "cb,;-") and verb.mode not in ("think", "show"):
                return make(inherits=True, clause=first - 1, leading=True)
            return None
        whole, head = subject
        if scene.norm(head[0]) == "neither" and "c" in scene.tags[head[0] : head[1]]:
            make = partial(make, kind="negative")  # "neither the army nor the rebels have confirmed"
        if not self._fits(scene, head, verb, actors):
            return None
        trailing = scene.letter(whole[0] - 1, sentence) == "," and scene.letter(last, sentence) in ",.;"
        if verb.mode == "show" and not trailing and not self._showing.tells(scene, subject, last, sentence):
            return None
        clause = clause_start(scene, whole[0], sentence)
        addressee = self._subject.addressee(scene, last, sentence)
        leading = (verb.mode not in _TRAILING and not (verb.mode == "show" and trailing)) or self._leads(
            scene, addressee[1] if addressee else last, whole[0], sentence
        )
        return make(source=whole, head=head, outer=addressee, clause=clause, leading=leading)

    def _set_apart(self, scene: Scene, first: int, last: int, sentence: Sentence) -> bool:
        """ "the agency, asked the same day, gave": a participle between commas before the verb of the sentence."""
        comma = scene.tags.find(",", last, sentence.last)
        return scene.letter(first - 1, sentence) == "," and 0 < comma - last < 6 and scene.letter(comma + 1, sentence) in "vuVxB"

    def _fits(self, scene: Scene, head: Range, verb: Verb, actors: Sequence[ActorMention]) -> bool:
        if scene.norm(head[0]) in self._speakers.nobody or self._speakers.noun(scene, head) in self._lexicon.mute:
            return False
        if scene.tags[head[0]] == "#" and verb.mode in ("demand", "promise"):
            return False  # "50,000 people ordered out of the district"
        if verb.mode == "confirm" and self._speakers.noun(scene, head) in self._lexicon.testing:
            return False
        if verb.mode in _WEAK:
            return self._speakers.can_speak(scene, head, actors, strict=verb.mode in ("think", "forecast", "describe"))
        return True

    def _leads(self, scene: Scene, last: int, source: int, sentence: Sentence) -> bool:
        """True where the words follow the verb, not where they came before it."""
        source -= 2 * (source - 2 > sentence.first and (scene.norm(source - 2), scene.norm(source - 1)) == _OR_SO)
        before = scene.letter(source - 1, sentence)
        after = scene.letter(last, sentence)
        if (
            source == sentence.first
            and source
            and scene.tags[source - 1] == "q"
            and scene.text.tokens[source - 1].sentence == scene.text.tokens[source].sentence - 1
        ):
            before = "q"  # the quotation that ended the sentence before
        if after in "h:Q":
            return True
        if before not in _BEFORE_CLAUSE:
            return True
        if (before == "q" and source > sentence.first) or scene.tags[max(0, source - 2) : source] == "q,":
            return False
        if after in ",.;q-)":
            return False
        filler = _FILLER.match(scene.tags, last, sentence.last)
        end = filler.end() if filler else last
        if (
            before == ","
            and {scene.letter(last, sentence), scene.letter(end, sentence)} & set("sPp")
            and not _tells_more(scene, last, sentence)
        ):
            return False  # "he declared on Sunday when he called off the search", "she said after visiting the camp"
        return scene.letter(end, sentence) not in ",.;:q-)"


def _tells_more(scene: Scene, first: int, sentence: Sentence) -> bool:
    """True where a number, a clause with "that" or a quotation follows."""
    return any(c in "#h:Q" for c in scene.tags[first : sentence.last])
