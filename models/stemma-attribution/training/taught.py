"""Trains a smaller tagger with the one that it was made from as its teacher.

python taught.py FOLDER best.pt smaller.pt taught.pt MINUTES own.jsonl          LR=1e-4: the highest rate

It learns the marked tags, the teacher's tags, and the teacher's last numbers of each piece; the rate rises for a thirtieth of the time and
then falls to nothing, and a running mean of the weights is kept. The embeddings stay. Some 25 minutes of two cores are 1.4 passes.
"""

import copy, os, random, sys, time

TEACHER, SMALLER, TAUGHT, MINUTES, OWN_AT = sys.argv[2:7]
sys.argv = [sys.argv[0], sys.argv[1], TAUGHT, MINUTES, OWN_AT]
from train import *

SIZE, SORTED = 20, 512  # windows in a step, and windows that are put in order of length together
HIGHEST, RISE, MEAN = float(os.environ.get("LR", 1e-4)), 0.03, 0.97
MARKED, SOFT = 0.5, 2.0  # what the marked and the teacher's tags count beside its numbers


def tagged(net, windows):
    """The last numbers of each piece, the tags' numbers of each word, what is a piece and a word, and how far it is from the marked tags."""
    ids, mask, ix, y, n = collate(windows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        h = net.enc(input_ids=ids, attention_mask=mask).last_hidden_state
        tags = net.tag(h)
    e = tags.float().gather(1, ix[..., None].expand(-1, -1, 7))
    words = torch.arange(e.shape[1])[None] < n[:, None]
    off = crf(e, y, n, net.trans, net.begin) + 0.3 * nn.functional.cross_entropy(e[words], y[words])
    return h.float(), e, mask.bool(), words, off


def shaped(net, state):
    """A net as small as its weights."""
    made = copy.deepcopy(net)
    for i, layer in enumerate(made.enc.encoder.layer):
        own, at = layer.attention.self, f"enc.encoder.layer.{i}."
        n, m = state[at + "attention.self.query.weight"].shape[0], state[at + "intermediate.dense.weight"].shape[0]
        for part in (own.query, own.key, own.value):
            part.weight.data, part.bias.data = part.weight.data[:n].clone(), part.bias.data[:n].clone()
        own.num_attention_heads, own.all_head_size = n // 32, n
        layer.attention.output.dense.weight.data = layer.attention.output.dense.weight.data[:, :n].clone()
        layer.intermediate.dense.weight.data = layer.intermediate.dense.weight.data[:m].clone()
        layer.intermediate.dense.bias.data = layer.intermediate.dense.bias.data[:m].clone()
        layer.output.dense.weight.data = layer.output.dense.weight.data[:, :m].clone()
    made.load_state_dict(state)
    return made


def batches(windows):
    """The windows in parcels of like length, in a new order each time."""
    order = list(range(len(windows)))
    random.shuffle(order)
    made = []
    for i in range(0, len(order), SORTED):
        near = sorted(order[i : i + SORTED], key=lambda k: len(windows[k][3]))
        made += [near[j : j + SIZE] for j in range(0, len(near), SIZE)]
    random.shuffle(made)
    return [[windows[k] for k in parcel] for parcel in made]


def mean_into(mean, net, keep):
    with torch.no_grad():
        for a, b in zip(mean.state_dict().values(), net.state_dict().values()):
            if a.dtype.is_floating_point:
                a.mul_(keep).add_(b, alpha=1 - keep)


random.seed(11)
dev = load(DATA + "/dev.jsonl")
W, D = prep(load(DATA + "/train.jsonl")) + prep(load(OWN)), prep(dev)
teacher = Net()
teacher.load_state_dict(torch.load(TEACHER, map_location="cpu"))
net = shaped(teacher, torch.load(SMALLER, map_location="cpu"))
teacher.eval().requires_grad_(False)
net.train()
net.enc.embeddings.requires_grad_(False)
mean = copy.deepcopy(net)
moved = [p for p in net.parameters() if p.requires_grad]
steps = torch.optim.AdamW(moved, lr=HIGHEST, weight_decay=0.01, fused=True)
begun, step, part = time.time(), 0, 0.0
while part < 1:
    for windows in batches(W):
        part = (time.time() - begun) / BUDGET
        if part >= 1:
            break
        for group in steps.param_groups:
            group["lr"] = HIGHEST * (part / RISE if part < RISE else (1 - part) / (1 - RISE))
        with torch.no_grad():
            seen, told, *_ = tagged(teacher, windows)
        h, e, pieces, words, off = tagged(net, windows)
        soft = nn.functional.kl_div(e[words].log_softmax(-1), told[words].softmax(-1), reduction="batchmean")
        far = ((h - seen) ** 2).sum(-1)[pieces].mean() / (seen**2).sum(-1)[pieces].mean()
        (MARKED * off + SOFT * soft + far).backward()
        nn.utils.clip_grad_norm_(moved, 1.0, foreach=True)
        steps.step()
        steps.zero_grad()
        step += 1
        mean_into(mean, net, min(MEAN, (1 + step) / (10 + step)))
        if step % 10 == 0:
            print(f"{time.time() - begun:.0f}s step {step} off {off.item():.3f} soft {soft.item():.4f} far {far.item():.4f}", flush=True)
torch.save(mean.state_dict(), TAUGHT)
print("EVAL", step, json.dumps(evaluate(mean, dev, D)), flush=True)
