# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the fixtures of this folder with Hugging Face's transformers: a small random GPT-2 and BERT, their logits, loss and gradients.

Needs torch, transformers and safetensors. Usage: python3 make_fixtures.py
"""
import pathlib

import torch
import transformers
from safetensors.torch import save_file

fixtures = pathlib.Path(__file__).parent / "fixtures"


def shake(model, norms):
    """Moves biases and norms from 0 and 1, where a mistake would not show."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias") or norms in name:
                parameter.add_(0.3 * torch.randn_like(parameter))


def save(model, tokens, targets, folder):
    model.save_pretrained(folder, safe_serialization=True)
    logits = model(tokens).logits
    loss = torch.nn.functional.cross_entropy(logits.view(-1, logits.shape[-1]), targets.view(-1), ignore_index=-100)
    loss.backward()
    expected = {"tokens": tokens, "targets": targets, "logits": logits.detach(), "loss": loss.detach().view(1)}
    expected |= {"gradient." + name: parameter.grad for name, parameter in model.named_parameters()}
    save_file({name: tensor.contiguous() for name, tensor in expected.items()}, folder / "expected.safetensors")


def gpt2():
    torch.manual_seed(20250101)
    config = transformers.GPT2Config(
        vocab_size=29, n_positions=12, n_embd=16, n_layer=2, n_head=4, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        initializer_range=0.3, bos_token_id=0, eos_token_id=0,
    )
    model = transformers.GPT2LMHeadModel(config)
    shake(model, "ln_")
    tokens = torch.randint(0, config.vocab_size, (3, 12))
    targets = torch.randint(0, config.vocab_size, (3, 12))
    targets[1, 4] = -100
    save(model, tokens, targets, fixtures / "gpt2")


def bert():
    torch.manual_seed(20250102)
    config = transformers.BertConfig(
        vocab_size=29, max_position_embeddings=12, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, initializer_range=0.3, pad_token_id=None,
    )
    model = transformers.BertForMaskedLM(config)
    shake(model, "LayerNorm")
    tokens = torch.randint(0, config.vocab_size, (3, 12))
    targets = torch.full((3, 12), -100)
    hidden = torch.rand(3, 12) < 0.3
    targets[hidden] = tokens[hidden]
    tokens[hidden] = config.vocab_size - 1
    save(model, tokens, targets, fixtures / "bert")


gpt2()
bert()
