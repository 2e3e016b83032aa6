# %% wrong: every-character
def split(tokenizer, text):
    return list(text)


# %% wrong: splits-at-spaces
def split(tokenizer, text):
    return text.split()


# %% wrong: ids-not-tokens
def split(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False)


# %% wrong: special-tokens-too-early
def split(tokenizer, text):
    return tokenizer.convert_ids_to_tokens(tokenizer.encode(text))


# %% wrong: returns-nothing
def split(tokenizer, text):
    print(tokenizer.tokenize(text))


# %% right: through-ids
def split(tokenizer, text):
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    return tokenizer.convert_ids_to_tokens(ids)


# %% right: cutting-the-special-tokens-off
def split(tokenizer, text):
    tokens = tokenizer.convert_ids_to_tokens(tokenizer.encode(text))
    return [token for token in tokens if token not in (tokenizer.cls_token, tokenizer.sep_token)]
