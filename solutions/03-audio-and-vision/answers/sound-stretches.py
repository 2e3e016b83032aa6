# %% wrong: last-one-lost
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, behind))
                first = None
    return found


# %% wrong: last-frame-inside
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, behind - 1))
                first = None
    if first is not None:
        found.append((first, behind - 1))
    return found


# %% wrong: quiet-never-forgotten
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind = place + 1
        else:
            quiet += 1
            if quiet >= pause and first is not None:
                found.append((first, behind))
                first, quiet = None, 0
    if first is not None:
        found.append((first, behind))
    return found


# %% wrong: quiet-never-forgotten/and-subtracted
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind = place + 1
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, place - quiet + 1))
                first, quiet = None, 0
    if first is not None:
        found.append((first, behind))
    return found


# %% wrong: another/every-third-quiet-frame looks-like: quiet-never-forgotten
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause if len(found) % 2 else 1:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


# %% wrong: every-gap-splits
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < 1:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


# %% wrong: every-gap-splits/grouped
def stretches(loud, pause):
    found, place = [], 0
    for flag, group in __import__('itertools').groupby(loud):
        length = len(list(group))
        if flag:
            found.append((place, place + length))
        place += length
    return found


# %% wrong: pauses-not-stretches
def stretches(loud, pause):
    found, first = [], None
    for place, flag in enumerate([*loud, True]):
        if not flag and first is None:
            first = place
        elif flag and first is not None:
            if place - first >= pause:
                found.append((first, place))
            first = None
    return found


# %% wrong: exactly-a-pause
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet > pause:
                found.append((first, behind))
                first = None
    if first is not None:
        found.append((first, behind))
    return found


# %% wrong: one-frame-short-of-a-pause
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= max(1, pause - 1):
                found.append((first, behind))
                first = None
    if first is not None:
        found.append((first, behind))
    return found


# %% wrong: start-and-length
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, behind - first))
                first = None
    if first is not None:
        found.append((first, behind - first))
    return found


# %% wrong: from-first-to-last
def stretches(loud, pause):
    places = [place for place, flag in enumerate(loud) if flag]
    return [(places[0], places[-1] + 1)] if places else []


# %% wrong: frames-not-places
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [loud[first:behind] for first, behind in found]


# %% wrong: frames-not-places/all-places
def stretches(loud, pause):
    return [place for place, flag in enumerate(loud) if flag]


# %% wrong: not-in-pairs
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [place for pair in found for place in pair]


# %% wrong: nothing-for-silence
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found or [(0, 0)]


# %% wrong: quiet-end-kept
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, place + 1))
                first = None
    if first is not None:
        found.append((first, place + 1))
    return found


# %% wrong: quiet-end-kept/to-the-end
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, behind))
                first = None
    if first is not None:
        found.append((first, len(loud)))
    return found


# %% wrong: quiet-start-kept
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(found[n - 1][1] if n else 0, pair[1]) for n, pair in enumerate(found)]


# %% wrong: outside-the-sound
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(first + 30, behind + 30) for first, behind in found]


# %% wrong: pause-inside
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < 2 * pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


# %% wrong: loud-frames-lost
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(first, behind - 2) if behind - first > 2 else (first, behind) for first, behind in found]


# %% wrong: loud-frames-lost/short-ones
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [pair for pair in found if pair[1] - pair[0] > 2]


# %% wrong: changes-its-input
def stretches(loud, pause):
    last = None
    for place, flag in enumerate(loud):
        if flag:
            if last is not None and place - last - 1 < pause:
                loud[last:place] = [True] * (place - last)
            last = place
    found, first = [], None
    for place, flag in enumerate([*loud, False]):
        if flag and first is None:
            first = place
        elif not flag and first is not None:
            found.append((first, place))
            first = None
    return found


# %% wrong: returns-nothing
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))


# %% wrong: silent-stretch
def stretches(loud, pause):
    edges = [0, *[place for place in range(1, len(loud)) if loud[place] != loud[place - 1]], len(loud)]
    return [*zip(edges, edges[1:])]


# %% wrong: wrong-type
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return tuple(found)


# %% wrong: another/the-first-lost looks-like: last-one-lost
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found[1:]


# %% wrong: another/first-frame-outside looks-like: last-frame-inside
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(first + 1, behind) for first, behind in found]


# %% wrong: another/no-gap-splits looks-like: every-gap-splits
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < 99:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


# %% wrong: another/pauses-inside looks-like: pauses-not-stretches
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(a[1], b[0]) for a, b in zip(found, found[1:])]


# %% wrong: another/half-the-pause looks-like: exactly-a-pause
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < (pause + 1) // 2:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


# %% wrong: another/two-frames-short looks-like: one-frame-short-of-a-pause
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause - 2:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found


# %% wrong: another/start-and-loud-frames looks-like: start-and-length
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(first, sum(loud[first:behind]) - 1) for first, behind in found]


# %% wrong: another/the-longest-alone looks-like: from-first-to-last
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [max(found, key=lambda pair: pair[1] - pair[0])] if found else []


# %% wrong: another/loud-as-numbers looks-like: frames-not-places
def stretches(loud, pause):
    return [int(flag) for flag in loud]


# %% wrong: another/beginnings-alone looks-like: not-in-pairs
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [first for first, _ in found]


# %% wrong: another/loud-for-silence looks-like: nothing-for-silence
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found or [(0, 1)]


# %% wrong: another/wider-on-both-sides looks-like: quiet-end-kept
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(first - 1, behind + 1) for first, behind in found]


# %% wrong: another/a-frame-later looks-like: quiet-start-kept
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(first + 1, behind + 1) for first, behind in found]


# %% wrong: another/quiet-at-both-ends looks-like: outside-the-sound
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [(max(0, first - 1), min(len(loud), behind + 1)) for first, behind in found]


# %% wrong: another/between-the-quiet looks-like: silent-stretch
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found[::-1]


# %% wrong: another/last-pair-joined looks-like: pause-inside
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [*found[:-2], (found[-2][0], found[-1][1])] if len(found) == 2 else found[:1]


# %% wrong: another/one-by-one looks-like: loud-frames-lost
def stretches(loud, pause):
    return [(place, place + 1) for place, flag in enumerate(loud) if flag]


# %% right: walking
def stretches(loud, pause):
    found, first, quiet = [], None, 0
    for place, flag in enumerate(loud):
        if flag:
            if first is None:
                first = place
            behind, quiet = place + 1, 0
        elif first is not None:
            quiet += 1
            if quiet >= pause:
                found.append((first, behind))
                first = None
    if first is not None:
        found.append((first, behind))
    return found


# %% right: lists
def stretches(loud, pause):
    found = []
    for place, flag in enumerate(loud):
        if flag:
            if found and place - found[-1][1] < pause:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return [list(pair) for pair in found]


# %% right: places
def stretches(loud, pause):
    places = [place for place, flag in enumerate(loud) if flag]
    found = []
    for place in places:
        if not found or place - found[-1][-1] > pause:
            found.append([place])
        found[-1].append(place)
    return [(stretch[0], stretch[-1] + 1) for stretch in found]


# %% right: from-behind
def stretches(loud, pause):
    found = []
    for place in range(len(loud) - 1, -1, -1):
        if loud[place]:
            if found and found[0][0] - place - 1 < pause:
                found[0] = (place, found[0][1])
            else:
                found.insert(0, (place, place + 1))
    return found


# %% right: with-a-text
def stretches(loud, pause):
    text = "".join("#" if flag else "." for flag in loud)
    return [match.span() for match in __import__("re").finditer("#(?:[.]{0,%d}#)*" % (pause - 1), text)]
