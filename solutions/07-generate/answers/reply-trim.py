# %% wrong: prompt-kept
def trimmed(ids, prompt_length, ends):
    return ids.tolist()


# %% wrong: prompt-kept/cut-behind
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids.tolist():
        stop = next((p for p in range(prompt_length, len(row)) if row[p] in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: another/half-of-the-prompt looks-like: prompt-kept
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length - 1 :].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: cut-in-the-prompt
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids.tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: cut-in-the-prompt/then-behind
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids.tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[prompt_length:stop])
    return answers


# %% wrong: another/behind-the-first-id looks-like: cut-in-the-prompt
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids.tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[1:stop])
    return answers


# %% wrong: own-length-of-each
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids.tolist():
        own = row[:prompt_length]
        gap = next(place for place, id in enumerate(own) if id != own[0]) if own[0] in (0, *ends) else 0
        row = row[prompt_length - gap :]
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: another/one-place-later looks-like: own-length-of-each
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length + 1 :].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: end-kept
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[: stop + 1])
    return answers


# %% wrong: another/two-kept looks-like: end-kept
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[: stop + 2])
    return answers


# %% wrong: not-cut-at-the-end
def trimmed(ids, prompt_length, ends):
    return ids[:, prompt_length:].tolist()


# %% wrong: another/cut-at-the-end-of-all looks-like: not-cut-at-the-end
def trimmed(ids, prompt_length, ends):
    return ids[:, prompt_length:-1].tolist()


# %% wrong: one-end-only
def trimmed(ids, prompt_length, ends):
    if not ends:
        return ids[:, prompt_length:].tolist()
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id == ends[0]), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: one-end-only/the-last
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends[-1:]), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: another/one-end-and-the-last-id looks-like: one-end-only
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends[:1]), len(row) - 1)
        answers.append(row[:stop])
    return answers


# %% wrong: ends-taken-out
def trimmed(ids, prompt_length, ends):
    return [[id for id in row if id not in ends] for row in ids[:, prompt_length:].tolist()]


# %% wrong: another/ends-left looks-like: ends-taken-out
def trimmed(ids, prompt_length, ends):
    return [[id for id in row if id in ends] for row in ids[:, prompt_length:].tolist()]


# %% wrong: up-to-the-last-end
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        places = [place for place, id in enumerate(row) if id in ends]
        answers.append(row[: places[-1]] if places else row)
    return answers


# %% wrong: another/behind-the-last-end looks-like: up-to-the-last-end
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        places = [place for place, id in enumerate(row) if id in ends]
        answers.append(row[places[-1] :] if places else row)
    return answers


# %% wrong: last-one-lost
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), -1)
        answers.append(row[:stop])
    return answers


# %% wrong: another/all-lost looks-like: last-one-lost
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), 0)
        answers.append(row[:stop])
    return answers


# %% wrong: zeros-taken-out
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append([id for id in row[:stop] if id])
    return answers


# %% wrong: zeros-taken-out/as-padding
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        row = [id for id in row if id != 0]
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: another/zero-is-an-end looks-like: zeros-taken-out
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends or id == 0), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: another/tensors
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:]:
        stop = next((place for place, id in enumerate(row) if id.item() in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: another/tensor-numbers
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:]:
        stop = next((place for place, id in enumerate(row) if id.item() in ends), len(row))
        answers.append(list(row[:stop]))
    return answers


# %% wrong: another/in-one-list
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers += row[:stop]
    return answers


# %% wrong: another/texts
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(str(row[:stop]))
    return answers


# %% wrong: another/each-id-once
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(sorted(set(row[:stop]), key=row.index))
    return answers


# %% wrong: another/returns-too-early
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
        return answers


# %% wrong: another/the-example
def trimmed(ids, prompt_length, ends):
    return [[31, 32], [33, 34, 35, 36], [37, 38, 39, 40], [41, 42, 43]]


# %% wrong: changes-its-input
def trimmed(ids, prompt_length, ends):
    ends.append(-1)
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers


# %% wrong: changes-its-input/the-tensor
def trimmed(ids, prompt_length, ends):
    answers = []
    kept = ids[:, prompt_length:].tolist()
    for row in kept:
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    ids[:, :prompt_length] = 0
    return answers


# %% right: with-numpy
import numpy as np


def trimmed(ids, prompt_length, ends):
    new = ids.numpy()[:, prompt_length:]
    ended = np.isin(new, ends)
    lengths = np.where(ended.any(1), ended.argmax(1), new.shape[1])
    return [row[:length].tolist() for row, length in zip(new, lengths)]


# %% right: with-tensors
def trimmed(ids, prompt_length, ends):
    new = ids[:, prompt_length:]
    ended = torch.isin(new, torch.tensor(ends, dtype=torch.long))
    kept = ended.cumsum(1) == 0
    return [row[keep].tolist() for row, keep in zip(new, kept)]


# %% right: takewhile
from itertools import takewhile


def trimmed(ids, prompt_length, ends):
    return [list(takewhile(lambda id: id not in ends, row)) for row in ids.tolist() for row in [row[prompt_length:]]]


# %% right: numbers-of-numpy
def trimmed(ids, prompt_length, ends):
    answers = []
    for row in ids[:, prompt_length:].numpy():
        answer = []
        for id in row:
            if id in ends:
                break
            answer.append(int(id))
        answers.append(answer)
    return answers


# %% wrong: end-at-once
def trimmed(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    cut = [row[: next((at for at, id in enumerate(row) if id in ends), len(row))] for row in rows]
    return [answer or row for answer, row in zip(cut, rows)]


# %% wrong: another/none-at-once looks-like: end-at-once
def trimmed(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    cut = [row[: next((at for at, id in enumerate(row) if id in ends), len(row))] for row in rows]
    return [answer or None for answer in cut]


# %% wrong: first-of-the-list
def trimmed(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    cut = [row[: next((at for at, id in enumerate(row) if id in ends), len(row))] for row in rows]
    firsts = [next((end for end in ends if end in row), None) for row in rows]
    return [row if end is None else row[: row.index(end)] for row, end in zip(rows, firsts)]


# %% wrong: another/last-of-the-list looks-like: first-of-the-list
def trimmed(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    cut = [row[: next((at for at, id in enumerate(row) if id in ends), len(row))] for row in rows]
    lasts = [next((end for end in ends[::-1] if end in row), None) for row in rows]
    return [row if end is None else row[: row.index(end)] for row, end in zip(rows, lasts)]


# %% wrong: cut-too-early
def trimmed(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    cut = [row[: next((at for at, id in enumerate(row) if id in ends), len(row))] for row in rows]
    for row in cut:
        while len(row) > 1 and row[-1] == row[-2]:
            row.pop()
    return cut


# %% wrong: another/cut-in-front looks-like: cut-too-early
def trimmed(ids, prompt_length, ends):
    rows = ids[:, prompt_length:].tolist()
    cut = [row[: next((at for at, id in enumerate(row) if id in ends), len(row))] for row in rows]
    return [row[1:] for row in cut]
