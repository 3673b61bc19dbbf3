"""Writes the golden bundles and their expected vectors. See README.md."""

import json
import pathlib
import sys

import torch

import safetensors_file
import tokenizer_files
from reference import Reference, finish, vectors_of

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"
HIDDEN, HEADS, INTERMEDIATE = 32, 4, 64
MODULE = "sentence_transformers.models."
TANH = "torch.nn.modules.activation.Tanh"
IDENTITY = "torch.nn.modules.linear.Identity"


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def config_of(kind, layers, vocabulary, positions):
    offset = 0 if kind == "bert" else 2  # positions begin behind the padding token's, 1
    config = {
        "model_type": kind, "hidden_act": "gelu", "hidden_size": HIDDEN,
        "num_attention_heads": HEADS, "num_hidden_layers": layers,
        "intermediate_size": INTERMEDIATE, "vocab_size": vocabulary,
        "max_position_embeddings": positions + offset,
        "layer_norm_eps": 1e-12 if kind == "bert" else 1e-5,
        "pad_token_id": 0 if kind == "bert" else 1,
        "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1,
    }
    if kind == "mpnet":
        config["relative_attention_num_buckets"] = 32
    else:
        config["type_vocab_size"] = 2 if kind == "bert" else 1
        config["position_embedding_type"] = "absolute"
    return config


def weights_of(config, seed, dtype):
    random = torch.Generator().manual_seed(seed)
    tensors = {}

    def weight(name, *shape, mean=0.0, deviation=0.2):
        values = mean + deviation * torch.randn(*shape, generator=random)
        tensors[name] = values.to(dtype)

    def linear(name, outputs, inputs):
        weight(name + ".weight", outputs, inputs)
        weight(name + ".bias", outputs)

    def norm(name):
        weight(name + ".weight", HIDDEN, mean=1.0)
        weight(name + ".bias", HIDDEN)

    kind = config["model_type"]
    weight("embeddings.word_embeddings.weight", config["vocab_size"], HIDDEN)
    weight("embeddings.position_embeddings.weight", config["max_position_embeddings"], HIDDEN)
    if kind != "mpnet":
        weight("embeddings.token_type_embeddings.weight", config["type_vocab_size"], HIDDEN)
    norm("embeddings.LayerNorm")
    for i in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{i}."
        if kind == "mpnet":
            for part in "qkvo":
                linear(layer + "attention.attn." + part, HIDDEN, HIDDEN)
            norm(layer + "attention.LayerNorm")
        else:
            for part in ("self.query", "self.key", "self.value", "output.dense"):
                linear(layer + "attention." + part, HIDDEN, HIDDEN)
            norm(layer + "attention.output.LayerNorm")
        linear(layer + "intermediate.dense", INTERMEDIATE, HIDDEN)
        linear(layer + "output.dense", HIDDEN, INTERMEDIATE)
        norm(layer + "output.LayerNorm")
    if kind == "mpnet":
        weight("encoder.relative_attention_bias.weight", 32, HEADS, deviation=1.0)
    # What checkpoints carry besides, and no vector depends on.
    linear("pooler.dense", HIDDEN, HIDDEN)
    return tensors


def modules(path, *rest):
    listed = [("", "Transformer") if path is None else (path, "Transformer"), *rest]
    return [{"idx": i, "name": str(i), "path": p, "type": MODULE + kind}
            for i, (p, kind) in enumerate(listed)]


def pooling_config(*modes):
    known = ["cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens",
             "weightedmean_tokens", "lasttoken"]
    return {"word_embedding_dimension": HIDDEN,
            **{"pooling_mode_" + mode: mode in modes for mode in known}}


def dense_modules(directory, seed):
    """Two Dense modules that cases put behind the pooling: with a bias, and without."""
    random = torch.Generator().manual_seed(seed)
    made = {}
    for name, inputs, outputs, bias, activation in (("2_Dense", HIDDEN, 24, True, TANH),
                                                    ("3_Dense", 24, 16, False, IDENTITY)):
        tensors = {"linear.weight": 0.2 * torch.randn(outputs, inputs, generator=random)}
        if bias:
            tensors["linear.bias"] = 0.2 * torch.randn(outputs, generator=random)
        write_json(directory / name / "config.json",
                   {"in_features": inputs, "out_features": outputs, "bias": bias,
                    "activation_function": activation})
        safetensors_file.write(directory / name / "model.safetensors", tensors)
        made[name] = (tensors["linear.weight"], tensors.get("linear.bias"),
                      torch.tanh if activation == TANH else lambda vector: vector)
    return made


def texts_of(config, seed, lengths):
    """Token ids with first and last token as the tokenizer puts them around a text."""
    random = torch.Generator().manual_seed(seed)
    first, last = (2, 3) if config["model_type"] == "bert" else (0, 2)
    texts = []
    for length in lengths:
        inner = torch.randint(5, config["vocab_size"], (length - 2,), generator=random)
        texts.append([first, *inner.tolist(), last])
    return texts


MEAN = ["mean_tokens"]
POOLING_CASES = [
    {"name": "mean", "pooling": MEAN},
    {"name": "cls", "pooling": ["cls_token"]},
    {"name": "max", "pooling": ["max_tokens"]},
    {"name": "weighted mean", "pooling": ["weightedmean_tokens"]},
    {"name": "mean by the root of the length", "pooling": ["mean_sqrt_len_tokens"]},
    {"name": "last token", "pooling": ["lasttoken"]},
    {"name": "cls and mean", "pooling": ["cls_token", "mean_tokens"]},
    {"name": "max and weighted mean", "pooling": ["max_tokens", "weightedmean_tokens"]},
]
FINISH_CASES = [
    {"name": "mean, normalised", "pooling": MEAN, "normalise": True},
    {"name": "dense with tanh", "pooling": MEAN, "dense": ["2_Dense"]},
    {"name": "two dense, normalised", "pooling": ["cls_token"], "dense": ["2_Dense", "3_Dense"],
     "normalise": True},
    {"name": "truncated", "pooling": MEAN, "truncate": 16},
    {"name": "truncated, normalised", "pooling": ["cls_token"], "truncate": 12, "normalise": True},
    {"name": "dense, truncated, normalised", "pooling": MEAN, "dense": ["2_Dense"],
     "truncate": 8, "normalise": True},
]
LAYER_CASES = [
    {"name": "embeddings layer", "pooling": MEAN, "layers": [0]},
    {"name": "layer 1", "pooling": ["cls_token"], "layers": [1]},
    {"name": "layer 2", "pooling": MEAN, "layers": [2]},
    {"name": "layer before the last", "pooling": ["weightedmean_tokens"], "layers": [-2]},
    {"name": "mean of first and last layer", "pooling": MEAN, "layers": [1, -1]},
    {"name": "mean of all layers, max, normalised", "pooling": ["max_tokens"],
     "layers": [0, 1, 2, 3], "normalise": True},
]
LAYOUT_CASES = [
    {"name": "bare Hugging Face directory", "pooling": MEAN, "layout": "bare"},
    {"name": "0_Transformer", "pooling": MEAN, "normalise": True, "layout": "0_Transformer"},
]


def transformer(name, kind, tokenizer, layers=3, positions=64, prefix="", dtype=torch.float32,
                shards=1, cases=(), lengths=(2, 5, 17, 48), seed=0):
    directory = OUT / name
    directory.mkdir(parents=True, exist_ok=True)
    config = config_of(kind, layers, tokenizer_files.size(tokenizer), positions)
    tensors = weights_of(config, seed, dtype)
    dense = dense_modules(directory, seed + 1) if any("dense" in c for c in cases) else {}
    stored = {prefix + key: tensor for key, tensor in tensors.items()}
    if kind == "bert":
        ids = torch.arange(positions).unsqueeze(0)
        stored[prefix + "embeddings.position_ids"] = ids
    if shards == 1:
        safetensors_file.write(directory / "model.safetensors", stored)
    else:
        shard(directory, stored, shards)
    write_json(directory / "config.json", config)
    write_json(directory / "tokenizer.json", tokenizer)
    write_json(directory / "sentence_bert_config.json", {"max_seq_length": positions})
    write_json(directory / "modules.json", modules(None, ("1_Pooling", "Pooling")))
    write_json(directory / "1_Pooling" / "config.json", pooling_config(*cases[0]["pooling"]))
    texts = texts_of(config, seed + 2, lengths)
    reference = Reference(config, tensors)
    golden(name, texts, [(case, vectors_of(reference, texts, case, dense)) for case in cases])


def shard(directory, stored, shards):
    names, index = list(stored), {}
    size = -(-len(names) // shards)
    for i in range(shards):
        part = {key: stored[key] for key in names[i * size : (i + 1) * size]}
        file = f"model-{i + 1:05d}-of-{shards:05d}.safetensors"
        safetensors_file.write(directory / file, part)
        index.update({key: file for key in part})
    total = sum(t.numel() * t.element_size() for t in stored.values())
    write_json(directory / "model.safetensors.index.json",
               {"metadata": {"total_size": total}, "weight_map": index})


def static(name, tensor, dtype, tokenizer, normalised, seed):
    directory = OUT / name
    directory.mkdir(parents=True, exist_ok=True)
    random = torch.Generator().manual_seed(seed)
    table = torch.randn(tokenizer_files.size(tokenizer), 16, generator=random).to(dtype)
    safetensors_file.write(directory / "model.safetensors", {tensor: table})
    write_json(directory / "tokenizer.json", tokenizer)
    listed = [("", "StaticEmbedding")] + [("1_Normalize", "Normalize")] * normalised
    write_json(directory / "modules.json",
               [{"idx": i, "name": str(i), "path": p, "type": MODULE + kind}
                for i, (p, kind) in enumerate(listed)])
    if tensor == "embeddings":
        write_json(directory / "config.json",
                   {"model_type": "model2vec", "architectures": ["StaticModel"],
                    "normalize": normalised, "hidden_dim": 16})
    texts = [torch.randint(5, len(table), (n,), generator=random).tolist() for n in (1, 3, 20, 90)]
    cases = [{"name": "mean", "pooling": MEAN, "normalise": normalised},
             {"name": "truncated", "pooling": MEAN, "normalise": normalised, "truncate": 6}]
    golden(name, texts,
           [(case, [finish(table.double()[torch.tensor(text)].mean(dim=0), case, {})
                    for text in texts]) for case in cases])


def golden(name, texts, cases):
    """One line a text and a vector, so that differences can be read."""
    lines = ['{"texts":[']
    lines.append(",\n".join(json.dumps(text) for text in texts))
    lines.append('],\n"cases":[')
    parts = []
    for case, vectors in cases:
        rows = ",\n".join("[" + ",".join(f"{float(x.float()):.8g}" for x in vector) + "]"
                          for vector in vectors)
        parts.append(json.dumps(case)[:-1] + ',"expected":[\n' + rows + "]}")
    lines.append(",\n".join(parts) + "]}")
    (OUT / f"{name}.json").write_text("\n".join(lines) + "\n")
    print(f"{name}: {len(texts)} texts, {len(cases)} cases")


def main():
    torch.manual_seed(0)
    all_cases = POOLING_CASES + FINISH_CASES + LAYER_CASES
    transformer("bert", "bert", tokenizer_files.word_piece(), cases=all_cases + LAYOUT_CASES,
                seed=100)
    transformer("bert-sharded", "bert", tokenizer_files.word_piece(), layers=2, prefix="bert.",
                dtype=torch.float16, shards=2, cases=POOLING_CASES[:2], seed=200)
    transformer("xlm-r", "xlm-roberta", tokenizer_files.unigram(), prefix="roberta.",
                cases=all_cases, seed=300)
    transformer("roberta-bf16", "roberta", tokenizer_files.byte_level(), layers=2,
                dtype=torch.bfloat16, cases=POOLING_CASES[:2], seed=400)
    transformer("mpnet", "mpnet", tokenizer_files.mpnet(), positions=160, cases=all_cases,
                lengths=(2, 9, 40, 150), seed=500)
    for name, tensor, dtype, normalised, seed in (
            ("static", "embedding.weight", torch.float32, False, 600),
            ("static-f16", "embedding.weight", torch.float16, True, 700),
            ("model2vec", "embeddings", torch.float32, True, 800),
            ("model2vec-f16", "embeddings", torch.float16, True, 900)):
        static(name, tensor, dtype, tokenizer_files.static(), normalised, seed)


if __name__ == "__main__":
    sys.exit(main())
