"""In a report that stands alone a country named once does not draw all figures to itself."""

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.intake import Dresser
from stemma.linking.ground import on_ground
from stemma.pipeline import read_all


def test_a_country_that_only_the_last_paragraph_names_has_no_figures_of_the_others() -> None:
    pack = load_pack()
    text = (
        "BUENOS AIRES - Argentina's annual inflation rate hit 124.4 percent in August, the statistics institute said.\n\n"
        "In the first eight months of the year prices rose 80.2%.\n\n"
        "The peso has lost more than half of its value since the start of the year, and the central bank has raised its rate once more; "
        "shoppers said that they bought meat only at the weekend, if at all, and that they paid with what was left of the month before.\n\n"
        "Chile's inflation by contrast slowed to 5.3%, and Brazil's stood at 4.6%."
    )
    reports = [Dresser()(Report(text=text, published=Moment(iso="2023-09-13")))]
    [extract] = on_ground(reports, list(read_all(reports, pack)), pack)
    found = {c.amount.low: c.place.name for c in extract.claims if c.place is not None}
    assert (found[80.2], found[4.6]) == ("Argentina", "Brazil")
