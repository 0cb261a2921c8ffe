"""small.pt, its kept rows, pairs.npz, words.npy -> data/small.npz and data/vocabulary.txt

python small_export.py small.pt pairs.npz words.npy vocabulary.txt ../src/stemma_attribution/data
"""
import shutil, sys
import numpy as np, torch
from chain import BAN, BEG
from small_train import DILATIONS
state, pairs, words, vocabulary, out = sys.argv[1:6]
net = {k: v.numpy() for k, v in torch.load(state, map_location="cpu").items()}; kept = np.load(state + ".kept.npy"); held = {}
def whole(x):
    scale = np.abs(x).max() / 127
    return np.round(x / scale).astype(np.int8), np.float32(scale)
held["features"], held["features_scale"] = whole(net["feat.weight"]); held["words"], held["words_scale"] = whole(net["words.weight"]); held["kept"] = kept
held["into_w"], held["into_b"] = net["into.weight"].T, net["into.bias"]
for i, d in enumerate(DILATIONS):
    w = net[f"conv.{i}.weight"]; held[f"conv{i}_w"] = np.concatenate([w[:, :, k].T for k in range(3)]); held[f"conv{i}_b"] = net[f"conv.{i}.bias"]
held["tag_w"], held["tag_b"] = net["tag.weight"].T, net["tag.bias"]; held["steps"] = net["trans"] + BAN.numpy(); held["begin"] = net["begin"] + BEG.numpy(); held["dilations"] = np.array(DILATIONS)
held |= dict(np.load(pairs)); small = {k: (v.astype(np.float16) if v.dtype == np.float32 and v.ndim == 2 and k not in ("steps",) else v) for k, v in held.items()}
np.savez_compressed(out + "/small.npz", **small); shutil.copy(vocabulary, out + "/vocabulary.txt")
