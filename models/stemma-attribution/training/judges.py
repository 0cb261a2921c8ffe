"""The judge of stretches (rescore.py): learns which of the likely stretches of a marked corpus are right.

python judges.py gather encoder|small DATA.jsonl OUT.pkl          each likely stretch, its numbers, whether it is marked so
python judges.py check encoder|small IN.pkl DATA.jsonl FOUND.jsonl  eight parts: each is read with a judge that saw the other seven
python judges.py write encoder|small IN.pkl ../src/stemma_attribution/data

The texts must be ones on which the nets themselves were not trained: there they are surer than they will ever be again. For the same reason the
score to believe is that of "check"; the readers as shipped have a judge that saw every text of the corpus it learned on.
BARS="0.2 0.4 0.5" sets what a stretch has to reach.
"""

import collections, json, os, pickle, sys, zlib
from pathlib import Path

import numpy as np
import polnear
import torch
from sklearn.ensemble import HistGradientBoostingClassifier
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, "../src")
from stemma.core.packs import load_pack
from stemma_attribution import rescore, small, tagger
from stemma_attribution.windows import words_of

BARS = [float(x) for x in os.environ.get("BARS", "0.2 0.4 0.5").split()]
KINDS = {"S": 1, "C": 2, "T": 3}
WIDE, EACH, FOLDS, NETS = 32, 6, 8, 3
SHARE, LEAVES = 0.6, 8  # what the trees count beside the nets; leaves of a tree
GROWN = {"max_iter": 250, "learning_rate": 0.04, "max_leaf_nodes": LEAVES, "min_samples_leaf": 80, "l2_regularization": 5, "max_features": 0.15}
torch.set_num_threads(1)


def looked_at(which, reader, text):
    """Words, and the stretches of each part of a text that is judged at once."""
    if which == "small":
        ground = reader.ground(text)
        words = [(t.start, t.end) for t in ground.text.tokens]
        seen = rescore.Words.of(ground.page.letters, ground.page.sentence, ground.page.rules)
        found = ground.found()
        return words, [(low, *rescore.features(seen, low, high, found, None)) for low, high in small._groups(ground.pieces)]
    words = words_of(text)
    cut = reader._cut(text, words, 0, len(words))
    ground = reader._small.ground(text)
    main, second, seen = reader.seen(words, ground, cut, [reader._score(w) for w in cut])
    return words, [(w.first, *rescore.features(seen, w.first, w.last, main, second)) for w in cut]


def gather(which, data, out):
    reader = readers(which)
    marked = collections.defaultdict(list)
    for row in map(json.loads, open(data, encoding="utf8")):
        marked[row["doc"]].append(row)
    held = {}
    for doc, rows in marked.items():
        words, parts = looked_at(which, reader, rows[0]["text"])
        polnear.words_of = lambda _: words
        lines = []
        for row in rows:
            gold = collections.defaultdict(list)
            for kind, a, b in polnear.spans(polnear.doc_of(row)["tags"]):
                gold[KINDS[kind]].append((a, b))
            for low, found, numbers, borders in parts:
                right = np.zeros((len(found.kind), 2), np.float32)
                for i, (k, a, b) in enumerate(zip(found.kind, found.first + low, found.last + low)):
                    right[i, 0] = (a, b) in gold[k]
                    right[i, 1] = any(half(k, a, b, c, d) for c, d in gold[k])
                lines.append((found.kind, numbers, borders, right))
        held[doc] = [np.concatenate(column) for column in zip(*lines)]
    pickle.dump(held, open(out, "wb"))
    print(len(held), "texts", sum(len(v[0]) for v in held.values()), "stretches")


def half(kind, a, b, c, d):
    shared = min(b, d) - max(a, c)
    return shared > 0 if kind != 3 else 2 * shared >= max(b, d) - min(a, c)


class Net(nn.Module):
    def __init__(self, size, borders):
        super().__init__()
        self.letters = nn.Parameter(torch.randn(borders, rescore.OUTSIDE + 1, EACH) * 0.5)
        self.kinds = nn.Parameter(torch.randn(4, EACH) * 0.5)
        self.a, self.b = nn.Linear(size + EACH + EACH * borders, WIDE), nn.Linear(WIDE, WIDE)
        self.c, self.d = nn.Linear(WIDE, 6), nn.Linear(size, 6, bias=False)

    def forward(self, kind, numbers, borders):
        letters = self.letters[torch.arange(borders.shape[1])[None], borders].flatten(1)
        seen = F.dropout(torch.cat([numbers, self.kinds[kind], letters], 1), 0.1, self.training)
        h = F.dropout(F.relu(self.a(seen)), 0.2, self.training)
        h = F.dropout(h + F.relu(self.b(h)), 0.2, self.training)
        return (self.c(h) + self.d(numbers)).view(-1, 3, 2)[torch.arange(len(kind)), kind - 1]


def learn(texts, seed=1, passes=12, rate=3e-3):
    torch.manual_seed(seed)
    kind, numbers, borders, right = (torch.from_numpy(np.concatenate(column)) for column in zip(*texts))
    mean, spread = numbers.mean(0), numbers.std(0) + 1e-3
    numbers = (numbers - mean) / spread
    net = Net(numbers.shape[1], borders.shape[1])
    opt = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.05)
    total, step = passes * (len(kind) // 256 + 1), 0
    for _ in range(passes):
        order = torch.randperm(len(kind))
        for at in range(0, len(kind), 256):
            some = order[at : at + 256]
            for group in opt.param_groups:
                group["lr"] = rate * (1 - step / total)
            loss = F.binary_cross_entropy_with_logits(net(kind[some], numbers[some], borders[some]), right[some])
            opt.zero_grad()
            loss.backward()
            opt.step()
            step += 1
    out = {"mean": mean, "spread": spread, "letters": net.letters, "kinds": net.kinds, "d": net.d.weight.T}
    for name in "abc":
        layer = getattr(net, name)
        out |= {name: layer.weight.T, name + "0": layer.bias}
    return {k: v.detach().numpy().copy() for k, v in out.items()} | {"bars": np.array(BARS)}


def several(texts):
    """Some nets from other beginnings, judged together: a wide net whose parts do not touch one another; and trees beside them."""
    return together([learn(texts, seed) for seed in range(1, NETS + 1)]) | trees(texts)


def trees(texts):
    """Gradient-boosted trees for the two questions, as the arrays that rescore.Trees reads."""
    kind, numbers, borders, right = (np.concatenate(column) for column in zip(*texts))
    seen = np.concatenate([numbers, kind[:, None], borders], 1).astype(np.float32)
    columns, bars, left, leaves, base = [], [], [], [], []
    for question in range(2):
        made = HistGradientBoostingClassifier(early_stopping=False, random_state=0, **GROWN).fit(seen, right[:, question])
        base.append(float(made._baseline_prediction[0, 0]))
        for (tree,) in made._predictors:
            splits, leaf = [], []
            walk(tree.nodes, 0, splits, leaf)
            rest = LEAVES - 1 - len(splits)
            columns.append([c for c, _, _ in splits] + [0] * rest)
            bars.append([b for _, b, _ in splits] + [np.inf] * rest)
            left.append([255 & ~gone for _, _, gone in splits] + [255] * rest)
            leaves.append(leaf + [0.0] * (LEAVES - len(leaf)))
    return {
        "tree_column": np.array(columns, np.uint8),
        "tree_bar": np.array(bars, np.float32),
        "tree_left": np.array(left, np.uint8),
        "tree_leaf": np.array(leaves, np.float32),
        "tree_first": np.array(GROWN["max_iter"]),
        "tree_base": np.array(base, np.float32),
        "tree_share": np.array(SHARE),
    }


def walk(nodes, at, splits, leaf):
    """Notes each split with the leaves on its left, and the leaves from left to right; gives the leaves below a node."""
    node = nodes[at]
    if node["is_leaf"]:
        leaf.append(float(node["value"]))
        return 1 << (len(leaf) - 1)
    split = len(splits)
    splits.append(None)
    gone = walk(nodes, int(node["left"]), splits, leaf)
    splits[split] = (int(node["feature_idx"]), float(node["num_threshold"]), gone)
    return gone | walk(nodes, int(node["right"]), splits, leaf)


def together(nets):
    """One judge that gives the mean of the log odds of several."""
    n = len(nets)
    one = {"mean": nets[0]["mean"], "spread": nets[0]["spread"], "bars": nets[0]["bars"]}
    one["letters"] = np.concatenate([w["letters"] for w in nets], 2)
    one["kinds"] = np.concatenate([w["kinds"] for w in nets], 1)
    size, borders = len(one["mean"]), nets[0]["letters"].shape[0]
    a = np.zeros((size + EACH * n * (1 + borders), WIDE * n), np.float32)
    b = np.zeros((WIDE * n, WIDE * n), np.float32)
    for k, w in enumerate(nets):
        mine = slice(WIDE * k, WIDE * (k + 1))
        a[:size, mine] = w["a"][:size]
        for slot in range(1 + borders):
            at = size + EACH * n * slot + EACH * k
            a[at : at + EACH, mine] = w["a"][size + EACH * slot : size + EACH * (slot + 1)]
        b[mine, mine] = w["b"]
    one |= {"a": a, "b": b, "a0": np.concatenate([w["a0"] for w in nets]), "b0": np.concatenate([w["b0"] for w in nets])}
    return one | {
        "c": np.concatenate([w["c"] for w in nets]) / n,
        "c0": sum(w["c0"] for w in nets) / n,
        "d": sum(w["d"] for w in nets) / n,
    }


def readers(which):
    made = small.SmallTagger(load_pack()) if which == "small" else tagger.Tagger(load_pack())
    if which == "encoder":
        made._load()
    return made


def check(which, gathered, data, out):
    held = pickle.load(open(gathered, "rb"))
    part = {doc: zlib.crc32(doc.encode()) // 7 % FOLDS for doc in held}
    texts = {row["doc"]: row["text"] for row in map(json.loads, open(data, encoding="utf8"))}
    reader = readers(which)
    net = reader._net if which == "small" else reader
    with open(out, "w", encoding="utf8") as file:
        for fold in sorted(set(part.values())):
            net._judge = rescore.Judge(several([v for doc, v in held.items() if part[doc] != fold]))
            for doc in (d for d in texts if part[d] == fold):
                rows = [{k: [list(s) for s in getattr(p, k)] for k in ("source", "cue", "content")} for p in reader.passages(texts[doc])]
                print(json.dumps({"doc": doc, "attributions": rows}), file=file)


def write(which, gathered, folder):
    path = Path(folder) / "judges.npz"
    known = {k: v for k, v in np.load(path).items() if not k.startswith(which + "_")} if path.exists() else {}
    made = several(list(pickle.load(open(gathered, "rb")).values()))
    exact = ("mean", "spread", "bars")
    held = {f"{which}_{k}": v if k.startswith("tree_") else v.astype(np.float32 if k in exact else np.float16) for k, v in made.items()}
    np.savez_compressed(path, **known, **held)


if __name__ == "__main__":
    {"gather": gather, "check": check, "write": write}[sys.argv[1]](*sys.argv[2:])
