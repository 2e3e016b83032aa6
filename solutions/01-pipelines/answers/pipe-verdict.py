# %% wrong: dictionary-not-label
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[0]


# %% wrong: score-not-label
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[0]["score"]


# %% wrong: none-for-undecided
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    if ranked[0]["score"] - ranked[1]["score"] >= margin:
        return ranked[0]["label"]


# %% wrong: another-word
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "unsure" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[0]["label"]


# %% wrong: another-word/a-capital
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "Undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[0]["label"]


# %% wrong: in-the-order-given
def verdict(scores, margin):
    return "undecided" if scores[0]["score"] - scores[1]["score"] < margin else scores[0]["label"]


# %% wrong: in-the-order-given/the-first
def verdict(scores, margin):
    if abs(scores[0]["score"] - scores[1]["score"]) < margin:
        return "undecided"
    return scores[0]["label"]


# %% wrong: not-the-third
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[-1]["score"] < margin else ranked[0]["label"]


# %% wrong: too-sure
def verdict(scores, margin):
    return max(scores, key=lambda one: one["score"])["label"]


# %% wrong: too-sure/the-score-alone
def verdict(scores, margin):
    best = max(scores, key=lambda one: one["score"])
    return "undecided" if best["score"] < margin else best["label"]


# %% wrong: exactly-the-margin
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] <= margin else ranked[0]["label"]


# %% wrong: not-sure-enough
def verdict(scores, margin):
    best = max(scores, key=lambda one: one["score"])
    return "undecided" if best["score"] < 1 - margin / 2 else best["label"]


# %% wrong: not-sure-enough/half
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    if ranked[0]["score"] - ranked[1]["score"] < margin or ranked[0]["score"] < 0.5:
        return "undecided"
    return ranked[0]["label"]


# %% wrong: not-the-best
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"])
    return "undecided" if ranked[-1]["score"] - ranked[-2]["score"] < margin else ranked[0]["label"]


# %% wrong: changes-its-input
def verdict(scores, margin):
    scores.sort(key=lambda one: one["score"], reverse=True)
    return "undecided" if scores[0]["score"] - scores[1]["score"] < margin else scores[0]["label"]


# %% wrong: returns-nothing
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    print("undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[0]["label"])


# %% wrong: another/a-dictionary-of-its-own looks-like: dictionary-not-label
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return {"label": ranked[0]["label"], "score": 1.0}


# %% wrong: another/the-lead looks-like: score-not-label
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return ranked[0]["score"] - ranked[1]["score"]


# %% wrong: another/none-for-sure looks-like: none-for-undecided
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    if ranked[0]["score"] - ranked[1]["score"] < margin:
        return "undecided"


# %% wrong: another/both looks-like: another-word
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[0]["label"].lower() + "!"


# %% wrong: another/the-second looks-like: in-the-order-given
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else ranked[1]["label"]


# %% wrong: another/the-second-and-third looks-like: not-the-third
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    pair = ranked[1:3] if len(ranked) > 2 else ranked
    return "undecided" if pair[0]["score"] - pair[1]["score"] < margin else ranked[-1]["label"]


# %% wrong: another/never-sure looks-like: too-sure
def verdict(scores, margin):
    return "undecided"


# %% wrong: another/a-little-more looks-like: exactly-the-margin
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < 2 * margin else ranked[0]["label"]


# %% wrong: another/half-the-margin looks-like: not-sure-enough
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < margin / 2 else ranked[0]["label"]


# %% wrong: another/no-label looks-like: not-the-best
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    return "undecided" if ranked[0]["score"] - ranked[1]["score"] < margin else "POSITIVE or NEGATIVE"


# %% wrong: tie-lost
def verdict(scores, margin):
    values = sorted({one["score"] for one in scores}, reverse=True)
    if len(values) > 1 and values[0] - values[1] < margin:
        return "undecided"
    return max(scores, key=lambda one: one["score"])["label"]


# %% wrong: tie-lost/not-the-best-one
def verdict(scores, margin):
    best = max(one["score"] for one in scores)
    second = max((one["score"] for one in scores if one["score"] != best), default=0)
    if best - second < margin:
        return "undecided"
    return [one["label"] for one in scores if one["score"] == best][0]


# %% wrong: another/never-undecided-by-half looks-like: tie-lost
def verdict(scores, margin):
    ranked = sorted(scores, key=lambda one: one["score"], reverse=True)
    if ranked[0]["score"] - ranked[1]["score"] < margin / 4:
        return "undecided"
    return ranked[0]["label"]


# %% right: max-and-rest
def verdict(scores, margin):
    best = max(scores, key=lambda one: one["score"])
    rest = [one["score"] for one in scores if one is not best]
    if best["score"] - max(rest) < margin:
        return "undecided"
    return best["label"]


# %% right: a-loop
def verdict(scores, margin):
    best = second = None
    for one in scores:
        if best is None or one["score"] > best["score"]:
            best, second = one, best
        elif second is None or one["score"] > second["score"]:
            second = one
    return best["label"] if best["score"] - second["score"] >= margin else "undecided"


# %% right: from-below
def verdict(scores, margin):
    copy = list(scores)
    copy.sort(key=lambda one: one["score"])
    return copy[-1]["label"] if copy[-1]["score"] >= copy[-2]["score"] + margin else "undecided"
