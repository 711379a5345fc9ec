# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the fixtures of this folder with Hugging Face's transformers: a small random GPT-2, its logits, loss and gradients.

Needs torch, transformers and safetensors. Usage: python3 make_fixtures.py
"""
import pathlib

import torch
import transformers
from safetensors.torch import save_file

folder = pathlib.Path(__file__).parent / "fixtures" / "gpt2"
torch.manual_seed(20250101)
config = transformers.GPT2Config(
    vocab_size=29, n_positions=12, n_embd=16, n_layer=2, n_head=4, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
    initializer_range=0.3, bos_token_id=0, eos_token_id=0,
)
model = transformers.GPT2LMHeadModel(config)
with torch.no_grad():  # biases and norms start at 0 and 1, where a mistake would not show
    for name, parameter in model.named_parameters():
        if name.endswith("bias") or "ln_" in name:
            parameter.add_(0.3 * torch.randn_like(parameter))
model.save_pretrained(folder, safe_serialization=True)

tokens = torch.randint(0, config.vocab_size, (3, 12))
targets = torch.randint(0, config.vocab_size, (3, 12))
targets[1, 4] = -100
logits = model(tokens).logits
loss = torch.nn.functional.cross_entropy(logits.view(-1, config.vocab_size), targets.view(-1), ignore_index=-100)
loss.backward()
expected = {"tokens": tokens, "targets": targets, "logits": logits.detach(), "loss": loss.detach().view(1)}
expected |= {"gradient." + name: parameter.grad for name, parameter in model.named_parameters()}
save_file({name: tensor.contiguous() for name, tensor in expected.items()}, folder / "expected.safetensors")
