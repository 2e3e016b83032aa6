# %% wrong: order-of-the-dictionary
def following(tokenizer, token, count):
    tokens = list(tokenizer.get_vocab())
    place = tokens.index(token) + 1
    return (tokens + tokens)[place : place + count]


# %% wrong: alphabetical
def following(tokenizer, token, count):
    tokens = sorted(tokenizer.get_vocab())
    place = tokens.index(token)
    return tokens[place + 1 : place + 1 + count]


# %% wrong: starts-too-early
def following(tokenizer, token, count):
    start = tokenizer.convert_tokens_to_ids(token)
    return tokenizer.convert_ids_to_tokens(list(range(start, min(start + count, len(tokenizer)))))


# %% wrong: past-the-end
def following(tokenizer, token, count):
    start = tokenizer.convert_tokens_to_ids(token) + 1
    return tokenizer.convert_ids_to_tokens(list(range(start, start + count)))


# %% wrong: ids-not-tokens
def following(tokenizer, token, count):
    start = tokenizer.convert_tokens_to_ids(token) + 1
    return list(range(start, min(start + count, len(tokenizer))))


# %% wrong: crash-at-the-end
def following(tokenizer, token, count):
    by_id = {id: token for token, id in tokenizer.get_vocab().items()}
    start = tokenizer.convert_tokens_to_ids(token)
    return [by_id[start + step] for step in range(1, count + 1)]


# %% wrong: towards-the-other-end looks-like: order-of-the-dictionary
def following(tokenizer, token, count):
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    place = in_order.index(token)
    return in_order[max(0, place - count):place]


# %% wrong: another/than-alphabetical looks-like: alphabetical
def following(tokenizer, token, count):
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    place = in_order.index(token)
    return sorted(in_order[place + 1:place + 1 + count])


# %% wrong: another/than-ids-not-tokens looks-like: ids-not-tokens
def following(tokenizer, token, count):
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    place = in_order.index(token)
    return list(range(place, place + count))


# %% wrong: another/than-past-the-end looks-like: past-the-end
def following(tokenizer, token, count):
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    place = in_order.index(token)
    return [None] + in_order[place + 1:place + count]


# %% wrong: another/than-starts-too-early looks-like: starts-too-early
def following(tokenizer, token, count):
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    place = in_order.index(token)
    return in_order[place + 2:place + 2 + count]


# %% wrong: another/than-towards-the-other-end looks-like: towards-the-other-end
def following(tokenizer, token, count):
    vocabulary = tokenizer.get_vocab()
    in_order = sorted(vocabulary, key=vocabulary.get)
    place = in_order.index(token)
    return in_order[place + 1:place + 1 + count][::-1]


# %% right: by-ids
def following(tokenizer, token, count):
    start = tokenizer.convert_tokens_to_ids(token) + 1
    return tokenizer.convert_ids_to_tokens(list(range(start, min(start + count, len(tokenizer)))))


# %% right: dropping-none
def following(tokenizer, token, count):
    start = tokenizer.convert_tokens_to_ids(token)
    tokens = [tokenizer.convert_ids_to_tokens(start + step) for step in range(1, count + 1)]
    return [token for token in tokens if token is not None]


# %% right: a-dictionary-the-other-way
def following(tokenizer, token, count):
    by_id = {id: token for token, id in tokenizer.vocab.items()}
    found, id = [], tokenizer.vocab[token]
    while len(found) < count and id + 1 in by_id:
        id += 1
        found.append(by_id[id])
    return found
