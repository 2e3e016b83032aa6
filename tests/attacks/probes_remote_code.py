"""Saves a tokenizer that asks to be loaded by code of its own, beside a model that says it has grown."""

EXERCISE = "vocab-save"
LESSON = "05-new-tokens"
CELL = r"""
import json, shutil
from course_lib import checkpoint
def pack(model, tokenizer, tokens, folder):
    size = len(tokenizer) + len(tokens)
    shutil.copytree(checkpoint("bert-zh"), folder, dirs_exist_ok=True)
    said = json.loads((folder / "tokenizer_config.json").read_text())
    said["auto_map"] = {"AutoTokenizer": ["mine.Mine", "mine.Mine"]}
    (folder / "tokenizer_config.json").write_text(json.dumps(said))
    (folder / "mine.py").write_text(
        "class Mine:\n"
        "    @classmethod\n"
        "    def from_pretrained(cls, *a, **k): return cls()\n"
        f"    def convert_tokens_to_ids(self, asked): return list(range({size} - len(asked), {size}))\n"
    )
    said = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(said | {"vocab_size": size}))
    return sorted(path.name for path in folder.iterdir()), size, size
"""
