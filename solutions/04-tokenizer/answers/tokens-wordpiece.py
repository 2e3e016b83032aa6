# %% wrong: shortest-match
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(start + 1, len(word) + 1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(piece)
        start = end
    return pieces


# %% wrong: forgets-hashes
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if word[start:end] in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(word[start:end])
        start = end
    return pieces


# %% wrong: forgets-hashes
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if ("##" if start else "") + word[start:end] in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(word[start:end])
        start = end
    return pieces


# %% wrong: pieces-not-in-the-vocabulary
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if word[start:end] in vocab:
                break
        else:
            return ["[UNK]"]
        pieces.append(("##" if start else "") + word[start:end])
        start = end
    return pieces


# %% wrong: half-word-and-unknown
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                break
        else:
            pieces.append("[UNK]")
            return pieces
        pieces.append(piece)
        start = end
    return pieces


# %% wrong: skips-what-it-cannot-find
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            start += 1
    return pieces


# %% wrong: tries-shorter-pieces
def wordpiece(word, vocab):
    def rest(start):
        if start == len(word):
            return []
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                after = rest(end)
                if after is not None:
                    return [piece, *after]
        return None

    return rest(0) or ["[UNK]"]


# %% wrong: gives-up-too-early
def wordpiece(word, vocab):
    return [word] if word in vocab else ["[UNK]"]


# %% wrong: unknown-not-in-a-list
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                break
        else:
            return "[UNK]"
        pieces.append(piece)
        start = end
    return pieces


# %% wrong: endless-loop
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
    return pieces


# %% wrong: crash-never-stops-shortening
def wordpiece(word, vocab):
    if word in vocab:
        return [word]
    end = len(word)
    while word[:end] not in vocab:
        end -= 1
        if end == 0:
            raise ValueError("nothing fits")
    return [word[:end]] + wordpiece("##" + word[end:], vocab)


# %% wrong: another/than-forgets-hashes looks-like: forgets-hashes
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return ["##" + piece.strip("#") for piece in pieces]


# %% wrong: another/than-gives-up-too-early looks-like: gives-up-too-early
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces[:1]


# %% wrong: another/than-half-word-and-unknown looks-like: half-word-and-unknown
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return pieces
    return pieces


# %% wrong: another/than-pieces-not-in-the-vocabulary looks-like: pieces-not-in-the-vocabulary
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces[::-1]


# %% wrong: another/than-shortest-match looks-like: shortest-match
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]"]
    return pieces[1:]


# %% wrong: another/than-skips-what-it-cannot-find looks-like: skips-what-it-cannot-find
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return ["[UNK]", "[UNK]"]
    return pieces


# %% wrong: another/than-tries-shorter-pieces looks-like: tries-shorter-pieces
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return [word]
    return pieces


# %% wrong: another/than-unknown-not-in-a-list looks-like: unknown-not-in-a-list
def wordpiece(word, vocab):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocab:
                pieces.append(piece)
                start = end
                break
        else:
            return "UNK"
    return pieces


# %% right: recursion
def wordpiece(word, vocab):
    def pieces_of(rest):
        if rest in ("", "##"):
            return []
        for end in range(len(rest), 2 if rest.startswith("##") else 0, -1):
            if rest[:end] in vocab:
                after = pieces_of("##" + rest[end:])
                return None if after is None else [rest[:end], *after]
        return None

    found = pieces_of(word)
    return ["[UNK]"] if found is None else found


# %% right: two-while-loops
def wordpiece(word, vocab):
    pieces = []
    start = 0
    while start < len(word):
        end = len(word)
        while end > start:
            piece = word[start:end]
            if start > 0:
                piece = "##" + piece
            if piece in vocab:
                pieces.append(piece)
                break
            end -= 1
        if end == start:
            return ["[UNK]"]
        start = end
    return pieces


# %% right: longest-of-the-vocabulary
def wordpiece(word, vocab):
    rest, pieces = word, []
    while rest:
        mark = "##" if pieces else ""
        fitting = [t for t in vocab if t.startswith(mark) and t != mark and rest.startswith(t[len(mark):])]
        if not pieces:
            fitting = [t for t in fitting if not t.startswith("##")]
        if not fitting:
            return ["[UNK]"]
        pieces.append(max(fitting, key=len))
        rest = rest[len(pieces[-1]) - len(mark):]
    return pieces


# %% right: the-librarys-own
def wordpiece(word, vocab):
    from tokenizers.models import WordPiece

    ids = {token: place for place, token in enumerate([*vocab, "[UNK]"])}
    return [token.value for token in WordPiece(vocab=ids, unk_token="[UNK]").tokenize(word)]
