"""Who says so where only the office is told, where a name stands apart from it, and where a figure itself says whose it is."""

from __future__ import annotations

import pytest
from tests.reading.test_who_says_so_more import speakers


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        # an office, and its holder somewhere else in the text
        (
            "Troops have taken 20 villages, a senior general said on Monday.\n\nBrigadier General Omar Weil of the General Staff told a "
            "briefing that 700 square kilometres had been won.",
            20,
            ["Omar Weil"],
        ),
        ("Interior Minister Ada Holm toured the dykes. On Friday the interior minister spoke of 30 dead.", 30, ["Ada Holm"]),
        ("Finance Minister Ada Holm toured the dykes. On Friday the interior minister spoke of 30 dead.", 30, ["interior minister"]),
        ("A nurse said that 12 people had died.\n\nThe nurse, Ada Holm, said that 30 were hurt.", 30, ["Ada Holm"]),
        # for whom a spokesman speaks
        (
            "Police in Tarn arrested 148 people, the force said.\n\nOfficers fired 800 rounds of tear gas, a spokesman said.",
            800,
            ["spokesman for Police in Tarn"],
        ),
        ("Police in Tarn arrested 148 people, the force said.", 148, ["Police in Tarn"]),
        ("Wardens from Tarn Parks found 12 bodies, the agency said.", 12, ["Tarn Parks"]),
        # a name set apart
        ("The man whom the rebels have put in charge of the port, Omar Weil, says eight people have died.", 8, ["Omar Weil"]),
        ("The province's interior minister, Omar Weil, was more careful and spoke of 40 people missing.", 40, ["Omar Weil"]),
        ("Rescuers in the north, the Blue Shirts, had counted at least 1,020 dead.", 1020, ["Blue Shirts"]),
        ("A general she met on the road, who did not want to be named, reckons 80 snipers are left.", 80, ["general"]),
        ("The tabloid The Brazen Drum says 59 people died. It adds that 80 were saved.", 80, ["Brazen Drum"]),
        # whoever told the outlet is not the outlet
        ("A senior officer disagreed. On condition of anonymity he told Dorran that 700 troops had died.", 700, ["senior officer"]),
        ("Aid agencies have voiced fear that 90,000 people will flee.", 90000, ["Aid agencies"]),
        # figures that say whose they are
        ("The tolls, 812 dead from the health ministry and 1,020 from the rescuers, could not be checked.", 1020, ["rescuers"]),
        ("Both sides have raised their tolls: the interior ministry to 10, the rebel administration to 17.", 17, ["rebel administration"]),
        ("The station has it from the airport authority that 421 flights were cancelled.", 421, ["station", "airport authority"]),
        ("The shock, measured at magnitude 7.8 by the seismic institute, came before dawn.", 7.8, ["seismic institute"]),
        ("Some 350,000 people stayed at home, if the union is to be believed.", 350000, ["union"]),
        ("Some 600 people have died, if one follows the observatory.", 600, ["observatory"]),
        ("President Omar Weil spoke on Monday. President Weil's 6,000 km2 on 12 May covered the south.", 6000, ["Omar Weil"]),
        ("For three marches the police gave 240,000, 383,000 and 128,000.", 128000, ["police"]),
        # the outlet itself, and nobody
        ("Our hydraulic model puts the number of flooded houses at 1,200.", 1200, []),
        ("On Tuesday jets released 80 bombs on the port.", 80, []),
    ],
)
def test_who(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number, "Dorran News Agency") == chain
