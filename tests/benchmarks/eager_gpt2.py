#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The baseline of `overdamp-run bench --baseline`: a GPT-2 in plain eager PyTorch, trained as people commonly do.

Pre-norm blocks over nn.Linear and nn.LayerNorm, GELU, tied head, F.cross_entropy, torch.optim.AdamW in two weight decay groups,
gradient clipping. On a GPU it takes what such loops take there: torch.compile, autocast to bfloat16, the fused AdamW, pinned batches,
and no look at the loss between the steps of a turn. It speaks the protocol of the benchmark: one JSON object with the shape on the command line; then for each
line with a number on the standard input it makes so many training steps and prints the seconds that they took.
"""
import contextlib
import json
import math
import sys
import time

import torch
import torch.nn as nn
from torch.nn import functional as F


class Attention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.heads = shape["heads"]
        self.c_attn = nn.Linear(shape["width"], 3 * shape["width"])
        self.c_proj = nn.Linear(shape["width"], shape["width"])
        triangle = torch.tril(torch.ones(shape["context"], shape["context"]))
        self.register_buffer("mask", triangle.view(1, 1, shape["context"], shape["context"]))

    def forward(self, x):
        batch, positions, width = x.size()
        q, k, v = (part.view(batch, positions, self.heads, width // self.heads).transpose(1, 2) for part in self.c_attn(x).split(width, dim=2))
        if hasattr(F, "scaled_dot_product_attention"):
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            scores = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
            scores = scores.masked_fill(self.mask[:, :, :positions, :positions] == 0, float("-inf"))
            y = F.softmax(scores, dim=-1) @ v
        return self.c_proj(y.transpose(1, 2).contiguous().view(batch, positions, width))


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape["width"])
        self.attn = Attention(shape)
        self.ln_2 = nn.LayerNorm(shape["width"])
        self.mlp = nn.Sequential(nn.Linear(shape["width"], 4 * shape["width"]), nn.GELU(), nn.Linear(4 * shape["width"], shape["width"]))

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.wte = nn.Embedding(shape["vocabulary"], shape["width"])
        self.wpe = nn.Embedding(shape["context"], shape["width"])
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape["layers"]))
        self.ln_f = nn.LayerNorm(shape["width"])
        self.head = nn.Linear(shape["width"], shape["vocabulary"], bias=False)
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=0.02)
        self.wte.weight = self.head.weight

    def forward(self, tokens, targets):
        x = self.wte(tokens) + self.wpe(torch.arange(tokens.size(1), device=tokens.device))
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.ln_f(x))
        return F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)


def main():
    shape = json.loads(sys.argv[1])
    torch.set_num_threads(shape["threads"])
    torch.manual_seed(2025)
    device = torch.device(shape["device"])
    on_gpu = device.type == "cuda"
    model = Gpt2(shape).to(device)
    groups = [
        {"params": [p for p in model.parameters() if p.dim() >= 2], "weight_decay": 0.01},
        {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=3e-3, betas=(0.9, 0.999), **({"fused": True} if on_gpu else {}))
    loss_of = torch.compile(model) if on_gpu else model
    data = torch.randint(shape["vocabulary"], (200_000,))

    def step():
        starts = torch.randint(len(data) - shape["context"] - 1, (shape["batch"],))
        inputs = torch.stack([data[i : i + shape["context"]] for i in starts])
        targets = torch.stack([data[i + 1 : i + 1 + shape["context"]] for i in starts])
        if on_gpu:
            inputs, targets = (part.pin_memory().to(device, non_blocking=True) for part in (inputs, targets))
        with torch.autocast("cuda", dtype=torch.bfloat16) if on_gpu else contextlib.nullcontext():
            loss = loss_of(inputs, targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return loss if on_gpu else loss.item()

    print("ready", flush=True)
    for line in sys.stdin:
        begin = time.perf_counter()
        for _ in range(int(line)):
            step()
        if on_gpu:
            torch.cuda.synchronize()
        print(time.perf_counter() - begin, flush=True)


main()
