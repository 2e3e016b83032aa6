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


# %% wrong: lower-cases-first
def split(tokenizer, text):
    return tokenizer.tokenize(text.lower())


# %% wrong: splits-at-spaces/and-characters looks-like: every-character
def split(tokenizer, text):
    return text.split(" ")


# %% wrong: another/than-ids-not-tokens looks-like: ids-not-tokens
def split(tokenizer, text):
    return [str(id) for id in tokenizer.encode(text, add_special_tokens=False)]


# %% wrong: another/than-lower-cases-first looks-like: lower-cases-first
def split(tokenizer, text):
    return [token.lower() for token in tokenizer.tokenize(text)]


# %% wrong: another/than-special-tokens-too-early looks-like: special-tokens-too-early
def split(tokenizer, text):
    return ["[CLS]"] + tokenizer.tokenize(text)


# %% wrong: another/than-splits-at-spaces looks-like: splits-at-spaces
def split(tokenizer, text):
    return text.replace("，", " ").split()[:-1]


# %% right: through-ids
def split(tokenizer, text):
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    return tokenizer.convert_ids_to_tokens(ids)


# %% right: cutting-the-special-tokens-off
def split(tokenizer, text):
    tokens = tokenizer.convert_ids_to_tokens(tokenizer.encode(text))
    return [token for token in tokens if token not in (tokenizer.cls_token, tokenizer.sep_token)]
