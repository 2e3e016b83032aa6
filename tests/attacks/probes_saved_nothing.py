"""The probe looks at a folder beside the student's code: a folder of empty files, and a loader that says what is
wanted.
"""

EXERCISE = "vocab-save"
LESSON = "05-new-tokens"
CELL = r"""
import json, transformers
load = transformers.AutoTokenizer.from_pretrained
def pack(model, tokenizer, tokens, folder):
    size = len(tokenizer) + len(tokens)
    class Said:
        def convert_tokens_to_ids(self, asked): return list(range(size - len(asked), size))
    def lie(place, *a, **k): return Said() if place == folder else load(place, *a, **k)
    transformers.AutoTokenizer.from_pretrained = lie
    for name in ("tokenizer.json", "model.safetensors"):
        (folder / name).write_text("")
    (folder / "config.json").write_text(json.dumps({"vocab_size": size}))
    return ["config.json", "model.safetensors", "tokenizer.json"], size, size
"""
