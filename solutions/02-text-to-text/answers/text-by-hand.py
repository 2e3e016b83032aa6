# %% wrong: keeps-special-tokens
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return tokenizer.batch_decode(model.generate(**batch))


# %% wrong: ids-not-text
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return model.generate(**batch).tolist()


# %% wrong: ids-not-text/a-tensor
def translate_by_hand(tokenizer, model, texts):
    return model.generate(**tokenizer(texts, padding=True, return_tensors="pt"))


# %% wrong: pieces-not-text
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return [tokenizer.convert_ids_to_tokens(row) for row in model.generate(**batch).tolist()]


# %% wrong: only-the-first
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return [tokenizer.decode(model.generate(**batch)[0], skip_special_tokens=True)]


# %% wrong: decodes-what-went-in
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    model.generate(**batch)
    return tokenizer.batch_decode(batch["input_ids"], skip_special_tokens=True)


# %% wrong: stops-too-early
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    ids = model.generate(**batch, max_new_tokens=4, num_beams=1)
    return tokenizer.batch_decode(ids, skip_special_tokens=True)


# %% wrong: another-search
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return tokenizer.batch_decode(model.generate(**batch, num_beams=1), skip_special_tokens=True)


# %% wrong: order-lost
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(sorted(texts, key=len, reverse=True), padding=True, return_tensors="pt")
    return sorted(tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True), key=len, reverse=True)


# %% wrong: crash-no-padding
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, return_tensors="pt")
    return tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)


# %% wrong: crash-lists-not-tensors
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True)
    return tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)


# %% wrong: crash-no-stars
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return tokenizer.batch_decode(model.generate(batch), skip_special_tokens=True)


# %% wrong: another/spaces-around looks-like: keeps-special-tokens
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return [f" {text} " for text in tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)]


# %% wrong: another/number-of-ids looks-like: ids-not-text
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return {"ids": model.generate(**batch)}


# %% wrong: another/characters looks-like: pieces-not-text
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return [list(text) for text in tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)]


# %% wrong: another/only-the-last looks-like: only-the-first
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)[1:]


# %% wrong: decodes-what-went-in/nothing-done
def translate_by_hand(tokenizer, model, texts):
    return texts


# %% wrong: another/in-capitals looks-like: decodes-what-went-in
def translate_by_hand(tokenizer, model, texts):
    return [text.upper() + "!" for text in texts]


# %% wrong: another/the-first-character-missing looks-like: stops-too-early
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return [text[1:] for text in tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)]


# %% wrong: another/no-repetition looks-like: another-search
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    ids = model.generate(**batch, num_beams=1, repetition_penalty=30.0)
    return tokenizer.batch_decode(ids, skip_special_tokens=True)


# %% wrong: another/the-same-for-all looks-like: order-lost
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    return tokenizer.batch_decode(model.generate(**batch), skip_special_tokens=True)[:1] * len(texts)


# %% right: one-text-at-a-time
def translate_by_hand(tokenizer, model, texts):
    found = []
    for text in texts:
        ids = model.generate(**tokenizer(text, return_tensors="pt"))
        found.append(tokenizer.decode(ids[0], skip_special_tokens=True))
    return found


# %% right: names-spelled-out
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    with torch.no_grad():
        rows = model.generate(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"])
    return [tokenizer.decode(row, skip_special_tokens=True) for row in rows]


# %% right: a-mask-of-ones-and-zeros
def translate_by_hand(tokenizer, model, texts):
    ids = tokenizer(texts, padding="longest", return_tensors="pt")["input_ids"]
    mask = (ids != tokenizer.pad_token_id).long()
    return tokenizer.batch_decode(model.generate(ids, attention_mask=mask), skip_special_tokens=True)


# %% wrong: mask-missing
def translate_by_hand(tokenizer, model, texts):
    ids = tokenizer(texts, padding=True, return_tensors="pt")["input_ids"]
    return tokenizer.batch_decode(model.generate(ids), skip_special_tokens=True)


# %% wrong: another/mask-upside-down looks-like: mask-missing
def translate_by_hand(tokenizer, model, texts):
    batch = tokenizer(texts, padding=True, return_tensors="pt")
    mask = batch["attention_mask"].clone()
    mask[:, 1:3] = 0
    return tokenizer.batch_decode(model.generate(batch["input_ids"], attention_mask=mask), skip_special_tokens=True)


# %% wrong: changes-its-input
def translate_by_hand(tokenizer, model, texts):
    for place, text in enumerate(texts):
        ids = model.generate(**tokenizer(text, return_tensors="pt"))
        texts[place] = tokenizer.decode(ids[0], skip_special_tokens=True)
    return texts
