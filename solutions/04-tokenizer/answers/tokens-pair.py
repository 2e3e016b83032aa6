# %% wrong: batch-not-pair
def encode_pair(tokenizer, first, second):
    encoding = tokenizer([first, second])
    return encoding["input_ids"], encoding["token_type_ids"]


# %% wrong: batch-not-pair
def encode_pair(tokenizer, first, second):
    return tokenizer.encode([first, second])


# %% wrong: types-all-zero
def encode_pair(tokenizer, first, second):
    ids = tokenizer.encode(first, second)
    return ids, [0] * len(ids)


# %% wrong: first-sep-in-second
def encode_pair(tokenizer, first, second):
    ids = tokenizer.encode(first, second)
    ones = len(tokenizer.tokenize(second)) + 2
    return ids, [0] * (len(ids) - ones) + [1] * ones


# %% wrong: last-sep-in-first
def encode_pair(tokenizer, first, second):
    ids, types, current = tokenizer.encode(first, second), [], 0
    for place, id in enumerate(ids):
        special = id in (tokenizer.cls_token_id, tokenizer.sep_token_id)
        types.append(0 if special else current)
        if id == tokenizer.sep_token_id:
            current = 1
    return ids, types


# %% wrong: no-final-sep
def encode_pair(tokenizer, first, second):
    a = tokenizer.encode(first)
    b = tokenizer.encode(second, add_special_tokens=False)
    return a + b, [0] * len(a) + [1] * len(b)


# %% wrong: second-has-cls
def encode_pair(tokenizer, first, second):
    a, b = tokenizer.encode(first), tokenizer.encode(second)
    return a + b, [0] * len(a) + [1] * len(b)


# %% wrong: no-sep-between
def encode_pair(tokenizer, first, second):
    a, b = tokenizer.tokenize(first), tokenizer.tokenize(second)
    ids = tokenizer.convert_tokens_to_ids(["[CLS]"] + a + b + ["[SEP]"])
    return ids, [0] * (len(a) + 1) + [1] * (len(b) + 1)


# %% wrong: one-type-for-each-id
def encode_pair(tokenizer, first, second):
    a, b = tokenizer.tokenize(first), tokenizer.tokenize(second)
    return tokenizer.encode(first, second), [0] * len(a) + [1] * len(b)


# %% wrong: types-before-ids
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    return encoding["token_type_ids"], encoding["input_ids"]


# %% wrong: returns-the-encoding
def encode_pair(tokenizer, first, second):
    return tokenizer(first, second)


# %% wrong: wrong-type
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second, return_tensors="pt")
    return encoding["input_ids"], encoding["token_type_ids"]


# %% right: the-library
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, text_pair=second)
    return encoding["input_ids"], encoding["token_type_ids"]


# %% right: cutting-cls-off
def encode_pair(tokenizer, first, second):
    a, b = tokenizer.encode(first), tokenizer.encode(second)[1:]
    return a + b, [0] * len(a) + [1] * len(b)


# %% right: a-list-of-two-lists
def encode_pair(tokenizer, first, second):
    encoding = tokenizer([first], [second])
    return [encoding["input_ids"][0], encoding["token_type_ids"][0]]


# %% right: one-token-at-a-time
def encode_pair(tokenizer, first, second):
    tokens, types = ["[CLS]"], [0]
    for type_id, text in enumerate((first, second)):
        for token in [*tokenizer.tokenize(text), "[SEP]"]:
            tokens.append(token)
            types.append(type_id)
    return tokenizer.convert_tokens_to_ids(tokens), types
