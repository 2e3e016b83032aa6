# %% wrong: dictionaries-not-labels
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found) if text.strip() else None for text in texts]


# %% wrong: blank-left-out
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    return [found["label"] for found in pipe(filled, batch_size=size)]


# %% wrong: blank-at-the-end
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    labels = [found["label"] for found in pipe(filled, batch_size=size)]
    return labels + [None] * (len(texts) - len(filled))


# %% wrong: spaces-labelled
def label_all(pipe, texts, size):
    filled = [text for text in texts if text]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text else None for text in texts]


# %% wrong: spaces-labelled/only-one-space
def label_all(pipe, texts, size):
    filled = [text for text in texts if text != "" and text != " "]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text in filled else None for text in texts]


# %% wrong: blank-labelled
def label_all(pipe, texts, size):
    return [found["label"] for found in pipe(texts, batch_size=size)]


# %% wrong: another-mark
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else "" for text in texts]


# %% wrong: another-mark/the-word
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else "None" for text in texts]


# %% wrong: only-one
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    result = pipe(filled, batch_size=size)
    return result[0]["label"] if result else []


# %% wrong: only-one/return-in-the-loop
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    for found in pipe(filled, batch_size=size):
        return [found["label"]]
    return [None] * len(texts)


# %% wrong: order-lost
def label_all(pipe, texts, size):
    filled = sorted((text for text in texts if text.strip()), key=len)
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: reads-the-blank
def label_all(pipe, texts, size):
    results = pipe(texts, batch_size=size)
    return [found["label"] if text.strip() else None for text, found in zip(texts, results)]


# %% wrong: one-at-a-time
def label_all(pipe, texts, size):
    return [pipe(text)[0]["label"] if text.strip() else None for text in texts]


# %% wrong: one-at-a-time/a-list-alone
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: reads-too-often
def label_all(pipe, texts, size):
    labels = []
    for first in range(0, len(texts), size):
        part = texts[first : first + size]
        found = iter(pipe([text for text in part if text.strip()], batch_size=size))
        labels += [next(found)["label"] if text.strip() else None for text in part]
    filled = [text for text in texts if text.strip()]
    pipe(filled, batch_size=size)
    return labels


# %% wrong: more-than-size
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=len(texts) or 1))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: more-than-size/always-32
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=32))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: changes-its-input
def label_all(pipe, texts, size):
    places = [place for place, text in enumerate(texts) if text.strip()]
    count = len(texts)
    while any(not text.strip() for text in texts):
        texts.remove(next(text for text in texts if not text.strip()))
    labels = [None] * count
    for place, found in zip(places, pipe(texts, batch_size=size)):
        labels[place] = found["label"]
    return labels


# %% wrong: crash-label-of-a-list
def label_all(pipe, texts, size):
    return pipe([text for text in texts if text.strip()], batch_size=size)["label"]


# %% wrong: wrong-type
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    return {text: found["label"] for text, found in zip(filled, pipe(filled, batch_size=size))}


# %% wrong: labels-slipped
def label_all(pipe, texts, size):
    labels = [found["label"] for found in pipe([text for text in texts if text.strip()], batch_size=size)]
    return [label if text.strip() else None for text, label in zip(texts, labels)]


# %% wrong: another/all-turned looks-like: labels-slipped
def label_all(pipe, texts, size):
    labels = [found["label"] for found in pipe([text for text in texts if text.strip()], batch_size=size)]
    return ([label if text.strip() else None for text, label in zip(texts, labels)] + ["?"] * 9)[: len(texts)]


# %% wrong: another/the-scores looks-like: dictionaries-not-labels
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["score"] if text.strip() else None for text in texts]


# %% wrong: another/the-last-left-out looks-like: blank-left-out
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else None for text in texts][:-1]


# %% wrong: another/more-at-the-end looks-like: blank-at-the-end
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else None for text in texts] + [None]


# %% wrong: another/everything-labelled looks-like: spaces-labelled
def label_all(pipe, texts, size):
    return [found["label"] for found in pipe([text or "?" for text in texts], batch_size=size)]


# %% wrong: another/blanks-counted-good looks-like: blank-labelled
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else "NEUTRAL" for text in texts]


# %% wrong: another/none-for-praise looks-like: another-mark
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [(lambda label: label if label == "NEGATIVE" else None)(next(found)["label"]) if text.strip() else None for text in texts]


# %% wrong: another/the-first-batch looks-like: only-one
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()][:size]
    return [found["label"] for found in pipe(filled, batch_size=size)]


# %% wrong: another/turned-around looks-like: order-lost
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    other = {"POSITIVE": "NEGATIVE", "NEGATIVE": "POSITIVE"}
    found = iter(pipe(filled, batch_size=size))
    return [other[next(found)["label"]] if text.strip() else None for text in texts]


# %% wrong: another/reads-it-once-more looks-like: reads-the-blank
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    pipe(filled, batch_size=size)
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: another/twice-as-often looks-like: one-at-a-time
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    if len(filled) > 1:
        pipe(filled[:2], batch_size=2 if size > 1 else 1)
    found = iter(pipe(filled))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: another/all-at-once-and-again looks-like: reads-too-often
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    pipe(filled, batch_size=100)
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: another/half-as-many looks-like: more-than-size
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=max(1, size - 1)))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% wrong: small-batch-before-the-last
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    head = len(filled) % size
    labels = [found["label"] for part in (filled[:head], filled[head:]) if part for found in pipe(part, batch_size=size)]
    labels = iter(labels)
    return [next(labels) if text.strip() else None for text in texts]


# %% wrong: another/small-ones-alone looks-like: small-batch-before-the-last
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    labels = [found["label"] for text in filled for found in pipe([text], batch_size=size)]
    labels = iter(labels)
    return [next(labels) if text.strip() else None for text in texts]


# %% wrong: short-taken-for-blank
def label_all(pipe, texts, size):
    filled = [text for text in texts if len(text.strip()) > 1]
    found = iter(pipe(filled, batch_size=size) if filled else [])
    return [next(found)["label"] if len(text.strip()) > 1 else None for text in texts]


# %% wrong: another/none-for-every-other looks-like: short-taken-for-blank
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    labels = [next(found)["label"] if text.strip() else None for text in texts]
    return [label if place % 2 else None for place, label in enumerate(labels)]


# %% right: an-iterator
def label_all(pipe, texts, size):
    filled = [text for text in texts if text.strip()]
    found = iter(pipe(filled, batch_size=size))
    return [next(found)["label"] if text.strip() else None for text in texts]


# %% right: slices
def label_all(pipe, texts, size):
    places = [place for place, text in enumerate(texts) if not text.isspace() and text]
    labels = [None for _ in texts]
    for first in range(0, len(places), size):
        part = places[first : first + size]
        for place, found in zip(part, pipe([texts[place] for place in part], batch_size=len(part))):
            labels[place] = found["label"]
    return labels


# %% right: each-text-once
def label_all(pipe, texts, size):
    unique = list(dict.fromkeys(text for text in texts if text.strip()))
    if not unique:
        return [None] * len(texts)
    labels = {text: found["label"] for text, found in zip(unique, pipe(unique, batch_size=size))}
    return [labels.get(text) for text in texts]


# %% right: all-scores
def label_all(pipe, texts, size):
    filled = [text.strip() for text in texts if text.strip()]
    best = [max(scores, key=lambda one: one["score"])["label"] for scores in pipe(filled, batch_size=size, top_k=None)]
    return [best.pop(0) if text.strip() else None for text in texts]


# %% right: spaces-and-line-breaks
def label_all(pipe, texts, size):
    answer = [None for _ in texts]
    places = [i for i, text in enumerate(texts) if text.strip(" \n\r") != ""]
    if places:
        for i, one in zip(places, pipe([texts[i] for i in places], batch_size=size)):
            answer[i] = one["label"]
    return answer
