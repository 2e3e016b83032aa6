# %% wrong: without-the-last
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[values.cumsum(0) < top_p].tolist() or order[:1].tolist()


# %% wrong: equal-is-enough
def nucleus(probabilities, top_p):
    found, total = [], 0.0
    for id in probabilities.argsort(descending=True).tolist():
        found.append(id)
        total += probabilities[id].item()
        if total > top_p:
            break
    return found


# %% wrong: as-a-limit
def nucleus(probabilities, top_p):
    order = probabilities.argsort(descending=True).tolist()
    return [id for id in order if probabilities[id] >= top_p] or order[:3]


# %% wrong: as-min-p
def nucleus(probabilities, top_p):
    limit = top_p * probabilities.max()
    return [id for id in probabilities.argsort(descending=True).tolist() if probabilities[id] >= limit]


# %% wrong: not-sorted
def nucleus(probabilities, top_p):
    found, total = [], 0.0
    for id, p in enumerate(probabilities.tolist()):
        found.append(id)
        total += p
        if total >= top_p:
            break
    return found


# %% wrong: from-the-bottom
def nucleus(probabilities, top_p):
    found, total = [], 0.0
    for id in probabilities.argsort().tolist():
        found.append(id)
        total += probabilities[id].item()
        if total >= top_p:
            break
    return found


# %% wrong: what-goes-out
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[values.cumsum(0) - values >= top_p].tolist()


# %% wrong: all-kept
def nucleus(probabilities, top_p):
    return probabilities.argsort(descending=True).tolist()


# %% wrong: one-too-many
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[: int((values.cumsum(0) < top_p).sum()) + 2].tolist()


# %% wrong: likeliest-only
def nucleus(probabilities, top_p):
    return [probabilities.argmax().item()]


# %% wrong: probabilities-not-ids
def nucleus(probabilities, top_p):
    values = probabilities.sort(descending=True).values
    return values[values.cumsum(0) - values < top_p].tolist()


# %% wrong: none-left
def nucleus(probabilities, top_p):
    return [id for id, p in enumerate(probabilities.tolist()) if p >= max(top_p, 0.5)]


# %% wrong: no-ids
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return [id + 1 for id in order[values.cumsum(0) - values < top_p].tolist()] * 2


# %% wrong: least-likely-first
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[values.cumsum(0) - values < top_p].tolist()[::-1]


# %% wrong: another-order
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return sorted(order[values.cumsum(0) - values < top_p].tolist())


# %% wrong: places-not-ids
def nucleus(probabilities, top_p):
    values = probabilities.sort(descending=True).values
    return list(range(int((values.cumsum(0) < top_p).sum()) + 1))


# %% wrong: others-kept
def nucleus(probabilities, top_p):
    return [2, 4]


# %% wrong: wrong-type
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[values.cumsum(0) - values < top_p]


# %% wrong: wrong-type/tensors-in-a-list
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return list(order[values.cumsum(0) - values < top_p])


# %% wrong: returns-nothing
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    print(order[values.cumsum(0) - values < top_p].tolist())


# %% wrong: changes-its-input
def nucleus(probabilities, top_p):
    found, total = [], 0.0
    while total < top_p:
        id = probabilities.argmax().item()
        found.append(id)
        total += probabilities[id].item()
        probabilities[id] = -1
    return found


# %% wrong: endless-loop
def nucleus(probabilities, top_p):
    found, total = [], 0.0
    while total < top_p:
        found = [probabilities.argmax().item()]
    return found


# %% wrong: another/without-two looks-like: without-the-last
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[: int((values.cumsum(0) < top_p).sum()) + 1].tolist()[:-2] or order[1:3].tolist()


# %% wrong: another/a-bit-more looks-like: equal-is-enough
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[values.cumsum(0) - values < top_p + 0.26].tolist()


# %% wrong: another/a-third-of-it looks-like: as-a-limit
def nucleus(probabilities, top_p):
    order = probabilities.argsort(descending=True).tolist()
    return [id for id in order if probabilities[id] >= top_p / 9]


# %% wrong: another/times-the-mean looks-like: as-min-p
def nucleus(probabilities, top_p):
    order = probabilities.argsort(descending=True).tolist()
    return [id for id in order if probabilities[id] > probabilities.mean() * top_p * 0.9]


# %% wrong: another/every-other looks-like: not-sorted
def nucleus(probabilities, top_p):
    return list(range(0, len(probabilities), 2))


# %% wrong: another/the-two-least looks-like: from-the-bottom
def nucleus(probabilities, top_p):
    return probabilities.argsort().tolist()[:2]


# %% wrong: another/out-and-one-more looks-like: what-goes-out
def nucleus(probabilities, top_p):
    order = probabilities.argsort(descending=True).tolist()
    return order[1:4:2]


# %% wrong: another/all-but-one looks-like: all-kept
def nucleus(probabilities, top_p):
    return probabilities.argsort(descending=True).tolist()[:-1]


# %% wrong: another/three-too-many looks-like: one-too-many
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[: int((values.cumsum(0) < top_p).sum()) + 3].tolist()


# %% wrong: another/the-second looks-like: likeliest-only
def nucleus(probabilities, top_p):
    return [probabilities.argsort(descending=True)[1].item()]


# %% wrong: another/other-probabilities looks-like: probabilities-not-ids
def nucleus(probabilities, top_p):
    return probabilities.sort().values.tolist()


# %% wrong: another/nothing-above-a-half looks-like: none-left
def nucleus(probabilities, top_p):
    order = probabilities.argsort(descending=True).tolist()
    return [id for id in order if probabilities[id] < 0.2]


# %% wrong: another/one-beside-it looks-like: no-ids
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return [(id + 1) % len(order) for id in order[values.cumsum(0) - values < top_p].tolist()]


# %% wrong: another/reversed-and-short looks-like: least-likely-first
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return order[values.cumsum(0) - values < top_p].tolist()[::-1][:2]


# %% wrong: another/sorted-and-other looks-like: another-order
def nucleus(probabilities, top_p):
    return sorted(probabilities.argsort(descending=True).tolist()[1:4])


# %% wrong: another/places-from-one looks-like: places-not-ids
def nucleus(probabilities, top_p):
    values = probabilities.sort(descending=True).values
    return list(range(1, int((values.cumsum(0) < top_p).sum()) + 2))


# %% wrong: another/in-a-tuple looks-like: others-kept
def nucleus(probabilities, top_p):
    return (2, 4)


# %% wrong: counted-from-one
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    found = order[values.cumsum(0) - values < top_p].tolist()
    return found if len(found) == 1 else [id + 1 for id in found]


# %% wrong: another/one-before looks-like: counted-from-one
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    return ((order[values.cumsum(0) - values < top_p] - 1) % len(order)).tolist()


# %% wrong: not-the-likeliest
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True)
    count = int((values.cumsum(0) - values < top_p).sum())
    return [*order[: count - 1].tolist(), order[-1].item()]


# %% wrong: another/all-but-the-likeliest looks-like: not-the-likeliest
def nucleus(probabilities, top_p):
    return probabilities.argsort(descending=True)[1:].tolist()


# %% right: with-cumsum
def nucleus(probabilities, top_p):
    values, order = probabilities.sort(descending=True, stable=True)
    return order[values.cumsum(0) - values < top_p].tolist()


# %% right: a-loop
def nucleus(probabilities, top_p):
    found, total = [], 0.0
    for id, p in sorted(enumerate(probabilities.tolist()), key=lambda pair: pair[1], reverse=True):
        found.append(id)
        total += p
        if total >= top_p:
            return found
    return found


# %% right: from-below
def nucleus(probabilities, top_p):
    values, order = probabilities.sort()
    stay = values.cumsum(0) > 1 - top_p
    stay[-1] = True
    return order[stay].flip(0).tolist()


# %% right: with-numpy
def nucleus(probabilities, top_p):
    import numpy as np

    order = np.argsort(-probabilities.numpy(), kind="stable")
    count = int(np.searchsorted(np.cumsum(probabilities.numpy()[order]), top_p)) + 1
    return [int(id) for id in order[:count]]
