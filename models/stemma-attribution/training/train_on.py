"""Trains on from a saved tagger with a falling rate and a running mean of the weights; keeps the best by dev F1.

python train_on.py FOLDER from.pt out.pt MINUTES own.jsonl
"""
import copy, json, os, random, sys, time
FROM, ARGS = sys.argv[2], sys.argv[3:]
sys.argv = [sys.argv[0], sys.argv[1], *ARGS]
from train import *

def mean_into(avg, net, keep):
    with torch.no_grad():
        for a, b in zip(avg.state_dict().values(), net.state_dict().values()):
            if a.dtype.is_floating_point: a.mul_(keep).add_(b, alpha=1 - keep)

tr = load(DATA + '/train.jsonl'); dv = load(DATA + '/dev.jsonl'); Wp = prep(tr); Wd = prep(dv)
net = Net(); net.load_state_dict(torch.load(FROM, map_location='cpu')); net.enc.embeddings.word_embeddings.requires_grad_(False)
for layer in net.enc.encoder.layer[:2]: layer.requires_grad_(False)
net.enc.embeddings.requires_grad_(False)
avg = copy.deepcopy(net)
head = [p for n, p in net.named_parameters() if not n.startswith('enc.')]; hid = {id(p) for p in head}
par = [p for p in net.parameters() if p.requires_grad]; LR = float(os.environ.get('LR', 1.5e-4))
opt = torch.optim.AdamW([dict(params=[p for p in par if id(p) not in hid], b=LR, lr=LR), dict(params=head, b=4 * LR, lr=4 * LR)], weight_decay=0.02, fused=True)
t0 = time.time(); ep = step = 0; done = False; best = 0; random.seed(7)
while not done:
    ep += 1; Wo = prep(load(OWN)); print('own windows', len(Wo), flush=True)
    Wt = Wp + Wo; idx = list(range(len(Wt))); random.shuffle(idx); bs = []
    for i in range(0, len(idx), 512):
        ch = sorted(idx[i:i+512], key=lambda k: len(Wt[k][3])); bs += [ch[j:j+20] for j in range(0, len(ch), 20)]
    random.shuffle(bs)
    for b in bs:
        pr = (time.time() - t0) / BUDGET
        if pr >= 1: done = True; break
        f = min(1, pr / 0.03) * ((1 - pr) / 0.97 if pr > 0.03 else 1)
        for gp in opt.param_groups: gp['lr'] = gp['b'] * f
        B = [Wt[k] for k in b]; ids, mask, ix, y, n = collate(B)
        with torch.autocast('cpu', dtype=torch.bfloat16): lg, q, k, q2, k2 = net(ids, mask)
        lg = lg.float(); e = lg.gather(1, ix[..., None].expand(-1, -1, 7)); m = torch.arange(e.shape[1])[None] < n[:, None]
        loss = crf(e, y, n, net.trans, net.begin) + 0.3 * nn.functional.cross_entropy(e[m], y[m]); ll = []
        for r, w in enumerate(B):
            first, yy, u, s = w[4], w[5], w[6], w[7]
            cues = [i for i, t in enumerate(yy) if t == TID['B-C']]; srcs = [i for i, t in enumerate(yy) if t == TID['B-S']]; pos = {c: i for i, c in enumerate(cues)}; sp = {c: i + 1 for i, c in enumerate(srcs)}; sp[-1] = 0
            L = [(i, pos[c]) for i, c in u if c in pos]; S = [(c, sp[x]) for c, x in s if x in sp and c in pos]
            if len(cues) > 1 and L: ll.append(nn.functional.cross_entropy(q[r, [first[i] for i, _ in L]].float() @ k[r, [first[c] for c in cues]].float().T, torch.tensor([c for _, c in L])))
            if srcs and S: ll.append(nn.functional.cross_entropy(q2[r, [first[c] for c, _ in S]].float() @ k2[r, [0] + [first[c] for c in srcs]].float().T, torch.tensor([c for _, c in S])))
        lo = sum(ll) / len(ll) if ll else torch.zeros(())
        (loss + 0.1 * lo).backward(); nn.utils.clip_grad_norm_(par, 1.0, foreach=True); opt.step(); opt.zero_grad(); step += 1
        mean_into(avg, net, min(0.995, (1 + step) / (10 + step)))
        if step % 20 == 0: print(f'{time.time()-t0:.0f}s ep{ep} step{step}/{len(bs)} loss {loss.item():.3f}', flush=True)
    torch.save(net.state_dict(), OUT + '.last'); torch.save(avg.state_dict(), OUT + '.mean')
    for who, one in (('mean', avg), ('last', net)):
        if who == 'last' and not done: continue
        s = evaluate(one, dv, Wd); total = s['S'] + s['C'] + s['T']
        print('EVAL ep', ep, who, f'{time.time()-t0:.0f}s', json.dumps(s), flush=True)
        if total > best: best = total; torch.save(one.state_dict(), OUT)
print('DONE', flush=True)
