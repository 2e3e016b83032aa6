# %% wrong: still-the-old-size
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(tokenizer.vocab_size)
    return len(tokenizer)


# %% wrong: still-the-old-size
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens(tokens)
    return len(tokenizer)


# %% wrong: tokenizer-not-grown
def grow(model, tokenizer, tokens):
    size = len(tokenizer)
    model.resize_token_embeddings(size + len(tokens), mean_resizing=False)
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for i, token in enumerate(tokens):
            rows[size + i] = rows[tokenizer.encode(token, add_special_tokens=False)].mean(0)
    return len(rows)


# %% wrong: one-row-more
def grow(model, tokenizer, tokens):
    model.resize_token_embeddings(len(tokenizer) + 1)
    tokenizer.add_tokens(tokens)
    return len(tokenizer)


# %% wrong: grows-twice
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) + len(tokens))
    return model.get_input_embeddings().num_embeddings


# %% wrong: left-to-chance
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    return len(tokenizer)


# %% wrong: left-to-chance
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            pieces = tokenizer.encode(token, add_special_tokens=False)
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces].mean(0)
    return len(rows)


# %% wrong: old-rows-changed
def grow(model, tokenizer, tokens):
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for i, ids in enumerate(pieces):
            rows[i] = rows[ids].mean(0)
    return len(rows)


# %% wrong: old-rows-changed
def grow(model, tokenizer, tokens):
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    first = len(tokenizer) - len(tokens)
    with torch.no_grad():
        for i, ids in enumerate(pieces):
            rows[first - 1 + i] = rows[ids].mean(0)
    return len(rows)


# %% wrong: sum-not-mean
def grow(model, tokenizer, tokens):
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token, ids in zip(tokens, pieces):
            rows[tokenizer.convert_tokens_to_ids(token)] = sum(rows[id] for id in ids)
    return len(rows)


# %% wrong: first-piece-only
def grow(model, tokenizer, tokens):
    firsts = [tokenizer.encode(token, add_special_tokens=False)[0] for token in tokens]
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        rows[-len(tokens) :] = rows[firsts]
    return len(rows)


# %% wrong: special-tokens-in-the-mean
def grow(model, tokenizer, tokens):
    pieces = [tokenizer.encode(token) for token in tokens]
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token, ids in zip(tokens, pieces):
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[ids].mean(0)
    return len(rows)


# %% wrong: half-grown
def grow(model, tokenizer, tokens):
    old = model.get_input_embeddings().weight.detach()
    means = [old[tokenizer.encode(token, add_special_tokens=False)].mean(0) for token in tokens]
    tokenizer.add_tokens(tokens)
    model.set_input_embeddings(torch.nn.Embedding.from_pretrained(torch.cat([old, torch.stack(means)])))
    return len(tokenizer)


# %% wrong: returns-the-count
def grow(model, tokenizer, tokens):
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    number = tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token, ids in zip(tokens, pieces):
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[ids].mean(0)
    return number


# %% wrong: wrong-type
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens(tokens)
    return model.resize_token_embeddings(len(tokenizer))


# %% wrong: crash-without-no-grad
def grow(model, tokenizer, tokens):
    pieces = [tokenizer.encode(token, add_special_tokens=False) for token in tokens]
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    for token, ids in zip(tokens, pieces):
        rows[tokenizer.convert_tokens_to_ids(token)] = rows[ids].mean(0)
    return len(rows)


# %% wrong: rows-swapped looks-like: left-to-chance
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        new = [rows[pieces[token]].mean(0) for token in tokens]
        for place, token in enumerate(tokens):
            rows[tokenizer.convert_tokens_to_ids(token)] = new[place - 1]
    return len(rows)


# %% wrong: one-row-for-all looks-like: rows-swapped
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        every = [id for token in tokens for id in pieces[token]]
        rows[-len(tokens):] = rows[every].mean(0)
    return len(rows)


# %% wrong: one-number-a-row looks-like: sum-not-mean
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean()
    return len(rows)


# %% wrong: rows-of-zeros looks-like: one-number-a-row
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        rows[-len(tokens):] = 0
    return len(rows)


# %% wrong: some-rows-only looks-like: left-to-chance
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        rows[tokenizer.convert_tokens_to_ids(tokens[-1])] = rows[pieces[tokens[-1]]].mean(0)
    return len(rows)


# %% wrong: left-to-chance/on-a-copy looks-like: old-rows-changed
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        rows = rows.clone()
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0)
    return len(rows)


# %% wrong: characters-not-pieces looks-like: first-piece-only
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[tokenizer.convert_tokens_to_ids(list(token))].mean(0)
    return len(rows)


# %% wrong: not-the-rows looks-like: returns-the-count
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0)
        return len(tokenizer) - 1
    return len(rows)


# %% wrong: another/than-characters-not-pieces looks-like: characters-not-pieces
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token][-1]]
    return len(rows)


# %% wrong: another/than-grows-twice looks-like: grows-twice
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) + 3 * len(tokens))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            pass
    return len(rows)


# %% wrong: another/than-half-grown looks-like: half-grown
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0)
    return len(tokenizer) + 1


# %% wrong: another/than-not-the-rows looks-like: not-the-rows
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0)
    return float(len(rows))


# %% wrong: another/than-one-row-for-all looks-like: one-row-for-all
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[tokenizer.convert_tokens_to_ids(token) - 4000]
    return len(rows)


# %% wrong: another/than-one-row-more looks-like: one-row-more
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) + 1)
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0)
    return len(rows)


# %% wrong: another/than-rows-of-zeros looks-like: rows-of-zeros
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0) * 0.5
    return len(rows)


# %% wrong: another/than-some-rows-only looks-like: some-rows-only
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0) + 0.1
    return len(rows)


# %% wrong: another/than-special-tokens-in-the-mean looks-like: special-tokens-in-the-mean
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token] + [tokenizer.sep_token_id]].mean(0)
    return len(rows)


# %% wrong: another/than-still-the-old-size looks-like: still-the-old-size
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) - len(tokens) - 1)
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            pass
    return len(rows)


# %% wrong: another/than-tokenizer-not-grown looks-like: tokenizer-not-grown
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens([t + "!" for t in tokens] + tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].mean(0)
    return len(rows)


# %% wrong: another/than-wrong-order looks-like: wrong-order
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens[:1])
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            pass
    return len(rows)


# %% wrong: another/than-wrong-size looks-like: wrong-size
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer) + len(tokens))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            pass
    return len(rows)


# %% wrong: not-the-means looks-like: left-to-chance
import torch


def grow(model, tokenizer, tokens):
    pieces = {token: tokenizer.encode(token, add_special_tokens=False) for token in tokens}
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    rows = model.get_input_embeddings().weight
    with torch.no_grad():
        for token in tokens:
            rows[tokenizer.convert_tokens_to_ids(token)] = rows[pieces[token]].max(0).values
    return len(rows)


# %% wrong: left-to-chance/forgets-to-write looks-like: not-the-means
def grow(model, tokenizer, tokens):
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer))
    return model.get_input_embeddings().num_embeddings


# %% right: means-first
def grow(model, tokenizer, tokens):
    old = model.get_input_embeddings().weight.detach().clone()
    means = torch.stack([old[tokenizer(token, add_special_tokens=False)["input_ids"]].mean(dim=0) for token in tokens])
    tokenizer.add_tokens(tokens)
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    model.get_input_embeddings().weight.data[-len(tokens) :] = means
    return model.config.vocab_size


# %% right: one-by-one
def grow(model, tokenizer, tokens):
    for token in tokens:
        ids = tokenizer.convert_tokens_to_ids(tokenizer.tokenize(token))
        Walkthrough(tokenizer).add_tokens([AddedToken(token, normalized=False)])
        model.resize_token_embeddings(len(tokenizer))
        with torch.no_grad():
            weight = model.get_input_embeddings().weight
            total = torch.zeros_like(weight[0])
            for id in ids:
                total += weight[id]
            weight[len(tokenizer) - 1] = total / len(ids)
    return model.get_input_embeddings().num_embeddings


# %% right: with-numpy
def grow(model, tokenizer, tokens):
    import numpy

    old = model.get_input_embeddings().weight.detach().float().numpy()
    pieces = [tokenizer.encode(token)[1:-1] for token in tokens]
    means = numpy.stack([old[ids].mean(axis=0) for ids in pieces])
    tokenizer.add_tokens(tokens)
    new = model.resize_token_embeddings(len(tokenizer))
    with torch.no_grad():
        new.weight[len(old) :].copy_(torch.from_numpy(means))
    return numpy.int64(new.weight.shape[0])


# %% wrong: not-the-means/uses-the-list-up
def grow(model, tokenizer, tokens):
    while tokens:
        tokenizer.add_tokens([AddedToken(tokens.pop(0), normalized=False)])
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    return model.get_input_embeddings().num_embeddings
