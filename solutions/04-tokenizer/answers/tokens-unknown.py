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


# %% wrong: letters-changed
def unknown_parts(tokenizer, text):
    encoding = tokenizer(text, return_offsets_mapping=True)
    parts = zip(encoding["input_ids"], encoding["offset_mapping"])
    return [text[start:end].lower() for id, (start, end) in parts if id == tokenizer.unk_token_id]


# %% wrong: places-shifted looks-like: known-words-too
def unknown_parts(tokenizer, text):
    ids = tokenizer(text)["input_ids"]
    offsets = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"]
    return [text[start:end] for id, (start, end) in zip(ids, offsets) if id == tokenizer.unk_token_id]


# %% wrong: another/than-cuts-at-spaces looks-like: cuts-at-spaces
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return [text[:2]] if parts else ["."]


# %% wrong: another/than-each-once looks-like: each-once
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return parts[1:]


# %% wrong: another/than-letters-changed looks-like: letters-changed
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return [part.swapcase() + "." for part in parts]


# %% wrong: another/than-order-lost looks-like: order-lost
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return parts[::-1] + parts[:1]


# %% wrong: another/than-places-shifted looks-like: places-shifted
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return [text[a + 1:b + 1] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]


# %% wrong: another/than-positions-not-text looks-like: positions-not-text
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return [len(part) for part in parts] + [0]


# %% wrong: another/than-single-characters looks-like: single-characters
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return [c for part in parts for c in part] + ["?"]


# %% wrong: another/than-unk-tokens looks-like: unk-tokens
def unknown_parts(tokenizer, text):
    e = tokenizer(text, return_offsets_mapping=True)
    parts = [text[a:b] for id, (a, b) in zip(e["input_ids"], e["offset_mapping"]) if id == tokenizer.unk_token_id]
    return ["UNK" for part in parts]


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
