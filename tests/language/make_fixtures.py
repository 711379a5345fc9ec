# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/gpt2: a small byte-level BPE tokenizer with its model in Hugging Face's form, and what transformers' GPT2Tokenizer makes of texts.

The model's file has half-precision weights without the prefix `transformer.`, an lm_head and the old buffers, as files in the wild have.
Needs torch, transformers, tokenizers and safetensors. Usage: python3 make_fixtures.py
"""
import json
import pathlib
import random

import tokenizers
import torch
import transformers
from safetensors.torch import save_file

folder = pathlib.Path(__file__).parent / "fixtures" / "gpt2"
folder.mkdir(parents=True, exist_ok=True)

training = """The quick brown fox jumps over the lazy dog. It's what they'd say, isn't it? We've seen it; I'm sure you'll see it, they're 42 or 2026.
The cat sat on the mat and the dog sat on the cat. There is nothing new under the sun, and the sun is nothing new to the cat.
Größe, déjà vu, naïve façade, Ελληνικά, привет мир, 日本語のテキスト, 你好世界, 한국어, 🙂🙃 👩‍👩‍👧.
"""
tokenizer = tokenizers.ByteLevelBPETokenizer(add_prefix_space=False)
tokenizer.train_from_iterator([training] * 3, vocab_size=340, min_frequency=2, special_tokens=["<|endoftext|>"], show_progress=False)
tokenizer.save_model(str(folder))
tokenizer.save(str(folder / "tokenizer.json"), pretty=False)

reference = transformers.GPT2Tokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))
texts = [
    "", " ", "  ", "\n", "\n\n", "a", " a", "  a", "a ", "a  ", "a\n", "a\n\nb", "a \n b", "\ta\t\tb", "a\r\nb", "\u00a0a", "a\u00a0\u00a0b", "a\u3000b", "\u2003\u2003x",
    "\u0085x", "\u200bx", "\x1cx", "a\x00b",
    "The quick brown fox", "the cat sat on the mat and the dog", "It's", "IT'S", "it 's", "they'll've", "I'm you're we've he'd don't 'tis dogs' ''s '", "'s't're've'm'll'd'x",
    "it’s", "42", " 42", "a1b2", "3.14159", "1,000,000", "½ ² Ⅷ ٣ 五", "x²", "Größe déjà vu naïve", "e\u0301", "\u0301", "Ǆ ǅ ǆ ª", "Ελληνικά", "привет, мир!", "שלום", "नमस्ते",
    "日本語のテキスト", "你好，世界。", "한국어", "🙂", "🙂🙃 🙂", "👩‍👩‍👧", "a🙂b", "...", " ...", "?!", "a-b_c", "<|endoftext|", "(a) [b] {c}", "http://a.b/c?d=e&f", "foo::bar()->baz;",
    "The\n    indented\n        more\n", "trailing   ", "   leading", "a" * 50, " " * 17 + "x", "the" * 30, "\U0010ffff\ue000",
]
alphabet = list("aetE's  \n\t.1,-'") + ["the", " cat", "'s", "'ll", "é", "²", "日", "🙂", "\u00a0", "\u2028", "\u0301", "٣", "Ж"]
draw = random.Random(20260101)
texts += ["".join(draw.choice(alphabet) for _ in range(draw.randrange(1, 40))) for _ in range(300)]
expected = []
for text in texts:
    parts = reference.pat.findall(text)
    tokens = reference.convert_tokens_to_ids(reference.tokenize(text))
    assert "".join(parts) == text and reference.decode(tokens, clean_up_tokenization_spaces=False) == text
    expected.append({"text": text, "parts": parts, "tokens": tokens})
lines = ",\n".join(json.dumps(entry, ensure_ascii=True) for entry in expected)
(folder / "expected.json").write_text(f"[\n{lines}\n]\n")

torch.manual_seed(20260102)
config = transformers.GPT2Config(
    vocab_size=len(reference), n_positions=24, n_embd=16, n_layer=2, n_head=4, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0, initializer_range=0.2,
    bos_token_id=reference.eos_token_id, eos_token_id=reference.eos_token_id,
)
model = transformers.GPT2LMHeadModel(config).half().float()
config.save_pretrained(folder)
names = {name: list(tensor.shape) for name, tensor in model.state_dict().items() if name != "lm_head.weight" and not name.endswith((".attn.bias", ".masked_bias"))}
(folder / "names.json").write_text(json.dumps(names, indent=1) + "\n")
weights = {name.removeprefix("transformer."): tensor.detach().half().contiguous().clone() for name, tensor in model.state_dict().items()}
for layer in range(config.n_layer):
    weights[f"h.{layer}.attn.bias"] = torch.ones(1, 1, 24, 24, dtype=torch.bool).tril()
    weights[f"h.{layer}.attn.masked_bias"] = torch.tensor(-1e4)
save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
tokens = torch.tensor([reference.encode("The quick brown fox")])
logits = model(tokens).logits[0].double()
log_probabilities = torch.log_softmax(logits, 1)[:-1].gather(1, tokens[0, 1:, None])[:, 0]
score = {"tokens": tokens[0].tolist(), "log_probabilities": log_probabilities.tolist(), "logits": logits[-1].tolist()}
(folder / "score.json").write_text(json.dumps(score) + "\n")
