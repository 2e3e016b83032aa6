# %% wrong: shared-as-step
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), max(1, shared)):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found


# %% wrong: nothing-shared
def windows(ids, size, shared):
    return [ids[first : first + size] for first in range(0, len(ids), size)]


# %% wrong: one-id-off
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size - shared + 1):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found


# %% wrong: last-ids-lost
def windows(ids, size, shared):
    step = size - shared
    return [ids[first : first + size] for first in range(0, max(1, len(ids) - size + 1), step)]


# %% wrong: windows-too-many
def windows(ids, size, shared):
    return [ids[first : first + size] for first in range(0, len(ids), size - shared)]


# %% wrong: last-window-moved-back
def windows(ids, size, shared):
    found, first = [], 0
    while first + size < len(ids):
        found.append(ids[first : first + size])
        first += size - shared
    return [*found, ids[-size:]]


# %% wrong: filled-up
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size - shared):
        part = ids[first : first + size]
        found.append(part + [0] * (size - len(part)))
        if first + size >= len(ids):
            break
    return found


# %% wrong: wrong-type
def windows(ids, size, shared):
    return ids[:size], ids[size - shared :]


# %% wrong: endless-loop
def windows(ids, size, shared):
    found, first = [], 0
    while first < len(ids):
        found = [*found[-50:], ids[first : first + size]]
        first += shared - shared
    return found


# %% wrong: changes-its-input
def windows(ids, size, shared):
    found = []
    while True:
        found.append(ids[:size])
        if len(ids) <= size:
            return found
        del ids[: size - shared]


# %% wrong: another/one-apart looks-like: shared-as-step
def windows(ids, size, shared):
    return [ids[first : first + size] for first in range(max(1, len(ids) - size + 1))]


# %% wrong: another/a-gap looks-like: nothing-shared
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size + shared):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found


# %% wrong: another/two-off looks-like: one-id-off
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size - shared + 2):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found


# %% wrong: another/the-first-lost looks-like: last-ids-lost
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size - shared):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found[1:]


# %% wrong: another/the-first-twice looks-like: windows-too-many
def windows(ids, size, shared):
    found = [ids[:size]]
    for first in range(0, len(ids), size - shared):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found


# %% wrong: another/turned-around looks-like: last-window-moved-back
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size - shared):
        found.append(ids[first : first + size])
        if first + size >= len(ids):
            break
    return found[::-1]


# %% wrong: another/joined-to-the-last looks-like: filled-up
def windows(ids, size, shared):
    found = []
    for first in range(0, len(ids), size - shared):
        found.append(ids[first : first + size] + [0])
        if first + size >= len(ids):
            break
    return found


# %% right: a-while
def windows(ids, size, shared):
    found, first = [ids[:size]], 0
    while first + size < len(ids):
        first += size - shared
        found.append(ids[first : first + size])
    return found


# %% right: counted-before
def windows(ids, size, shared):
    step = size - shared
    count = 1 + max(0, -(-(len(ids) - size) // step))
    return [ids[number * step : number * step + size] for number in range(count)]


# %% right: recursion
def windows(ids, size, shared):
    if len(ids) <= size:
        return [list(ids)]
    return [ids[:size]] + windows(ids[size - shared :], size, shared)
