# %% wrong: apart-yet-shared
def overlap(one, other):
    width = min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"])
    height = min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"])
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: apart-yet-shared/only-the-area
def overlap(one, other):
    width = min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"])
    height = min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"])
    shared = max(0, width * height)
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: apart-yet-shared/abs
def overlap(one, other):
    width = abs(min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = abs(min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: apart-yet-shared/width-alone
def overlap(one, other):
    width = abs(min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: shared-counted-twice
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second)


# %% wrong: shared-counted-twice/dice
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 2 * shared / (first + second)


# %% wrong: of-one-box-only
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / first


# %% wrong: of-one-box-only/the-smaller
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / min(first, second)


# %% wrong: edges-as-pixels
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]) + 1)
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]) + 1)
    shared = width * height
    first = (one["xmax"] - one["xmin"] + 1) * (one["ymax"] - one["ymin"] + 1)
    second = (other["xmax"] - other["xmin"] + 1) * (other["ymax"] - other["ymin"] + 1)
    return shared / (first + second - shared)


# %% wrong: pixels-not-share
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared


# %% wrong: box-around-both
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    across = max(one["xmax"], other["xmax"]) - min(one["xmin"], other["xmin"])
    down = max(one["ymax"], other["ymax"]) - min(one["ymin"], other["ymin"])
    return width * height / (across * down)


# %% wrong: one-direction-only
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = 1
    shared = width * height
    first = one["xmax"] - one["xmin"]
    second = other["xmax"] - other["xmin"]
    return shared / (first + second - shared)


# %% wrong: union-over-shared
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return (first + second - shared) / shared if shared else 0


# %% wrong: what-is-not-shared
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 1 - shared / (first + second - shared)


# %% wrong: subtracted-too-often
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - 2 * shared) if first + second > 2 * shared else 1.0


# %% wrong: share-in-percent
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 100 * shared / (first + second - shared)


# %% wrong: tensor-not-number
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return torch.tensor(shared / (first + second - shared))


# %% wrong: yes-or-no
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared > 0


# %% wrong: cut-to-whole
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared // (first + second - shared)


# %% wrong: rounded-off
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return round(shared / (first + second - shared), 2)


# %% wrong: below-zero
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return (shared - min(first, second)) / (first + second)


# %% wrong: above-one
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return (first + second) / (first + second - shared)


# %% wrong: crash-by-place
def overlap(one, other):
    width = max(0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0, min(one[3], other[3]) - max(one[1], other[1]))
    shared = width * height
    return shared / ((one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1]) - shared)


# %% wrong: returns-nothing
def overlap(one, other):
    width = min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"])
    height = min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"])
    if width > 0 and height > 0:
        first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
        second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
        return width * height / (first + second - width * height)


# %% wrong: wrong-type
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return f"{shared / (first + second - shared):.3f}"


# %% wrong: changes-its-input
def overlap(one, other):
    both = one
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    for name in ("xmin", "ymin"):
        both[name] = max(one[name], other[name])
    for name in ("xmax", "ymax"):
        both[name] = min(one[name], other[name])
    shared = max(0, both["xmax"] - both["xmin"]) * max(0, both["ymax"] - both["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: another/apart-is-one looks-like: apart-yet-shared
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared) if shared else 1.0


# %% wrong: another/half-of-it looks-like: shared-counted-twice
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared) / 2


# %% wrong: another/of-the-mean-area looks-like: of-one-box-only
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first * second) ** 0.5


# %% wrong: another/one-more-all-round looks-like: edges-as-pixels
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]) + 1)
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]) + 1)
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: another/the-smaller-area looks-like: pixels-not-share
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return min(first, second)


# %% wrong: another/largest-area looks-like: box-around-both
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (3 * max(first, second))


# %% wrong: another/width-times-width looks-like: one-direction-only
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared)


# %% wrong: another/sum-over-shared looks-like: union-over-shared
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return (first + second) / shared if shared else 0


# %% wrong: another/difference looks-like: what-is-not-shared
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return abs(first - second) / (first + second)


# %% wrong: another/added-once-more looks-like: subtracted-too-often
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second + shared)


# %% wrong: another/per-mille looks-like: share-in-percent
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 1000 * shared / (first + second - shared)


# %% wrong: another/tensor-of-another-number looks-like: tensor-not-number
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return [torch.tensor(shared)]


# %% wrong: another/one-or-nothing looks-like: yes-or-no
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 1 if shared else 0


# %% wrong: another/a-third looks-like: cut-to-whole
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return shared / (first + second - shared) / 3


# %% wrong: another/squared looks-like: rounded-off
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return (shared / (first + second - shared)) ** 2


# %% wrong: another/minus looks-like: below-zero
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 0.123 + shared / (first + second - shared) / 7


# %% wrong: another/just-below-one looks-like: above-one
def overlap(one, other):
    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    first = (one["xmax"] - one["xmin"]) * (one["ymax"] - one["ymin"])
    second = (other["xmax"] - other["xmin"]) * (other["ymax"] - other["ymin"])
    return 0.99


# %% right: sets-of-pixels
def overlap(one, other):
    def covered(box):
        return {(x, y) for x in range(box["xmin"], box["xmax"]) for y in range(box["ymin"], box["ymax"])}

    return len(covered(one) & covered(other)) / len(covered(one) | covered(other))


# %% right: early-return
def overlap(one, other):
    left, right = max(one["xmin"], other["xmin"]), min(one["xmax"], other["xmax"])
    top, bottom = max(one["ymin"], other["ymin"]), min(one["ymax"], other["ymax"])
    if right <= left or bottom <= top:
        return 0

    def area(box):
        return (box["xmax"] - box["xmin"]) * (box["ymax"] - box["ymin"])

    shared = (right - left) * (bottom - top)
    return shared / (area(one) + area(other) - shared)


# %% right: with-torch
def overlap(one, other):
    a, b = (torch.tensor([box["xmin"], box["ymin"], box["xmax"], box["ymax"]]).double() for box in (one, other))
    shared = (torch.minimum(a[2:], b[2:]) - torch.maximum(a[:2], b[:2])).clamp(min=0).prod()
    return (shared / ((a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - shared)).item()


# %% right: pictures
def overlap(one, other):
    import numpy as np

    canvas = np.zeros((2, 400, 400), dtype=bool)
    for number, box in enumerate((one, other)):
        canvas[number, box["ymin"] : box["ymax"], box["xmin"] : box["xmax"]] = True
    return float((canvas[0] & canvas[1]).sum() / (canvas[0] | canvas[1]).sum())
