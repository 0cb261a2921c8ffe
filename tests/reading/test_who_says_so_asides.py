"""Who says so where asides, places and clauses of their own stand between a speaker and the verb, and where two speak in one sentence."""

from __future__ import annotations

import pytest
from tests.reading.test_who_says_so_more import speakers


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        ("A foreign diplomat, speaking off the record, estimates prisoners at 900.", 900, ["foreign diplomat"]),
        ("Tarn Weather, a commercial forecaster, estimates total damage at 18 billion dollars.", 18e9, ["Tarn Weather"]),
        ("A volunteer who left the town on Tuesday and does not wish to be named believes 100 people died.", 100, ["volunteer"]),
        ("A rescuer working with a drone team had by noon mapped 32 ruined houses.", 32, ["rescuer"]),
        ("At a hospital close to the crossing a surgeon, exhausted, tells me that 350 patients arrived.", 350, ["surgeon"]),
        ("In Turkey the state was slow. By Tuesday it acknowledged 5,894 dead.", 5894, ["state"]),
        ("Some 5,000 civilians have crossed the border, the official Omar Weil is quoted as saying.", 5000, ["Omar Weil"]),
        ("More than 3,000 villages have come back, commander-in-chief Omar Weil announced on Sunday.", 3000, ["Omar Weil"]),
        ("A brigade from Tarn has found 13 bodies, its commander told this station.", 13, ["brigade from Tarn: commander"]),
        ("The authorities in Tarn consider 42,000 people to be at risk.", 42000, ["authorities in Tarn"]),
        ("The Hospital Authority's first count after the clashes was 72 injured people.", 72, ["Hospital Authority"]),
        ("The gauge at Tarn last showed 5.75 metres.", 5.75, []),
        # two in one sentence
        ("At least 17,000 people are homeless, and 700 people have died according to the relief chief.", 17000, []),
        (
            "Network operators said that 41,000 homes were dark, and 120 villages have been flooded, the government estimates.",
            120,
            ["government"],
        ),
        # an outlet has its figures, an office its acts
        ("The Morning Drum has the rebels 30 miles beyond the line, with 20 villages taken.", 20, ["Morning Drum"]),
        ("The interior ministry opened 89 schools to families.", 89, ["interior ministry"]),
        ("The army has lost 200 men.", 200, []),
    ],
)
def test_who(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number, "Dorran News Agency") == chain
