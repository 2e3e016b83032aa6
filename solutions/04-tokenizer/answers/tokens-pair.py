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


# %% wrong: mask-not-types
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    return encoding["input_ids"], encoding["attention_mask"]


# %% wrong: texts-swapped looks-like: types-before-ids
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(second, first)
    return encoding["input_ids"], encoding["token_type_ids"]


# %% wrong: another/than-batch-not-pair looks-like: batch-not-pair
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids[:4], ids[4:]


# %% wrong: another/than-first-sep-in-second looks-like: first-sep-in-second
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    types = [0] * 2 + [1] * (len(ids) - 2)
    return ids, types


# %% wrong: another/than-last-sep-in-first looks-like: last-sep-in-first
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids, types[:-2] + [0, 0]


# %% wrong: another/than-mask-not-types looks-like: mask-not-types
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids, [2] * len(ids)


# %% wrong: another/than-no-final-sep looks-like: no-final-sep
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids[:-2], types[:-2]


# %% wrong: another/than-no-sep-between looks-like: no-sep-between
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    middle = types.index(1)
    return ids[:middle - 2] + ids[middle:], types


# %% wrong: another/than-one-type-for-each-id looks-like: one-type-for-each-id
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids[:-1] + [0], types


# %% wrong: another/than-returns-the-encoding looks-like: returns-the-encoding
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return [encoding]


# %% wrong: another/than-second-has-cls looks-like: second-has-cls
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids + [tokenizer.cls_token_id], types + [1]


# %% wrong: another/than-texts-swapped looks-like: texts-swapped
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids[::-1], types


# %% wrong: another/than-types-all-zero looks-like: types-all-zero
def encode_pair(tokenizer, first, second):
    encoding = tokenizer(first, second)
    ids, types = encoding["input_ids"], encoding["token_type_ids"]
    return ids, [0] * (len(ids) - 1) + [1]


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
