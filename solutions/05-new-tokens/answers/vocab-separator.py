# %% wrong: believes-encode
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    return tokenizer.encode(text, pair)


# %% wrong: believes-encode
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    old = tokenizer.sep_token_id
    new = tokenizer.convert_tokens_to_ids(separator)
    return [new if id == old else id for id in tokenizer.encode(text, pair)]


# %% wrong: appends-both
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    return tokenizer.encode(text, pair) + [tokenizer.sep_token_id]


# %% wrong: writes-the-name
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    return [tokenizer.sep_token if id == old else id for id in tokenizer.encode(text, pair)]


# %% wrong: only-the-last
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    return tokenizer.encode(text, pair)[:-1] + [tokenizer.sep_token_id]


# %% wrong: not-the-separator
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_tokens([separator], special_tokens=True)
    new = tokenizer.convert_tokens_to_ids(separator)
    return [new if id == tokenizer.sep_token_id else id for id in tokenizer.encode(text, pair)]


# %% wrong: forgets-the-pair
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    return [tokenizer.sep_token_id if id == old else id for id in tokenizer.encode(text)]


# %% wrong: asks-before-adding
def encode_with(tokenizer, separator, text, pair):
    old, new = tokenizer.sep_token_id, tokenizer.convert_tokens_to_ids(separator)
    tokenizer.add_special_tokens({"sep_token": separator})
    return [new if id == old else id for id in tokenizer.encode(text, pair)]


# %% wrong: forgets-cls
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    ids = tokenizer.encode(text, add_special_tokens=False) + [tokenizer.sep_token_id]
    if pair is not None:
        ids += tokenizer.encode(pair, add_special_tokens=False) + [tokenizer.sep_token_id]
    return ids


# %% wrong: named-not-added looks-like: not-the-separator
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.sep_token = separator
    return [tokenizer.sep_token_id if id == old else id for id in tokenizer.encode(text, pair)]


# %% wrong: another/than-appends-both looks-like: appends-both
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return right + [new]


# %% wrong: another/than-asks-before-adding looks-like: asks-before-adding
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return [tokenizer.pad_token_id if id == old else id for id in ids]


# %% wrong: another/than-believes-encode looks-like: believes-encode
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return ids[:-1]


# %% wrong: another/than-forgets-cls looks-like: forgets-cls
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return right[2:]


# %% wrong: another/than-forgets-the-pair looks-like: forgets-the-pair
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return right[:3]


# %% wrong: another/than-named-not-added looks-like: named-not-added
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_tokens([separator])
    old = tokenizer.sep_token_id
    return tokenizer.encode(text, pair)


# %% wrong: another/than-only-the-last looks-like: only-the-last
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return [new, *right[1:]]


# %% wrong: another/than-writes-the-name looks-like: writes-the-name
def encode_with(tokenizer, separator, text, pair):
    old = tokenizer.sep_token_id
    tokenizer.add_special_tokens({"sep_token": separator})
    new = tokenizer.sep_token_id
    ids = tokenizer.encode(text, pair)
    right = [new if id == old else id for id in ids]
    return [str(id) for id in right]


# %% right: by-hand
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    ids = [tokenizer.cls_token_id]
    for part in [text] if pair is None else [text, pair]:
        ids += tokenizer(part, add_special_tokens=False)["input_ids"] + [tokenizer.sep_token_id]
    return ids


# %% right: saved-and-loaded
def encode_with(tokenizer, separator, text, pair):
    tokenizer.add_special_tokens({"sep_token": separator})
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save_pretrained(folder)
        return AutoTokenizer.from_pretrained(folder).encode(text, pair)


# %% right: a-new-post-processor
def encode_with(tokenizer, separator, text, pair):
    from tokenizers.processors import BertProcessing

    tokenizer.sep_token = separator
    tokenizer.add_special_tokens({"sep_token": separator})
    ends = (tokenizer.sep_token, tokenizer.sep_token_id), (tokenizer.cls_token, tokenizer.cls_token_id)
    tokenizer.backend_tokenizer.post_processor = BertProcessing(*ends)
    return tokenizer.encode(text, pair)
