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


# %% wrong: ids-in-another-order
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": sorted(markers)})
    return sorted(tokenizer.convert_tokens_to_ids(markers))


# %% wrong: all-special-ids looks-like: asks-before-adding
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    return tokenizer.all_special_ids


# %% wrong: another/than-all-special-ids looks-like: all-special-ids
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    ids = tokenizer.convert_tokens_to_ids(markers)
    return [tokenizer.unk_token_id] + ids


# %% wrong: another/than-count-not-ids looks-like: count-not-ids
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    ids = tokenizer.convert_tokens_to_ids(markers)
    return len(tokenizer)


# %% wrong: another/than-ids-in-another-order looks-like: ids-in-another-order
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    ids = tokenizer.convert_tokens_to_ids(markers)
    return ids[::-1] + ids[:1]


# %% wrong: another/than-only-the-last-listed looks-like: only-the-last-listed
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": markers[:1]})
    return tokenizer.convert_tokens_to_ids(markers)


# %% wrong: another/than-ordinary-not-special looks-like: ordinary-not-special
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": markers})
    ids = tokenizer.convert_tokens_to_ids(markers)
    return [id + 1 for id in ids]


# %% wrong: another/than-special-but-not-listed looks-like: special-but-not-listed
def add_markers(tokenizer, markers):
    tokenizer.add_tokens(markers)
    return tokenizer.convert_tokens_to_ids(markers)


# %% wrong: another/than-takes-over-a-role looks-like: takes-over-a-role
def add_markers(tokenizer, markers):
    tokenizer.add_tokens(markers[:1])
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


# %% right: sorted-markers-each-with-its-id
def add_markers(tokenizer, markers):
    tokenizer.add_special_tokens({"extra_special_tokens": sorted(markers)})
    return tokenizer.convert_tokens_to_ids(markers)


# %% right: one-by-one-backwards
def add_markers(tokenizer, markers):
    for marker in reversed(markers):
        tokenizer.add_special_tokens({"extra_special_tokens": [marker]}, replace_extra_special_tokens=False)
    return [tokenizer.convert_tokens_to_ids(marker) for marker in markers]


# %% wrong: not-all-added
def add_markers(tokenizer, markers):
    import copy

    grown = copy.deepcopy(tokenizer)
    grown.add_special_tokens({"extra_special_tokens": markers})
    return grown.convert_tokens_to_ids(markers)


# %% wrong: another/the-list-alone looks-like: not-all-added
def add_markers(tokenizer, markers):
    tokenizer.add_tokens(markers)
    return tokenizer.convert_tokens_to_ids(markers)
