# %% wrong: word-not-cut
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = one["word"]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: spaces-taken-out
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = one["word"].replace(" ", "")
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: one-character-off
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"] + 1]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: one-character-off/the-last-missing
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"] - 1]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: whole-entities
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = one
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: names-as-keys
def names_by_kind(text, entities):
    return {text[one["start"] : one["end"]]: one["entity_group"] for one in entities}


# %% wrong: all-in-one-list
def names_by_kind(text, entities):
    return list(dict.fromkeys(text[one["start"] : one["end"]] for one in entities))


# %% wrong: kinds-without-names
def names_by_kind(text, entities):
    names = {"PER": [], "ORG": [], "LOC": [], "MISC": []}
    for one in entities:
        name = text[one["start"] : one["end"]]
        if name not in names[one["entity_group"]]:
            names[one["entity_group"]].append(name)
    return names


# %% wrong: each-time
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        names.setdefault(one["entity_group"], []).append(text[one["start"] : one["end"]])
    return names


# %% wrong: one-of-each-kind
def names_by_kind(text, entities):
    return {one["entity_group"]: [text[one["start"] : one["end"]]] for one in entities}


# %% wrong: text-for-a-list
def names_by_kind(text, entities):
    return {one["entity_group"]: text[one["start"] : one["end"]] for one in entities}


# %% wrong: text-for-a-list/joined
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return {kind: ", ".join(found) for kind, found in names.items()}


# %% wrong: another/some-texts looks-like: text-for-a-list
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return {kind: found if kind == "PER" else found[0] for kind, found in names.items()}


# %% wrong: once-of-all
def names_by_kind(text, entities):
    names, seen = {}, set()
    for one in entities:
        name = text[one["start"] : one["end"]]
        if name not in seen:
            seen.add(name)
            names.setdefault(one["entity_group"], []).append(name)
    return names


# %% wrong: sets-not-lists
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        names.setdefault(one["entity_group"], set()).add(text[one["start"] : one["end"]])
    return names


# %% wrong: order-lost
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        names.setdefault(one["entity_group"], set()).add(text[one["start"] : one["end"]])
    return {kind: sorted(found) for kind, found in names.items()}


# %% wrong: order-lost/from-behind
def names_by_kind(text, entities):
    names = {}
    for one in reversed(entities):
        found = names.setdefault(one["entity_group"], [])
        if text[one["start"] : one["end"]] not in found:
            found.append(text[one["start"] : one["end"]])
    return names


# %% wrong: changes-its-input
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        one["word"] = text[one["start"] : one["end"]]
        found = names.setdefault(one["entity_group"], [])
        if one["word"] not in found:
            found.append(one["word"])
    return names


# %% wrong: crash-another-key
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: returns-nothing
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    print(names)


# %% wrong: another/the-words-in-capitals looks-like: word-not-cut
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]].upper() + " "
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: another/cut-and-squeezed looks-like: spaces-taken-out
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]].split()[0]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: another/two-off looks-like: one-character-off
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"] + 3]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: another/places looks-like: whole-entities
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = (one["start"], one["end"])
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: another/kinds-of-places looks-like: names-as-keys
def names_by_kind(text, entities):
    return {one["start"]: one["entity_group"] for one in entities}


# %% wrong: another/pairs looks-like: all-in-one-list
def names_by_kind(text, entities):
    return [(one["entity_group"], text[one["start"] : one["end"]]) for one in entities]


# %% wrong: another/a-kind-missing looks-like: kinds-without-names
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return {kind: names.get(kind, []) for kind in ("PER", "ORG")}


# %% wrong: another/all-but-the-last looks-like: each-time
def names_by_kind(text, entities):
    names = {}
    for one in entities[:-1]:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return names


# %% wrong: another/two-of-each looks-like: one-of-each-kind
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind and len(of_its_kind) < 2:
            of_its_kind.append(name)
    return names


# %% wrong: another/each-twice looks-like: once-of-all
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind += [name, name]
    return names


# %% wrong: another/tuples looks-like: sets-not-lists
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return {kind: tuple(found) for kind, found in names.items()}


# %% wrong: another/the-longest-first looks-like: order-lost
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name = text[one["start"] : one["end"]]
        of_its_kind = names.setdefault(one["entity_group"], [])
        if name not in of_its_kind:
            of_its_kind.append(name)
    return {kind: found[::-1][:-1] or found * 2 for kind, found in names.items()}


# %% wrong: compared-by-word
def names_by_kind(text, entities):
    kinds, seen = {}, set()
    for one in entities:
        if (one["entity_group"], one["word"]) not in seen:
            seen.add((one["entity_group"], one["word"]))
            kinds.setdefault(one["entity_group"], []).append(text[one["start"] : one["end"]])
    return kinds


# %% wrong: another/compared-by-place looks-like: compared-by-word
def names_by_kind(text, entities):
    names, seen = {}, set()
    for one in entities:
        if one["start"] not in seen:
            seen.add(one["start"])
            names.setdefault(one["entity_group"], []).append(text[one["start"] : one["end"]])
    return names


# %% wrong: case-ignored
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        found = names.setdefault(one["entity_group"], [])
        name = text[one["start"] : one["end"]]
        if name.lower() not in [other.lower() for other in found]:
            found.append(name)
    return names


# %% wrong: another/small-letters looks-like: case-ignored
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        found = names.setdefault(one["entity_group"], [])
        name = text[one["start"] : one["end"]]
        if name.lower() not in found:
            found.append(name.lower())
    return names


# %% wrong: part-taken-for-listed
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        found = names.setdefault(one["entity_group"], [])
        name = text[one["start"] : one["end"]]
        if name not in "|".join(found):
            found.append(name)
    return names


# %% wrong: another/a-capital-in-common looks-like: part-taken-for-listed
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        found = names.setdefault(one["entity_group"], [])
        name = text[one["start"] : one["end"]]
        if not any(name[0] == other[0] for other in found) and len(found) < 1:
            found.append(name)
    return names


# %% wrong: unsure-dropped
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        if one["score"] > 0.5:
            found = names.setdefault(one["entity_group"], [])
            name = text[one["start"] : one["end"]]
            if name not in found:
                found.append(name)
    return names


# %% wrong: another/only-the-doubtful looks-like: unsure-dropped
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        if one["score"] < 0.5:
            names.setdefault(one["entity_group"], []).append(text[one["start"] : one["end"]])
    return names


# %% wrong: order-lost/by-place
def names_by_kind(text, entities):
    names = {}
    for one in sorted(entities, key=lambda one: one["start"]):
        found = names.setdefault(one["entity_group"], [])
        name = text[one["start"] : one["end"]]
        if name not in found:
            found.append(name)
    return names


# %% right: dict-keys
def names_by_kind(text, entities):
    kinds = dict.fromkeys(one["entity_group"] for one in entities)
    return {
        kind: list(dict.fromkeys(text[one["start"] : one["end"]] for one in entities if one["entity_group"] == kind)) for kind in kinds
    }


# %% right: default-dict
from collections import defaultdict


def names_by_kind(text, entities):
    names = defaultdict(list)
    for one in entities:
        name = text[one["start"] : one["end"]]
        if name in names[one["entity_group"]]:
            continue
        names[one["entity_group"]].append(name)
    return names


# %% right: two-branches
def names_by_kind(text, entities):
    names = {}
    for one in entities:
        name, kind = text[one["start"] : one["end"]], one["entity_group"]
        if kind not in names:
            names[kind] = [name]
        elif name not in names[kind]:
            names[kind] = names[kind] + [name]
    return names
