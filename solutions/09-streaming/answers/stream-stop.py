# %% wrong: each-piece-alone looks-like: too-early
def until(pieces, stops):
    texts = []
    for piece in pieces:
        found = [piece.index(stop) for stop in stops if stop in piece]
        if found:
            return [*texts, piece[: min(found)]]
        texts.append(piece)
    return [*texts, ""]


# %% wrong: each-piece-alone/no-end looks-like: no-text-for-the-end
def until(pieces, stops):
    texts = []
    for piece in pieces:
        found = [piece.index(stop) for stop in stops if stop in piece]
        if found:
            return [*texts, piece[: min(found)]]
        texts.append(piece)
    return texts


# %% wrong: each-piece-alone/whole-text-searched looks-like: shown-too-far
def until(pieces, stops):
    texts, whole = [], ""
    for piece in pieces:
        before = len(whole)
        whole += piece
        found = [whole.index(stop) for stop in stops if stop in whole]
        if found:
            return [*texts, whole[before : max(before, min(found))]]
        texts.append(piece)
    return [*texts, ""]


# %% wrong: always-held-back looks-like: too-late
def until(pieces, stops):
    longest = max(map(len, stops), default=1) - 1
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = min(longest, len(held))
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: held-only-as-a-whole looks-like: each-piece-alone
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = len(held) if any(stop.startswith(held) for stop in stops) else 0
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: one-stop-string-only looks-like: never-stops
def until(pieces, stops):
    stops = stops[:1]
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: rest-forgotten looks-like: stopped-for-nothing
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, ""]


# %% wrong: no-text-for-the-end/never looks-like: rest-forgotten
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return texts


# %% wrong: text-before-it-lost looks-like: no-text-before-it
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, ""]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: text-before-it-lost/no-item looks-like: another-number-of-texts
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return texts
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: all-at-the-end looks-like: always-held-back
def until(pieces, stops):
    whole = "".join(pieces)
    found = [whole.index(stop) for stop in stops if stop in whole]
    return [whole[: min(found)] if found else whole]


# %% wrong: all-at-the-end/in-place looks-like: in-one-text
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        texts.append("")
    return [*texts, held]


# %% wrong: goes-on-afterwards looks-like: only-cut-out
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)], ""]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: another/goes-on-with-more looks-like: goes-on-afterwards
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)], "…"]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: no-text-before-it looks-like: text-before-it-lost
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]] if min(found) else texts
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: stop-string-shown looks-like: never-stops
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(held.index(stop) + len(stop) for stop in stops if stop in held)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: never-stops looks-like: stop-string-shown
def until(pieces, stops):
    return [*pieces, ""]


# %% wrong: only-cut-out looks-like: not-the-first
def until(pieces, stops):
    whole = "".join(pieces)
    for stop in stops:
        whole = whole.replace(stop, "")
    return [whole[: len(whole) // 2], whole[len(whole) // 2 :]]


# %% wrong: shown-too-far looks-like: stop-string-shown
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found) + 1]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: shown-too-far/last-one looks-like: one-stop-string-only
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: max(found) + 2]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: stopped-for-nothing looks-like: rest-forgotten
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        if any(held.endswith(stop[: len(stop) // 2 + 1]) and stop not in held for stop in stops):
            return [*texts, "", ""]
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: in-one-text looks-like: all-at-the-end
def until(pieces, stops):
    whole = "".join(pieces)
    found = [whole.index(stop) for stop in stops if stop in whole]
    return whole[: min(found)] if found else whole


# %% wrong: empty-texts-left-out looks-like: another-number-of-texts
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [text for text in [*texts, held[: min(found)]] if text]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [text for text in [*texts, held] if text]


# %% wrong: no-text-for-the-end looks-like: rest-forgotten
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held] if held else texts


# %% wrong: another-number-of-texts looks-like: empty-texts-left-out
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts += [held[: len(held) - keep][:2], held[: len(held) - keep][2:]]
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: too-late looks-like: held-only-as-a-whole
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((len(held) - held.rindex(stop[0]) for stop in stops if stop[0] in held), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: too-early looks-like: too-late
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        keep = min(keep, 1)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: each-piece-alone/held looks-like: shown-too-far
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = 0
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: too-late/looks-like-early looks-like: always-held-back
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n]) or held.endswith(stop[n - 1])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: another/shortest-beginning looks-like: too-early
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = min((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: changes-its-input
def until(pieces, stops):
    texts, held = [], ""
    while pieces:
        held += pieces.pop(0)
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: crash-no-stops
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        keep = min(keep, max(len(stop) for stop in stops))
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% right: whole-text
def until(pieces, stops):
    whole, given, texts = "", 0, []
    for piece in pieces:
        whole += piece
        places = [place for place in (whole.find(stop) for stop in stops) if place >= 0]
        if places:
            return [*texts, whole[given : min(places)]]
        sure = len(whole)
        for start in range(given, len(whole)):
            if any(stop.startswith(whole[start:]) for stop in stops):
                sure = start
                break
        texts.append(whole[given:sure])
        given = sure
    texts.append(whole[given:])
    return texts


# %% right: character-by-character
def until(pieces, stops):
    texts, held, shown = [], "", ""
    for piece in pieces:
        for character in piece:
            held += character
            hit = next((stop for stop in stops if held.endswith(stop)), None)
            if hit is not None:
                return [*texts, shown + held[: -len(hit)]]
            while held and not any(stop.startswith(held) for stop in stops):
                shown, held = shown + held[0], held[1:]
        texts.append(shown)
        shown = ""
    return [*texts, held]


# %% right: ends
def until(pieces, stops):
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        keep = max((n for stop in stops for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        texts.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return [*texts, held]


# %% wrong: not-the-first
def until(pieces, stops):
    held, out = "", []
    for piece in pieces:
        held += piece
        for s in stops:
            if s in held:
                return out + [held[: held.index(s)]]
        keep = max((n for s in stops for n in range(1, len(s)) if held.endswith(s[:n])), default=0)
        out.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return out + [held]


# %% wrong: not-the-first/rfind
def until(pieces, stops):
    held, out = "", []
    for piece in pieces:
        held += piece
        places = [held.rfind(s) for s in stops if s in held]
        if places:
            return out + [held[: min(places)]]
        keep = max((n for s in stops for n in range(1, len(s)) if held.endswith(s[:n])), default=0)
        out.append(held[: len(held) - keep])
        held = held[len(held) - keep :]
    return out + [held]
