# %% wrong: saves-before-adding
def pack(model, tokenizer, tokens, folder):
    tokenizer.save_pretrained(folder)
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    return sorted(path.name for path in folder.iterdir()), len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: loads-the-original
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(checkpoint("bert-zh"))
    model = AutoModelForMaskedLM.from_pretrained(checkpoint("bert-zh"))
    return sorted(path.name for path in folder.iterdir()), len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: loads-the-original
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    again = AutoTokenizer.from_pretrained(folder)
    return sorted(path.name for path in folder.iterdir()), again.vocab_size, model.config.vocab_size


# %% wrong: model-only
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    model.save_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    return sorted(path.name for path in folder.iterdir()), len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: tokenizer-only
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    return sorted(path.name for path in folder.iterdir()), len(AutoTokenizer.from_pretrained(folder)), model.config.vocab_size


# %% wrong: model-not-resized
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    return sorted(path.name for path in folder.iterdir()), len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: paths-not-names
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    return sorted(folder.iterdir()), len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: names-missing
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    names = sorted(Path(path).name for path in tokenizer.save_pretrained(folder) if Path(path).is_file())
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    return names, len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: not-sorted
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForMaskedLM.from_pretrained(folder)
    return sorted((path.name for path in folder.iterdir()), reverse=True), len(tokenizer), model.get_input_embeddings().num_embeddings


# %% wrong: another/than-loads-the-original looks-like: loads-the-original
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    size = len(AutoTokenizer.from_pretrained(folder))
    return names, size - 1, size - 1


# %% wrong: another/than-model-not-resized looks-like: model-not-resized
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) + 8)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    again = AutoTokenizer.from_pretrained(folder)
    return names, len(again), AutoModelForMaskedLM.from_pretrained(folder).get_input_embeddings().num_embeddings


# %% wrong: another/than-model-only looks-like: model-only
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)

    return [], len(tokenizer), len(tokenizer)


# %% wrong: another/than-names-missing looks-like: names-missing
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    size = len(AutoTokenizer.from_pretrained(folder))
    return [name.upper() for name in names], size, size


# %% wrong: another/than-not-sorted looks-like: not-sorted
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    size = len(AutoTokenizer.from_pretrained(folder))
    return names[::-1][1:], size, size


# %% wrong: another/than-paths-not-names looks-like: paths-not-names
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    size = len(AutoTokenizer.from_pretrained(folder))
    return [Path(name).stem for name in names], size, size


# %% wrong: another/than-saves-before-adding looks-like: saves-before-adding
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    pass
    model.save_pretrained(folder)
    return [], 0, 0


# %% wrong: another/than-tokenizer-only looks-like: tokenizer-only
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))

    model.save_pretrained(folder)
    return [], len(tokenizer), len(tokenizer)


# %% wrong: another/than-wrong-size looks-like: wrong-size
from pathlib import Path
from transformers import AutoModelForMaskedLM, AutoTokenizer


def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) - len(tokens))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    again = AutoTokenizer.from_pretrained(folder)
    return names, len(again), AutoModelForMaskedLM.from_pretrained(folder).get_input_embeddings().num_embeddings


# %% right: as-one-would
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    for part in (model, tokenizer):
        part.save_pretrained(str(folder))
    again = AutoTokenizer.from_pretrained(folder), AutoModelForMaskedLM.from_pretrained(folder)
    return sorted(path.name for path in folder.iterdir()), len(again[0]), again[1].config.vocab_size


# %% right: with-the-walkthrough
def pack(model, tokenizer, tokens, folder):
    import os

    walk = Walkthrough(tokenizer)
    walk.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    walk.save_pretrained(folder)
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    model.save_pretrained(folder)
    rows = AutoModelForMaskedLM.from_pretrained(folder).get_input_embeddings().weight.shape[0]
    return sorted(os.listdir(folder)), len(AutoTokenizer.from_pretrained(folder)), rows


# %% right: other-classes
def pack(model, tokenizer, tokens, folder):
    from transformers import BertModel, BertTokenizer

    tokenizer.add_tokens(tokens, special_tokens=True)
    model.resize_token_embeddings(len(tokenizer))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    rows = type(model).from_pretrained(folder).get_input_embeddings().weight.size(0)
    return sorted(path.name for path in folder.iterdir()), len(BertTokenizer.from_pretrained(folder)), rows


# %% wrong: some-left-out
def pack(model, tokenizer, tokens, folder):
    tokenizer.add_tokens(tokens[:1])
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    names = sorted(path.name for path in folder.iterdir())
    again = AutoTokenizer.from_pretrained(folder)
    rows = AutoModelForMaskedLM.from_pretrained(folder).get_input_embeddings().num_embeddings
    return names, len(again), rows


# %% wrong: another/saves-too-early looks-like: some-left-out
def pack(model, tokenizer, tokens, folder):
    tokenizer.save_pretrained(folder)
    tokenizer.add_tokens(tokens[:1])
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    model.save_pretrained(folder)
    names = sorted(path.name for path in folder.iterdir())
    again = AutoTokenizer.from_pretrained(folder)
    rows = AutoModelForMaskedLM.from_pretrained(folder).get_input_embeddings().num_embeddings
    return names, len(again), rows
