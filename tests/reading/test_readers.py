"""What every reader must keep to, run over the rules and, where its packages are installed, over the learned reader beside them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from stemma.commands.gate import gate
from stemma.core.errors import MissingExtra
from stemma.core.packs import load_pack
from stemma.core.types import Report, SourceKind, Span
from stemma.reading.reader import Reader
from stemma.reading.saying.attribution import AttributionFinder
from stemma.reading.saying.said import Tagged
from stemma.reading.saying.seam import Seen

MODEL = Path(__file__).parents[2] / "models" / "stemma-attribution" / "src"
NEEDED = ("onnxruntime", "tokenizers", "numpy")
ABSENT = [name for name in NEEDED if find_spec(name) is None]
NO_NUMPY = find_spec("numpy") is None


def learned(name: str = "LearnedReader") -> Any:
    if str(MODEL) not in sys.path:
        sys.path.append(str(MODEL))
    import stemma_attribution

    return getattr(stemma_attribution, name)(load_pack())


@pytest.fixture(scope="module", params=["rules", "learned", "learned-small"])
def reader(request: pytest.FixtureRequest) -> Any:
    if request.param == "rules":
        return Reader(load_pack())
    missing = ABSENT if request.param == "learned" else ["numpy"] * NO_NUMPY
    if missing:
        pytest.skip(f"the {request.param} reader needs {', '.join(missing)}: pip install 'stemma[model]'")
    return learned("LearnedReader" if request.param == "learned" else "SmallReader")


SAID = [
    ("The ministry said 40 people had died.", ["ministry"]),
    ("RIA Novosti, citing the Defence Ministry, said 1,200 soldiers had surrendered.", ["RIA Novosti", "Defence Ministry"]),
    ("A senior military source told Reuters that 40% of the land had been lost.", ["Reuters", "senior military source"]),
    ("According to aid workers, 300 tents arrived.", ["aid workers"]),
    ("“We have lost 45 vehicles,” said the brigade commander.", ["brigade commander"]),
    ("The valley is home to 12,000 people.", []),
    ("The ministry did not say how many of its 900 men came back.", []),
]


@pytest.mark.parametrize(("text", "chain"), SAID)
def test_who_says_so(reader: Any, text: str, chain: list[str]) -> None:
    (claim,) = reader.read(Report(text=text)).claims
    assert [s.name for s in claim.attribution if s.kind is not SourceKind.NONE] == chain


def test_the_reader_is_named_in_its_claims(reader: Any) -> None:
    (claim,) = reader.read(Report(text="The ministry said 40 people had died.")).claims
    assert claim.reader == reader.name


@pytest.mark.parametrize(
    "text", ["", "\n\n", "“", "40", "said", "x" * 3000, "The " * 700 + "mayor said 40 people died.", "\u200b40 \ud83d died, he said."]
)
def test_no_text_is_too_odd(reader: Any, text: str) -> None:
    report = Report(text=text)
    extract = reader.read(report)
    assert extract == reader.read(report)
    assert all(text[c.start : c.end] == c.text for c in extract.claims)


@pytest.mark.skipif(bool(ABSENT), reason=f"the learned reader needs {', '.join(ABSENT)}")
def test_what_the_learned_reader_lacks_is_said_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    made = type(learned())
    monkeypatch.setattr("stemma_attribution.reader.find_spec", lambda name: None if name == "onnxruntime" else object())
    with pytest.raises(MissingExtra, match=r"'onnxruntime', which is not installed: pip install 'stemma\[model\]'"):
        made(load_pack())


def test_the_gate_scores_the_bundled_samples_and_finds_no_broken_promise() -> None:
    result = CliRunner().invoke(gate, ["--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["reader"] == "rules"
    assert {row["folder"] for row in told["folders"]} >= {"kursk-2024", "valencia-2024"}
    assert all(row["broken"] == [] and row["value"] > 0.9 and row["speaker"] > 0.9 for row in told["folders"])


def test_the_gate_finds_a_reader_that_does_not_repeat_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fickle(Reader):
        turn = 0

        def read(self, report: Report) -> Any:
            self.turn += 1
            extract = super().read(report)
            return extract if self.turn % 2 else type(extract)(report=extract.report)

    monkeypatch.setattr("stemma.plugins.reader", lambda name: Fickle)
    result = CliRunner().invoke(gate, [])
    assert result.exit_code == 1
    assert "a second reading gives another extract" in result.stdout


@pytest.mark.skipif(NO_NUMPY, reason="the small learned reader needs numpy")
def test_the_small_tagger_marks_what_the_rules_do_not_see() -> None:
    learned("SmallReader")
    from stemma_attribution import SmallTagger

    text = "The storm has passed. Some 40 houses are gone, the harbour people reckon over their coffee."
    passages = SmallTagger(load_pack()).passages(text)
    assert passages
    assert passages == SmallTagger(load_pack()).passages(text)
    for passage in passages:
        assert all(0 <= s.start < s.end <= len(text) for part in passage for s in part)


@pytest.mark.skipif(NO_NUMPY, reason="the small learned reader needs numpy")
def test_the_small_tagger_links_each_content_to_its_own_speaker() -> None:
    learned("SmallReader")
    from stemma_attribution import SmallTagger

    text = "The mayor said that 40 people had died. The rebels claimed that 12 tanks were burning."
    told = [
        (text[p.source[0].start : p.source[0].end], text[p.content[0].start : p.content[0].end])
        for p in SmallTagger(load_pack()).passages(text)
    ]
    assert [who for who, _ in told] == ["The mayor", "The rebels"]
    assert ["40" in told[0][1], "12" in told[1][1]] == [True, True]


@pytest.mark.skipif(NO_NUMPY, reason="the small learned reader needs numpy")
def test_what_the_small_reader_lacks_is_said_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    made = type(learned("SmallReader"))
    monkeypatch.setattr("stemma_attribution.reader.find_spec", lambda name: None if name == "numpy" else object())
    with pytest.raises(MissingExtra, match=r"pip install 'stemma\[model\]'"):
        made(load_pack())


LONG = "\n\n".join(
    [
        "The river had gone down by noon, and people came back to look at their houses.",
        "Some 40 houses are gone, the harbour people reckon over their coffee.",
        "Nobody slept. The road north was open again.",
        "The school stood in water, and its cellar was full of mud.",
        "A market opened on the hill, where farmers sold onions from their carts.",
        "The bridge, built in 1911, held.",
        "About 300 sheep drowned, the herdsmen believe, and hay for the winter is lost.",
    ]
)


@pytest.mark.skipif(NO_NUMPY, reason="the small learned reader needs numpy")
def test_what_is_asked_about_is_seen_as_in_the_whole_text() -> None:
    learned("SmallReader")
    from stemma_attribution import SmallTagger

    tagger = SmallTagger(load_pack())
    whole = tagger.ground(LONG)
    at = LONG.index("300 sheep")
    part = tagger.ground(LONG, [Span(at, at + 9)])
    assert whole is not None
    assert part is not None
    assert 0 < len(part.pieces) < len(whole.pieces)
    assert part.pieces == whole.pieces[-len(part.pieces) :]
    for a, b in part.pieces:
        assert abs(part.scores[a:b] - whole.scores[a:b]).max() < 1e-4


@pytest.mark.skipif(NO_NUMPY, reason="the small learned reader needs numpy")
def test_the_encoder_is_spared_what_the_small_net_finds_said_by_nobody() -> None:
    learned("SmallReader")
    from stemma_attribution import SmallTagger
    from stemma_attribution.small import open_pieces

    ground = SmallTagger(load_pack()).ground(LONG)
    assert ground is not None
    sheep, bridge = (LONG.index(words) for words in ("About 300 sheep", "The bridge"))
    said, told = Span(sheep, len(LONG)), Span(bridge, bridge + 32)
    assert open_pieces(ground, [told]) == []
    assert open_pieces(ground, [said, told]) == open_pieces(ground, [said])
    assert open_pieces(ground, [said])[-1] == ground.pieces[-1]


@pytest.mark.skipif(bool(ABSENT), reason=f"the encoder needs {', '.join(ABSENT)}")
def test_the_encoder_reads_the_same_whatever_it_has_read_before() -> None:
    learned()
    from stemma_attribution import Tagger

    text = LONG + "\n\nThe mayor said that 40 people had died.\n\nThe rebels claimed that 12 tanks were burning."
    tagger = Tagger(load_pack())
    first = tagger.passages(text)
    tagger.passages("A spokesman for the rebels denied it.")
    assert tagger.passages(text) == first == Tagger(load_pack()).passages(text)
    told = {text[s.start : s.end]: [text[c.start : c.end] for c in p.content] for p in first for s in p.source}
    assert any("40 people" in content for content in told["The mayor"])
    assert any("12 tanks" in content for content in told["The rebels"])
    assert all("\n" not in text[s.start : s.end] for p in first for part in p for s in part)


class Asked:
    """A tagger that marks nothing and remembers what it was asked about."""

    name = "asked"

    def __init__(self) -> None:
        self.about: list[str] = []

    def passages(self, text: str, within: Sequence[Span] = (), seen: Seen | None = None) -> list[Tagged]:
        assert seen is not None
        assert seen.scene.text.text == text
        self.about += [text[s.start : s.end] for s in within]
        return []


def test_a_tagger_is_asked_only_about_figures_in_nobodys_words() -> None:
    pack, tagger = load_pack(), Asked()
    text = (
        "Some 40 houses are gone. The mayor said 12 people had drowned. "
        "The bridge was built in 1911. The Boeing 737 flew over it. Nobody slept."
    )
    Reader(pack, says=AttributionFinder(pack, tagger)).read(Report(text=text))
    assert tagger.about == ["Some 40 houses are gone."]
