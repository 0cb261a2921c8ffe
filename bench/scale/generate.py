# ruff: noqa: SIM905 (lists of words)
"""Reports of news length in families about many situations, as JSON Lines: a ledger of any size, the same each time.

    python bench/scale/generate.py 100000 > reports.jsonl

A situation has a place, a week, speakers and figures of its own. It has several reports of a reporter's own and, of each, copies,
edits, parts and rewrites that stand in other outlets; some rewrites change a number. Words come from lists here, put together so
that two situations share hardly a run of eight words. Nothing is taken from any text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

_SYLLABLES = ("ka lo mir ta ven dor sel bra nu ost pel gri hal zan ri mo tul esk var on").split()
_PLACES = (
    "Izium|Sudzha|Pokrovsk|Avdiivka|Kupiansk|Valencia|Paiporta|Chiva|Lusaka|Ndola|Kitwe|Santiago|Valparaiso|Homs|Aleppo|"
    "Idlib|Hama|Derna|Benghazi|Tripoli|Goma|Bukavu|Khartoum|Omdurman|Nyala|Dhaka|Sylhet|Port-au-Prince|Jacmel|Antakya|"
    "Malatya|Gaziantep|Mandalay|Sittwe|Lashio|Kathmandu|Nairobi|Mombasa|Maputo|Beira|Manila|Tacloban|Cebu|Bogota|Cali|"
    "Quito|Guayaquil|Lima|Cusco|La Paz|Tegucigalpa|Managua|Accra|Kumasi|Lagos|Maiduguri|Kano|Bamako|Gao|Niamey|Zinder|"
    "Mogadishu|Kismayo|Baidoa|Asmara|Mekelle|Gondar"
).split("|")
_KINDS = [
    ("{n} people were killed", "killed"), ("{n} people were injured", "injured"), ("{n} families were displaced", "displaced"),
    ("{n} houses were destroyed", "houses"), ("{n} soldiers were wounded", "wounded"), ("{n} cases of cholera were confirmed", "cases"),
    ("{n} protesters were arrested", "arrested"), ("{n} hectares of forest burned", "burned"), ("{n} schools were closed", "schools"),
    ("{n} vehicles were destroyed", "vehicles"), ("{n} residents were evacuated", "evacuated"), ("{n} tonnes of grain were lost", "grain"),
]  # fmt: skip
_SPEAKERS = ("the governor|the interior ministry|the Red Cross|a senior officer|the mayor|the health ministry|the army|residents").split(
    "|"
)
_ADJECTIVES = (
    "narrow quiet broken distant crowded muddy northern empty old steep bright heavy slow sudden bitter dusty cold shallow rusty grey"
).split()
_NOUNS = (
    "road bridge market school station warehouse river valley harbour field square clinic depot tower church mill orchard "
    "tunnel factory ferry dam fence convoy queue shelter kitchen engine roof window ladder lantern barrel basket letter"
).split()
_VERBS = (
    "crossed left reached followed carried repaired closed watched opened blocked passed cleared guarded searched counted emptied"
).split()
_PEOPLE = (
    "farmers drivers nurses teachers traders fishermen students neighbours builders bakers miners porters widows cousins volunteers clerks"
).split()
_WHEN = (
    "before dawn|after the rain|by nightfall|for three hours|all morning|without a word|in small groups|on foot|by boat|twice a day"
).split("|")


def reports(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many reports, situation by situation."""
    made = 0
    situation = 0
    while made < number:
        for report in _situation(Random(f"{seed}/{situation}"), situation):
            if made == number:
                return
            made += 1
            yield report
        situation += 1


def _situation(random: Random, at: int) -> Iterator[dict[str, str]]:
    place = random.choice(_PLACES)
    start = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(hours=random.randrange(24 * 365 * 10))
    facts = [(sentence, _number(random), random.choice(_SPEAKERS)) for sentence, _ in random.sample(_KINDS, random.randint(4, 7))]
    district = _word(random).capitalize()
    for root in range(random.randint(1, 3)):
        text = _original(random, place, district, facts)
        moment = start + timedelta(hours=random.randrange(60))
        outlet = f"{_word(random).capitalize()} {random.choice(['Post', 'Herald', 'Times', 'Wire', 'Courier'])}"
        yield _report(text, outlet, moment, f"{at}-{root}", random)
        for copy in range(random.randint(1, 9)):
            later = moment + timedelta(hours=random.randint(1, 70))
            other = f"{_word(random).capitalize()} {random.choice(['Gazette', 'Daily', 'Mail', 'Online', 'Radio'])}"
            yield _report(_rewritten(random, text, outlet), other, later, f"{at}-{root}-{copy}", random)


def _report(text: list[str], outlet: str, moment: datetime, name: str, random: Random) -> dict[str, str]:
    title = f"{random.choice(_ADJECTIVES).capitalize()} {random.choice(_NOUNS)}, {_word(random)} {random.choice(_NOUNS)}"
    paragraphs = ["\n\n".join(" ".join(text[at : at + 3]) for at in range(0, len(text), 3))]
    return {"title": title, "outlet": outlet, "published": moment.isoformat(), "name": name, "text": "\n\n".join(paragraphs)}


def _original(random: Random, place: str, district: str, facts: list[tuple[str, int, str]]) -> list[str]:
    sentences = [_filler(random, district) for _ in range(random.randint(14, 26))]
    for sentence, number, speaker in facts:
        claim = sentence.format(n=f"{number:,}")
        told = random.choice(
            [f"{claim[0].upper() + claim[1:]} in {place}, {speaker} said.", f"In {place}, {claim}, according to {speaker}."]
        )
        sentences.insert(random.randrange(len(sentences)), told)
    return sentences


def _rewritten(random: Random, text: list[str], outlet: str) -> list[str]:
    """A copy, an edit, a part, or a rewrite in another order; one in four with a changed number."""
    way = random.random()
    if way < 0.3:
        new = list(text)
    elif way < 0.55:
        new = [s if random.random() < 0.8 else _edited(random, s) for s in text]
    elif way < 0.75:
        new = random.sample(text, len(text) // 2) + [_filler(random, _word(random).capitalize()) for _ in range(len(text) // 3)]
    else:
        new = [_edited(random, s) for s in random.sample(text, len(text) * 2 // 3)]
        new.append(f"The {outlet} first reported the figures.")
    if random.random() < 0.25:
        new = [_changed(random, s) for s in new]
    return new


def _edited(random: Random, sentence: str) -> str:
    words = sentence.split(" ")
    for at in range(1, len(words) - 1):
        if words[at].isalpha() and words[at].islower() and random.random() < 0.3:
            words[at] = random.choice(_ADJECTIVES + _NOUNS) if words[at] in _ADJECTIVES + _NOUNS else words[at]
    return " ".join(words)


def _changed(random: Random, sentence: str) -> str:
    words = sentence.split(" ")
    for at, word in enumerate(words):
        bare = word.replace(",", "")
        if bare.isdigit() and len(bare) > 1 and random.random() < 0.4:
            words[at] = f"{int(bare[1] + bare[0] + bare[2:]):,}"
    return " ".join(words)


def _filler(random: Random, district: str) -> str:
    one, two = random.choice(_PEOPLE), random.choice(_PEOPLE)
    thing, other = f"{random.choice(_ADJECTIVES)} {random.choice(_NOUNS)}", f"{random.choice(_ADJECTIVES)} {random.choice(_NOUNS)}"
    did, also, when = random.choice(_VERBS), random.choice(_VERBS), random.choice(_WHEN)
    return random.choice(
        [
            f"In {district} the {one} {did} the {thing} {when}, while {two} {also} a {other} near the {random.choice(_NOUNS)}.",
            f"{when.capitalize()}, {one} {did} a {thing} and {also} the {random.choice(_NOUNS)} behind it.",
            f"The {thing} was {did} {when}; {two} from {district} {also} the {other}.",
            f"Some of the {one} {did} their {random.choice(_NOUNS)}, and the {other} stayed {random.choice(_ADJECTIVES)}.",
            f"Nobody {also} the {thing} that the {two} had {did} {when}.",
        ]
    )


def _number(random: Random) -> int:
    size = random.choice([10, 10, 100, 100, 1_000, 10_000])
    return random.randint(size, size * 10)


def _word(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 3)))


if __name__ == "__main__":
    for held in reports(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        print(json.dumps(held))
