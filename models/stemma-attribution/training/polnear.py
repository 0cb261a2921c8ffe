"""PolNeAR's JSON lines -> words, tags, links and windows for training."""

import json, re, bisect

WORD = re.compile(r"\w+|[^\w\s]")
TAGS = ["O", "B-S", "I-S", "B-C", "I-C", "B-T", "I-T"]
TID = {t: i for i, t in enumerate(TAGS)}
KIND = (("content", "T"), ("source", "S"), ("cue", "C"))


def words_of(text):
    return [(m.start(), m.end()) for m in WORD.finditer(text)]


def doc_of(r):
    text = r["text"]
    words = words_of(text)
    ws = [s for s, e in words]
    we = [e for s, e in words]
    own = [None] * len(words)
    n = 0
    frag = {}
    for kind, k in KIND:  # later kinds win: cue > source > content
        for ai, a in enumerate(r["attributions"]):
            for s, e in a[kind]:
                i, j = bisect.bisect_right(we, s), bisect.bisect_left(ws, e)
                n += 1
                frag[n] = (k, ai, s, e)
                for w in range(i, j):
                    own[w] = (k, n)
    lab = []
    prev = None
    for w in range(len(words)):
        o = own[w]
        if w and "\n" in text[words[w - 1][1] : words[w][0]]:
            prev = None
        lab.append("O" if o is None else ("I-" if o == prev else "B-") + o[0])
        prev = o
    same = {}  # the same source span in several attributions
    for k, ai, s, e in frag.values():
        if k == "S":
            same.setdefault((s, e), set()).add(ai)
    sp = spans(lab)
    firstcue = {}
    firstsrc = {}
    for k, i, j in sp:
        kk, ai, s, e = frag[own[i][1]]
        if k == "C" and ai not in firstcue:
            firstcue[ai] = i
        if k == "S":
            for b in same[(s, e)]:
                firstsrc.setdefault(b, i)
    up, src = [], []  # content first -> cue first; cue first -> source first or -1
    for k, i, j in sp:
        ai = frag[own[i][1]][1]
        if k == "T" and ai in firstcue:
            up.append((i, firstcue[ai]))
    for ai, c in firstcue.items():
        src.append((c, firstsrc.get(ai, -1)))
    return dict(id=r["id"], text=text, words=words, tags=lab, up=up, src=src)


def load(path):
    return [doc_of(r) for r in map(json.loads, open(path, encoding="utf8")) if r.get("primary", True)]


def windows(doc, tok, W=256):
    text, words = doc["text"], doc["words"]
    if not words:
        return []
    enc = tok.encode([text[s:e] for s, e in words], is_pretokenized=True, add_special_tokens=False)
    pcs = [[] for _ in words]
    for t, w in zip(enc.ids, enc.word_ids):
        pcs[w].append(t)
    units = []
    cur = 0
    for i in range(1, len(words)):
        if "\n" in text[words[i - 1][1] : words[i][0]]:
            units.append((cur, i))
            cur = i
    units.append((cur, len(words)))
    n = [len(p) for p in pcs]
    small = []
    for a, b in units:
        while sum(n[a:b]) > W - 2:
            c = a
            t = 0
            best = None
            while c < b and t + n[c] <= W - 2:
                t += n[c]
                c += 1
                if text[words[c - 1][0]] in ".!?":
                    best = c
            cut = best if best and best > a + 20 else max(c, a + 1)
            small.append((a, cut))
            a = cut
        small.append((a, b))
    out = []
    a0 = b0 = None
    t0 = 0
    for a, b in small:
        l = sum(n[a:b])
        if a0 is not None and t0 + l <= W - 2:
            b0 = b
            t0 += l
        else:
            if a0 is not None:
                out.append((a0, b0))
            a0, b0, t0 = a, b, l
    out.append((a0, b0))
    res = []
    for a, b in out:
        ids = [101]
        first = []
        for k in range(a, b):
            first.append(len(ids))
            ids += pcs[k] or [100]
        ids.append(102)
        res.append((a, b, ids, first))
    return res


def spans(tags):
    out = []
    cur = None
    for i, t in enumerate(list(tags) + ["O"]):
        if cur and (t == "O" or t[0] == "B" or t[2:] != cur[0]):
            out.append((cur[0], cur[1], i))
            cur = None
        if t != "O" and cur is None:
            cur = (t[2:], i)
    return out
