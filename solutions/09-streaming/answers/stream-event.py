# %% wrong: bytes-not-text looks-like: no-event
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return (head + lines + tail).encode()


# %% wrong: name-where-none-is looks-like: another-name
def event(data, name):
    head = f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: other-line-ends looks-like: no-empty-line
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return (head + lines + tail).replace("\n", "\r\n")


# %% wrong: no-empty-line looks-like: empty-line-inside
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = ""
    return head + lines + tail


# %% wrong: no-event looks-like: no-data-line
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = data + "\n"
    tail = "\n"
    return head + lines + tail


# %% wrong: no-data-line looks-like: no-event
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = " " + "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: no-empty-line/empty looks-like: last-line-break-lost
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n")) if data else "data"
    tail = "\n"
    return head + lines + tail


# %% wrong: empty-line-inside looks-like: no-empty-line
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" if line else "\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: empty-line-inside/between looks-like: name-lost
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "\n".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: name-lost looks-like: name-where-none-is
def event(data, name):
    head = ""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: name-in-the-data looks-like: name-lost
def event(data, name):
    head = "" if name is None else f"data: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: another-name looks-like: name-in-the-data
def event(data, name):
    head = "" if name is None else f"event: {name.upper()}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: another-name/quotes looks-like: name-lost
def event(data, name):
    head = "" if name is None else f"event: {name!r}\n"
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: first-line-only looks-like: line-breaks-lost
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = f"data: {data}\n"
    tail = "\n"
    return head + lines + tail


# %% wrong: line-breaks-lost looks-like: first-line-only
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "data: " + data.replace("\n", " ") + "\n"
    tail = "\n"
    return head + lines + tail


# %% wrong: line-breaks-written-out looks-like: line-breaks-lost
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "data: " + data.replace("\n", "\\n") + "\n"
    tail = "\n"
    return head + lines + tail


# %% wrong: last-line-break-lost looks-like: other-signs-split
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.removesuffix("\n").split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: last-line-break-lost/splitlines looks-like: stripped
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.splitlines())
    tail = "\n"
    return head + lines + tail


# %% wrong: other-signs-split looks-like: last-line-break-lost
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in (data + "x").splitlines())[:-2] + "\n"
    tail = "\n"
    return head + lines + tail


# %% wrong: space-lost looks-like: stripped
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data:{line}\n" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: stripped looks-like: space-lost
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\n" for line in data.strip().split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: another/json looks-like: line-breaks-written-out
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = f"data: {json.dumps(data)}\n"
    tail = "\n"
    return head + lines + tail


# %% wrong: another/a-list looks-like: bytes-not-text
def event(data, name):
    return [f"data: {line}" for line in data.split("\n")]


# %% wrong: another/other-breaks looks-like: other-line-ends
def event(data, name):
    head = "" if name is None else f"event: {name}\n"
    lines = "".join(f"data: {line}\v" for line in data.split("\n"))
    tail = "\n"
    return head + lines + tail


# %% wrong: another/printed
def event(data, name):
    print(f"data: {data}")


# %% right: event-behind
def event(data, name):
    event = "".join(f"data: {line}\n" for line in data.split("\n"))
    if name is not None:
        event += f"event: {name}\n"
    return event + "\n"


# %% right: replace
def event(data, name):
    head = f"event: {name}\n" if name else ""
    return head + "data: " + data.replace("\n", "\ndata: ") + "\n\n"


# %% right: message-named
def event(data, name):
    lines = [f"event: {name or 'message'}"] + ["data: " + line for line in data.split("\n")] + ["", ""]
    return "\n".join(lines)
