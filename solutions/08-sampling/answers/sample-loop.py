# %% wrong: prompt-too
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = ids[0].tolist(), ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: end-left-out
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        if id in ends:
            break
        found.append(id)
        new = torch.tensor([[id]])
    return found


# %% wrong: end-ignored
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        new = torch.tensor([[id]])
    return found


# %% wrong: first-end-only
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if ends and id == ends[0] or id == model.config.eos_token_id:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: one-too-many
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n + 1):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: one-too-few
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n - 1):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: model-not-asked
def write(model, ids, n, ends):
    return ids[0].tolist()[:n]


# %% wrong: cache-not-handed-on
@torch.no_grad()
def write(model, ids, n, ends):
    found, new = [], ids
    for _ in range(n):
        id = model(new).logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: read-again
@torch.no_grad()
def write(model, ids, n, ends):
    found = []
    for _ in range(n):
        id = model(ids).logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        ids = torch.cat([ids, torch.tensor([[id]])], dim=1)
    return found


# %% wrong: all-beside-the-cache
@torch.no_grad()
def write(model, ids, n, ends):
    found, cache = [], None
    for _ in range(n):
        out = model(ids, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        ids = torch.cat([ids, torch.tensor([[id]])], dim=1)
    return found


# %% wrong: read-twice
@torch.no_grad()
def write(model, ids, n, ends):
    first = model(ids).logits[0, -1].argmax().item()
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another-length
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(min(n, 3)):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another-token
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmin().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another-token/always-the-same
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = ids[:, -1:]
    return found


# %% wrong: wrong-type
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax()
        found.append(id)
        if id.item() in ends:
            break
        new = id.reshape(1, 1)
    return found


# %% wrong: wrong-type/a-tensor
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return torch.tensor(found)


# %% wrong: returns-nothing
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            return found
        new = torch.tensor([[id]])


# %% wrong: changes-its-input
@torch.no_grad()
def write(model, ids, n, ends):
    ends.append(-1)
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: crash-until-an-end-comes
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    while not found or found[-1] not in ends:
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        new = torch.tensor([[id]])
    return found


# %% wrong: crash-generate
def write(model, ids, n, ends):
    return model.generate(ids, max_new_tokens=n, do_sample=False)[0, ids.shape[1] :].tolist()


# %% wrong: crash-a-number-for-a-tensor
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, new = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(new)
    return found


# %% wrong: another/the-prompt-behind looks-like: prompt-too
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found + ids[0].tolist()


# %% wrong: another/two-left-out looks-like: end-left-out
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            return found[:-2]
        new = torch.tensor([[id]])
    return found


# %% wrong: another/a-step-too-late looks-like: end-ignored
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if len(found) > 1 and found[-2] in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another/ends-with-the-second looks-like: first-end-only
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if len(found) == 2 and ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another/two-too-many looks-like: one-too-many
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n + 2):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another/without-the-first looks-like: one-too-few
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found[1:]


# %% wrong: another/asked-once looks-like: model-not-asked
@torch.no_grad()
def write(model, ids, n, ends):
    return model(ids).logits[0].argmax(-1).tolist()


# %% wrong: another/only-the-last-two looks-like: cache-not-handed-on
@torch.no_grad()
def write(model, ids, n, ends):
    found = []
    for _ in range(n):
        id = model(ids[:, -2:]).logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        ids = torch.cat([ids, torch.tensor([[id]])], dim=1)
    return found


# %% wrong: another/first-place-of-all looks-like: read-again
@torch.no_grad()
def write(model, ids, n, ends):
    found = []
    for _ in range(n):
        id = model(ids).logits[0, 0].argmax().item()
        found.append(id)
        if id in ends:
            break
        ids = torch.cat([ids, torch.tensor([[id]])], dim=1)
    return found


# %% wrong: another/the-same-new-token looks-like: all-beside-the-cache
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, 0].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another/prompt-twice-in-one looks-like: read-twice
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], torch.cat([ids, ids], dim=1), None
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% wrong: another/one-less looks-like: another-length
@torch.no_grad()
def write(model, ids, n, ends):
    return [model(ids).logits[0, -1].argmax().item()] * n


# %% wrong: another/none-for-the-text looks-like: another-token
@torch.no_grad()
def write(model, ids, n, ends):
    return "".join(map(str, model(ids).logits[0].argmax(-1).tolist()))


# %% wrong: read-past-the-end
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    for _ in range(n + 1):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        new = torch.tensor([[id]])
    place = next((place for place, id in enumerate(found[:n], 1) if id in ends), n)
    return found[:place]


# %% wrong: another/prompt-read-first looks-like: read-past-the-end
@torch.no_grad()
def write(model, ids, n, ends):
    found, new, cache = [], ids, None
    model(ids)
    for _ in range(n):
        out = model(new, past_key_values=cache, use_cache=True)
        cache, id = out.past_key_values, out.logits[0, -1].argmax().item()
        found.append(id)
        if id in ends:
            break
        new = torch.tensor([[id]])
    return found


# %% right: with-dynamic-cache
def write(model, ids, n, ends):
    from transformers import DynamicCache

    cache, found = DynamicCache(config=model.config), []
    with torch.inference_mode():
        scores = model(ids, past_key_values=cache).logits[0, -1]
        while True:
            found.append(int(scores.argmax()))
            if len(found) == n or found[-1] in ends:
                return found
            scores = model(torch.tensor([found[-1:]]), past_key_values=cache).logits[0, -1]


# %% right: reading-the-last-too
@torch.no_grad()
def write(model, ids, n, ends):
    found = []
    out = model(input_ids=ids, use_cache=True, logits_to_keep=1)
    for _ in range(n):
        new = out.logits[:, -1].argmax(-1, keepdim=True)
        found.append(new.item())
        out = model(input_ids=new, past_key_values=out.past_key_values, use_cache=True)
        if found[-1] in ends:
            break
    return found


# %% right: the-prompt-token-by-token
def write(model, ids, n, ends):
    cache, scores, found = None, None, []
    todo = ids[0].tolist()
    with torch.no_grad():
        while len(found) < n and not (found and found[-1] in ends):
            for id in todo:
                out = model(torch.tensor([[id]]), past_key_values=cache, use_cache=True)
                cache, scores = out.past_key_values, out.logits[0, -1]
            todo = [scores.argmax().item()]
            found += todo
    return found
