# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes fixtures/bert: a small WordPiece tokenizer with its model in Hugging Face's form, and what transformers' BertTokenizerFast makes of texts.

The model's file has what files in the wild have: names without the prefix `bert.`, gamma and beta, the decoder's own names, a pooler, the head for the
next sentence and buffers. Needs torch, transformers, tokenizers and safetensors. Usage: python3 make_bert_fixtures.py
"""
import json
import pathlib
import random

import tokenizers
import torch
import transformers
from safetensors.torch import save_file

folder = pathlib.Path(__file__).parent / "fixtures" / "bert"
folder.mkdir(parents=True, exist_ok=True)

training = """The quick brown fox jumps over the lazy dog. It's what they'd say, isn't it? We've seen it; I'm sure you'll see it, they're 42 or 2026.
The cat sat on the mat and the dog sat on the cat. There is nothing new under the sun, and the sun is nothing new to the cat.
Größe, déjà vu, naïve façade, Ελληνικά, ΟΔΟΣ, привет мир, 日本語のテキスト, 你好世界, 한국어, straße, ﬁne, Kelvin, İstanbul.
"""
builder = tokenizers.BertWordPieceTokenizer(lowercase=True)
builder.train_from_iterator([training] * 3, vocab_size=300, min_frequency=1, show_progress=False)
pieces = sorted(builder.get_vocab(), key=builder.get_vocab().get)
cased = tokenizers.BertWordPieceTokenizer(lowercase=False)
cased.train_from_iterator([training] * 3, vocab_size=220, min_frequency=1, show_progress=False)
pieces += [piece for piece in sorted(cased.get_vocab(), key=cased.get_vocab().get) if piece not in pieces]
(folder / "vocab.txt").write_text("\n".join(pieces) + "\n")

texts = [
    "", " ", "\n", "a", " a b ", "A\tb\r\nc", "The quick brown fox", "the cat sat on the mat and the dog", "It's", "IT'S isn't", "they'll've", "don't 'tis dogs' ''s '",
    "42", "3.14159", "1,000,000", "½ ² Ⅷ ٣ 五", "x²", "Größe déjà vu naïve façade", "e\u0301 \u0301 a\u0301\u0323 a\u0323\u0301", "Ǆ ǅ ǆ ª", "ΟΔΟΣ ΣΑΣ Ελληνικά", "привет, мир! ЁЖ ё",
    "שָׁלוֹם", "नमस्ते", "日本語のテキスト", "你好，世界。", "한국어 \u1112\u1161\u11ab", "ﬁne ﬀ Å \u212b \u212a", "İstanbul I ı i", "straße STRASSE ẞ", "🙂", "🙂🙃 a🙂b", "👩‍👩‍👧", "...", "?!", "a-b_c", "$5 €5 ^ ` ~ + < = > | §",
    "(a) [b] {c}", "[MASK] [SEP] [mask]", "a\u00a0b\u3000c\u2003d\u2028e\u2029f", "a\u200bb\u200dc\u00add\u0085e\x0bf\x1cg\x7fh", "a\x00b", "a\ufffdb", "\ufeffa", "\ue000a\U0010ffff", "\uf900\u2f00\U0002f800\U00020000\U0002b820",
    "http://a.b/c?d=e&f", "the" * 33 + "t", "the" * 33 + "th", "é" * 100, "é" * 101, "unknownwordq zzz ж日ж", "«quoted» “quoted” ‘quoted’ – — …", "¡hola! ¿qué?", "\u0e01\u0e33 \u0ba4\u0bca", "\U0001d15e \U0001d160", "ⅷ Ⓐ Ａ",
]
alphabet = list("aetE's  \n\t.1,-'!?[]") + ["the", " Cat", "'s", "n't", "é", "E\u0301", "²", "日", "🙂", "\u00a0", "\u2028", "\u0301", "٣", "Ж", "Σ", "İ", "한", "\u200d", "ﬁ", "##"]
draw = random.Random(20260202)
texts += ["".join(draw.choice(alphabet) for _ in range(draw.randrange(1, 40))) for _ in range(100)]

specials = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
variants = {"uncased": {}, "cased": {"do_lower_case": False}, "lower": {"strip_accents": False, "tokenize_chinese_chars": False}}
lines = []
for variant, settings in variants.items():
    fast = transformers.BertTokenizerFast(str(folder / "vocab.txt"), **settings)
    normalizer, splitter = fast.backend_tokenizer.normalizer, fast.backend_tokenizer.pre_tokenizer
    # The names of special tokens in a text are text here, as they are not for a tokenizer that knows them.
    model = tokenizers.Tokenizer(tokenizers.models.WordPiece(fast.get_vocab(), unk_token="[UNK]"))
    model.normalizer, model.pre_tokenizer = normalizer, splitter
    for text in texts:
        words = [word for word, place in splitter.pre_tokenize_str(normalizer.normalize_str(text))]
        tokens = model.encode(text).ids
        if not any(special in text for special in specials):
            assert tokens == fast.encode(text, add_special_tokens=False)
        visible = [token for token in tokens if token != fast.sep_token_id]
        lines.append(json.dumps({"variant": variant, "text": text, "words": words, "tokens": tokens, "decoded": fast.decode(visible)}, ensure_ascii=True))
(folder / "expected.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
(folder / "variants.json").write_text(json.dumps(variants) + "\n")
reference = transformers.BertTokenizerFast(str(folder / "vocab.txt"))
reference.backend_tokenizer.save(str(folder / "tokenizer.json"), pretty=False)

torch.manual_seed(20260203)
config = transformers.BertConfig(
    vocab_size=len(pieces), max_position_embeddings=24, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
    hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, initializer_range=0.2,
)
config.save_pretrained(folder)
model = transformers.BertForPreTraining(config).eval()
masked = transformers.BertForMaskedLM(config).eval()
with torch.no_grad():
    for name, parameter in model.named_parameters():
        if name.endswith("bias") or "LayerNorm" in name:
            parameter.add_(0.2 * torch.randn_like(parameter))
missing, unexpected = masked.load_state_dict(model.state_dict(), strict=False)
assert not missing, missing
names = {name: list(tensor.shape) for name, tensor in masked.state_dict().items() if not name.startswith("cls.predictions.decoder.") and not name.endswith("position_ids")}
(folder / "names.json").write_text(json.dumps(names, indent=1) + "\n")


def old_name(name):
    return name.removeprefix("bert.").replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")


weights = {old_name(name): tensor.detach().contiguous().clone() for name, tensor in model.state_dict().items()}
weights["embeddings.position_ids"] = torch.arange(24).view(1, -1)
save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})

tokens = torch.tensor([reference.encode("The quick brown fox, isn't it?")])
log_probabilities = []
with torch.no_grad():
    logits = masked(tokens).logits[0].double()
    for position in range(tokens.shape[1]):
        hidden = tokens.clone()
        hidden[0, position] = reference.mask_token_id
        log_probabilities.append(torch.log_softmax(masked(hidden).logits[0, position].double(), 0)[tokens[0, position]].item())
score = {"tokens": tokens[0].tolist(), "log_probabilities": log_probabilities, "logits": [[round(value, 7) for value in row] for row in logits.tolist()], "mask": reference.mask_token_id}
(folder / "score.json").write_text(json.dumps(score) + "\n")
