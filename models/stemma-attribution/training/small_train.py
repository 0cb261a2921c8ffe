"""The small tagger: hashed features and short word vectors, summed; dilated convolutions; tags under a linear chain; two pointers.

SOFT=soft.pkl python small_train.py train.pkl dev.pkl own.pkl words.npy OUT.pt EPOCHS
"""
import json, math, os, pickle, random, sys, time
import numpy as np, torch
from torch import nn
import torch.nn.functional as F
from chain import BAN, BEG, TAGS, crf
TID = {t: i for i, t in enumerate(TAGS)}
CUT = int(os.environ.get('CUT', 6)); WIDE = int(os.environ.get('WIDE', 64)); LINK = 32; DILATIONS = [1, 2, 4, 8, 16, 1]; BUCKETS = 21
torch.set_num_threads(int(os.environ.get('OMP_NUM_THREADS', 2))); torch.manual_seed(1); random.seed(1); np.random.seed(1)
class Net(nn.Module):
    def __init__(s, words, rows, drop=0.3):
        super().__init__()
        s.feat = nn.Embedding(rows, WIDE, padding_idx=0); nn.init.normal_(s.feat.weight, std=0.05); s.feat.weight.data[0] = 0
        s.words = nn.Embedding.from_pretrained(torch.cat([torch.zeros(1, words.shape[1]), torch.tensor(words)]), freeze=True)
        s.into = nn.Linear(words.shape[1], WIDE)
        s.conv = nn.ModuleList([nn.Conv1d(WIDE, WIDE, 3, padding=d, dilation=d) for d in DILATIONS])
        s.tag = nn.Linear(WIDE, 7); s.q, s.k, s.q2, s.k2 = (nn.Linear(WIDE, LINK) for _ in range(4))
        s.far = nn.Parameter(torch.zeros(BUCKETS)); s.far2 = nn.Parameter(torch.zeros(BUCKETS)); s.none = nn.Parameter(torch.zeros(LINK)); s.none0 = nn.Parameter(torch.zeros(()))
        s.trans = nn.Parameter(torch.zeros(7, 7)); s.begin = nn.Parameter(torch.zeros(7)); s.drop = drop
    def forward(s, ids, wid, mask):
        e = s.feat(ids)
        if s.training: e = e * (torch.rand(e.shape[:3]) > 0.25)[..., None] / 0.75
        x = e.sum(2) + s.into(s.words(wid))
        h = F.dropout(F.relu(x), s.drop, s.training) * mask[..., None]
        h = h.transpose(1, 2); m = mask[:, None]
        for c in s.conv: h = (h + F.dropout(F.relu(c(h)), s.drop, s.training)) * m
        h = h.transpose(1, 2)
        return s.tag(h), h
def bucket(a, b, sent, para, order):
    """Where b stands seen from a: how many of its kind between, same sentence, same paragraph."""
    o = max(-3, min(3, order)) + 3
    return o * 3 + (0 if sent[a] == sent[b] else 1 if para[a] == para[b] else 2)
def spans(tags):
    out = []; cur = None
    for i, t in enumerate(list(tags) + [0]):
        k = (t + 1) // 2
        if cur and (t == 0 or t % 2 == 1 or k != cur[0]): out.append((*cur, i)); cur = None
        if t and cur is None: cur = (k, i)
    return out
def orders(x, places):
    """The rank of each place seen from x: 0 the next one behind, -1 the next before ... """
    n = sum(p < x for p in places)
    return [i - n for i in range(len(places))]
LONG = 160
def pieces(d):
    """Paragraphs as ranges, long ones cut."""
    if 'pieces' not in d:
        p = d['para']; cuts = [0, *[i for i in range(1, len(p)) if p[i] != p[i - 1]], len(p)]; out = []
        for a, b in zip(cuts, cuts[1:]):
            while b - a > LONG: out.append((a, a + LONG)); a += LONG
            if a < b: out.append((a, b))
        d['pieces'] = out
    return d['pieces']
def batch(B):
    L = max(len(d['wid']) for d in B); Fn = B[0]['ids'].shape[1]
    ids = torch.zeros(len(B), L, Fn, dtype=torch.long); wid = torch.zeros(len(B), L, dtype=torch.long); mask = torch.zeros(len(B), L)
    for r, d in enumerate(B):
        n = len(d['wid']); ids[r, :n] = torch.from_numpy(d['ids'].astype(np.int64)); wid[r, :n] = torch.from_numpy(d['wid']).long(); mask[r, :n] = 1
    flat = [(r * L + a, b - a, d['tags'][a:b]) for r, d in enumerate(B) for a, b in pieces(d)]
    l = max(n for _, n, _ in flat); idx = torch.zeros(len(flat), l, dtype=torch.long); y = torch.zeros_like(idx)
    for k, (a, n, t) in enumerate(flat):
        idx[k, :n] = torch.arange(a, a + n); t = t.astype(np.int64).copy()
        if t[0] and t[0] % 2 == 0: t[0] -= 1
        y[k, :n] = torch.from_numpy(t)
    batch.soft = None
    if 'soft' in B[0]:
        batch.soft = torch.zeros(len(flat), l, 7); j = 0
        for d in B:
            for a, b in pieces(d): batch.soft[j, :b - a] = torch.from_numpy(d['soft'][a:b].astype(np.float32)); j += 1
    return ids, wid, mask, idx, y, torch.tensor([n for _, n, _ in flat])
def links(net, h, d, tags, rows=None):
    """Scores of cues for each content, of no source and sources for each cue; h [n, WIDE]."""
    sp = spans(tags); cues = [i for k, i, j in sp if k == 2]; srcs = [i for k, i, j in sp if k == 1]; cons = [i for k, i, j in sp if k == 3]
    up, so = {}, {}
    if cues and cons:
        S = net.q(h[cons]) @ net.k(h[cues]).T / LINK ** .5 + net.far[torch.tensor([[bucket(x, c, d['sent'], d['para'], o) for c, o in zip(cues, orders(x, cues))] for x in cons])]
        up = {x: (cues, S[r]) for r, x in enumerate(cons)}
    if cues:
        q = net.q2(h[cues]); N = (q @ net.none)[:, None] / LINK ** .5 + net.none0
        if srcs: N = torch.cat([N, q @ net.k2(h[srcs]).T / LINK ** .5 + net.far2[torch.tensor([[bucket(c, s, d['sent'], d['para'], o) for s, o in zip(srcs, orders(c, srcs))] for c in cues])]], 1)
        so = {c: ([-1] + srcs, N[r]) for r, c in enumerate(cues)}
    return up, so
def viterbi(lp, n, T, B0):
    """lp [p, l, 7] numpy, n lengths."""
    s = lp[:, 0] + B0; bp = []
    for t in range(1, lp.shape[1]):
        m = s[:, :, None] + T; k = m.argmax(1); bp.append(k); nx = np.take_along_axis(m, k[:, None], 1)[:, 0] + lp[:, t]
        s = np.where((t < n)[:, None], nx, s)
    out = []
    for r in range(len(lp)):
        y = [int(s[r].argmax())]
        for t in range(n[r] - 2, -1, -1): y.append(int(bp[t][r, y[-1]]))
        out.append(y[::-1])
    return out
def evaluate(net, docs, out=None):
    net.eval(); T = (net.trans + BAN).detach().numpy(); B0 = (net.begin + BEG).detach().numpy(); C = {k: [0, 0, 0] for k in (1, 2, 3)}; L = [0, 0, 0, 0]; O = []
    with torch.no_grad():
        for d in docs:
            ids, wid, mask, idx, y, n = batch([d]); lg, h = net(ids, wid, mask); lg = lg[0].numpy()[idx.numpy()]
            tags = [t for p in viterbi(lg, n.numpy(), T, B0) for t in p]
            g, p = set(spans(d['tags'])), set(spans(tags))
            for k in C: gg = {x for x in g if x[0] == k}; pp = {x for x in p if x[0] == k}; C[k][0] += len(gg & pp); C[k][1] += len(pp); C[k][2] += len(gg)
            up, so = links(net, h[0], d, d['tags'])
            for x, c in d['up']:
                if x in up and c in up[x][0]: L[0] += up[x][0][int(up[x][1].argmax())] == c; L[1] += 1
            for c, x in d['src']:
                if c in so and x in so[c][0]: L[2] += so[c][0][int(so[c][1].argmax())] == x; L[3] += 1
            if out is not None:
                up, so = links(net, h[0], d, tags); at = {i: (k, i, j) for k, i, j in spans(tags)}; ch = lambda i: [int(d['spans'][i][0]), int(d['spans'][at[i][2] - 1][1])]
                A = []
                for c, (cand, sc) in so.items():
                    con = [x for x, (cs, s2) in up.items() if cs[int(s2.argmax())] == c]; s = cand[int(sc.argmax())]
                    if con: A.append({'source': [ch(s)] if s >= 0 else [], 'cue': [ch(c)], 'content': [ch(x) for x in con]})
                O.append({'doc': d['id'].rsplit('_', 1)[0], 'attributions': A})
    if out: open(out, 'w').writelines(json.dumps(o) + '\n' for o in O)
    net.train()
    return {'SCT'[k - 1]: round(200 * v[0] / max(1, v[1] + v[2]), 1) for k, v in C.items()} | {'up': round(L[0] / L[1], 3), 'src': round(L[2] / L[3], 3)}
if __name__ == '__main__':
    tr, dv, own, words, OUT, EPOCHS = sys.argv[1:7]; EPOCHS = int(EPOCHS)
    tr, dv, own = (pickle.load(open(p, 'rb')) for p in (tr, dv, own)); tr += own; words = np.load(words)
    n = np.bincount(np.concatenate([d['ids'].ravel() for d in tr]), minlength=1 << 20); kept = np.flatnonzero(n >= CUT); table = np.zeros(1 << 20, np.int32); table[kept] = np.arange(1, len(kept) + 1); print('rows', len(kept), flush=True)
    np.save(OUT + '.kept.npy', kept.astype(np.int32))
    for d in tr + dv: d['ids'] = table[d['ids']]
    if os.environ.get('SOFT'):
        soft = pickle.load(open(os.environ['SOFT'], 'rb'))
        for d in tr: d['soft'] = soft[d['id']]; assert len(d['soft']) == len(d['wid'])
    net = Net(words, len(kept) + 1); par = list(net.parameters()); par = [p for p in par if p.requires_grad]
    if os.environ.get('FROM'): net.load_state_dict(torch.load(os.environ['FROM']))
    LR = float(os.environ.get('LR', 2e-3)); opt = torch.optim.AdamW([dict(params=[net.feat.weight], lr=LR, weight_decay=0.05), dict(params=[p for p in par if p is not net.feat.weight], lr=LR, weight_decay=0.05)], fused=True)
    ema = {k: v.clone() for k, v in net.state_dict().items()}; order = list(range(len(tr))); t0 = time.time(); step = 0; total = EPOCHS * math.ceil(len(tr) / 8); best = 0
    for ep in range(1, EPOCHS + 1):
        random.shuffle(order); ls = []
        groups = []
        for i in range(0, len(order), 64):
            ch = sorted(order[i:i + 64], key=lambda k: len(tr[k]['wid'])); groups += [ch[j:j + 8] for j in range(0, len(ch), 8)]
        random.shuffle(groups)
        for gidx in groups:
            B = [tr[k] for k in gidx]; pr = step / total; f = min(1, pr / 0.05) * (1 - pr) ** 1.0
            for gp in opt.param_groups: gp['lr'] = LR * f
            ids, wid, mask, idx, y, n = batch(B); lg, h = net(ids, wid, mask); e = lg.reshape(-1, 7)[idx]; m = torch.arange(e.shape[1])[None] < n[:, None]
            loss = crf(e, y, n, net.trans, net.begin) + 0.3 * F.cross_entropy(e[m], y[m]); ll = []
            if batch.soft is not None: loss = loss + float(os.environ.get('TEACH', 1.0)) * -(batch.soft[m] * F.log_softmax(e[m], -1)).sum(-1).mean()
            for r, d in (() if os.environ.get('NOLINK') else enumerate(B)):
                up, so = links(net, h[r], d, d['tags'])
                ll += [F.cross_entropy(up[x][1][None], torch.tensor([up[x][0].index(c)])) for x, c in d['up'] if x in up and c in up[x][0]]
                ll += [F.cross_entropy(so[c][1][None], torch.tensor([so[c][0].index(x)])) for c, x in d['src'] if c in so and x in so[c][0]]
            if step % 20 == 0: print(f'{time.time()-t0:.0f}s cpu {time.process_time():.0f} step {step}', flush=True)
            if ll: loss = loss + 0.3 * sum(ll) / len(ll)
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(par, 1.0); opt.step(); step += 1; ls.append(float(loss.detach()))
            keep = min(0.99, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in net.state_dict().items(): ema[k].mul_(keep).add_(v, alpha=1 - keep)
        now = {k: v.clone() for k, v in net.state_dict().items()}; net.load_state_dict(ema); s = evaluate(net, dv, OUT + '.jsonl'); tot = s['S'] + s['C'] + s['T'] + 0.5 * s['T']
        if tot > best: best = tot; torch.save(ema, OUT)
        net.load_state_dict(now); print(f'ep{ep} {time.time()-t0:.0f}s loss {np.mean(ls):.3f}', json.dumps(s), flush=True)
