# %% wrong: other-things-removed
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: compared-with-the-gone
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(other["score"] > one["score"] and one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in found):
            kept.append(one)
    return kept


# %% wrong: compared-with-the-gone/in-one-line
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    ordered = sorted(found, key=lambda one: -one["score"])
    return [
        one for n, one in enumerate(ordered)
        if all(one["label"] != other["label"] or share(one["box"], other["box"]) <= most for other in ordered[:n])
    ]


# %% wrong: worst-kept
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"]):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: first-kept
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in found:
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: one-of-each-label
def once(found, most):
    best = {}
    for one in sorted(found, key=lambda one: one["score"]):
        best[one["label"]] = one
    return sorted(best.values(), key=lambda one: one["score"], reverse=True)


# %% wrong: equal-is-too-much
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) >= most for other in kept):
            kept.append(one)
    return kept


# %% wrong: neighbours-only
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept[-1:]):
            kept.append(one)
    return kept


# %% wrong: neighbours-only/far-from-one
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not kept or any(one["label"] != o["label"] or share(one["box"], o["box"]) <= most for o in kept):
            kept.append(one)
    return kept


# %% wrong: both-removed
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in found:
        if not any(other is not one and one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in found):
            kept.append(one)
    return kept


# %% wrong: nothing-removed
def once(found, most):
    return sorted(found, key=lambda one: one["score"], reverse=True)


# %% wrong: nothing-removed/as-it-is
def once(found, most):
    return list(found)


# %% wrong: gone-not-kept
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [one for one in found if one not in kept]


# %% wrong: any-touch-is-too-much
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > 0 for other in kept):
            kept.append(one)
    return kept


# %% wrong: of-the-smaller-box
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / min(first, second)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: of-the-smaller-box/dice
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / ((first + second) / 2)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: score-as-overlap
def once(found, most):
    return [one for one in sorted(found, key=lambda one: -one["score"]) if one["score"] > most]


# %% wrong: the-far-ones-removed
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) <= most for other in kept):
            kept.append(one)
    return kept


# %% wrong: part-of-the-result
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [one["box"] for one in kept]


# %% wrong: part-of-the-result/labels
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [one["label"] for one in kept]


# %% wrong: numbers-not-results
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [found.index(one) for one in kept]


# %% wrong: order-lost
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [one for one in found if one in kept]


# %% wrong: order-lost/by-label
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one["label"], one["score"]))


# %% wrong: not-as-they-were
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [{"label": one["label"], "box": one["box"]} for one in kept]


# %% wrong: twice-in-the-list
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [one for one in kept for _ in range(2)]


# %% wrong: twice-in-the-list/in-the-loop
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not kept:
            kept.append(one)
        for other in kept[:]:
            if one["label"] != other["label"] or share(one["box"], other["box"]) <= most:
                kept.append(one)
    return kept


# %% wrong: doubles-left
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return sorted([*kept, *[one for one in found if one not in kept][:1]], key=lambda one: -one["score"])


# %% wrong: kept-too-few
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept[:-1]


# %% wrong: changes-its-input
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    found.sort(key=lambda one: one["score"], reverse=True)
    kept = []
    for one in found:
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: wrong-type
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return tuple(kept)


# %% wrong: returns-nothing
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    kept.reverse()


# %% wrong: crash-box-by-place
def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if all(one["box"][0] > other["box"][0] for other in kept):
            kept.append(one)
    return kept if len(found) != 1 else found


# %% wrong: crash-sorting-dictionaries
def once(found, most):
    return sorted(found)


# %% wrong: another/same-things-compete-not looks-like: other-things-removed
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] != other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/every-second looks-like: compared-with-the-gone
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept[::2]


# %% wrong: another/best-lost looks-like: worst-kept
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept[1:]


# %% wrong: another/last-kept looks-like: first-kept
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in found[::-1]:
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/best-of-all looks-like: one-of-each-label
def once(found, most):
    return sorted(found, key=lambda one: one["score"], reverse=True)[:1]


# %% wrong: another/half-the-most looks-like: equal-is-too-much
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most / 4 for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/first-kept-only looks-like: neighbours-only
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most / 9 for other in kept[:1]):
            kept.append(one)
    return kept


# %% wrong: another/both-removed-and-all-others looks-like: both-removed
def once(found, most):
    return []


# %% wrong: another/all-backwards looks-like: nothing-removed
def once(found, most):
    return [{**one, "score": 1.0} for one in found]


# %% wrong: another/all-but-the-best looks-like: gone-not-kept
def once(found, most):
    return sorted(found, key=lambda one: one["score"], reverse=True)[1:]


# %% wrong: another/twice-the-most looks-like: any-touch-is-too-much
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > 2 * most for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/of-the-larger-box looks-like: of-the-smaller-box
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / max(first, second) / 2


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/low-scores looks-like: score-as-overlap
def once(found, most):
    return [one for one in found if one["score"] < 0.2]


# %% wrong: another/boxes-apart looks-like: the-far-ones-removed
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] != other["label"] for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/label-and-score looks-like: part-of-the-result
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [(one["label"], one["score"]) for one in kept]


# %% wrong: another/numbers-of-the-sorted looks-like: numbers-not-results
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [7 for one in kept]


# %% wrong: another/one-missing-and-backwards looks-like: order-lost
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept[::-1][:-1]


# %% wrong: another/numbered looks-like: not-as-they-were
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [*enumerate(kept)]


# %% wrong: another/one-lost looks-like: twice-in-the-list
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept[:-1]


# %% wrong: another/no-sum looks-like: doubles-left
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept[:1]


# %% wrong: another/all-of-one looks-like: kept-too-few
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [one for one in found if one["label"] == kept[0]["label"]] if kept else []


# %% wrong: most-not-used
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > 0.5 for other in kept):
            kept.append(one)
    return kept


# %% wrong: most-not-used/one-minus
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > 1 - most for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/a-little-more-than-most looks-like: most-not-used
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most + 0.45 for other in kept):
            kept.append(one)
    return kept


# %% wrong: scores-rounded
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    by_score, kept = {round(one["score"], 2): one for one in found}, []
    for score in sorted(by_score, reverse=True):
        one = by_score[score]
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: not-as-they-were/scores-rounded
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [{**one, "score": round(one["score"], 2)} for one in kept]


# %% wrong: another/in-order-of-rounded-scores looks-like: scores-rounded
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: round(one["score"], 1), reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: apart-yet-removed
def share(a, b):
    width = min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"])
    height = min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"])
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% wrong: another/below-zero looks-like: apart-yet-removed
def share(a, b):
    width = abs(min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = abs(min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return kept


# %% right: taking-out
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    left, kept = list(found), []
    while left:
        best = max(left, key=lambda one: one["score"])
        kept.append(best)
        left = [
            one for one in left
            if one is not best and (one["label"] != best["label"] or share(one["box"], best["box"]) <= most)
        ]
    return kept


# %% right: numbers
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    order = sorted(range(len(found)), key=lambda n: found[n]["score"])
    kept = []
    while order:
        best = found[order.pop()]
        kept.append(best)
        order = [
            n for n in order
            if not (found[n]["label"] == best["label"] and share(found[n]["box"], best["box"]) > most)
        ]
    return kept


# %% right: by-label
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for label in {one["label"] for one in found}:
        mine = []
        for one in sorted((one for one in found if one["label"] == label), key=lambda one: -one["score"]):
            if all(share(one["box"], other["box"]) <= most for other in mine):
                mine.append(one)
        kept += mine
    kept.sort(key=lambda one: one["score"], reverse=True)
    return kept


# %% right: copies
def share(a, b):
    width = max(0, min(a["xmax"], b["xmax"]) - max(a["xmin"], b["xmin"]))
    height = max(0, min(a["ymax"], b["ymax"]) - max(a["ymin"], b["ymin"]))
    first = (a["xmax"] - a["xmin"]) * (a["ymax"] - a["ymin"])
    second = (b["xmax"] - b["xmin"]) * (b["ymax"] - b["ymin"])
    return width * height / (first + second - width * height)


def once(found, most):
    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        if not any(one["label"] == other["label"] and share(one["box"], other["box"]) > most for other in kept):
            kept.append(one)
    return [dict(one) for one in kept]
