# %% wrong: rest-forgotten looks-like: no-text-for-the-end
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return [decoder.decode(piece) for piece in pieces] + [""]


# %% wrong: no-text-for-the-end/never looks-like: another-number-of-texts
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return [decoder.decode(piece) for piece in pieces]


# %% wrong: every-piece-alone looks-like: half-characters
def characters(pieces):
    return [piece.decode("utf-8", "replace") for piece in pieces] + [""]


# %% wrong: every-piece-alone/new-decoder looks-like: rest-forgotten
def characters(pieces):
    return [codecs.getincrementaldecoder("utf-8")("replace").decode(piece, final=True) for piece in pieces] + [""]


# %% wrong: bytes-thrown-away looks-like: every-piece-alone
def characters(pieces):
    return [piece.decode("utf-8", "ignore") for piece in pieces] + [""]


# %% wrong: bytes-thrown-away/no-end looks-like: broken-bytes-dropped
def characters(pieces):
    return [piece.decode("utf-8", errors="ignore") for piece in pieces]


# %% wrong: in-another-encoding looks-like: every-piece-alone
def characters(pieces):
    return [piece.decode("latin-1") for piece in pieces] + [""]


# %% wrong: whole-text-each-time looks-like: all-at-the-end
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts, text = [], ""
    for piece in pieces:
        text += decoder.decode(piece)
        texts.append(text)
    return [*texts, text + decoder.decode(b"", True)]


# %% wrong: all-at-the-end looks-like: too-late
def characters(pieces):
    return [""] * len(pieces) + [b"".join(pieces).decode("utf-8", "replace")]


# %% wrong: all-at-the-end/alone looks-like: in-one-text
def characters(pieces):
    return [b"".join(pieces).decode("utf-8", "replace")]


# %% wrong: bytes-not-texts looks-like: in-another-encoding
def characters(pieces):
    return [*pieces, b""]


# %% wrong: broken-bytes-dropped looks-like: rest-forgotten
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    return [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]


# %% wrong: in-one-text looks-like: whole-text-each-time
def characters(pieces):
    return b"".join(pieces).decode("utf-8", "replace")


# %% wrong: empty-texts-left-out looks-like: no-text-for-the-end
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]
    return [text for text in texts if text]


# %% wrong: no-text-for-the-end looks-like: empty-texts-left-out
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = [decoder.decode(piece) for piece in pieces]
    rest = decoder.decode(b"", True)
    return texts + [rest] if rest else texts


# %% wrong: another-number-of-texts looks-like: empty-texts-left-out
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return ["", *(decoder.decode(piece) for piece in pieces), decoder.decode(b"", True)]


# %% wrong: too-late looks-like: all-at-the-end
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]
    if len(texts) > 1:
        for n in range(len(texts) - 1, 0, -1):
            texts[n] = texts[n - 1][-1:] + (texts[n][:-1] if n < len(texts) - 1 else texts[n])
        texts[0] = texts[0][:-1]
    return texts


# %% wrong: too-early looks-like: too-late
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]
    if len(texts) > 2 and texts[-1] == "" and not texts[-3]:
        texts[-3], texts[-2] = texts[-2], ""
    return texts


# %% wrong: half-characters looks-like: broken-bytes-dropped
def characters(pieces):
    texts, held = [], b""
    for piece in pieces:
        held += piece
        if len(held) > 1:
            texts.append(held.decode("utf-8", "replace"))
            held = b""
        else:
            texts.append("")
    return [*texts, held.decode("utf-8", "replace")]


# %% wrong: too-late/waits-for-whole-pieces looks-like: in-another-encoding
def characters(pieces):
    texts, held = [], b""
    for piece in pieces:
        held += piece
        try:
            texts.append(held.decode())
            held = b""
        except UnicodeDecodeError:
            texts.append("")
    return [*texts, held.decode("utf-8", "replace")]


# %% wrong: too-late/sign-held looks-like: bytes-thrown-away
def characters(pieces):
    texts, given, data = [], 0, b""
    for piece in pieces:
        data += piece
        text = data.decode("utf-8", "replace").rstrip("\ufffd")
        texts.append(text[given:])
        given = len(text)
    return [*texts, data.decode("utf-8", "replace")[given:]]


# %% wrong: another/utf-16 looks-like: bytes-not-texts
def characters(pieces):
    return [piece.decode("utf-16", "replace") for piece in pieces] + [""]


# %% wrong: another/nothing-for-no-pieces looks-like: too-early
def characters(pieces):
    if not pieces:
        return []
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]


# %% wrong: changes-its-input
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = []
    while pieces:
        texts.append(decoder.decode(pieces.pop(0)))
    return [*texts, decoder.decode(b"", True)]


# %% wrong: crash-strict
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")()
    return [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]


# %% wrong: another/whole-text-each-time-but-the-end looks-like: whole-text-each-time
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return [decoder.decode(piece) * 2 for piece in pieces] + [decoder.decode(b"", True)]


# %% right: by-hand-from-prefixes
def characters(pieces):
    texts, given = [], 0
    data = b""
    for piece in [*pieces, None]:
        if piece is None:
            texts.append(data.decode("utf-8", "replace")[given:])
            break
        data += piece
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        text = decoder.decode(data)
        texts.append(text[given:])
        given = len(text)
    return texts


# %% right: iterdecode-like
def characters(pieces):
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = []
    for place, piece in enumerate([*pieces, b""]):
        texts.append(decoder.decode(piece, final=place == len(pieces)))
    return texts


# %% right: text-wrapper
def characters(pieces):
    import io
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")("replace"), translate=False)
    return [decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", final=True)]
