# %% wrong: logit-as-score
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in logits]


# %% wrong: each-by-itself
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmax().item()], "score": row.max().sigmoid().item()} for row in logits]


# %% wrong: over-the-texts
def read_logits(logits, id2label):
    scores, places = torch.softmax(logits, dim=0), logits.argmax(-1).tolist()
    return [{"label": id2label[place], "score": row[place].item()} for row, place in zip(scores, places)]


# %% wrong: share-of-the-logits
def read_logits(logits, id2label):
    shares, places = logits / logits.sum(-1, keepdim=True), logits.argmax(-1).tolist()
    return [{"label": id2label[place], "score": row[place].item()} for row, place in zip(shares, places)]


# %% wrong: as-it-is-listed
def read_logits(logits, id2label):
    labels, scores = list(id2label.values()), logits.softmax(-1)
    return [{"label": labels[row.argmax().item()], "score": row.max().item()} for row in scores]


# %% wrong: the-least-likely
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmin().item()], "score": row.min().item()} for row in logits.softmax(-1)]


# %% wrong: only-one-text
def read_logits(logits, id2label):
    row = logits.softmax(-1)[0]
    return {"label": id2label[row.argmax().item()], "score": row.max().item()}


# %% wrong: score-is-a-tensor
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmax().item()], "score": row.max()} for row in logits.softmax(-1)]


# %% wrong: too-large-for-exp
def read_logits(logits, id2label):
    scores = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in scores]


# %% wrong: another/log-of-the-score looks-like: logit-as-score
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in logits.log_softmax(-1)]


# %% wrong: another/tanh looks-like: each-by-itself
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmax().item()], "score": row.max().tanh().item()} for row in logits]


# %% wrong: another/softmax-of-everything looks-like: over-the-texts
def read_logits(logits, id2label):
    scores = torch.softmax(logits.flatten(), dim=0).reshape(logits.shape)
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in scores]


# %% wrong: another/share-without-sign looks-like: share-of-the-logits
def read_logits(logits, id2label):
    shares = logits.abs() / logits.abs().sum(-1, keepdim=True)
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in shares]


# %% wrong: another/in-order-of-the-alphabet looks-like: as-it-is-listed
def read_logits(logits, id2label):
    labels, scores = sorted(id2label.values(), reverse=True), logits.softmax(-1)
    return [{"label": labels[row.argmax().item()], "score": row.max().item()} for row in scores]


# %% wrong: another/label-of-one-score-of-the-other looks-like: the-least-likely
def read_logits(logits, id2label):
    return [{"label": id2label[row.argmin().item()], "score": row.max().item()} for row in logits.softmax(-1)]


# %% wrong: another/one-label-of-two-lists looks-like: only-one-text
def read_logits(logits, id2label):
    scores = logits.softmax(-1)
    labels = [id2label[row.argmax().item()] for row in scores]
    return {"label": labels, "score": scores.max(-1).values.tolist()}


# %% wrong: another/a-tensor-of-scores looks-like: score-is-a-tensor
def read_logits(logits, id2label):
    return logits.softmax(-1).max(-1).values


# %% wrong: another/divides-by-nothing looks-like: too-large-for-exp
def read_logits(logits, id2label):
    scores = logits.clamp(-80, 80).softmax(-1)
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in scores]


# %% wrong: another/every-label
def read_logits(logits, id2label):
    return [[{"label": id2label[i], "score": s} for i, s in enumerate(row.tolist())] for row in logits.softmax(-1)]


# %% right: by-hand-from-the-largest
def read_logits(logits, id2label):
    answers = []
    for row in logits.tolist():
        powers = [torch.tensor(x - max(row)).exp().item() for x in row]
        place = powers.index(max(powers))
        answers.append({"label": id2label[place], "score": powers[place] / sum(powers)})
    return answers


# %% right: a-row-at-a-time
def read_logits(logits, id2label):
    rows = torch.nn.functional.softmax(logits, dim=1)
    return [{"score": float(row.max()), "label": id2label[int(row.argmax())]} for row in rows]


# %% wrong: changes-its-input
def read_logits(logits, id2label):
    logits -= logits.max(dim=-1, keepdim=True).values
    logits.exp_()
    logits /= logits.sum(-1, keepdim=True)
    return [{"label": id2label[row.argmax().item()], "score": row.max().item()} for row in logits]
