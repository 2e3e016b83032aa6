# %% wrong: keeps-metadata
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: (entry.get("dtype"), entry.get("shape")) for name, entry in header.items()}


# %% wrong: whole-entries
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return header


# %% wrong: shape-only
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: entry["shape"] for name, entry in header.items() if name != "__metadata__"}


# %% wrong: shape-before-dtype
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: (entry["shape"], entry["dtype"]) for name, entry in header.items() if name != "__metadata__"}


# %% wrong: offsets-for-shape
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {n: (entry["dtype"], entry["data_offsets"]) for n, entry in header.items() if n != "__metadata__"}


# %% wrong: count-for-shape
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return {n: (entry["dtype"], int(torch.tensor(entry["shape"]).prod())) for n, entry in header.items()}


# %% wrong: drops-scalars
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: (entry["dtype"], entry["shape"]) for name, entry in header.items() if entry.get("shape")}


# %% wrong: names-only
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return [name for name in header if name != "__metadata__"]


# %% wrong: crash-metadata-is-an-entry
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: (entry["dtype"], entry["shape"]) for name, entry in header.items()}


# %% wrong: crash-metadata-is-always-there
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__")
    return {name: (entry["dtype"], entry["shape"]) for name, entry in header.items()}


# %% wrong: crash-most-significant-first
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "big")])
    header.pop("__metadata__", None)
    return {name: (entry["dtype"], entry["shape"]) for name, entry in header.items()}


# %% wrong: crash-eight-bytes-short
def read_header(data):
    header = json.loads(data[8 : int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return {name: (entry["dtype"], entry["shape"]) for name, entry in header.items()}


# %% wrong: another/metadata-gone-and-a-tensor-too looks-like: keeps-metadata
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: (entry["dtype"], entry["shape"]) for name, entry in list(header.items())[1:]}


# %% wrong: another/entries-without-their-offsets looks-like: whole-entries
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return {name: {"dtype": entry["dtype"], "shape": entry["shape"]} for name, entry in header.items()}


# %% wrong: another/dtype-only looks-like: shape-only
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {name: entry["dtype"] for name, entry in header.items() if name != "__metadata__"}


# %% wrong: another/three-in-a-tuple looks-like: shape-before-dtype
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return {n: (e["shape"], e["dtype"], e["data_offsets"]) for n, e in header.items()}


# %% wrong: another/bytes-for-shape looks-like: offsets-for-shape
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return {n: (e["dtype"], [e["data_offsets"][1] - e["data_offsets"][0]]) for n, e in header.items()}


# %% wrong: another/dimensions-for-shape looks-like: count-for-shape
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    header.pop("__metadata__", None)
    return {name: (entry["dtype"], len(entry["shape"])) for name, entry in header.items()}


# %% wrong: another/matrices-only looks-like: drops-scalars
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return {n: (e["dtype"], e["shape"]) for n, e in header.items() if len(e.get("shape", [])) > 1}


# %% wrong: another/shapes-in-a-list looks-like: names-only
def read_header(data):
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    return [(entry["dtype"], entry["shape"]) for name, entry in header.items() if name != "__metadata__"]


# %% right: struct
def read_header(data):
    import struct

    (length,) = struct.unpack("<Q", data[:8])
    entries = json.loads(data[8:][:length].decode("utf-8")).items()
    return {name: (entry["dtype"], entry["shape"]) for name, entry in entries if name != "__metadata__"}


# %% right: a-loop-with-lists
def read_header(data):
    length = sum(byte * 256**place for place, byte in enumerate(data[:8]))
    found = {}
    for name, entry in json.loads(data[8 : length + 8]).items():
        if "shape" in entry and "dtype" in entry:
            found[name] = [entry["dtype"], entry["shape"]]
    return found
