# %% wrong: zero-leaves-nothing
def top_k_left(scores, k):
    lowest = scores.topk(min(k, len(scores))).values[-1] if k else float("inf")
    return scores.masked_fill(scores < lowest, float("-inf"))


# %% wrong: nothing-taken-out
def top_k_left(scores, k):
    scores.masked_fill(scores < scores.topk(min(k, len(scores))).values.min() if k else scores < 0, float("-inf"))
    return scores


# %% wrong: lowest-kept
def top_k_left(scores, k):
    highest = scores.sort().values[min(k, len(scores)) - 1]
    return scores.masked_fill(scores > highest, float("-inf"))


# %% wrong: one-too-few
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores <= lowest, float("-inf"))


# %% wrong: one-too-many
def top_k_left(scores, k):
    if k == 0 or k >= len(scores):
        return scores.clone()
    lowest = scores.sort(descending=True).values[k]
    return scores.masked_fill(scores < lowest, float("-inf"))


# %% wrong: zeros
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores * (scores >= lowest)


# %% wrong: not-quite-out
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, -1e9)


# %% wrong: probabilities
def top_k_left(scores, k):
    if k == 0:
        return scores.softmax(0)
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, float("-inf")).softmax(0)


# %% wrong: by-different-values
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    values = sorted({*scores.tolist()}, reverse=True)
    lowest = values[min(k, len(values)) - 1]
    return scores.masked_fill(scores < lowest, float("-inf"))


# %% wrong: by-place
def top_k_left(scores, k):
    changed = scores.clone()
    changed[k:] = float("-inf")
    return changed


# %% wrong: sorted
def top_k_left(scores, k):
    ordered = scores.sort(descending=True).values
    ordered[k or len(scores) :] = float("-inf")
    return ordered


# %% wrong: only-the-kept
def top_k_left(scores, k):
    return scores.topk(min(k or len(scores), len(scores))).values


# %% wrong: ids-not-scores
def top_k_left(scores, k):
    return scores.topk(min(k or len(scores), len(scores))).indices


# %% wrong: not-numbers
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores + (scores < lowest) * float("-inf")


# %% wrong: ties-dropped
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    left = torch.full_like(scores, float("-inf"))
    values, ids = scores.topk(min(k, len(scores)))
    left[ids] = values
    return left


# %% wrong: others-kept
def top_k_left(scores, k):
    changed = scores.clone()
    changed[1::2] = float("-inf")
    return changed


# %% wrong: numbers-differ
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.abs().masked_fill(scores < lowest, float("-inf"))


# %% wrong: changes-its-input
def top_k_left(scores, k):
    if k == 0:
        return scores
    lowest = scores.topk(min(k, len(scores))).values[-1]
    scores[scores < lowest] = float("-inf")
    return scores


# %% wrong: wrong-type
def top_k_left(scores, k):
    if k == 0:
        return scores.tolist()
    lowest = scores.topk(min(k, len(scores))).values[-1].item()
    return [score if score >= lowest else float("-inf") for score in scores.tolist()]


# %% wrong: returns-nothing
def top_k_left(scores, k):
    if k:
        return None
    return scores


# %% wrong: wrong-dtype
def top_k_left(scores, k):
    if k == 0:
        return scores.long() * 0 + 1
    return (scores >= scores.topk(min(k, len(scores))).values[-1]).long()


# %% wrong: crash-more-than-there-are
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    return scores.masked_fill(scores < scores.topk(k).values[-1], float("-inf"))


# %% wrong: another/zero-is-one looks-like: zero-leaves-nothing
def top_k_left(scores, k):
    lowest = scores.topk(max(1, min(k, len(scores)))).values[-1]
    return scores.masked_fill(scores < lowest, float("-inf"))


# %% wrong: another/only-the-lowest looks-like: nothing-taken-out
def top_k_left(scores, k):
    return scores.masked_fill(scores == scores.min(), float("-inf")) if k else scores.clone()


# %% wrong: another/those-in-the-middle looks-like: lowest-kept
def top_k_left(scores, k):
    if k == 0 or k >= len(scores):
        return scores.clone()
    middle = scores.sort().values[1]
    return scores.masked_fill(scores != middle, float("-inf"))


# %% wrong: another/positive-ones looks-like: one-too-few
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    return scores.masked_fill(scores <= 2.0, float("-inf")).masked_fill(scores == 3.0, 5.0)


# %% wrong: another/two-more looks-like: one-too-many
def top_k_left(scores, k):
    if k == 0 or k + 2 > len(scores):
        return scores.clone()
    lowest = scores.sort(descending=True).values[k + 1]
    return scores.masked_fill(scores < lowest, float("-inf"))


# %% wrong: another/ones looks-like: zeros
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, 1.0)


# %% wrong: another/minus-two looks-like: not-quite-out
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, -2.0)


# %% wrong: another/halved looks-like: probabilities
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, float("-inf")) / 2


# %% wrong: another/rounded looks-like: by-different-values
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    whole = scores.round()
    values = sorted({*whole.tolist()}, reverse=True)
    return scores.masked_fill(whole < values[min(k, len(values)) - 1], float("-inf"))


# %% wrong: another/the-last looks-like: by-place
def top_k_left(scores, k):
    changed = scores.clone()
    changed[: len(scores) - k - 1] = float("-inf")
    return changed


# %% wrong: another/turned-round looks-like: sorted
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, float("-inf")).flip(0)


# %% wrong: another/one-less looks-like: only-the-kept
def top_k_left(scores, k):
    return scores.topk(min((k or len(scores)) - 1, len(scores) - 1)).values


# %% wrong: another/all-ids looks-like: ids-not-scores
def top_k_left(scores, k):
    return scores.argsort(descending=True)


# %% wrong: another/infinite looks-like: not-numbers
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest, float("inf"))


# %% wrong: another/a-hair-too-high looks-like: ties-dropped
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    values = scores.sort(descending=True).values
    border = values[min(k, len(scores)) - 1]
    tied = len(scores) > k and values[k] == border
    return scores.masked_fill((scores <= border) if tied and k > 1 else (scores < border), float("-inf"))


# %% wrong: another/above-the-mean looks-like: others-kept
def top_k_left(scores, k):
    return scores.masked_fill(scores < scores.topk(min(k or 99, len(scores))).values[-1], -3.0)


# %% wrong: another/one-more-each looks-like: numbers-differ
def top_k_left(scores, k):
    return (scores + 1).softmax(0)


# %% wrong: close-is-not-equal
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    lowest = scores.topk(min(k, len(scores))).values[-1]
    return scores.masked_fill(scores < lowest - 1e-3, float("-inf"))


# %% wrong: another/close-to-the-highest looks-like: close-is-not-equal
def top_k_left(scores, k):
    if k == 0:
        return scores.clone()
    return scores.masked_fill(scores < scores.max() - 1e-3, float("-inf"))


# %% right: by-sorting
def top_k_left(scores, k):
    if not 0 < k < len(scores):
        return scores.clone()
    border = scores.sort(descending=True).values[k - 1]
    return torch.where(scores >= border, scores, torch.tensor(float("-inf")))


# %% right: the-librarys-own
def top_k_left(scores, k):
    from transformers import TopKLogitsWarper

    return TopKLogitsWarper(k)(None, scores[None])[0] if k else scores


# %% right: a-loop
def top_k_left(scores, k):
    numbers = scores.tolist()
    if k == 0:
        return torch.tensor(numbers)
    border = sorted(numbers, reverse=True)[: max(k, 1)][-1]
    return torch.tensor([number if number >= border else -float("inf") for number in numbers])


# %% right: with-numpy
def top_k_left(scores, k):
    import numpy as np

    numbers = scores.numpy().copy()
    if 0 < k < len(numbers):
        numbers[numbers < np.sort(numbers)[-k]] = -np.inf
    return numbers
