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


# %% wrong: another-padding-id
def make_batch(tokenizer, texts, length):
    import torch

    encoding = tokenizer(texts, padding="max_length", truncation=True, max_length=length)
    ids, mask = torch.tensor(encoding["input_ids"]), torch.tensor(encoding["attention_mask"])
    ids[mask == 0] = tokenizer.cls_token_id
    return {"input_ids": ids, "attention_mask": mask}


# %% wrong: pads-to-the-longest
def make_batch(tokenizer, texts, length):
    return tokenizer(texts, padding=True, truncation=True, max_length=length, return_tensors="pt")


# %% wrong: forgets-special-tokens
def make_batch(tokenizer, texts, length):
    import torch

    rows = []
    for text in texts:
        ids = tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text))[:length]
        rows.append(ids + [0] * (length - len(ids)))
    ids = torch.tensor(rows)
    return {"input_ids": ids, "attention_mask": (ids != 0).long()}


# %% wrong: wrong-dtype
def make_batch(tokenizer, texts, length):
    encoding = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    return {"input_ids": encoding["input_ids"], "attention_mask": encoding["input_ids"] != 0}


# %% wrong: entry-missing
def make_batch(tokenizer, texts, length):
    encoding = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    return {"input_ids": encoding["input_ids"]}


# %% wrong: wrong-type
def make_batch(tokenizer, texts, length):
    encoding = tokenizer(texts, padding="max_length", truncation=True, max_length=length, return_tensors="pt")
    return encoding["input_ids"], encoding["attention_mask"]


# %% wrong: crash-rows-of-different-length
def make_batch(tokenizer, texts, length):
    import torch

    rows = [tokenizer.encode(text) for text in texts]
    return {"input_ids": torch.tensor(rows), "attention_mask": torch.ones(len(rows), length).long()}


# %% wrong: changes-its-input
def make_batch(tokenizer, texts, length):
    import torch

    for place, text in enumerate(texts):
        ids = tokenizer.encode(text)
        if len(ids) > length:
            ids = ids[: length - 1] + [102]
        texts[place] = ids + [0] * (length - len(ids))
    ids = torch.tensor(texts)
    return {"input_ids": ids, "attention_mask": (ids != 0).long()}


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
