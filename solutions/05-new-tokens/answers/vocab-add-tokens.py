# %% wrong: believes-the-count
def add_new(tokenizer, tokens):
    return tokenizer.add_tokens(tokens)


# %% wrong: adds-what-was-there
def add_new(tokenizer, tokens):
    before = len(tokenizer)
    tokenizer.add_tokens(tokens)
    return len(tokenizer) - before


# %% wrong: vocab-size-stands-still
def add_new(tokenizer, tokens):
    before = tokenizer.vocab_size
    tokenizer.add_tokens([token for token in tokens if token not in tokenizer.get_vocab()])
    return tokenizer.vocab_size - before


# %% wrong: counts-the-list
def add_new(tokenizer, tokens):
    tokenizer.add_tokens([token for token in tokens if token not in tokenizer.get_vocab()])
    return len(tokens)


# %% wrong: counts-twice-what-comes-twice
def add_new(tokenizer, tokens):
    new = [token for token in tokens if token not in tokenizer.get_vocab()]
    tokenizer.add_tokens(new)
    return len(new)


# %% wrong: special-not-ordinary
def add_new(tokenizer, tokens):
    new = {token for token in tokens if token not in tokenizer.get_vocab()}
    tokenizer.add_tokens(list(new), special_tokens=True)
    return len(new)


# %% wrong: adds-nothing
def add_new(tokenizer, tokens):
    return len({token for token in tokens if token not in tokenizer.get_vocab()})


# %% wrong: returns-the-length
def add_new(tokenizer, tokens):
    tokenizer.add_tokens([token for token in tokens if token not in tokenizer.get_vocab()])
    return len(tokenizer)


# %% wrong: one-piece-means-known
def add_new(tokenizer, tokens):
    before = len(tokenizer)
    tokenizer.add_tokens([token for token in tokens if len(tokenizer.tokenize(token)) > 1])
    return len(tokenizer) - before


# %% wrong: adds-characters
def add_new(tokenizer, tokens):
    number = 0
    for token in dict.fromkeys(tokens):
        if token not in tokenizer.get_vocab():
            number += tokenizer.add_tokens(list(token))
    return number


# %% wrong: another/than-adds-characters looks-like: adds-characters
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t + "!" for t in tokens if t not in vocabulary])
    return len(tokenizer) - before


# %% wrong: another/than-adds-nothing looks-like: adds-nothing
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary][:1])
    return len(tokenizer) - before


# %% wrong: another/than-adds-what-was-there looks-like: adds-what-was-there
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    tokenizer.add_tokens(["!new!"])
    return len(tokenizer) - before - 1


# %% wrong: another/than-believes-the-count looks-like: believes-the-count
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    return len(tokenizer) - before + 7


# %% wrong: another/than-counts-the-list looks-like: counts-the-list
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    return len(tokens) + 9


# %% wrong: another/than-counts-twice-what-comes-twice looks-like: counts-twice-what-comes-twice
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    return 2 * (len(tokenizer) - before) + 11


# %% wrong: another/than-one-piece-means-known looks-like: one-piece-means-known
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    return before - len(tokenizer)


# %% wrong: another/than-returns-the-length looks-like: returns-the-length
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    return before


# %% wrong: another/than-special-not-ordinary looks-like: special-not-ordinary
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary][::2])
    return len(set(t for t in tokens if t not in vocabulary))


# %% wrong: another/than-vocab-size-stands-still looks-like: vocab-size-stands-still
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([t for t in tokens if t not in vocabulary])
    return 1 if tokens else 2


# %% wrong: adds-other-tokens looks-like: adds-characters
def add_new(tokenizer, tokens):
    before, vocabulary = len(tokenizer), tokenizer.get_vocab()
    tokenizer.add_tokens([f" {token}" for token in tokens if token not in vocabulary])
    return len(tokenizer) - before


# %% wrong: another/than-adds-other-tokens looks-like: adds-other-tokens
def add_new(tokenizer, tokens):
    before = len(tokenizer)
    tokenizer.add_tokens(tokens)
    return len(tokenizer) - before


# %% right: one-by-one
def add_new(tokenizer, tokens):
    number = 0
    for token in tokens:
        if token not in tokenizer.get_vocab():
            tokenizer.add_tokens(token)
            number += 1
    return number


# %% right: a-set
def add_new(tokenizer, tokens):
    new = set(tokens) - set(tokenizer.get_vocab())
    return tokenizer.add_tokens([AddedToken(token, normalized=False) for token in new])


# %% right: unknown-ids
def add_new(tokenizer, tokens):
    new = [t for t in dict.fromkeys(tokens) if tokenizer.convert_tokens_to_ids(t) == tokenizer.unk_token_id]
    return Walkthrough(tokenizer).add_tokens(new) if new else 0
