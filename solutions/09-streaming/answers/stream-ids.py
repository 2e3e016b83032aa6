# %% wrong: prompt-left-in
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            self.ids += value.flatten().tolist()

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: prompt-left-in/by-its-length
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if value.numel() == 1:
                self.ids += value.flatten().tolist()

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: nothing-but-the-prompt looks-like: prompt-left-in
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if self.first:
                self.ids += value[0].tolist()
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: ids-of-the-prompt-dropped looks-like: first-id-lost
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if self.first:
                self.prompt = value[0].tolist()
            else:
                self.ids += [id for id in value.tolist() if id not in self.prompt]
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: first-id-lost looks-like: last-id-only
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            self.ids += value.flatten().tolist()
            if self.first:
                self.n = len(self.ids)
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids[mine.n + 1:]


# %% wrong: lists-not-ids looks-like: tensors-not-ids
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids.append(value.tolist())
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: last-id-only looks-like: ids-of-the-prompt-dropped
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids = value.tolist()
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: tensors-not-ids looks-like: lists-not-ids
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids.append(value[0])
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: tensors-not-ids/whole
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids.append(value)
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: another/texts looks-like: nothing-but-the-prompt
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids += [str(id) for id in value.tolist()]
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: another/reversed looks-like: prompt-left-in
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids = value.tolist() + self.ids
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: another/set looks-like: last-id-only
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids += [id for id in value.tolist() if id not in self.ids]
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: another/end-marked
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids += value.tolist()
            self.first = False

        def end(self):
            self.ids.append(None)

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: another/zero-left-out
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if not self.first:
                self.ids += [id for id in value.tolist() if id]
            self.first = False

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: crash-no-end
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []

        def put(self, value):
            self.ids += value.flatten().tolist()

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% wrong: another/what-generate-returns
def new_ids(generate):
    class Mine:
        def put(self, value):
            pass

        def end(self):
            pass

    return generate(streamer=Mine())


# %% right: by-dimensions
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            if value.ndim == 1:
                self.ids.append(value.item())

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return mine.ids


# %% right: all-then-cut
def new_ids(generate):
    class Mine:
        def __init__(self):
            self.ids = []
            self.first = True

        def put(self, value):
            self.ids.append(value.flatten().tolist())

        def end(self):
            pass

    mine = Mine()
    generate(streamer=mine)
    return [id for part in mine.ids[1:] for id in part]


# %% right: base-streamer
def new_ids(generate):
    found = []

    class Mine(BaseStreamer):
        def put(self, value):
            found.append(value)

        def end(self):
            found.append(None)

    generate(streamer=Mine())
    return [int(value) for value in found[1:-1]]


# %% wrong: called-more-than-once looks-like: streamer-without-its-name
def new_ids(generate):
    class S:
        def __init__(self):
            self.ids = []

        def put(self, value):
            if value.ndim == 1:
                self.ids.append(int(value))

        def end(self):
            pass

    generate(streamer=S())
    s = S()
    generate(streamer=s)
    return s.ids


# %% wrong: streamer-without-its-name looks-like: called-more-than-once
def new_ids(generate):
    class S:
        def __init__(self):
            self.ids = []

        def put(self, value):
            if value.ndim == 1:
                self.ids.append(int(value))

        def end(self):
            pass

    s = S()
    generate(s)
    return s.ids
