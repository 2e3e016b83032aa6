# %% wrong: first-place
def fill(model, tokenizer, text, count):
    with torch.no_grad():
        scores = model(**tokenizer(text, return_tensors="pt")).logits[0, 0]
    return tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist())


# %% wrong: one-place-too-early
def fill(model, tokenizer, text, count):
    place = tokenizer.tokenize(text).index("[MASK]")
    with torch.no_grad():
        scores = model(**tokenizer(text, return_tensors="pt")).logits[0, place]
    return tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist())


# %% wrong: least-likely
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    with torch.no_grad():
        scores = model(**inputs).logits[0, place]
    return tokenizer.convert_ids_to_tokens(scores.argsort()[:count].tolist())


# %% wrong: without-special-tokens
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt", add_special_tokens=False)
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    with torch.no_grad():
        scores = model(**inputs).logits[0, place]
    return tokenizer.convert_ids_to_tokens(scores.topk(count).indices.tolist())


# %% wrong: only-the-best
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    return tokenizer.convert_ids_to_tokens(model(**inputs).logits[0, place].argmax().item())


# %% wrong: ids-not-tokens
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    return model(**inputs).logits[0, place].topk(count).indices.tolist()


# %% wrong: worst-first
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    with torch.no_grad():
        scores = model(**inputs).logits[0, place]
    return tokenizer.convert_ids_to_tokens(scores.argsort()[-count:].tolist())


# %% wrong: crash-no-batch
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text)
    return model(**inputs).logits[0].topk(count).indices.tolist()


# %% wrong: another/one-place-too-late looks-like: first-place
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id) + 1
    return tokenizer.convert_ids_to_tokens(model(**inputs).logits[0, place].topk(count).indices.tolist())


# %% wrong: another/the-last-place looks-like: one-place-too-early
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    return tokenizer.convert_ids_to_tokens(model(**inputs).logits[0, -1].topk(count).indices.tolist())


# %% wrong: another/the-middling looks-like: least-likely
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    order = model(**inputs).logits[0, place].argsort(descending=True)
    return tokenizer.convert_ids_to_tokens(order[1000 : 1000 + count].tolist())


# %% wrong: another/without-the-rest looks-like: without-special-tokens
def fill(model, tokenizer, text, count):
    inputs = tokenizer("[MASK]", return_tensors="pt")
    return tokenizer.convert_ids_to_tokens(model(**inputs).logits[0, 1].topk(count).indices.tolist())


# %% wrong: another/the-second-best looks-like: only-the-best
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    return tokenizer.convert_ids_to_tokens(model(**inputs).logits[0, place].topk(2).indices.tolist())[1]


# %% wrong: another/ids-of-the-text looks-like: ids-not-tokens
def fill(model, tokenizer, text, count):
    return tokenizer(text)["input_ids"][:count]


# %% wrong: another/from-the-second-on looks-like: worst-first
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    ids = model(**inputs).logits[0, place].topk(count + 1).indices.tolist()
    return tokenizer.convert_ids_to_tokens(ids[1:][::-1])


# %% wrong: another/scores-beside-them
def fill(model, tokenizer, text, count):
    inputs = tokenizer(text, return_tensors="pt")
    place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
    best = model(**inputs).logits[0, place].softmax(-1).topk(count)
    return list(zip(tokenizer.convert_ids_to_tokens(best.indices.tolist()), best.values.tolist()))


# %% right: sorting
def fill(model, tokenizer, text, count):
    ids = torch.tensor([tokenizer.encode(text)])
    where = (ids[0] == tokenizer.mask_token_id).nonzero().item()
    with torch.inference_mode():
        order = model(ids).logits[0][where].float().softmax(-1).argsort(descending=True)
    return [tokenizer.convert_ids_to_tokens(id.item()) for id in order[:count]]


# %% right: by-a-mask
def fill(model, tokenizer, text, count):
    inputs = tokenizer([text], return_tensors="pt")
    logits = model.eval()(**inputs).logits
    scores = logits[inputs["input_ids"] == tokenizer.mask_token_id]
    return tokenizer.convert_ids_to_tokens(scores.topk(count, dim=-1).indices[0].tolist())
