"""Who says it: the subject of a cue verb, before it, after it, or in a relative clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stemma.core.text import Sentence
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.cues import Lexicon, Verb
from stemma.reading.saying.named import somebody_at
from stemma.reading.saying.scene import Range, Scene
from stemma.reading.saying.speakers import Speakers

_TIME_BEFORE: Final = re.compile(r"(?:Ptd)?(?:t+#?[dj]?(?:[pP](?=[^,]))?)*")  # "officials on Thursday said", read from right to left
_RELATIVE: Final = re.compile(r"[VI][axzB]*w")  # a verb and its "who", read from right to left
# From a verb back to the "who" or "that" of a clause with a verb of its own; neither comma nor second clause in between.
_CLAUSE: Final = re.compile(r"[nNjG#dopPTctaIm')VvgBxz]*?[VvB][axzB]*(?:w|h)(?=[nN')tG])")
_REACHED: Final = re.compile("[Tp]?[VvuI][xazB]*r(?=[nN])")  # read from right to left
_NAME_BEHIND: Final = re.compile("(?<=[nu])N[N']*$")
_TWO_VERBS: Final = re.compile(r"w[^,;:.]*[vVuBx][^,;:.]*c[xazB]*[vVuBx][^,;:.]*")  # "who left and does not wish to be named"
_APART: Final = re.compile(r"[^,;:.cb]{0,12},[wgIanNjpPd][^;:.]*,")  # from an indefinite subject to its verb, with an aside in between
_SPEAKING: Final = 10  # tokens from "speaking" to the verb
_INVERTED: Final = ("say", "confirm", "think", "forecast", "promise")


class SubjectOf:
    """Finds the subjects of cue verbs."""

    def __init__(self, lexicon: Lexicon, speakers: Speakers) -> None:
        self._lexicon = lexicon
        self._speakers = speakers

    def speaks(self, scene: Scene, i: int, sentence: Sentence, actors: Sequence[ActorMention]) -> bool:
        """True where the subject left of a verb is somebody or something that can speak; also where none stands there."""
        first = i
        while first > sentence.first and scene.tags[first - 1] in "xazB":
            first -= 1
        found = self.before(scene, first, sentence)
        return found is None or self._speakers.can_speak(scene, found[1], actors)

    def before(self, scene: Scene, first: int, sentence: Sentence) -> tuple[Range, Range] | None:
        """The subject left of a verb: the whole phrase and its head without apposition."""
        size = len(scene.tags)
        skipped = _TIME_BEFORE.match(scene.turned, size - first, size - sentence.first)
        i = first - (skipped.end() - skipped.start() if skipped else 0)
        while i < first and i - 1 > sentence.first and scene.tags[i - 1] in "xza":
            i -= 1  # "had on Sunday conceded"
        if scene.norm(i - 1) in self._lexicon.parts and scene.norm(i - 3) == "for" and i - 3 > sentence.first:
            i -= 3  # "the authorities, who for their part said"
        i -= tuple(map(scene.norm, (i - 1, i))) in self._lexicon.in_turn  # "witnesses at first spoke of": the adverb is the verb's already
        i -= next((k for k in (3, 2) if i - k > sentence.first and tuple(map(scene.norm, range(i - k, i))) in self._lexicon.in_turn), 0)
        while i < first and i - 1 > sentence.first and scene.tags[i - 1] in "xz":
            i -= 1  # "have in public owned up to"
        i = self._before_speaking(scene, i, sentence)
        if i <= sentence.first:
            return None
        if scene.norm(i - 1) in self._lexicon.together and i - 2 >= sentence.first:
            i -= 1  # "the ministry and the union both put"
        if scene.norm(i - 1) in self._lexicon.nearby and i - 2 >= sentence.first and scene.tags[i - 2] in "nN":
            i -= 1  # "a commander inside told"
        if scene.tags[i - 1] == ",":
            apart = somebody_at(self._speakers, scene, scene.before_comma(i, sentence), sentence) or self._set_off(scene, i, sentence)
            return self._without_contrast(scene, apart, sentence)
        if described := self._described(scene, i, sentence):
            return (described[0], i), described
        end = i
        released = scene.tags[i - 1] == "V" or (scene.tags[i - 1] == "v" and scene.norm(i - 1) in self._lexicon.issued)
        if released and i - 2 >= sentence.first and scene.tags[i - 2] in "nN":
            i -= 1  # "officials interviewed said", "a poll released Friday shows"
        reached = _REACHED.match(scene.turned, size - i, size - sentence.first)
        if reached:
            i -= reached.end() - reached.start()  # "a resident we reached said", "the experts I spoke to said"
        if scene.tags[i - 1] == ")":
            i = max(scene.tags.rfind("(", sentence.first, i), sentence.first)
        if who := self._with_clause(scene, i, sentence):
            return (who[0], i), who
        found = scene.left(i, sentence.first)
        if found is None:
            some = scene.tags[i - 1] == "d" and scene.norm(i - 1) in self._speakers.crowd
            return ((i - 1, i), (i - 1, i)) if some else None  # "some say"
        if paper := self.paper_by(scene, found, sentence):
            return (paper[0], found[1]), paper
        if scene.tags[found[0]] == "I":  # "a retired colonel now living in Gedaref said"
            k = found[0]
            while k > sentence.first and scene.tags[k - 1] in "at":
                k -= 1
            known = scene.left(k, sentence.first) if scene.tags[k - 1] in "nN" and k > sentence.first else None
            if known:
                return (known[0], found[1]), known
        if scene.tags[found[0] - 1] in "gI" and found[0] > sentence.first:
            doing = self._doing(scene, found, sentence)
            if doing is None or doing != found:
                return ((doing[0], found[1]), doing) if doing else None
        if found[0] - 2 >= sentence.first and scene.tags[found[0] - 2 : found[0]] == "do":
            found = (found[0] - 2, found[1])  # "one of the warders told us"
        if scene.tags[found[0] - 1] == "T" and found[0] - 2 > sentence.first and (served := self._serving(scene, found, sentence)):
            return (served[0], found[1]), (served[0], found[1])
        whose = self._possessor(scene, found, sentence)
        if whose:
            return found, whose
        begun = self._relative(scene, found, sentence) or self._working(scene, found, sentence)
        if begun:
            return (begun[0], found[1]), begun
        if told := self._predicate(scene, found, sentence):
            return (told[0], found[1]), told
        found = self._name_alone(scene, found)
        if end > i:
            return (found[0], end), found
        if found[0] - 2 > sentence.first and self._governed(scene, found[0]):
            begun = scene.first_phrase(sentence, found[0])  # "the sister of a man who drowned near Tete said"
            return ((begun[0], found[1]), begun) if begun and scene.tags.find(",", begun[1], i) < 0 else None
        if scene.tags[found[0]] == "w" and found[0] > sentence.first:
            k = found[0] - (1 if scene.tags[found[0] - 1] == "," else 0)
            antecedent = scene.left(k, sentence.first)
            if antecedent and "o" in scene.tags[antecedent[0] : antecedent[1]]:
                last_part = max(scene.tags.rfind(c, antecedent[0], antecedent[1]) for c in "op") + 1
                if scene.tags[last_part] in "GN":
                    antecedent = (last_part, antecedent[1])
            return self._without_contrast(scene, (found, antecedent), sentence) if antecedent else None
        return found, found

    def _serving(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "the adviser to the ministry said", "an aide to the president": whoever serves another."""
        head = scene.left(found[0] - 1, sentence.first)
        return head if head and self._speakers.noun(scene, head) in self._speakers.roles | self._speakers.plural else None

    def paper_by(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "hospital records seen by the paper show": the records."""
        k = found[0] - 2
        if k - 1 < sentence.first or scene.norm(found[0] - 1) != "by" or scene.tags[k] not in "vVu" or scene.tags[k - 1] not in "nNu":
            return None
        if scene.tags[k - 1] == "u":
            first = k - 1
            while first > sentence.first and scene.tags[first - 1] in "jnN":
                first -= 1
            return (first, k) if scene.norm(k - 1) in self._speakers.documents else None
        head = scene.left(k, sentence.first)
        return head if head and self._speakers.noun(scene, head) in self._speakers.documents else None

    def _before_speaking(self, scene: Scene, i: int, sentence: Sentence) -> int:
        """ "An official speaking to the agency on condition of anonymity said": the token behind the official."""
        for k in range(i - 1, max(sentence.first, i - _SPEAKING), -1):
            if scene.tags[k] in ",;:.vVxBwhQq(":
                return i
            if scene.norm(k) in self._lexicon.while_speaking:
                return k if scene.tags[k - 1] in "nNj)" else i
        return i

    def _doing(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "an official briefing reporters believes": the official; "adding up its bulletins gives": nobody; else the phrase as it was."""
        k = found[0] - 1
        if k == sentence.first or scene.tags[k - 1] in ";:(":
            return None
        head = scene.left(k, sentence.first) if scene.tags[k - 1] in "nN" else None
        if head is None:
            return found
        noun = self._speakers.noun(scene, head)
        return head if noun in self._speakers.roles or noun in self._speakers.plural else found

    def _predicate(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "a fire chief who asked for anonymity because he was no spokesman put": who is told of, not what he was not."""
        k = found[0] - 1
        if k <= sentence.first or scene.tags[k] not in "Bz" or scene.tags[found[0]] in "rw":
            return None
        who = scene.tags.find("w", sentence.first, k)
        if who <= sentence.first or scene.norm(who) != "who" or any(c in ",;:q" for c in scene.tags[who:k]):
            return None
        head = scene.left(who, sentence.first)
        return head if head and self._speakers.noun(scene, head) in self._speakers.roles else None

    def _set_off(self, scene: Scene, i: int, sentence: Sentence) -> tuple[Range, Range] | None:
        """ "A general she met on the road, who did not want to be named, reckons": the sentence's first phrase, where it is a person's."""
        head = scene.first_phrase(sentence, i)
        if head is None or not _APART.fullmatch(scene.tags, head[1], i):
            return None
        noun = self._speakers.noun(scene, head)
        return ((head[0], i), head) if noun in self._speakers.roles and scene.norm(head[0]) in ("a", "an", "one") else None

    def _with_clause(self, scene: Scene, i: int, sentence: Sentence) -> Range | None:
        """ "A volunteer who left the town and does not wish to be named believes": the phrase before a clause of two verbs."""
        head = scene.first_phrase(sentence, i)
        if head is None or scene.norm(head[0]) not in ("a", "an", "one") or not _TWO_VERBS.fullmatch(scene.tags, head[1], i):
            return None
        return head if self._speakers.noun(scene, head) in self._speakers.roles else None

    def _described(self, scene: Scene, i: int, sentence: Sentence) -> Range | None:
        """ "an officer who may not be named told us", "a minister in the administration that runs the east said"."""
        size = len(scene.tags)
        clause = _CLAUSE.match(scene.turned, size - i, size - sentence.first)
        if clause is None:
            return None
        who = size - clause.end()
        if who <= sentence.first or scene.norm(who - 1) in self._lexicon.those:
            return None
        found = scene.left(who, sentence.first)
        return (
            None if found and found[0] > sentence.first and scene.tags[found[0] - 1] in "pP" else found
        )  # "for anyone who works here the miners want"

    def _without_contrast(self, scene: Scene, found: tuple[Range, Range] | None, sentence: Sentence) -> tuple[Range, Range] | None:
        """ "it was a nurse, and no hospital, who said": the one who is said not to speak is passed over."""
        if found is None or scene.norm(found[1][0]) not in ("no", "not"):
            return found
        if scene.tags[sentence.first : found[1][0]].find("rB") >= 0:
            first = scene.tags.find("rB", sentence.first, found[1][0]) + 2
            head = scene.right(first, found[1][0])
            return ((head[0], head[1]), head) if head else found
        return found

    def _governed(self, scene: Scene, start: int) -> bool:
        """True for a phrase that hangs on a preposition after a verb or adjective: "who drowned near Tete said"."""
        before, earlier = scene.tags[start - 1], scene.tags[start - 2]
        return (before == "p" and earlier not in ",;:bcshQq.-tn(") or (before == "T" and earlier in "njvVuI")

    def _relative(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "the man who drove the bus said": the phrase before the relative clause; "those who drove" with its verb."""
        size = len(scene.tags)
        clause = _RELATIVE.match(scene.turned, size - found[0], size - sentence.first)
        if clause is None:
            return None
        who = size - clause.end()
        if who > sentence.first and scene.norm(who - 1) in self._lexicon.those:
            return who - 1, who + 2
        return scene.left(who, sentence.first) if who > sentence.first else None

    def _working(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "lawyers who work for nothing say": the words behind "who" are no phrase of their own."""
        who = found[0] - 1
        if who <= sentence.first or scene.norm(who) != "who" or scene.tags[found[0]] not in "nu":
            return None
        if scene.norm(who - 1) in self._lexicon.those:
            return who - 1, who + 2
        return scene.left(who, sentence.first)

    def _possessor(self, scene: Scene, found: Range, sentence: Sentence) -> Range | None:
        """ "the ombudsman, whose books show 47 dead": the books are his."""
        whose = found[0] - 1
        if whose <= sentence.first or scene.norm(whose) != "whose":
            return None
        if self._speakers.noun(scene, found) not in self._speakers.documents | self._lexicon.books:
            return None
        k = whose - (1 if scene.tags[whose - 1] == "," else 0)
        return scene.left(k, sentence.first) if k > sentence.first else None

    def _name_alone(self, scene: Scene, found: Range) -> Range:
        """ "the third time Reuters said": a name after a noun that is no office begins a phrase of its own."""
        names = _NAME_BEHIND.search(scene.tags[found[0] : found[1]])
        if names is None or names.start() == 0:
            return found
        noun = scene.norm(found[0] + names.start() - 1)
        if noun in self._speakers.roles or noun in self._speakers.bodies or noun in self._speakers.outlets or noun in self._speakers.plural:
            return found
        return found[0] + names.start(), found[1]

    def after(self, scene: Scene, at: Range, verb: Verb, sentence: Sentence, actors: Sequence[ActorMention]) -> tuple[Range, Range] | None:
        """ "...," said the mayor: the verb stands at the clause's edge and its subject after it."""
        first, last = at
        before = scene.letter(first - 1, sentence)
        if verb.mode not in _INVERTED or verb.form == "ing" or before not in ",q." or scene.norm(last - 1) in self._lexicon.addressing:
            return None
        if scene.tags[first] == "x":
            return None  # "Ana Ruiz, its chief, has warned the council that"
        head = scene.right(last, sentence.last)
        if head is None or scene.letter(head[1], sentence) not in ".,;:tpPqwh-cs(a":
            return None
        said = before in ",q" and scene.norm(last - 1) in self._lexicon.said
        if scene.tags[head[0]] == "#" and not (said and scene.letter(head[1], sentence) == "."):
            return None  # "the mayor, who saw it, said 14 residents died", not "..., said two residents."
        if scene.norm(head[1]) == "at" and "#" in scene.tags[head[1] : min(head[1] + 5, sentence.last)]:
            return None  # "a diplomat, speaking off the record, estimates prisoners at 900"
        aimed = scene.norm(last - 1) in self._lexicon.aimed  # "the mayor, who lives there, blames a drowned pump"
        closed = (
            before in ",q" and verb.mode == "say" and not aimed and scene.tags[head[0]] == "d" and scene.letter(head[1], sentence) in ".,;"
        )
        if scene.tags[head[0]] == "m" or not (closed or self._speakers.can_speak(scene, head, actors)):
            return None
        return scene.after_comma(head, sentence.last), head

    def addressee(self, scene: Scene, last: int, sentence: Sentence) -> Range | None:
        """ "told Reuters": to whom."""
        if scene.norm(last - 1) not in self._lexicon.addressing:
            return None
        if (
            scene.letter(last, sentence) == "h"
            and scene.norm(last + 1) in self._speakers.outlets
            and scene.letter(last + 2, sentence) in ".,;"
        ):
            return last, last + 2  # "..., the mayor told that paper."
        head = scene.right(last, sentence.last)
        if head is None or scene.tags[head[0]] == "#":
            return None  # "had notified 1,572 cases"
        joined = next((i for i in range(head[0] + 1, head[1]) if scene.tags[i] == "p"), head[1])
        return head[0], joined  # "told the United Nations | in a letter"
