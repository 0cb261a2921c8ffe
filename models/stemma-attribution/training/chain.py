"""A linear chain over the tags of words: which may follow which, and how unlikely a sequence is."""

import torch

TAGS = ["O", "B-S", "I-S", "B-C", "I-C", "B-T", "I-T"]
BAN = torch.zeros(7, 7)
BEG = torch.zeros(7)
for i, a in enumerate(TAGS):
    for j, b in enumerate(TAGS):
        if b[0] == "I" and not (a != "O" and a[2:] == b[2:]):
            BAN[i, j] = -1e4
    if a[0] == "I":
        BEG[i] = -1e4


def crf(e, y, n, T, B0):
    """Negative log likelihood a word of a linear chain; e [b, l, 7], y [b, l], n lengths."""
    b, l, _ = e.shape
    ar = torch.arange(b)
    m = torch.arange(l)[None] < n[:, None]
    T = T + BAN
    B0 = B0 + BEG
    gold = (e.gather(2, y[..., None])[..., 0] * m).sum(1) + B0[y[:, 0]] + (T[y[:, :-1], y[:, 1:]] * m[:, 1:]).sum(1)
    a = B0 + e[:, 0]
    for t in range(1, l):
        nx = torch.logsumexp(a[:, :, None] + T, 1) + e[:, t]
        a = torch.where(m[:, t, None], nx, a)
    return (torch.logsumexp(a, 1) - gold).sum() / n.sum()
