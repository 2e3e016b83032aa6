# %% wrong: the-other-way
def usable(scores):
    return (~scores.softmax(-1).isfinite().all(-1)).tolist()


# %% wrong: filtered-rows-refused
def usable(scores):
    return scores.isfinite().all(-1).tolist()


# %% wrong: one-number-is-enough
def usable(scores):
    return scores.isfinite().any(-1).tolist()


# %% wrong: nan-missed
def usable(scores):
    nan = float("nan")
    broken = (scores == nan).any(-1) | (scores == float("inf")).any(-1) | (scores == float("-inf")).all(-1)
    return (~broken).tolist()


# %% wrong: nothing-left-missed
def usable(scores):
    return (~(scores.isnan() | scores.isposinf()).any(-1)).tolist()


# %% wrong: infinity-missed
def usable(scores):
    return (~(scores.isnan().any(-1) | scores.isneginf().all(-1))).tolist()


# %% wrong: only-nan-seen
def usable(scores):
    return (~scores.isnan().any(-1)).tolist()


# %% wrong: only-nan-throughout
def usable(scores):
    return (~scores.isnan().all(-1)).tolist()


# %% wrong: greedy-sees-nothing
def usable(scores):
    return [math.isfinite(row[0]) for row in scores.tolist()]


# %% wrong: all-usable
def usable(scores):
    return [len(row) > 0 for row in scores]


# %% wrong: a-token-not-a-row
def usable(scores):
    return scores.softmax(0).isfinite().all(0).tolist()


# %% wrong: another-length
def usable(scores):
    return [row for row in scores.softmax(-1).isfinite().all(-1).tolist() if row]


# %% wrong: finite-refused
def usable(scores):
    return [row % 2 == 1 for row in range(len(scores))]


# %% wrong: wrong-type
def usable(scores):
    return scores.softmax(-1).isfinite().all(-1)


# %% wrong: wrong-type/one-for-all
def usable(scores):
    return bool(scores.softmax(-1).isfinite().all())


# %% wrong: wrong-type/numbers
def usable(scores):
    return scores.softmax(-1).isfinite().all(-1).long().tolist()


# %% wrong: returns-nothing
def usable(scores):
    print(scores.softmax(-1).isfinite().all(-1).tolist())


# %% wrong: changes-its-input
def usable(scores):
    found = scores.softmax(-1).isfinite().all(-1).tolist()
    scores[~torch.tensor(found)] = 0.0
    return found


# %% wrong: crash-truth-of-many
def usable(scores):
    return [not (row == float("nan")) for row in scores]


# %% wrong: another/only-all-out-refused looks-like: the-other-way
def usable(scores):
    return scores.isneginf().all(-1).tolist()


# %% wrong: another/more-than-half looks-like: filtered-rows-refused
def usable(scores):
    return (scores.isfinite().sum(-1) > 1).tolist()


# %% wrong: another/two-are-enough looks-like: one-number-is-enough
def usable(scores):
    return (scores.isfinite().sum(-1) >= 2).tolist()


# %% wrong: nan-missed/infinity-alone
def usable(scores):
    return (~scores.isposinf().any(-1)).tolist()


# %% wrong: another/all-out-alone looks-like: nothing-left-missed
def usable(scores):
    return (~scores.isneginf().all(-1)).tolist()


# %% wrong: another/none-usable looks-like: infinity-missed
def usable(scores):
    return [False for _ in scores]


# %% wrong: another/nan-means-usable looks-like: only-nan-seen
def usable(scores):
    return scores.isnan().any(-1).tolist()


# %% wrong: another/some-infinite looks-like: only-nan-throughout
def usable(scores):
    return (~scores.isinf().any(-1)).tolist()


# %% wrong: another/the-last-score looks-like: greedy-sees-nothing
def usable(scores):
    return scores[:, -1].isfinite().tolist()


# %% wrong: another/but-the-last looks-like: all-usable
def usable(scores):
    return [row + 1 < len(scores) for row in range(len(scores))]


# %% wrong: another/every-number looks-like: a-token-not-a-row
def usable(scores):
    return scores.isfinite().tolist()


# %% wrong: another/in-a-tuple looks-like: another-length
def usable(scores):
    return tuple(scores.softmax(-1).isfinite().all(-1).tolist())


# %% wrong: another/turned-round looks-like: finite-refused
def usable(scores):
    return [str(one) for one in scores.softmax(-1).isfinite().all(-1).tolist()]


# %% wrong: finite-refused/half
def usable(scores):
    small = ((scores.abs() < 60000) | scores.isneginf()).all(-1)
    return (small & scores.isfinite().any(-1)).tolist()


# %% wrong: another/all-out-let-through looks-like: nan-missed
def usable(scores):
    return (~(scores.isnan() | (scores == float("inf"))).any(-1)).tolist()


# %% right: by-three-questions
def usable(scores):
    broken = scores.isnan().any(-1) | scores.isposinf().any(-1) | scores.isneginf().all(-1)
    return broken.logical_not().tolist()


# %% right: by-the-sum
def usable(scores):
    return [not math.isnan(row.softmax(0).sum().item()) for row in scores]


# %% right: a-loop
def usable(scores):
    found = []
    for row in scores.tolist():
        left = [score for score in row if score != float("-inf")]
        found.append(bool(left) and all(math.isfinite(score) for score in left))
    return found


# %% right: with-numpy
def usable(scores):
    import numpy as np

    best = scores.numpy().max(axis=1)
    return [bool(np.isfinite(one)) for one in best]
