"""Takes the heads and the inner numbers that matter least out of a trained tagger; what stays is fitted to give the same (least squares).

python shrink.py FOLDER best.pt small.pt own.jsonl          HEADS=66 INNER=7936: how many stay in all six layers (of 72 and 9,216)

What matters is told by how much the tags, as the net itself holds them, would change without it: the square of the slope of their likelihood
by a gate of one. Layer by layer the weights that lead out are then solved for anew, so that the smaller net, with what comes before it already
smaller, gives what the whole one gives there. No training: under a minute of one core.
"""

import copy, os, random, sys

FROM, SMALLER, OWN_AT = sys.argv[2:5]
sys.argv = [sys.argv[0], sys.argv[1], SMALLER, "1", OWN_AT]
from train import *

HEADS, INNER = int(os.environ.get("HEADS", 66)), int(os.environ.get("INNER", 7936))
MARKED, FITTED = 48, int(os.environ.get("FITTED", 80))  # windows by which heads and numbers are chosen, and by which weights are solved for
STEP, RIDGE = 64, 1e-3
gelu = nn.functional.gelu


def changed(net, window):
    """How likely some tags are that are drawn as the net holds them."""
    ids, mask, ix, _, _ = collate([window])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags = net.tag(net.enc(input_ids=ids, attention_mask=mask).last_hidden_state)
    tags = tags.float().gather(1, ix[..., None].expand(-1, -1, 7))[0]
    return nn.functional.cross_entropy(tags, torch.distributions.Categorical(logits=tags).sample(), reduction="sum")


def slopes(net, windows):
    """For each layer how much each head and each inner number matters."""
    layers = net.enc.encoder.layer
    gates = [(torch.ones(12, requires_grad=True), torch.ones(1536, requires_grad=True)) for _ in layers]
    held = []
    for layer, (heads, inner) in zip(layers, gates):
        held.append(layer.attention.output.dense.register_forward_pre_hook(lambda _, x, g=heads: (x[0] * g.repeat_interleave(32).to(x[0].dtype),)))
        held.append(layer.output.dense.register_forward_pre_hook(lambda _, x, g=inner: (x[0] * g.to(x[0].dtype),)))
    sums = [torch.zeros(len(g)) for both in gates for g in both]
    for window in windows:
        for total, slope in zip(sums, torch.autograd.grad(changed(net, window), [g for both in gates for g in both])):
            total.add_(slope**2)
    for hook in held:
        hook.remove()
    return list(zip(sums[::2], sums[1::2]))


def kept(sums):
    """The heads and inner numbers that stay: those that matter most over all layers, at least four and 512 in each."""
    sums = [tuple(v / v.mean() ** 0.5 for v in both) for both in sums]  # early layers have steeper slopes: half of that is taken back
    bars = [torch.cat(side).sort(descending=True)[0][n - 1] for side, n in zip(zip(*sums), (HEADS, INNER))]
    stay = []
    for heads, inner in sums:
        n = max(4, int((heads >= bars[0]).sum()))
        m = max(512, STEP * round(int((inner >= bars[1]).sum()) / STEP))
        stay.append((heads.argsort(descending=True)[:n].sort()[0], inner.argsort(descending=True)[:m].sort()[0]))
        print("heads", n, "inner", m, flush=True)
    return stay


def fitted(seen, wanted, weight):
    """Weights near the given ones that make of what is seen what is wanted, as nearly as can be."""
    gram = seen.T @ seen
    gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
    return weight + torch.linalg.solve(gram, seen.T @ (wanted - seen @ weight.T)).T


def attended(own, x):
    n = own.query.weight.shape[0] // 32
    q, k, v = (p(x).reshape(len(x), n, 32).transpose(0, 1) for p in (own.query, own.key, own.value))
    return (torch.softmax(q @ k.transpose(1, 2) * 32**-0.5, -1) @ v).transpose(0, 1).reshape(len(x), n * 32)


def shrunk(old, new, heads, inner, xs, ys):
    """One layer made smaller; what the whole net and the smaller one have behind it."""
    rows = (heads[:, None] * 32 + torch.arange(32)).flatten()
    own, dense = new.attention.self, new.attention.output.dense
    for part in (own.query, own.key, own.value):
        part.weight.data, part.bias.data = part.weight.data[rows].clone(), part.bias.data[rows].clone()
    right = [old.attention.output.dense(attended(old.attention.self, x)) + x for x in xs]
    seen = [attended(own, y) for y in ys]
    wanted = torch.cat([r - y for r, y in zip(right, ys)]) - dense.bias
    dense.weight.data = fitted(torch.cat(seen), wanted, dense.weight.data[:, rows].clone())
    xs = [old.attention.output.LayerNorm(r) for r in right]
    ys = [new.attention.output.LayerNorm(dense(s) + y) for s, y in zip(seen, ys)]
    up, down = new.intermediate.dense, new.output.dense
    up.weight.data, up.bias.data = up.weight.data[inner].clone(), up.bias.data[inner].clone()
    right = [old.output.dense(gelu(old.intermediate.dense(x))) + x for x in xs]
    seen = [gelu(up(y)) for y in ys]
    wanted = torch.cat([r - y for r, y in zip(right, ys)]) - down.bias
    down.weight.data = fitted(torch.cat(seen), wanted, down.weight.data[:, inner].clone())
    return [old.output.LayerNorm(r) for r in right], [new.output.LayerNorm(down(s) + y) for s, y in zip(seen, ys)]


random.seed(11)
torch.manual_seed(3)
W = [w for w in prep(load(DATA + "/train.jsonl")) if len(w[3]) > 120]
net = Net()
net.load_state_dict(torch.load(FROM, map_location="cpu"))
net.eval()
stay = kept(slopes(net, random.sample(W, MARKED)))
with torch.no_grad():
    made = copy.deepcopy(net)
    xs = ys = [net.enc.embeddings(input_ids=torch.tensor([w[3]]))[0] for w in random.sample(W, FITTED)]
    for old, new, (heads, inner) in zip(net.enc.encoder.layer, made.enc.encoder.layer, stay):
        xs, ys = shrunk(old, new, heads, inner, xs, ys)
        off = sum(((x - y) ** 2).sum() for x, y in zip(xs, ys)) / sum((x**2).sum() for x in xs)
        print(f"off by {off:.4f}", flush=True)
torch.save(made.state_dict(), SMALLER)
