# %% wrong: equal-is-not-beyond
def draw(probabilities, u):
    total = 0.0
    for id, p in enumerate(probabilities.tolist()):
        total += p
        if total >= u and p > 0:
            return id
    return max(id for id, p in enumerate(probabilities.tolist()) if p > 0)


# %% wrong: likeliest
def draw(probabilities, u):
    return probabilities.argmax().item()


# %% wrong: sorted-first
def draw(probabilities, u):
    values, order = probabilities.sort(descending=True)
    place = int((values.cumsum(0) <= u).sum())
    return order[min(place, len(order) - 1)].item()


# %% wrong: place-in-the-order
def draw(probabilities, u):
    values = probabilities.sort(descending=True).values
    return min(int((values.cumsum(0) <= u).sum()), len(values) - 1)


# %% wrong: all-alike
def draw(probabilities, u):
    return int(u * len(probabilities))


# %% wrong: one-too-far
def draw(probabilities, u):
    return int((probabilities.cumsum(0) <= u).sum()) + 1


# %% wrong: one-too-near
def draw(probabilities, u):
    return max(0, int((probabilities.cumsum(0) <= u).sum()) - 1)


# %% wrong: no-such-id
def draw(probabilities, u):
    return -1


# %% wrong: nothing-left
def draw(probabilities, u):
    return int((probabilities.cumsum(0) <= u).sum())


# %% wrong: impossible
def draw(probabilities, u):
    return min(int((probabilities.cumsum(0) <= u).sum()), len(probabilities) - 1)


# %% wrong: impossible/not-beyond
def draw(probabilities, u):
    total = 0.0
    for id, p in enumerate(probabilities.tolist()):
        total += p
        if total > u or u == 0:
            return id
    return max(id for id, p in enumerate(probabilities.tolist()) if p > 0)


# %% wrong: another-id
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    return place if u > 0.1 else len(probabilities) - 1


# %% wrong: wrong-type
def draw(probabilities, u):
    return (probabilities.cumsum(0) <= u).sum()


# %% wrong: wrong-type/in-a-list
def draw(probabilities, u):
    return [int((probabilities.cumsum(0) <= u).sum())]


# %% wrong: returns-nothing
def draw(probabilities, u):
    total = 0.0
    for id, p in enumerate(probabilities.tolist()):
        total += p
        if total > u:
            return id


# %% wrong: changes-its-input
def draw(probabilities, u):
    probabilities /= probabilities.sum()
    probabilities.cumsum_(0)
    place = int((probabilities <= u).sum())
    return place


# %% wrong: crash-list-ends
def draw(probabilities, u):
    numbers, id, total = probabilities.tolist(), 0, 0.0
    while True:
        total += numbers[id]
        if total > u:
            return id
        id += 1


# %% wrong: another/at-least-the-next looks-like: equal-is-not-beyond
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    on_the_border = u in probabilities.cumsum(0).tolist()
    return min(place + on_the_border, len(probabilities) - 1) if on_the_border else place


# %% wrong: another/the-least-likely looks-like: likeliest
def draw(probabilities, u):
    return probabilities.argmin().item()


# %% wrong: another/by-the-second looks-like: sorted-first
def draw(probabilities, u):
    return probabilities.argsort(descending=True)[2].item()


# %% wrong: another/the-last looks-like: place-in-the-order
def draw(probabilities, u):
    return len(probabilities) - 1


# %% wrong: another/of-one-less looks-like: all-alike
def draw(probabilities, u):
    return int(u * (len(probabilities) - 3))


# %% wrong: another/two-too-far looks-like: one-too-far
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    return place if place else 2


# %% wrong: another/from-the-other-end looks-like: one-too-near
def draw(probabilities, u):
    return len(probabilities) - 1 - int((probabilities.flip(0).cumsum(0) <= u / 2).sum())


# %% wrong: another/as-a-text looks-like: no-such-id
def draw(probabilities, u):
    return str(int((probabilities.cumsum(0) <= u).sum()))


# %% wrong: another/too-far-behind looks-like: nothing-left
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    return place if place < len(probabilities) else None


# %% wrong: another/the-first-when-over looks-like: impossible
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    return place if place < len(probabilities) else 0


# %% wrong: another/as-a-number-with-a-point looks-like: another-id
def draw(probabilities, u):
    return float((probabilities.cumsum(0) <= u).sum())


# %% wrong: short-sum
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    return place if place < len(probabilities) else int(probabilities.argmax())


# %% wrong: another/scaled looks-like: short-sum
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) / probabilities.sum() <= u).sum())
    return min(place, int(probabilities.nonzero()[-1]))


# %% right: by-counting
def draw(probabilities, u):
    place = int((probabilities.cumsum(0) <= u).sum())
    possible = probabilities.nonzero()[:, 0].tolist()
    return min(place, possible[-1])


# %% right: with-searchsorted
def draw(probabilities, u):
    line = probabilities.double().cumsum(0)
    place = torch.searchsorted(line, torch.tensor(u, dtype=torch.float64), right=True).item()
    return place if place < len(line) else probabilities.nonzero().max().item()


# %% right: with-numpy
def draw(probabilities, u):
    import numpy as np

    numbers = probabilities.numpy()
    place = np.searchsorted(np.cumsum(numbers), u, side="right")
    return int(min(place, np.flatnonzero(numbers)[-1]))


# %% right: only-possible-ones
def draw(probabilities, u):
    last, total = None, 0.0
    for id, p in enumerate(probabilities.tolist()):
        if p == 0:
            continue
        last, total = id, total + p
        if total > u:
            break
    return last
