# %% wrong: dictionaries-not-texts
def translate_all(pipe, texts, size):
    return pipe(texts, batch_size=size)


# %% wrong: only-one
def translate_all(pipe, texts, size):
    result = pipe(texts, batch_size=size)
    return [result[-1]["translation_text"]] if result else []


# %% wrong: only-one/the-first
def translate_all(pipe, texts, size):
    for result in pipe(texts, batch_size=size):
        return result["translation_text"]
    return []


# %% wrong: all-in-one
def translate_all(pipe, texts, size):
    return [pipe(" ".join(texts))[0]["translation_text"]] if texts else []


# %% wrong: all-in-one/cut-again
def translate_all(pipe, texts, size):
    if not texts:
        return []
    together = pipe("\n".join(texts), batch_size=size)[0]["translation_text"]
    return together.split("。")


# %% wrong: each-once
def translate_all(pipe, texts, size):
    unique = list(dict.fromkeys(texts))
    return [result["translation_text"] for result in pipe(unique, batch_size=size)]


# %% wrong: order-lost
def translate_all(pipe, texts, size):
    by_length = sorted(texts, key=len)
    return [result["translation_text"] for result in pipe(by_length, batch_size=size)]


# %% wrong: order-lost/from-behind
def translate_all(pipe, texts, size):
    return [result["translation_text"] for result in pipe(texts[::-1], batch_size=size)]


# %% wrong: one-at-a-time
def translate_all(pipe, texts, size):
    return [pipe(text)[0]["translation_text"] for text in texts]


# %% wrong: one-at-a-time/a-list-alone
def translate_all(pipe, texts, size):
    return [result["translation_text"] for result in pipe(texts)]


# %% wrong: reads-too-often
def translate_all(pipe, texts, size):
    if not texts:
        return []
    pipe(texts, batch_size=size)
    return [result["translation_text"] for result in pipe(texts, batch_size=size)]


# %% wrong: more-than-size
def translate_all(pipe, texts, size):
    return [result["translation_text"] for result in pipe(texts, batch_size=max(1, len(texts)))]


# %% wrong: crash-text-of-a-list
def translate_all(pipe, texts, size):
    return pipe(texts, batch_size=size)["translation_text"]


# %% wrong: crash-another-key
def translate_all(pipe, texts, size):
    return [result["generated_text"] for result in pipe(texts, batch_size=size)]


# %% wrong: another/the-texts-alone looks-like: dictionaries-not-texts
def translate_all(pipe, texts, size):
    return [{"translation": result["translation_text"]} for result in pipe(texts, batch_size=size)]


# %% wrong: another/the-first-two looks-like: only-one
def translate_all(pipe, texts, size):
    return [result["translation_text"] for result in pipe(texts[:2], batch_size=size)]


# %% wrong: another/one-of-many looks-like: all-in-one
def translate_all(pipe, texts, size):
    return [result["translation_text"] for result in pipe(texts[:1], batch_size=size)]


# %% wrong: another/the-last-is-lost looks-like: each-once
def translate_all(pipe, texts, size):
    whole = len(texts) // size * size
    return [result["translation_text"] for result in pipe(texts[:whole], batch_size=size)]


# %% wrong: another/the-first-again looks-like: order-lost
def translate_all(pipe, texts, size):
    found = [result["translation_text"] for result in pipe(texts, batch_size=size)]
    return found[:1] * len(found)


# %% wrong: another/a-batch-and-singles looks-like: one-at-a-time
def translate_all(pipe, texts, size):
    first = pipe(texts[:size], batch_size=size)
    rest = [pipe(text)[0] for text in texts[size:]] + ([pipe(texts[0])[0]] if texts else [])
    return [result["translation_text"] for result in [*first, *rest]][: len(texts)]


# %% wrong: another/twice-and-too-many looks-like: reads-too-often
def translate_all(pipe, texts, size):
    pipe(texts, batch_size=10)
    return [result["translation_text"] for result in pipe(texts, batch_size=size)]


# %% wrong: another/half-as-many looks-like: more-than-size
def translate_all(pipe, texts, size):
    return [result["translation_text"] for result in pipe(texts, batch_size=max(1, size // 2))]


# %% right: a-loop
def translate_all(pipe, texts, size):
    found = []
    for result in pipe(texts, batch_size=size):
        found.append(result["translation_text"])
    return found


# %% right: slices
def translate_all(pipe, texts, size):
    found = []
    for first in range(0, len(texts), size):
        part = texts[first : first + size]
        found += [result["translation_text"] for result in pipe(part, batch_size=len(part))]
    return found


# %% right: sorted-and-put-back
def translate_all(pipe, texts, size):
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    results = pipe([texts[place] for place in order], batch_size=size)
    found = [""] * len(texts)
    for place, result in zip(order, results):
        found[place] = result["translation_text"]
    return found


# %% wrong: changes-its-input
def translate_all(pipe, texts, size):
    found = []
    while texts:
        batch = [texts.pop(0) for _ in range(min(size, len(texts)))]
        found += [one["translation_text"] for one in pipe(batch, batch_size=size)]
    return found
