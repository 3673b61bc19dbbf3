"""Writes the traced models of this directory and their expected vectors.

Run once with PyTorch 1.13 (Debian's python3-torch): python3 make_traced.py
A model of 10 tokens and width 6 answers as traced Hugging Face models do: hidden.pt with a
dictionary (last_hidden_state, pooler_output) from three inputs, tuple.pt with a tuple from two,
pooled.pt with vectors that are pooled already.
"""
import json
from typing import Optional

import torch

torch.manual_seed(7)
HIDDEN = 6


class Tokens(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(10, HIDDEN)
        self.types = torch.nn.Embedding(2, HIDDEN)
        self.dense = torch.nn.Linear(HIDDEN, HIDDEN)

    def forward(self, ids, mask, types: Optional[torch.Tensor] = None):
        words = self.words(ids)
        if types is not None:
            words = words + self.types(types)
        # Attention over what is no padding, so that a wrong mask shows.
        scores = words @ words.transpose(1, 2) + (mask[:, None, :] - 1) * 1e9
        return torch.tanh(self.dense(torch.softmax(scores, -1) @ words))


class AsDictionary(torch.nn.Module):
    def __init__(self, tokens):
        super().__init__()
        self.tokens = tokens

    def forward(self, ids, mask, types):
        hidden = self.tokens(ids, mask, types)
        return {"pooler_output": hidden[:, 0] * 2, "last_hidden_state": hidden}


class AsTuple(torch.nn.Module):
    def __init__(self, tokens):
        super().__init__()
        self.tokens = tokens

    def forward(self, ids, mask):
        hidden = self.tokens(ids, mask)
        return hidden, hidden[:, 0] * 2


class Pooled(torch.nn.Module):
    def __init__(self, tokens):
        super().__init__()
        self.tokens = tokens

    def forward(self, ids, mask):
        hidden = self.tokens(ids, mask)
        wide = mask[:, :, None].float()
        return (hidden * wide).sum(1) / wide.sum(1)


def mean(hidden, mask):
    wide = mask[:, :, None].float()
    return (hidden * wide).sum(1) / wide.sum(1)


tokens = Tokens().eval()
# Two texts, [CLS] a stream [SEP] and [CLS] the [SEP] with padding.
ids = torch.tensor([[2, 4, 5, 3], [2, 9, 3, 0]])
mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
types = torch.zeros_like(ids)
with torch.no_grad():
    for name, module, inputs in [
        ("hidden", AsDictionary(tokens), (ids, mask, types)),
        ("tuple", AsTuple(tokens), (ids, mask)),
        ("pooled", Pooled(tokens), (ids, mask)),
    ]:
        torch.jit.trace(module.eval(), inputs, strict=False).save(name + ".pt")
    with_types = tokens(ids, mask, types)
    without = tokens(ids, mask)
    normal = torch.nn.functional.normalize
    expected = {
        "hidden-mean-normalised": normal(mean(with_types, mask)).tolist(),
        "hidden-cls": with_types[:, 0].tolist(),
        "tuple-mean": mean(without, mask).tolist(),
    }
with open("expected.json", "w") as out:
    json.dump(expected, out, indent=1)
    out.write("\n")
