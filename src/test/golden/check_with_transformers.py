"""Compares the expected vectors with the models of Hugging Face transformers, in float32. Needs
torch and transformers from PyPI; last run with transformers 5.18.0 and torch 2.13.0: the largest
difference was 5e-6 (mean by the root of the length, 150 tokens), below 3e-6 elsewhere."""

import json

import torch
from transformers import BertModel, MPNetModel, RobertaModel, XLMRobertaModel

from bundles import OUT
from reference import finish, pool

MODELS = {"bert": BertModel, "bert-sharded": BertModel, "xlm-r": XLMRobertaModel,
          "roberta-bf16": RobertaModel, "mpnet": MPNetModel}


def difference(model, ids, case, expected):
    with torch.no_grad():
        states = model(torch.tensor([ids]), output_hidden_states=True).hidden_states
    tokens = torch.stack([states[layer] for layer in case.get("layers", [-1])]).mean(dim=0)[0]
    vector = finish(pool(tokens, case["pooling"]), case, {})
    return (vector - torch.tensor(expected)).abs().max().item()


for name, kind in MODELS.items():
    golden = json.loads((OUT / f"{name}.json").read_text())
    model = kind.from_pretrained(OUT / name, dtype=torch.float32).eval()
    for case in golden["cases"]:
        if "dense" not in case:
            worst = max(difference(model, ids, case, expected)
                        for ids, expected in zip(golden["texts"], case["expected"]))
            print(f"{name:14} {case['name']:40} {worst:.1e}")
            assert worst < 1e-5
