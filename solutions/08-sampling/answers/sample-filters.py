# %% wrong: scores-not-probabilities
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0]


# %% wrong: temperature-last
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = scores[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return (left[0] / temperature).softmax(0)


# %% wrong: temperature-for-the-filters-only
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return torch.where(left[0].isinf(), left[0], scores).softmax(0)


# %% wrong: top-p-before-top-k
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: min-p-before-top-p
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    return left[0].softmax(0)


# %% wrong: min-p-as-a-limit
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    return left.masked_fill(left.softmax(-1) < min_p, float("-inf"))[0].softmax(0)


# %% wrong: border-token-lost
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    scores = scores / temperature
    if top_k:
        scores = scores.masked_fill(scores < scores.topk(min(top_k, len(scores))).values[-1], float("-inf"))
    if top_p < 1:
        values, order = scores.softmax(0).sort(descending=True)
        scores = scores.index_fill(0, order[(values.cumsum(0) > top_p)], float("-inf"))
        if scores.isinf().all():
            scores[order[0]] = 0.0
    p = scores.softmax(0)
    return scores.masked_fill(p < min_p * p.max(), float("-inf")).softmax(0)


# %% wrong: do-not-add-up
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return (scores / temperature).softmax(0) * left[0].isfinite()


# %% wrong: temperature-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = scores[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: top-k-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: top-p-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p and top_p == 1 else left
    return left[0].softmax(0) if top_p == 1 or not min_p else MinPLogitsWarper(min_p)(None, left)[0].softmax(0)


# %% wrong: min-p-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    return left[0].softmax(0)


# %% wrong: not-numbers
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    scores = scores / temperature
    p = scores.softmax(0)
    return scores.masked_fill(p <= p.max(), float("-inf")).softmax(0)


# %% wrong: others-kept
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    scores = scores / temperature
    return scores.masked_fill(scores < scores.median(), float("-inf")).softmax(0)


# %% wrong: numbers-differ
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].isfinite().float() / left[0].isfinite().sum()


# %% wrong: changes-its-input
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    scores /= temperature
    left = scores[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: wrong-type
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature).softmax(0).tolist()


# %% wrong: wrong-shape
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature)[None].softmax(-1)


# %% wrong: wrong-dtype
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return scores.argsort()


# %% wrong: returns-nothing
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    scores = scores / temperature
    if not (top_k or min_p or top_p < 1):
        return scores.softmax(0)


# %% wrong: crash-min-p-of-zero
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import TopKLogitsWarper

    return TopKLogitsWarper(top_k)(None, (scores / temperature)[None])[0].softmax(0)


# %% wrong: another/logarithms looks-like: scores-not-probabilities
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature).log_softmax(0)


# %% wrong: another/temperature-twice looks-like: temperature-last
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature / temperature).softmax(0)


# %% wrong: another/half-the-temperature looks-like: temperature-for-the-filters-only
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature * 2).softmax(0)


# %% wrong: another/one-more-in-top-k looks-like: top-p-before-top-k
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k - 3)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: another/min-p-doubled looks-like: min-p-before-top-p
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min(1.0, 3.5 * min_p))(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: another/of-the-rest looks-like: min-p-as-a-limit
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    p = (scores / temperature).softmax(0)
    return torch.where(p >= min_p, p.mean(), 0.0) if min_p else p


# %% wrong: another/a-smaller-share looks-like: border-token-lost
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p / 2.5)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: another/divided-by-the-highest looks-like: do-not-add-up
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature).exp().long()


# %% wrong: another/another-temperature looks-like: temperature-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / (temperature + 0.5)).softmax(0)


# %% wrong: another/top-k-doubled looks-like: top-k-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(2)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: another/top-p-upside-down looks-like: top-p-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(1 - top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: another/min-p-upside-down looks-like: min-p-ignored
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = MinPLogitsWarper(1 - min_p)(None, left) if min_p else left
    return left[0].softmax(0)


# %% wrong: another/negative-numbers looks-like: not-numbers
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return -(scores / temperature).softmax(0)


# %% wrong: another/the-lowest-kept looks-like: others-kept
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    return (scores / temperature).softmax(0) / 2


# %% wrong: another/halves looks-like: numbers-differ
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    scores = scores / temperature
    return scores.masked_fill(scores < scores.topk(2).values[-1], float("-inf")).softmax(0)


# %% wrong: multiplied
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores * temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0)


# %% wrong: another/added looks-like: multiplied
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores + temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0)


# %% wrong: equals-parted
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopPLogitsWarper

    left = scores / temperature
    if top_k:
        kept = torch.full_like(left, float("-inf"))
        at = left.argsort(descending=True, stable=True)[:top_k]
        kept[at] = left[at]
        left = kept
    left = left[None]
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0)


# %% wrong: another/one-less-in-top-k looks-like: equals-parted
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopPLogitsWarper

    left = scores / temperature
    if top_k:
        kept = torch.full_like(left, float("-inf"))
        at = left.argsort(descending=True, stable=True)[: max(top_k - 1, 1)]
        kept[at] = left[at]
        left = kept
    left = left[None]
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0)


# %% wrong: logarithms
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.log_softmax(0)


# %% wrong: another/minus-the-logarithms looks-like: logarithms
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return -left.log_softmax(0)


# %% wrong: nearly
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0).round(decimals=3)


# %% wrong: another/tenths looks-like: nearly
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0).round(decimals=1)


# %% wrong: sorted
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0).sort(descending=True).values


# %% wrong: another/turned-round looks-like: sorted
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.softmax(0).flip(0)


# %% wrong: too-large-for-exp
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    return left.exp() / left.exp().sum()


# %% wrong: another/cut-at-eighty looks-like: too-large-for-exp
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import MinPLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    left = (scores / temperature)[None]
    left = TopKLogitsWarper(top_k)(None, left) if top_k else left
    left = TopPLogitsWarper(top_p)(None, left) if top_p < 1 else left
    left = (MinPLogitsWarper(min_p)(None, left) if min_p else left)[0]
    left = left.clamp(max=80.0)
    return left.exp() / left.exp().sum()


# %% right: by-hand
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    scores = scores / temperature
    out = float("-inf")
    if top_k:
        scores = scores.masked_fill(scores < scores.topk(min(top_k, len(scores))).values[-1], out)
    if top_p < 1:
        values, order = scores.softmax(0).sort(descending=True)
        scores = scores.index_fill(0, order[values.cumsum(0) - values >= top_p], out)
    if min_p:
        p = scores.softmax(0)
        scores = scores.masked_fill(p < min_p * p.max(), out)
    return scores.softmax(0)


# %% right: with-probabilities
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    p = torch.softmax(scores.double() / temperature, 0)
    if top_k:
        p = torch.where(p >= p.sort(descending=True).values[:top_k][-1], p, 0.0)
        p = p / p.sum()
    if top_p < 1:
        total = 0.0
        for id in p.argsort(descending=True).tolist():
            if total >= top_p:
                p[id] = 0.0
            total += p[id].item()
        p = p / p.sum()
    p = torch.where(p >= min_p * p.max(), p, 0.0)
    return (p / p.sum()).float()


# %% right: the-librarys-own
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from transformers import (
        LogitsProcessorList,
        MinPLogitsWarper,
        TemperatureLogitsWarper,
        TopKLogitsWarper,
        TopPLogitsWarper,
    )

    filters = LogitsProcessorList([TemperatureLogitsWarper(float(temperature))])
    if top_k:
        filters.append(TopKLogitsWarper(top_k))
    if top_p < 1:
        filters.append(TopPLogitsWarper(top_p))
    if min_p:
        filters.append(MinPLogitsWarper(min_p))
    return filters(torch.zeros(1, 0, dtype=torch.long), scores[None])[0].softmax(-1)


# %% right: the-courses-own
def probabilities_left(scores, temperature, top_k, top_p, min_p):
    from course_lib.generation import Settings, filtered

    settings = Settings(do_sample=True, temperature=temperature, top_k=top_k, top_p=top_p, min_p=min_p)
    return filtered(scores[None], torch.zeros(1, 0, dtype=torch.long), settings)[0].softmax(0)
