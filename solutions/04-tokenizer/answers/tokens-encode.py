# %% wrong: forgets-special-tokens
def encode(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids(tokens)


# %% wrong: only-one-special-token
def encode(tokenizer, tokens):
    return [tokenizer.cls_token_id] + tokenizer.convert_tokens_to_ids(tokens)


# %% wrong: only-one-special-token
def encode(tokenizer, tokens):
    ids = tokenizer.convert_tokens_to_ids(tokens)
    ids.append(tokenizer.sep_token_id)
    return ids


# %% wrong: strings-among-ids
def encode(tokenizer, tokens):
    return ["[CLS]"] + tokenizer.convert_tokens_to_ids(tokens) + ["[SEP]"]


# %% wrong: tokens-not-ids
def encode(tokenizer, tokens):
    return [tokenizer.cls_token] + tokens + [tokenizer.sep_token]


# %% wrong: changes-its-input
def encode(tokenizer, tokens):
    tokens.insert(0, tokenizer.cls_token)
    tokens.append(tokenizer.sep_token)
    return tokenizer.convert_tokens_to_ids(tokens)


# %% wrong: every-token-alone
def encode(tokenizer, tokens):
    return tokenizer.encode(tokens)


# %% wrong: every-token-alone
def encode(tokenizer, tokens):
    ids = []
    for token in tokens:
        ids += tokenizer.encode(token)
    return ids


# %% wrong: splits-again
def encode(tokenizer, tokens):
    return tokenizer.encode(" ".join(tokens))


# %% wrong: splits-again
def encode(tokenizer, tokens):
    return tokenizer(tokens, is_split_into_words=True)["input_ids"]


# %% wrong: crash-method-of-old-tutorials
def encode(tokenizer, tokens):
    return tokenizer.build_inputs_with_special_tokens(tokenizer.convert_tokens_to_ids(tokens))


# %% wrong: special-tokens-twice
def encode(tokenizer, tokens):
    ids = tokenizer.encode(tokenizer.convert_tokens_to_string(tokens))
    return [tokenizer.cls_token_id] + ids + [tokenizer.sep_token_id]


# %% wrong: another/than-every-token-alone looks-like: every-token-alone
def encode(tokenizer, tokens):
    return [[id] for id in tokenizer.convert_tokens_to_ids(tokens)]


# %% wrong: another/than-forgets-special-tokens looks-like: forgets-special-tokens
def encode(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids(tokens)[1:]


# %% wrong: another/than-only-one-special-token looks-like: only-one-special-token
def encode(tokenizer, tokens):
    ids = tokenizer.convert_tokens_to_ids(tokens)
    return [tokenizer.sep_token_id] + ids


# %% wrong: another/than-special-tokens-twice looks-like: special-tokens-twice
def encode(tokenizer, tokens):
    ids = tokenizer.convert_tokens_to_ids(tokens)
    return [tokenizer.cls_token_id] * 2 + ids + [tokenizer.sep_token_id]


# %% wrong: another/than-splits-again looks-like: splits-again
def encode(tokenizer, tokens):
    ids = tokenizer.convert_tokens_to_ids([token.strip("#") for token in tokens])
    return [tokenizer.cls_token_id] + ids + [tokenizer.sep_token_id]


# %% wrong: another/than-strings-among-ids looks-like: strings-among-ids
def encode(tokenizer, tokens):
    return [str(tokenizer.cls_token_id)] + tokenizer.convert_tokens_to_ids(tokens) + [str(tokenizer.sep_token_id)]


# %% wrong: another/than-tokens-not-ids looks-like: tokens-not-ids
def encode(tokenizer, tokens):
    return tokens[1:] + ["[SEP]"]


# %% right: adding-lists
def encode(tokenizer, tokens):
    return [tokenizer.cls_token_id] + tokenizer.convert_tokens_to_ids(tokens) + [tokenizer.sep_token_id]


# %% right: tokens-first
def encode(tokenizer, tokens):
    return tokenizer.convert_tokens_to_ids(["[CLS]", *tokens, "[SEP]"])


# %% right: insert-into-a-list-of-its-own
def encode(tokenizer, tokens):
    vocab = tokenizer.get_vocab()
    ids = [vocab.get(token, tokenizer.unk_token_id) for token in tokens]
    ids.insert(0, vocab["[CLS]"])
    ids.append(vocab["[SEP]"])
    return ids


# %% right: back-to-text
def encode(tokenizer, tokens):
    return tokenizer.encode(tokenizer.convert_tokens_to_string(tokens))
