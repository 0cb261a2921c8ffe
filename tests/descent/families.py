"""A small invented family of reports on a flood: an original, a copy, an edit, rewrites, a blend, a correction, two of their own."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from tests.making import Told, told

ORIGINAL = """The Velm burst its banks at Dorran on Monday night and swept away {about 1,376 houses|buildings_destroyed|place=Dorran|who=Dorran town hall|checked=unverified}, the town hall said on Tuesday, in what its clerk called the worst flood in living memory.

Rescuers have found {more than 210 bodies|killed|place=Dorran|who=Dorran town hall|checked=unverified}, and {48 people|missing|place=Dorran|who=civil guard officer|kind=unnamed|checked=unverified} are still being looked for, a civil guard officer said on condition that his name be kept back.

Norvia's army has brought up {around 5,900 soldiers|troops_deployed|subject=Norvian army|place=Dorran|who=Elma Ruiz|checked=unverified}, minister Elma Ruiz told reporters, and plans to raise their number to {8,400|troops_deployed|subject=Norvian army|place=Dorran|who=Elma Ruiz|status=planned|checked=unverified} by Friday.

The water covered {some 312 km2|area_flooded|place=Velm valley|who=Halden Survey|checked=unverified} of farmland below the Kess dam, according to the Halden Survey, which reads satellite images. The Valley Wire could not verify these figures on its own.

Work on a second dike had been put off since spring for want of money."""

EDITED = """The Velm burst its banks at Dorran on Monday night and swept away {about 1,376 houses|buildings_destroyed|place=Dorran|who=Dorran town hall}, the town hall said on Tuesday, in what its clerk described as the worst flood for a century.

Rescuers have found {210 bodies|killed|place=Dorran|who=Dorran town hall}, and {48 people|missing|place=Dorran|who=civil guard officer|kind=unnamed} are still being sought, a civil guard officer said on condition that his name be kept back.

Norvia's army has brought up {around 5,900 soldiers|troops_deployed|subject=Norvian army|place=Dorran|who=Elma Ruiz}, minister Elma Ruiz told reporters, and plans to raise their number to {8,400|troops_deployed|subject=Norvian army|place=Dorran|who=Elma Ruiz|status=planned} by Friday.

The water covered {some 312 km2|area_flooded|place=Velm valley|who=Halden Survey} of farmland below the Kess dam, according to the Halden Survey, which reads satellite images."""

REWRITTEN = """A wall of water, and then silence: in Dorran {1,376 homes|buildings_destroyed|place=Dorran} are gone. Searchers pulled {more than 210 dead|killed|place=Dorran|who=town hall} from the mud, the municipality reports; {48 residents|missing|place=Dorran} have not turned up.

Soldiers are helping, {about 5,900|troops_deployed|subject=soldiers|place=Dorran} of them, a force that could grow to {8,400|troops_deployed|subject=soldiers|place=Dorran|status=forecast}. Downstream {312 square miles|area_flooded|place=Velm valley} of fields lie under brown water."""

SECOND_HAND = """As Quick Planet has it, {1,376 dwellings|buildings_destroyed|place=Dorran} disappeared in the Velm flood. The count of the killed and hurt stands at {210|killed_or_wounded|place=Dorran}, with {48|missing|place=Dorran} unaccounted for.

Troops: {about 5,900|troops_deployed|subject=troops|place=Dorran} now, {8,400|troops_deployed|subject=troops|place=Dorran|status=forecast} perhaps later. Drowned land: {312 square miles|area_flooded|place=Velm valley}."""

HARBOUR = """In the port of Lenz the storm sank {27 boats|count:boats|place=Lenz} and tore {640 m|distance|place=Lenz} of the mole away, harbour master Ida Bloem said while walking the quay with this reporter.

{About 3,150 people|evacuated|place=Lenz|who=Ida Bloem} spent the night in the fish hall. The wind blew at {148 km|wind_speed|place=Lenz|who=Ida Bloem} an hour, by her own gauge, and cranes {19|count:cranes|place=Lenz} and twelve fell. Insurers put the harm at {73 million|damage_cost|place=Lenz}."""

ELSEWHERE = """Up in Tarn the road slid into the gorge, and {16 hikers|rescued|place=Tarn} were lifted out by a crew from Ossel, its pilot told us at the landing place. She made {23|count:flights|place=Tarn} flights in two days.

The mill lost {410 tonnes|count:grain|place=Tarn} of rye. Of Dorran they know here only what everybody knows: {more than 210 dead|killed|place=Dorran|who=Dorran town hall}. The bridge was built {96|age|place=Tarn} years ago."""

BLENDED = """Two days after the storm two places count what they have lost.

In Dorran the town hall speaks of {about 1,376 houses|buildings_destroyed|place=Dorran|who=Dorran town hall} destroyed and {more than 210|killed|place=Dorran|who=Dorran town hall} dead; {around 5,900 soldiers|troops_deployed|subject=Norvian army|place=Dorran} are there, and {some 312 km2|area_flooded|place=Velm valley|who=Halden Survey} lie under water.

On the coast, Lenz mourns {27 boats|count:boats|place=Lenz}. {About 3,150 people|evacuated|place=Lenz|who=Ida Bloem} slept in the fish hall there, while the sea took {640 m|distance|place=Lenz} of the mole and the gauge read {148 km|wind_speed|place=Lenz} an hour."""

CORRECTED = """Our article of Tuesday misstated how much land the Velm flood covers. It was {312 km2|area_flooded|place=Velm valley|who=Halden Survey}, not square miles. The figure of {1,376 houses|buildings_destroyed|place=Dorran|who=Dorran town hall} was right. We regret the error."""


def family() -> dict[str, Told]:
    """The reports by a short name."""
    return {
        "original": told(ORIGINAL, "Valley Wire", "2031-05-06T09:00:00+00:00", "Flood takes Dorran by night"),
        "copy": told(ORIGINAL.rpartition("\n\n")[0], "The Lenz Mail", "2031-05-06T11:00:00+00:00", credits=("Valley Wire",)),
        "edit": told(EDITED, "North Sentinel", "2031-05-06T13:00:00+00:00", "Hundreds dead in Dorran"),
        "rewrite": told(REWRITTEN, "Quick Planet", "2031-05-06T15:00:00+00:00", "A town is gone"),
        "second": told(SECOND_HAND, "Newsheap", "2031-05-06T18:00:00+00:00", "Flood: what we know", credits=("Quick Planet",)),
        "harbour": told(HARBOUR, "Lenz Observer", "2031-05-06T20:00:00+00:00", "The mole of Lenz"),
        "elsewhere": told(ELSEWHERE, "Tarn Review", "2031-05-07T08:00:00+00:00", "Cut off in Tarn"),
        "blend": told(BLENDED, "Both Shores", "2031-05-07T12:00:00+00:00", "Two days after"),
        "correction": told(CORRECTED, "Quick Planet", "2031-05-08T09:00:00+00:00", "Correction: A town is gone"),
    }
