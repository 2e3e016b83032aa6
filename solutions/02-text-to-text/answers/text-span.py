# %% wrong: counts-from-the-context
def best_span(starts, ends, inside, longest):
    offset = inside.index(True)
    count = sum(inside)
    starts, ends = starts[offset : offset + count], ends[offset : offset + count]
    best, span = float("-inf"), None
    for first in range(count):
        for last in range(first, min(first + longest, count)):
            if starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: last-is-behind
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last + 1)
    return span


# %% wrong: ends-before-it-starts
def best_span(starts, ends, inside, longest):
    return int(starts.argmax()), int(ends.argmax())


# %% wrong: ends-before-it-starts/only-inside
def best_span(starts, ends, inside, longest):
    outside = ~torch.tensor(inside)
    starts, ends = starts.masked_fill(outside, -1e9), ends.masked_fill(outside, -1e9)
    return int(starts.argmax()), int(ends.argmax())


# %% wrong: outside-the-context
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: outside-the-context/zeros
def best_span(starts, ends, inside, longest):
    mask = torch.tensor(inside)
    pairs = (starts * mask)[:, None] + (ends * mask)[None, :]
    allowed = torch.ones_like(pairs).triu().tril(longest - 1).bool()
    place = int(pairs.masked_fill(~allowed, -1e9).argmax())
    return place // len(inside), place % len(inside)


# %% wrong: one-token-too-long
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, len(inside)):
            if inside[first] and inside[last] and last - first <= longest and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: longer-than-allowed
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, len(inside)):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: one-by-one
def best_span(starts, ends, inside, longest):
    places = [place for place in range(len(inside)) if inside[place]]
    first = max(places, key=lambda place: starts[place])
    last = max([p for p in places if first <= p < first + longest], key=lambda place: ends[place])
    return first, last


# %% wrong: one-by-one/the-last-first
def best_span(starts, ends, inside, longest):
    places = [place for place in range(len(inside)) if inside[place]]
    last = max(places, key=lambda place: ends[place])
    first = max([p for p in places if p <= last < p + longest], key=lambda place: starts[place])
    return first, last


# %% wrong: one-token-too-short
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + max(1, longest - 1), len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: multiplies-the-scores
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] * ends[last] > best:
                best, span = starts[first] * ends[last], (first, last)
    return span


# %% wrong: tensors-not-numbers
def best_span(starts, ends, inside, longest):
    outside = ~torch.tensor(inside)
    starts, ends = starts.masked_fill(outside, -1e9), ends.masked_fill(outside, -1e9)
    return starts.argmax(), ends.argmax()


# %% wrong: crash-never-found
def best_span(starts, ends, inside, longest):
    best, span = 0, None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last)
    return span[0], span[1]


# %% wrong: wrong-type
def best_span(starts, ends, inside, longest):
    best = float("-inf")
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last]:
                best = max(best, float(starts[first] + ends[last]))
    return best


# %% wrong: another/one-too-early looks-like: counts-from-the-context
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first - 1, last - 1)
    return span


# %% wrong: another/two-behind looks-like: last-is-behind
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, last + 2)
    return span


# %% wrong: another/the-first-twice looks-like: ends-before-it-starts
def best_span(starts, ends, inside, longest):
    first = max([place for place in range(len(inside)) if inside[place]], key=lambda place: starts[place])
    return first, first


# %% wrong: another/all-of-the-context looks-like: outside-the-context
def best_span(starts, ends, inside, longest):
    return inside.index(True), inside.index(True) + sum(inside) - 1


# %% wrong: another/two-too-long looks-like: one-token-too-long
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] > best:
                best, span = starts[first] + ends[last], (first, first + longest + 1)
    return span


# %% wrong: another/always-the-most looks-like: longer-than-allowed
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside) - longest + 1):
        last = first + longest - 1
        if inside[first] and inside[last] and starts[first] + ends[last] > best:
            best, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: another/the-worst looks-like: one-by-one
def best_span(starts, ends, inside, longest):
    worst, span = float("inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] + ends[last] < worst:
                worst, span = starts[first] + ends[last], (first, last)
    return span


# %% wrong: another/one-token-always looks-like: one-token-too-short
def best_span(starts, ends, inside, longest):
    sums = [float(s + e) if i else float("-inf") for s, e, i in zip(starts, ends, inside)]
    place = sums.index(max(sums))
    return place, place


# %% wrong: another/the-difference looks-like: multiplies-the-scores
def best_span(starts, ends, inside, longest):
    best, span = float("-inf"), None
    for first in range(len(inside)):
        for last in range(first, min(first + longest, len(inside))):
            if inside[first] and inside[last] and starts[first] - ends[last] > best:
                best, span = starts[first] - ends[last], (first, last)
    return span


# %% wrong: another/a-tensor-of-two looks-like: tensors-not-numbers
def best_span(starts, ends, inside, longest):
    return torch.tensor([int(starts.argmax()), int(ends.argmax())])


# %% right: with-tensors
def best_span(starts, ends, inside, longest):
    mask = torch.tensor(inside)
    pairs = starts[:, None] + ends[None, :]
    allowed = (mask[:, None] & mask[None, :]).triu().tril(longest - 1)
    place = int(pairs.masked_fill(~allowed, float("-inf")).argmax())
    return place // len(inside), place % len(inside)


# %% right: a-list-of-pairs
def best_span(starts, ends, inside, longest):
    places = [place for place, is_inside in enumerate(inside) if is_inside]
    pairs = [(first, last) for first in places for last in places if 0 <= last - first < longest]
    return max(pairs, key=lambda pair: float(starts[pair[0]] + ends[pair[1]]))


# %% right: a-list
def best_span(starts, ends, inside, longest):
    scored = []
    for last in range(len(inside)):
        for first in range(max(0, last - longest + 1), last + 1):
            if inside[first] and inside[last]:
                scored.append(((starts[first] + ends[last]).item(), first, last))
    return list(max(scored)[1:])


# %% wrong: changes-its-input
def best_span(starts, ends, inside, longest):
    for place, allowed in enumerate(inside):
        if not allowed:
            starts[place] = ends[place] = float("-inf")
    pairs = [(i, j) for i in range(len(starts)) for j in range(i, min(len(starts), i + longest))]
    return max(pairs, key=lambda pair: (starts[pair[0]] + ends[pair[1]]).item())
