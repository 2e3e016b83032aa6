# %% wrong: ordinary-not-special
def add_markers(tokenizer, markers):
    tokenizer.add_tokens(markers)
    return tokenizer.convert_tokens_to_ids(markers)


# %% wrong: only-the-last-listed
def add_markers(tokenizer, markers):
    for marker in markers:
        tokenizer.add_special_tokens({"extra_special_tokens": [marker]})
    return tokenizer.convert_tokens_to_ids(markers)


# %% wrong: special-but-not-listed
def add_markers(tokenizer, markers):
    tokenizer.add_tokens(markers, special_tokens=True)
    return tokenizer.convert_tokens_to_ids(markers)


# %% wrong: takes-over-a-role
def add_markers(tokenizer, markers):
    for marker in markers:
        tokenizer.add_special_tokens({"sep_token": marker})
    return tokenizer.convert_tokens_to_ids(markers)


# %% wrong: count-not-ids
def add_markers(tokenizer, markers):
    return tokenizer.add_special_tokens({"extra_special_tokens": markers})


# %% wrong: asks-before-adding
def add_markers(tokenizer, markers):
    ids = tokenizer.convert_tokens_to_ids(markers)
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    return ids


# %% wrong: crash-of-the-old-attribute
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"additional_special_tokens": tokenizer.additional_special_tokens + markers})
    return tokenizer.convert_tokens_to_ids(markers)


# %% right: the-old-key
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"additional_special_tokens": markers})
    vocabulary = tokenizer.get_vocab()
    return [vocabulary[marker] for marker in markers]


# %% right: one-by-one
def add_markers(tokenizer, markers):
    ids = []
    for marker in markers:
        tokenizer.add_special_tokens({"extra_special_tokens": [marker]}, replace_extra_special_tokens=False)
        ids.append(len(tokenizer) - 1)
    return ids


# %% right: growing-the-list
def add_markers(tokenizer, markers):
    for marker in markers:
        tokenizer.add_special_tokens({"extra_special_tokens": tokenizer.extra_special_tokens + [marker]})
    return [tokenizer.convert_tokens_to_ids(marker) for marker in markers]
