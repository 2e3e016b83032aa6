# %% wrong: cuts-off-sep
def make_batch(tokenizer, texts, length):
    import torch

    rows, masks = [], []
    for text in texts:
        ids = tokenizer.encode(text)[:length]
        padding = length - len(ids)
        rows.append(ids + [tokenizer.pad_token_id] * padding)
        masks.append([1] * len(ids) + [0] * padding)
    return {"input_ids": torch.tensor(rows), "attention_mask": torch.tensor(masks)}


# %% wrong: mask-all-ones
def make_batch(tokenizer, texts, length):
    import torch

    encoding = tokenizer(texts, padding="max_length", truncation=True, max_length=length)
    ids = torch.tensor(encoding["input_ids"])
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}


# %% wrong: mask-upside-down
def make_batch(tokenizer, texts, length):
    import torch

    encoding = tokenizer(texts, padding="max_length", truncation=True, max_length=length)
    ids = torch.tensor(encoding["input_ids"])
    return {"input_ids": ids, "attention_mask": (ids == tokenizer.pad_token_id).long()}


# %% wrong: mask-hides-special-tokens
def make_batch(tokenizer, texts, length):
    import torch

    rows, masks = [], []
    for text in texts:
        ids = tokenizer.encode(text, add_special_tokens=False)[: length - 2]
        padding = length - 2 - len(ids)
        rows.append([101] + ids + [102] + [0] * padding)
        masks.append([0] + [1] * len(ids) + [0] * (padding + 1))
    return {"input_ids": torch.tensor(rows), "attention_mask": torch.tensor(masks)}


# %% wrong: lists-not-tensors
def make_batch(tokenizer, texts, length):
    return tokenizer(texts, padding="max_length", truncation=True, max_length=length)


# %% wrong: pads-on-the-left
def make_batch(tokenizer, texts, length):
    tokenizer.padding_side = "left"
    return tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")


# %% wrong: another/than-another-padding-id looks-like: another-padding-id
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    ids = b["input_ids"].clone()
    ids[ids == 102] = 0
    return {"input_ids": ids, "attention_mask": b["attention_mask"]}


# %% wrong: another/than-cuts-off-sep looks-like: cuts-off-sep
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    ids = b["input_ids"].clone()
    ids[:, -1] = tokenizer.cls_token_id
    return {"input_ids": ids, "attention_mask": b["attention_mask"]}


# %% wrong: another/than-entry-missing looks-like: entry-missing
import torch


def make_batch(tokenizer, texts, length):
    return {"input_ids": None, "attention_mask": None}


# %% wrong: another/than-forgets-special-tokens looks-like: forgets-special-tokens
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    ids = b["input_ids"].clone()
    ids[:, 0] = 0
    return {"input_ids": ids, "attention_mask": b["attention_mask"]}


# %% wrong: another/than-lists-not-tensors looks-like: lists-not-tensors
import torch


def make_batch(tokenizer, texts, length):
    return [["input_ids", "attention_mask"] for text in texts]


# %% wrong: another/than-mask-all-ones looks-like: mask-all-ones
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    return {"input_ids": b["input_ids"], "attention_mask": b["attention_mask"] * 0}


# %% wrong: another/than-mask-hides-special-tokens looks-like: mask-hides-special-tokens
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    mask = b["attention_mask"].clone()
    mask[:, 1] = 0
    return {"input_ids": b["input_ids"], "attention_mask": mask}


# %% wrong: another/than-mask-upside-down looks-like: mask-upside-down
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    return {"input_ids": b["input_ids"], "attention_mask": b["attention_mask"].flip(1) + 1}


# %% wrong: another/than-pads-on-the-left looks-like: pads-on-the-left
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    return {"input_ids": b["input_ids"].flip(1), "attention_mask": b["attention_mask"]}


# %% wrong: another/than-pads-to-the-longest looks-like: pads-to-the-longest
import torch


def make_batch(tokenizer, texts, length):
    b = tokenizer(texts, padding="max_length", truncation=True, max_length=length + 1, return_tensors="pt")
    return {"input_ids": b["input_ids"], "attention_mask": b["attention_mask"]}


# %% right: the-library
def make_batch(tokenizer, texts, length):
    return tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")


# %% right: into-a-tensor-of-padding
def make_batch(tokenizer, texts, length):
    import torch

    input_ids = torch.full((len(texts), length), tokenizer.pad_token_id, dtype=torch.long)
    attention_mask = torch.zeros((len(texts), length), dtype=torch.long)
    for row, text in enumerate(texts):
        tokens = ["[CLS]", *tokenizer.tokenize(text)[: length - 2], "[SEP]"]
        input_ids[row, : len(tokens)] = torch.tensor(tokenizer.convert_tokens_to_ids(tokens))
        attention_mask[row, : len(tokens)] = 1
    return {"input_ids": input_ids, "attention_mask": attention_mask}


# %% right: mask-from-the-ids
def make_batch(tokenizer, texts, length):
    import numpy as np
    import torch

    rows = []
    for text in texts:
        ids = tokenizer(text).input_ids
        if len(ids) > length:
            ids = [*ids[: length - 1], ids[-1]]
        while len(ids) < length:
            ids.append(tokenizer.pad_token_id)
        rows.append(np.array(ids, dtype=np.int64))
    input_ids = torch.from_numpy(np.stack(rows))
    return {"attention_mask": input_ids.ne(tokenizer.pad_token_id).to(torch.int64), "input_ids": input_ids}
