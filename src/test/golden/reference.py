"""The reference: PyTorch's own TransformerEncoder in float64, with embeddings and pooling written
out. Nothing here is shared with the runtime that it checks."""

import math

import torch
from torch import nn

# The order in which sentence-transformers concatenates several modes.
POOLING_ORDER = ["cls_token", "max_tokens", "mean_tokens", "mean_sqrt_len_tokens",
                 "weightedmean_tokens", "lasttoken"]


def relative_bucket(distance, buckets=32, max_distance=128):
    """Bucket of key position minus query position: half of the buckets for each direction, half
    of those exact, the others growing with the logarithm up to max_distance."""
    half = buckets // 2
    exact = half // 2
    base = half if distance > 0 else 0
    steps = abs(distance)
    if steps < exact:
        return base + steps
    # Distances where the logarithm is a whole number are powers of two: rounding cannot decide.
    grown = exact + int(math.log(steps / exact) / math.log(max_distance / exact) * (half - exact)
                        + 1e-9)
    return base + min(grown, half - 1)


class Reference:
    """A post-LN encoder. `tensors` has the names of Hugging Face without the prefix."""

    def __init__(self, config, tensors):
        self.config = config
        self.kind = config["model_type"]
        self.w = {name: t.double() for name, t in tensors.items()}
        self.heads = config["num_attention_heads"]
        layers = [self.layer(i) for i in range(config["num_hidden_layers"])]
        encoder = nn.TransformerEncoder(layers[0], len(layers), enable_nested_tensor=False)
        encoder.layers = nn.ModuleList(layers)
        # Training mode with no dropout: the plain path, none of the fused ones.
        self.encoder = encoder.train()

    def layer(self, i):
        c, w, root = self.config, self.w, f"encoder.layer.{i}."
        layer = nn.TransformerEncoderLayer(
            c["hidden_size"], self.heads, c["intermediate_size"], dropout=0.0, activation="gelu",
            layer_norm_eps=c["layer_norm_eps"], batch_first=True, norm_first=False,
            dtype=torch.float64)
        if self.kind == "mpnet":
            q, k, v, o = (root + "attention.attn." + part for part in "qkvo")
            norm = root + "attention.LayerNorm"
        else:
            q, k, v = (root + "attention.self." + part for part in ("query", "key", "value"))
            o, norm = root + "attention.output.dense", root + "attention.output.LayerNorm"
        state = {
            "self_attn.in_proj_weight": torch.cat([w[n + ".weight"] for n in (q, k, v)]),
            "self_attn.in_proj_bias": torch.cat([w[n + ".bias"] for n in (q, k, v)]),
        }
        for ours, theirs in (("self_attn.out_proj", o), ("norm1", norm),
                             ("linear1", root + "intermediate.dense"),
                             ("linear2", root + "output.dense"),
                             ("norm2", root + "output.LayerNorm")):
            state[ours + ".weight"] = w[theirs + ".weight"]
            state[ours + ".bias"] = w[theirs + ".bias"]
        layer.load_state_dict(state)
        return layer

    def embeddings(self, ids):
        """`ids`: [batch, tokens]. Padding is at the right, so positions simply count."""
        first = 0 if self.kind == "bert" else self.config["pad_token_id"] + 1
        positions = torch.arange(first, first + ids.shape[1])
        x = self.w["embeddings.word_embeddings.weight"][ids]
        x = x + self.w["embeddings.position_embeddings.weight"][positions]
        if self.kind != "mpnet":
            x = x + self.w["embeddings.token_type_embeddings.weight"][0]
        return nn.functional.layer_norm(
            x, x.shape[-1:], self.w["embeddings.LayerNorm.weight"],
            self.w["embeddings.LayerNorm.bias"], self.config["layer_norm_eps"])

    def attention_bias(self, batch, tokens):
        if self.kind != "mpnet":
            return None
        table = self.w["encoder.relative_attention_bias.weight"]
        buckets = torch.tensor([[relative_bucket(key - query) for key in range(tokens)]
                                for query in range(tokens)])
        bias = table[buckets].permute(2, 0, 1)  # [heads, query, key]
        return bias.repeat(batch, 1, 1)

    def hidden_states(self, texts):
        """All hidden states of a padded batch: [layers + 1][batch, tokens, hidden]."""
        longest = max(map(len, texts))
        pad = self.config["pad_token_id"]
        ids = torch.tensor([text + [pad] * (longest - len(text)) for text in texts])
        padding = torch.tensor([[i >= len(text) for i in range(longest)] for text in texts])
        bias = self.attention_bias(len(texts), longest)
        states = [self.embeddings(ids)]
        with torch.no_grad():
            for layer in self.encoder.layers:
                states.append(layer(states[-1], src_mask=bias, src_key_padding_mask=padding))
            whole = self.encoder(states[0], mask=bias, src_key_padding_mask=padding)
        assert torch.allclose(whole, states[-1], atol=1e-12)
        return states


def pool(tokens, modes):
    """`tokens`: [tokens, hidden] of one text. Modes as in `pooling_mode_<mode>`."""
    count = tokens.shape[0]
    weights = torch.arange(1, count + 1, dtype=tokens.dtype).unsqueeze(1)
    vectors = {
        "cls_token": tokens[0],
        "max_tokens": tokens.max(dim=0).values,
        "mean_tokens": tokens.sum(dim=0) / count,
        "mean_sqrt_len_tokens": tokens.sum(dim=0) / math.sqrt(count),
        "weightedmean_tokens": (tokens * weights).sum(dim=0) / weights.sum(),
        "lasttoken": tokens[-1],
    }
    return torch.cat([vectors[mode] for mode in POOLING_ORDER if mode in modes])


def finish(vector, case, dense):
    """Dense modules, truncation, normalisation: in this order."""
    for name in case.get("dense", []):
        weight, bias, activation = dense[name]
        vector = weight.double() @ vector + (0 if bias is None else bias.double())
        vector = activation(vector)
    if case.get("truncate"):
        vector = vector[: case["truncate"]]
    if case.get("normalise"):
        vector = vector / vector.norm()
    return vector


def vectors_of(reference, texts, case, dense):
    """Expected vectors of single texts, checked against those of the padded batch."""

    def tokens(states, row, text):
        picked = [states[layer] for layer in case.get("layers", [-1])]
        return torch.stack(picked).mean(dim=0)[row, : len(text)]

    def vectors(states_of):
        return [finish(pool(tokens(*states_of(i), text), case["pooling"]), case, dense)
                for i, text in enumerate(texts)]

    batch = reference.hidden_states(texts)
    single = vectors(lambda i: (reference.hidden_states([texts[i]]), 0))
    padded = vectors(lambda i: (batch, i))
    for a, b in zip(single, padded):
        assert torch.allclose(a, b, atol=1e-10), case["name"]
    return single
