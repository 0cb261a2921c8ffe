"""What the tests of reading share."""

from __future__ import annotations

import pytest

from stemma.core.packs import Pack
from stemma.reading.reader import Reader


@pytest.fixture(scope="module")
def reader(pack: Pack) -> Reader:
    return Reader(pack)
