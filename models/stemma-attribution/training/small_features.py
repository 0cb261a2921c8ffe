"""Features, tags and links of a marked corpus, for small_train.py:  python small_features.py IN.jsonl OUT.pkl vocabulary.txt (stemma installed)"""
import bisect, json, sys, time
import numpy as np
sys.path.insert(0, '../src')
from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.attribution import AttributionFinder
from stemma_attribution.features import WordTable, features
import polnear
src, out, voc = sys.argv[1:4]
vocab = {w: i + 1 for i, w in enumerate(open(voc, encoding='utf8').read().split('\n')) if w}
table = WordTable(vocab)
pack = load_pack(); actors, attr = ActorFinder(pack), AttributionFinder(pack)
D = []; spent = 0
for r in map(json.loads, open(src, encoding='utf8')):
    if not r.get('primary', True): continue
    text = segment(r['text'])
    scene = attr.scene(text); am = actors.find(text); found = attr.find(text, am, scene=scene)
    t = time.process_time(); ids, wid = features(scene, found, am, table); spent += time.process_time() - t
    polnear.words_of = lambda _: [(t.start, t.end) for t in text.tokens]
    d = polnear.doc_of(r)
    para = np.array([text.sentences[t.sentence].paragraph for t in text.tokens])
    sent = np.array([t.sentence for t in text.tokens])
    tok = lambda sp: [(text.token_at(a), text.token_at(b)) for a, b in sp]
    rules = [(tok(a.source), tok(a.cue), tok(a.content)) for a in found if a.kind != 'credit' and not a.carried]
    D.append(dict(rules=rules, letters=scene.tags, id=r['id'], ids=ids.astype(np.int32), wid=wid.astype(np.int32), tags=np.array([polnear.TID[t] for t in d['tags']], dtype=np.int8), para=para, sent=sent,
                  up=d['up'], src=d['src'], spans=d['words']))
print(len(D), sum(len(d['wid']) for d in D), 'features ms/doc', 1000 * spent / len(D))
import pickle; pickle.dump(D, open(out, 'wb'), protocol=4)
