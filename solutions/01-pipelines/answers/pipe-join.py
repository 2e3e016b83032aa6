# %% wrong: not-moved
def join_windows(parts):
    found = {
        (one["start"], one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)


# %% wrong: repeats-left
def join_windows(parts):
    found = sorted(
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    )
    return [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]


# %% wrong: repeats-left/nothing-dropped
def join_windows(parts):
    return sorted(
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    )


# %% wrong: pieces-left
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    return sorted(found)


# %% wrong: pieces-left/strictly-inside
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    return sorted(one for one in found if not any(other[0] < one[0] and one[1] < other[1] for other in found))


# %% wrong: pieces-left/only-the-one-before
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = []
    for one in sorted(found):
        if not kept or not (kept[-1][0] <= one[0] and one[1] <= kept[-1][1]):
            kept.append(one)
    return kept


# %% wrong: piece-of-another-kind
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] and other[2] == one[2] for other in found)
    ]
    return sorted(kept)


# %% wrong: piece-for-the-whole
def join_windows(parts):
    kept = []
    for first, entities in parts:
        for one in entities:
            start, end = first + one["start"], first + one["end"]
            if all(end <= other[0] or other[1] <= start for other in kept):
                kept.append((start, end, one["entity_group"]))
    return sorted(kept)


# %% wrong: piece-for-the-whole/the-shorter
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(one[0] <= other[0] and other[1] <= one[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)


# %% wrong: overlaps-dropped
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = []
    for one in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.append(one)
    return sorted(kept)


# %% wrong: first-window-only
def join_windows(parts):
    for first, entities in parts:
        return sorted((first + one["start"], first + one["end"], one["entity_group"]) for one in entities)


# %% wrong: order-lost
def join_windows(parts):
    kept = []
    for first, entities in parts:
        for one in entities:
            new = (first + one["start"], first + one["end"], one["entity_group"])
            if any(other[0] <= new[0] and new[1] <= other[1] for other in kept):
                continue
            kept = [other for other in kept if not (new[0] <= other[0] and other[1] <= new[1])] + [new]
    return kept


# %% wrong: dictionaries-not-triples
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return [{"start": a, "end": b, "entity_group": kind} for a, b, kind in sorted(kept)]


# %% wrong: another-order-in-a-triple
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return [(kind, a, b) for a, b, kind in sorted(kept)]


# %% wrong: changes-its-input
def join_windows(parts):
    found = []
    for first, entities in parts:
        for one in entities:
            one["start"] += first
            one["end"] += first
            found.append((one["start"], one["end"], one["entity_group"]))
    return sorted({
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    })


# %% wrong: crash-dictionaries-in-a-set
def join_windows(parts):
    return sorted({one for first, entities in parts for one in entities})


# %% wrong: wrong-type
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return tuple(sorted(kept))


# %% wrong: wrong-type/a-set
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return set(kept)


# %% wrong: another/moved-twice looks-like: not-moved
def join_windows(parts):
    found = {
        (2 * first + one["start"], 2 * first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)


# %% wrong: another/each-again looks-like: repeats-left
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept) + [(0, 1, 'PER')]


# %% wrong: another/nothing-moved-nothing-dropped looks-like: pieces-left
def join_windows(parts):
    return sorted({(one["start"], one["end"], one["entity_group"]) for first, entities in parts for one in entities})


# %% wrong: another/longest-alone looks-like: piece-of-another-kind
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept, key=lambda one: one[0] - one[1])[:1]


# %% wrong: another/ends-moved-alone looks-like: piece-for-the-whole
def join_windows(parts):
    found = {
        (one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)


# %% wrong: another/one-word-a-window looks-like: overlaps-dropped
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities[:1]
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)


# %% wrong: another/the-last-window looks-like: first-window-only
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts[-1:] for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)


# %% wrong: another/from-behind-and-short looks-like: order-lost
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return sorted(kept)[::-1][:1]


# %% wrong: another/places-alone looks-like: dictionaries-not-triples
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return [[a, b] for a, b, kind in sorted(kept)]


# %% wrong: another/end-before-start looks-like: another-order-in-a-triple
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return [(b, a, kind) for a, b, kind in sorted(kept)]


# %% wrong: piece-for-the-whole/one-for-each-start
def join_windows(parts):
    by_start = {}
    for first, entities in parts:
        for one in entities:
            by_start[first + one["start"]] = (first + one["start"], first + one["end"], one["entity_group"])
    found = list(by_start.values())
    return sorted(
        one for one in found if not any(o[0] <= one[0] and one[1] <= o[1] and o[:2] != one[:2] for o in found)
    )


# %% right: lists-for-triples
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = [
        one for one in found
        if not any(other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2] for other in found)
    ]
    return [list(one) for one in sorted(kept)]


# %% right: longest-first
def join_windows(parts):
    found = {
        (first + one["start"], first + one["end"], one["entity_group"]) for first, entities in parts for one in entities
    }
    kept = []
    for one in sorted(found, key=lambda one: one[0] - one[1]):
        if not any(other[0] <= one[0] and one[1] <= other[1] for other in kept):
            kept.append(one)
    kept.sort()
    return kept


# %% right: step-by-step
def join_windows(parts):
    kept = []
    for first, entities in parts:
        for one in entities:
            new = (first + one["start"], first + one["end"], one["entity_group"])
            if any(other[0] <= new[0] and new[1] <= other[1] for other in kept):
                continue
            kept = [other for other in kept if not (new[0] <= other[0] and other[1] <= new[1])] + [new]
    return sorted(kept, key=lambda one: one[0])
