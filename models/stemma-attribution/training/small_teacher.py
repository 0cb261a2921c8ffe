"""What the encoder thinks of each word of the training texts, as a second teacher of the small tagger.

python small_teacher.py soft.pkl train.jsonl own.jsonl
"""
import sys,json,pickle,bisect
sys.path.insert(0,'../src')
from stemma_attribution.tagger import Tagger, _clean, DATA
from stemma_attribution.windows import windows, words_of
from stemma.core.text import segment
import numpy as np
from stemma.core.packs import load_pack
t=Tagger(load_pack()); t._load(); out={}
for path in sys.argv[2:]:
  for r in map(json.loads,open(path)):
    if not r.get('primary',True): continue
    text=r['text']; words=words_of(text); enc=t._tokenizer.encode([_clean(text[s:e]) for s,e in words],is_pretokenized=True,add_special_tokens=False)
    pcs=[[] for _ in words]
    for p,w in zip(enc.ids,enc.word_ids): pcs[w].append(p)
    W=windows(text,words,pcs); lg=np.zeros((len(words),7),np.float32)
    order=sorted(W,key=lambda w:len(w.ids))
    for i in range(0,len(order),8):
        B=order[i:i+8]; L=max(len(w.ids) for w in B); ids=np.zeros((len(B),L),np.int64); m=np.zeros_like(ids)
        for k,w in enumerate(B): ids[k,:len(w.ids)]=w.ids; m[k,:len(w.ids)]=1
        o=t._session.run(['tag'],{'input_ids':ids,'attention_mask':m})[0]
        for k,w in enumerate(B): lg[w.first:w.last]=o[k][list(w.starts)]
    p=np.exp(lg-lg.max(1,keepdims=True)); p/=p.sum(1,keepdims=True)
    starts=[s for s,_ in words]; toks=segment(text).tokens
    idx=[max(0,bisect.bisect_right(starts,k.start)-1) for k in toks]
    out[r['id']]=p[idx].astype(np.float16)
pickle.dump(out,open(sys.argv[1],'wb')); print(len(out))
