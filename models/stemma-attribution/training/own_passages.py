"""Passages of our own for training: what PolNeAR's news of the American campaign shows too little of.

    python own_passages.py > own.jsonl

In a template [ ] marks the source, < > the cue, { } the content; a passage without marks teaches that nothing is said there.
Figures, chains ("citing", "told Reuters"), caveats and silences are foremost. The slots are filled by counting, never by chance.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import cycle, islice

TEMPLATES = """
[1:@I], <2:citing> [2:@B], <1:said> {1:@F}.
[1:@B], <2:quoted by> [2:@I], <1:said> {1:@F}.
[1:@I], <2:citing> [2:@B], <1:reported> {1:that @F}.
<2:Citing> [2:@B], [1:@I] <1:reported> {1:that @F}.
[@P] <told> @I {that @F}.
[@P] <told> @I on @T {that @F}, without giving details.
{"@Q,"} [@P] <told> @I.
{@F}, [@P] <told> @I.
{1:@F}, [1:@I] <1:reported>, <2:citing> [2:@B].
[1:@I] <1:quoted> [2:@P] <2:as saying> {2:that @F}.
<According to> [@B], {@F}.
{@F}, <according to> [@B].
{@F}, [@B] <said> on @T.
{@F}, [@P] <said> late on @T, {and @G}.
[1:@B] <1:said> {1:@F}. [2:@I] <2:could not independently verify> {2:the figures}.
[@I] <could not independently verify> {the report}.
[@I] <was unable to verify> {the numbers}.
[@I] <has not been able to confirm> {the account}.
The claim could not be verified. [@B] <declined to comment on> {it}.
The figures could not be independently confirmed.
None of the numbers could be checked.
[@B] <did not immediately respond to> {a request for comment}.
[@B] <has not commented on> {the strike}.
[@B] <has not given> {a figure}.
[@B] <declined to say> {how many people were hurt}.
[@B] <neither confirmed nor denied> {that @F}.
[@B] <did not rule out> {that @F}.
[@B] <denied> {that @F}.
[@B] <rejected> {reports that @F}.
[@B] <claims> {that @F}.
[@B] <claimed> {to have destroyed @N vehicles}.
[The army] shelled the town again, <claiming> {to have killed @N fighters}.
[@B] <put> {the number of dead at @N}.
[@B] <puts> {the toll at @N}.
[@B] <estimated> {the damage at $@N million}.
[@B] <counted> {@N damaged houses}.
[@B] <has registered> {@N cases}.
[@B’s] <estimate of> {@N marchers} was far lower.
[@B’s] <claim that> {@F} was met with doubt.
There was no answer to [@P’s] <assertion that> {@F}.
{@N people} <are believed to> {be trapped}.
Some {@N people} are <thought to> {have left}.
{@N boats} <reportedly> {sank}.
<It emerged> on @T {that @F}.
[1:@P] <1:said> [2:his deputy] <2:had told him> {2:that @F}.
[1:@P] <1:said> {1:@F}, <2:adding> {2:that @G}.
[1:@P] <1:said> {1:@F} and <2:warned> {2:that @G}.
[@P], who spoke on condition of anonymity, <said> {@F}.
[@P], an analyst at @B, <said> {@F}.
{"@Q,"} <said> [@P]. {"We are not leaving."}
{The wall}, [@P] <says>, {will hold another @N days}.
[@P]: {@F}.
[Satellite pictures] published on @T <show> {@N new graves}.
[A survey of @N adults] <found> {that @N percent had lost their work}.
[@B] <plans to> {send @N more tents}.
[@B] <expects> {@N new cases by the end of the month}.
[@B] <demanded> {@N more beds}.
[@B] <confirmed> {that @F}.
@F.
By @T the water had fallen by @N centimetres.
The battalion has @N men and @N guns.
On @T rockets hit a depot and @N trucks burned.
The launched drones flew @N kilometres before they were lost.
The police fired tear gas and arrested @N people.
(@I) - {@F}, [@B] <said> on @T.
CITY (@I) - {@F}, [@P] <said>.
"""
SLOTS = {
    "I": "Reuters|Harbour Wire|the state news agency|RIA Novosti|Northmoor Radio|the newspaper El Faro|AFP|the broadcaster|The Granary Times|local media",
    "B": "the defence ministry|the health ministry|the Red Crescent|the regional governor's office|the General Staff|the refugee agency|police|"
    "the rebels|the opposition|the army|the union|the United Nations|rescue workers|the flood authority|Kyiv|the Interior Ministry",
    "P": "a senior military source|the mayor|a spokesman for the army|Colonel Ibrahim Sesay|Governor Maria Lund|an official at the ministry|a doctor at the clinic|"
    "the brigade commander|Prime Minister Janos Kadlec|one diplomat|the fire chief|a resident named Olga",
    "F": "@N people had been killed|some @N houses were under water|at least @N soldiers had surrendered|more than @N families had fled|@N drones were shot down overnight|"
    "about @N square kilometres had been retaken|@N tonnes of grain were lost|as many as @N people were missing|the bridge had been hit @N times",
    "G": "another @N were hurt|@N more might follow|the road was closed|the search would go on",
    "Q": "We have @N patients and no beds|They took @N of our men|The river rose by @N metres in a night|Nobody counted the dead",
    "T": "Monday|Tuesday|Thursday night|Saturday|Sunday morning|Friday",
    "N": "12|340|1,900|47|59,000|26|5|800|11,000|73|2,400|15|610|9",
}


def fill(template: str, turn: dict[str, cycle[str]]) -> str:
    """A template with its slots filled, each in its turn."""
    while (found := re.search(r"@([A-Z])", template)) is not None:
        template = template.replace(found.group(), next(turn[found.group(1)]), 1)
    return template


def marked(text: str) -> tuple[str, list[dict[str, list[list[int]]]]]:
    """The bare text and its attributions; "2:" behind a mark tells the second of two attributions, which takes over the first's source."""
    bare, groups = "", {}
    kinds = {"[": "source", "<": "cue", "{": "content"}
    stack: list[tuple[str, str, int]] = []
    at = 0
    while at < len(text):
        sign = text[at]
        at += 1
        if sign in kinds:
            label = text[at] if text[at : at + 2] in ("1:", "2:") else "1"
            at += 2 if text[at : at + 2] in ("1:", "2:") else 0
            stack.append((kinds[sign], label, len(bare)))
        elif sign in "]>}":
            kind, label, start = stack.pop()
            groups.setdefault(label, {"source": [], "cue": [], "content": []})[kind].append([start, len(bare)])
        else:
            bare += sign
    found = [groups[label] for label in sorted(groups) if groups[label]["cue"]]
    for group in found[1:]:
        group["source"] = group["source"] or found[0]["source"]
    return bare, found


def shift(groups: list[dict[str, list[list[int]]]], by: int) -> list[dict[str, list[list[int]]]]:
    """The same spans further on in a text."""
    return [{k: [[s + by, e + by] for s, e in v] for k, v in g.items()} for g in groups]


def capital(text: str) -> str:
    """The first letter of a sentence, behind its marks, as a capital."""
    return re.sub(r"^([\[<{(\"]*(?:\d:)?)([a-z])", lambda m: m.group(1) + m.group(2).upper(), text)


def main() -> None:
    """Write the passages, seven in a text."""
    turn = {k: cycle(v.split("|")) for k, v in SLOTS.items()}
    lines = TEMPLATES.strip().splitlines()
    stream = iter([capital(fill(t, turn)) for t in islice(cycle(lines), len(lines) * 11)])
    number = 0
    while chunk := list(islice(stream, 7)):
        text, groups = "", []
        for at, piece in enumerate(chunk):
            bare, found = marked(piece)
            text += "\n\n" if at % 3 == 0 and at else " " if at else ""
            groups += shift(found, len(text))
            text += bare
        number += 1
        json.dump(
            {"id": f"own{number}", "doc": f"own{number}", "primary": True, "text": text, "attributions": groups},
            sys.stdout,
            ensure_ascii=False,
        )
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
