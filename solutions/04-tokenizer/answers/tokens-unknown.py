# %% wrong: unk-tokens
def unknown_parts(tokenizer, text):
    return [token for token in tokenizer.tokenize(text) if token == tokenizer.unk_token]


# %% wrong: cuts-at-spaces
def unknown_parts(tokenizer, text):
    return [part for part in text.split() if "[UNK]" in tokenizer.tokenize(part)]


# %% wrong: cuts-at-spaces
def unknown_parts(tokenizer, text):
    vocab = tokenizer.get_vocab()
    return [part for part in text.split() if part not in vocab]


# %% wrong: single-characters
def unknown_parts(tokenizer, text):
    vocab = tokenizer.get_vocab()
    return [character for character in text if character not in vocab]


# %% wrong: known-words-too
def unknown_parts(tokenizer, text):
    backend, vocab = tokenizer.backend_tokenizer, tokenizer.get_vocab()
    parts = backend.pre_tokenizer.pre_tokenize_str(backend.normalizer.normalize_str(text))
    return [part for part, _ in parts if part not in vocab]


# %% wrong: each-once
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text, return_offsets_mapping=True)
    found = []
    for id, (start, end) in zip(encoding["input_ids"], encoding["offset_mapping"]):
        if id == tokenizer.unk_token_id and text[start:end] not in found:
            found.append(text[start:end])
    return found


# %% wrong: order-lost
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text, return_offsets_mapping=True)
    pairs = zip(encoding["input_ids"], encoding["offset_mapping"])
    return sorted(text[start:end] for id, (start, end) in pairs if id == tokenizer.unk_token_id)


# %% wrong: positions-not-text
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text, return_offsets_mapping=True)
    pairs = zip(encoding["input_ids"], encoding["offset_mapping"])
    return [place for id, place in pairs if id == tokenizer.unk_token_id]


# %% wrong: wrong-type
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text, return_offsets_mapping=True)
    pairs = zip(encoding["input_ids"], encoding["offset_mapping"])
    return {text[start:end] for id, (start, end) in pairs if id == tokenizer.unk_token_id}


# %% wrong: crash-goes-on-past-the-last-one
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text, return_offsets_mapping=True)
    found, place = [], 0
    while True:
        place = encoding["input_ids"].index(tokenizer.unk_token_id, place)
        start, end = encoding["offset_mapping"][place]
        found.append(text[start:end])
        place += 1


# %% right: part-by-part
def unknown_parts(tokenizer, text):
    backend = tokenizer.backend_tokenizer
    parts = backend.pre_tokenizer.pre_tokenize_str(backend.normalizer.normalize_str(text))
    return [part for part, _ in parts if tokenizer.tokenize(part) == ["[UNK]"]]


# %% right: token-to-chars
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text)
    found = []
    for place, token in enumerate(encoding.tokens()):
        if token == "[UNK]":
            where = encoding.token_to_chars(place)
            found.append(text[where.start : where.end])
    return found


# %% right: hanzi-apart-by-hand
def unknown_parts(tokenizer, text):
    spaced = "".join(c if c.isascii() and (c.isalnum() or c.isspace()) else f" {c} " for c in text)
    return [part for part in spaced.split() if tokenizer.tokenize(part) == [tokenizer.unk_token]]
