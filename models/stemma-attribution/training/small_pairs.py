"""The linker: a small net over the numbers of a pair, for content -> cue and cue -> source or nobody.  python small_pairs.py train.pkl own.pkl dev.pkl OUT.npz"""
import pickle, sys, random, json
import numpy as np, torch
from torch import nn
import torch.nn.functional as F
sys.path.insert(0, '../src')
from stemma_attribution import pairs as P
from small_train import spans
torch.manual_seed(1); random.seed(1)
NEAR = 8
def near(one, others):
    """The candidates nearest in place."""
    return sorted(sorted(others, key=lambda o: max(o[1] - one[2], one[1] - o[2]))[:NEAR], key=lambda o: o[1])
def cases(docs):
    up, so = [], []
    for d in docs:
        sp = spans(d['tags']); page = P.Page(d['letters'], d['sent'], d['para'], d['rules']); pr = P.Pairs(page, sp); at = {s[1]: s for s in sp}
        cues = [s for s in sp if s[0] == 2]; srcs = [s for s in sp if s[0] == 1]
        for x, c in d['up']:
            if x in at and c in at:
                cand = near(at[x], cues)
                if at[c] in cand: up.append((pr.features(np.array([at[x]] * len(cand)), np.array(cand)), cand.index(at[c])))
        for c, s in d['src']:
            if c not in at or (s >= 0 and s not in at): continue
            cand = near(at[c], srcs)
            if s >= 0 and at[s] not in cand: continue
            one = np.array([at[c]]); so.append((np.concatenate([pr.nobody(one), pr.features(one.repeat(len(cand), 0), np.array(cand, int).reshape(-1, 3))]), 0 if s < 0 else 1 + cand.index(at[s])))
    return up, so
class Scorer(nn.Module):
    def __init__(s): super().__init__(); s.a = nn.Linear(P.SIZE, 24); s.b = nn.Linear(24, 1); s.n = nn.Linear(P.SIZE, 24); s.m = nn.Linear(24, 1)
    def forward(s, X, nobody=False):
        y = s.b(torch.relu(s.a(X)))[..., 0]
        if nobody: y = torch.cat([s.m(torch.relu(s.n(X[:, :1])))[..., 0], y[:, 1:]], 1)
        return y
def pad(C):
    L = max(len(x) for x, _ in C); X = torch.zeros(len(C), L, P.SIZE); M = torch.full((len(C), L), -1e4)
    for r, (x, _) in enumerate(C): X[r, :len(x)] = torch.from_numpy(x); M[r, :len(x)] = 0
    return X, M, torch.tensor([y for _, y in C])
def train(C, D, nobody):
    net = Scorer(); opt = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01); X, M, Y = pad(C); XD, MD, YD = pad(D); n = len(C); E = 12
    for ep in range(E):
        perm = torch.randperm(n)
        for gp in opt.param_groups: gp['lr'] = 3e-3 * (1 - ep / E)
        for i in range(0, n, 256):
            k = perm[i:i + 256]; loss = F.cross_entropy(net(X[k], nobody) + M[k], Y[k]); opt.zero_grad(); loss.backward(); opt.step()
    with torch.no_grad(): print('nobody' if nobody else 'up', len(C), 'train', float(((net(X, nobody) + M).argmax(1) == Y).float().mean()), 'dev', float(((net(XD, nobody) + MD).argmax(1) == YD).float().mean()), flush=True)
    return net
if __name__ == '__main__':
    tr, own, dv = (pickle.load(open(p, 'rb')) for p in sys.argv[1:4]); a, b = cases(tr + own), cases(dv)
    nets = [train(a[0], b[0], False), train(a[1], b[1], True)]
    out = {f'{n}_{k}': v.detach().numpy() for n, net in zip(('up', 'src'), nets) for k, v in net.state_dict().items()}
    np.savez(sys.argv[4], **out)
