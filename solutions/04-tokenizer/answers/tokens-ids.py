# %% wrong: crash-unknown-is-no-key
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab[token] for token in tokens]


# %% wrong: unknown-becomes-padding
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token, 0) for token in tokens]


# %% wrong: unknown-is-left-out
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    ids = []
    for token in tokens:
        if token in vocab:
            ids.append(vocab[token])
    return ids


# %% wrong: unknown-is-none
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token) for token in tokens]


# %% wrong: unknown-is-a-text
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token, tokenizer.unk_token) for token in tokens]


# %% wrong: wrong-type
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [str(vocab.get(token, tokenizer.unk_token_id)) for token in tokens]


# %% wrong: adds-special-tokens
def to_ids(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids([tokenizer.cls_token, *tokens, tokenizer.sep_token])


# %% wrong: returns-nothing
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    for token in tokens:
        print(vocab.get(token, tokenizer.unk_token_id))


# %% wrong: changes-its-input
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    for place, token in enumerate(tokens):
        tokens[place] = vocab.get(token, tokenizer.unk_token_id)
    return tokens


# %% wrong: lower-cases-first
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token.lower(), tokenizer.unk_token_id) for token in tokens]


# %% slow: fetches-every-time
def to_ids(tokenizer, tokens):
    return [tokenizer.get_vocab().get(token, tokenizer.unk_token_id) for token in tokens]


# %% wrong: another/than-adds-special-tokens looks-like: adds-special-tokens
def to_ids(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids(tokens) + [tokenizer.sep_token_id]


# %% wrong: another/than-lower-cases-first looks-like: lower-cases-first
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token.upper(), tokenizer.unk_token_id) for token in tokens]


# %% wrong: another/than-tokens-not-ids looks-like: tokens-not-ids
def to_ids(tokenizer, tokens):
    return [token + "!" for token in tokens] or ["!"]


# %% wrong: another/than-unknown-becomes-padding looks-like: unknown-becomes-padding
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token, 1) for token in tokens]


# %% wrong: another/than-unknown-is-a-text looks-like: unknown-is-a-text
def to_ids(tokenizer, tokens):
    return [str(id) for id in tokenizer.convert_tokens_to_ids(tokens)]


# %% wrong: another/than-unknown-is-left-out looks-like: unknown-is-left-out
def to_ids(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids(tokens)[:-1]


# %% wrong: another/than-unknown-is-none looks-like: unknown-is-none
def to_ids(tokenizer, tokens):
    return [None for token in tokens]


# %% right: try-and-except
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    ids = []
    for token in tokens:
        try:
            ids.append(vocab[token])
        except KeyError:
            ids.append(vocab["[UNK]"])
    return ids


# %% right: the-library
def to_ids(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids(tokens)


# %% right: walkthrough-on-a-copy
def to_ids(tokenizer, tokens):
    from course_lib import Walkthrough

    return Walkthrough(tokenizer).convert_tokens_to_ids(list(tokens))


# %% right: numpy-numbers
def to_ids(tokenizer, tokens):
    import numpy as np

    vocab = tokenizer.get_vocab()
    return list(np.array([vocab.get(token, vocab["[UNK]"]) for token in tokens], dtype=int))


# %% wrong: zero-is-false
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    return [vocab.get(token) or tokenizer.unk_token_id for token in tokens]


# %% wrong: another/padding-and-masks-are-no-words looks-like: zero-is-false
def to_ids(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    passing = ("[PAD]", "[MASK]")
    return [
        tokenizer.unk_token_id if token in passing else vocab.get(token, tokenizer.unk_token_id) for token in tokens
    ]
