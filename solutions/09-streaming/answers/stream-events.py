# %% wrong: unfinished-event-given looks-like: another-number-of-events
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n"):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    if lines:
        events.append((name, "\n".join(lines)))
    return events


# %% wrong: every-chunk-alone looks-like: half-characters
def read_events(chunks):
    events = []
    for chunk in chunks:
        text = chunk.decode("utf-8", "replace")
        name, lines = "message", []
        for line in text.split("\n")[:-1]:
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if not line:
                if lines:
                    events.append((name, "\n".join(lines)))
                name, lines = "message", []
            elif field == "event":
                name = value
            elif field == "data":
                lines.append(value)
    return events


# %% wrong: data-alone looks-like: names-lost
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append("\n".join(lines))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: data-before-name looks-like: not-pairs
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append(("\n".join(lines), name))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: space-kept looks-like: space-too-many-taken
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: space-too-many-taken looks-like: space-kept
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.strip()
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: cut-at-a-colon looks-like: another-data
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ").split(":")[0]
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: last-line-only looks-like: line-break-lost
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, lines[-1]))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: line-break-lost looks-like: last-line-only
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: line-break-lost/spaces looks-like: another-data
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, " ".join("\n".join(lines).split("\n"))))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: name-carried-over looks-like: no-name-no-message
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            lines = []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: no-name-no-message looks-like: name-carried-over
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], None, []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = None, []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: no-name-no-message/empty looks-like: names-lost
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: names-lost looks-like: another-name
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            pass
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: not-pairs looks-like: data-alone
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append({"name": name, "data": "\n".join(lines)})
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: not-texts looks-like: data-before-name
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, lines))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: half-characters looks-like: every-chunk-alone
def read_events(chunks):
    text = "".join(chunk.decode("utf-8", "replace") for chunk in chunks)
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: no-event-found looks-like: unfinished-event-given
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if line == "\n":
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another-number-of-events looks-like: no-event-found
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name = [], "message"
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            name = "message"
        elif field == "event":
            name = value
        elif field == "data":
            events.append((name, value))
    return events


# %% wrong: no-event-found/empty-data looks-like: unfinished-event-given
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.splitlines():
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines and lines[0]:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another-name looks-like: names-lost
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value.title()
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another-data looks-like: cut-at-a-colon
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field in ("data", "id"):
            lines.append(value)
    return events


# %% wrong: other-signs-split
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.splitlines():
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another/lower looks-like: space-kept
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value.lower() + "!")
    return events


# %% wrong: another/no-data-given looks-like: name-carried-over
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines or name != "message":
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another/names-first looks-like: not-texts
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines), ""))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another/twice looks-like: data-before-name
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.extend([value, value])
    return events


# %% wrong: another/spaces looks-like: space-too-many-taken
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value[1:]
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% wrong: another/empty-is-none looks-like: no-name-no-message
def read_events(chunks):
    text = b"".join(chunks).decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines += [value] if value else []
    return events


# %% wrong: changes-its-input
def read_events(chunks):
    data = b""
    while chunks:
        data += chunks.pop(0)
    text = data.decode()
    events, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif field == "event":
            name = value
        elif field == "data":
            lines.append(value)
    return events


# %% right: split-at-empty-lines
def read_events(chunks):
    events = []
    for block in b"".join(chunks).decode().split("\n\n")[:-1]:
        name, lines = "message", []
        for line in block.split("\n"):
            if line.startswith("event:"):
                name = line[6:].removeprefix(" ")
            if line.startswith("data:"):
                lines.append(line[5:].removeprefix(" "))
        if lines:
            events.append((name, "\n".join(lines)))
    return events


# %% right: join-then-split
def read_events(chunks):
    text = b"".join(chunks).decode()
    events = []
    name, lines = "message", []
    for line in text.split("\n")[:-1]:
        if line == "":
            if lines:
                events.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif line.startswith("data:"):
            lines.append(line[5:].removeprefix(" "))
        elif line.startswith("event:"):
            name = line[6:].removeprefix(" ")
    return events


# %% right: bytes-all-the-way
def read_events(chunks):
    events, rest, name, data = [], b"", "message", None
    for chunk in chunks:
        rest += chunk
        while b"\n" in rest:
            line, rest = rest.split(b"\n", 1)
            if line == b"":
                if data is not None:
                    events.append((name, data.decode()))
                name, data = "message", None
            elif line.startswith(b"event:"):
                name = line[6:].removeprefix(b" ").decode()
            elif line.startswith(b"data:"):
                value = line[5:].removeprefix(b" ")
                data = value if data is None else data + b"\n" + value
    return events


# %% wrong: wrong-type/lists
def read_events(chunks):
    text = b"".join(chunks).decode()
    out, name, lines = [], "message", []
    for line in text.split("\n")[:-1]:
        if line == "":
            if lines:
                out.append([name, "\n".join(lines)])
            name, lines = "message", []
        elif line.startswith("data:"):
            lines.append(line[5:].removeprefix(" "))
        elif line.startswith("event:"):
            name = line[6:].removeprefix(" ")
    return out


# %% wrong: unfinished-event-given/one-line-break looks-like: other-signs-split
def read_events(chunks):
    text = b"".join(chunks).decode()
    out, name, lines = [], "message", []
    for line in text.split("\n"):
        if line == "":
            if lines:
                out.append((name, "\n".join(lines)))
            name, lines = "message", []
        elif line.startswith("data:"):
            lines.append(line[5:].removeprefix(" "))
        elif line.startswith("event:"):
            name = line[6:].removeprefix(" ")
    return out
