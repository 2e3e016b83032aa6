# %% wrong: end-of-the-prompt
def stopped_by(ids, prompt_length, ends):
    new = ids.tolist()
    return ["eos" if any(id in ends for id in row) else "length" for row in new]


# %% wrong: another/the-prompt-only looks-like: end-of-the-prompt
def stopped_by(ids, prompt_length, ends):
    new = ids[:, :prompt_length].tolist()
    return ["eos" if any(id in ends for id in row) else "length" for row in new]


# %% wrong: last-id-only
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if row[-1] in ends else "length" for row in new]


# %% wrong: another/first-id-only looks-like: last-id-only
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if row[0] in ends else "length" for row in new]


# %% wrong: one-end-only
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if any(id in ends[:1] for id in row) else "length" for row in new]


# %% wrong: one-end-only/the-last
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if bool(ends) and ends[-1] in row else "length" for row in new]


# %% wrong: another/all-ends-needed looks-like: one-end-only
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if all(end in row for end in ends) else "length" for row in new]


# %% wrong: at-the-limit
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if any(id in ends for id in row[:-1]) else "length" for row in new]


# %% wrong: another/two-short looks-like: at-the-limit
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if any(id in ends for id in row[:-2]) else "length" for row in new]


# %% wrong: exchanged
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["length" if any(id in ends for id in row) else "eos" for row in new]


# %% wrong: another/always-eos looks-like: exchanged
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["eos" if any(id in ends for id in row) else "eos" for row in new]


# %% wrong: truths-not-words
def stopped_by(ids, prompt_length, ends):
    return [any(id in ends for id in row) for row in ids[:, prompt_length:].tolist()]


# %% wrong: another/truth-of-all looks-like: truths-not-words
def stopped_by(ids, prompt_length, ends):
    return [any(id in ends for row in ids[:, prompt_length:].tolist() for id in row)]


# %% wrong: other-words
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["stop" if any(id in ends for id in row) else "length" for row in new]


# %% wrong: other-words/capitals
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return ["EOS" if any(id in ends for id in row) else "length" for row in new]


# %% wrong: another/numbers looks-like: other-words
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    return [0 if any(id in ends for id in row) else 1 for row in new]


# %% wrong: another/one-for-all-rows looks-like: one-for-all
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    word = "eos" if any(id in ends for row in new for id in row) else "length"
    return [word] * len(new)


# %% wrong: another/nothing-returned
def stopped_by(ids, prompt_length, ends):
    new = ids[:, prompt_length:].tolist()
    print(["eos" if any(id in ends for id in row) else "length" for row in new])


# %% wrong: another/the-ends
def stopped_by(ids, prompt_length, ends):
    return [[id for id in row if id in ends] for row in ids[:, prompt_length:].tolist()]


# %% wrong: another/always-length
def stopped_by(ids, prompt_length, ends):
    return ["length" for _ in ids]


# %% wrong: changes-its-input
def stopped_by(ids, prompt_length, ends):
    ends.append(-1)
    new = ids[:, prompt_length:].tolist()
    return ["eos" if any(id in ends for id in row) else "length" for row in new]


# %% right: with-tensors
def stopped_by(ids, prompt_length, ends):
    ended = torch.isin(ids[:, prompt_length:], torch.tensor(ends, dtype=torch.long)).any(dim=1)
    return ["eos" if one else "length" for one in ended]


# %% right: with-sets
def stopped_by(ids, prompt_length, ends):
    found = []
    for row in ids.tolist():
        found.append("length" if set(ends).isdisjoint(row[prompt_length:]) else "eos")
    return found


# %% wrong: one-for-all
def stopped_by(ids, prompt_length, ends):
    for row in ids[:, prompt_length:].tolist():
        if not any(id in ends for id in row):
            return "length"
    return "eos"


# %% wrong: end-overlooked
def stopped_by(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    return ["length" for row in rows]


# %% wrong: another/length-and-one-more looks-like: end-overlooked
def stopped_by(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    return ["length" for row in rows] + ["length"]


# %% wrong: end-invented
def stopped_by(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    return ["eos" for row in rows]


# %% wrong: another/one-word-short looks-like: end-invented
def stopped_by(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    return ["eos" for row in rows][1:]
