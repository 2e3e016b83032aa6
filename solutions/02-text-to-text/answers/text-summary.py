# %% wrong: in-a-list
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.batch_decode(ids, skip_special_tokens=True)


# %% wrong: keeps-special-tokens
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    return tokenizer.decode(model.generate(**batch, max_length=longest, max_new_tokens=None)[0])


# %% wrong: limit-overruled
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    return tokenizer.decode(model.generate(**batch, max_length=longest)[0], skip_special_tokens=True)


# %% wrong: no-prefix
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer(text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% wrong: one-token-more
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    return tokenizer.decode(model.generate(**batch, max_new_tokens=longest)[0], skip_special_tokens=True)


# %% wrong: one-token-less
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    return tokenizer.decode(model.generate(**batch, max_new_tokens=longest - 2)[0], skip_special_tokens=True)


# %% wrong: forced-to-go-on
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, min_length=longest, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% wrong: cut-afterwards
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    summary = tokenizer.decode(model.generate(**batch)[0], skip_special_tokens=True)
    return " ".join(summary.split()[:longest])


# %% wrong: cut-afterwards/characters
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    return tokenizer.decode(model.generate(**batch)[0], skip_special_tokens=True)[:longest]


# %% wrong: cuts-the-text
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, truncation=True, max_length=longest, return_tensors="pt")
    return tokenizer.decode(model.generate(**batch)[0], skip_special_tokens=True)


# %% wrong: crash-two-dimensions
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text)
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% wrong: another/a-list-of-words looks-like: in-a-list
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True).split()


# %% wrong: another/spaces-around looks-like: keeps-special-tokens
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return f" {tokenizer.decode(ids[0], skip_special_tokens=True)} "


# %% wrong: another/the-first-sentence looks-like: limit-overruled
def summarize_by_hand(tokenizer, model, text, longest):
    return text


# %% wrong: another/another-prefix looks-like: no-prefix
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text[::-1], return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% wrong: another/two-more looks-like: one-token-more
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest + 2, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% wrong: another/two-less looks-like: one-token-less
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest - 2, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% wrong: another/said-twice looks-like: forced-to-go-on
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True) * 2


# %% wrong: another/half-of-it looks-like: cut-afterwards
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text, return_tensors="pt")
    summary = tokenizer.decode(model.generate(**batch)[0], skip_special_tokens=True)
    return summary[: len(summary) // 2]


# %% wrong: another/the-end-of-the-text looks-like: cuts-the-text
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer("summarize: " + text[-longest * 3 :], return_tensors="pt")
    ids = model.generate(**batch, max_length=longest, max_new_tokens=None)
    return tokenizer.decode(ids[0], skip_special_tokens=True)


# %% right: one-less-for-the-start
def summarize_by_hand(tokenizer, model, text, longest):
    ids = model.generate(**tokenizer(["summarize: " + text], return_tensors="pt"), max_new_tokens=longest - 1)
    return tokenizer.batch_decode(ids, skip_special_tokens=True)[0]


# %% right: the-settings-changed
def summarize_by_hand(tokenizer, model, text, longest):
    model.generation_config.max_new_tokens = None
    model.generation_config.max_length = longest
    prefix = model.config.task_specific_params["summarization"]["prefix"]
    return tokenizer.decode(model.generate(**tokenizer(prefix + text, return_tensors="pt"))[0], skip_special_tokens=True)


# %% right: cut-as-ids
def summarize_by_hand(tokenizer, model, text, longest):
    batch = tokenizer(f"summarize: {text}", return_tensors="pt")
    return tokenizer.decode(model.generate(**batch)[0][:longest], skip_special_tokens=True)
