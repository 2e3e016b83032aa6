# %% wrong: silence-has-a-mood
def mood(pipe, samples, least):
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: silence-has-a-mood/only-of-nothing
def mood(pipe, samples, least):
    if len(samples) == 0:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: unsure-of-silence
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "unsure"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: crash-nothing
def mood(pipe, samples, least):
    if samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: loudest-sample
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.abs().max() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: hum-is-silent
def mood(pipe, samples, least):
    if not samples.any():
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: hum-is-silent/added-up
def mood(pipe, samples, least):
    if samples.pow(2).sum().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: mean-of-samples
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.mean() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: mean-of-samples/its-size
def mood(pipe, samples, least):
    if len(samples) == 0 or abs(samples.mean()) < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: mean-of-sizes
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.abs().mean() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: root-missing
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: least-is-for-the-score
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < least:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: unsure-is-not-silence
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "silence"


# %% wrong: unsure-though-sure
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= 0.6 else "unsure"


# %% wrong: unsure-though-sure/all-have-to-be
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    for one in pipe(samples):
        word = one["label"] if one["score"] >= least else "unsure"
    return word


# %% wrong: another/half-of-least looks-like: least-is-for-the-score
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least / 2 else "unsure"


# %% wrong: another/unsure-is-nothing looks-like: unsure-is-not-silence
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "neu"


# %% wrong: another/sure-is-unsure looks-like: unsure-though-sure
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return "silence" if best["score"] >= least else "unsure"


# %% wrong: never-unsure
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    return pipe(samples)[0]["label"]


# %% wrong: equal-is-enough
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] > least else "unsure"


# %% wrong: not-the-best
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[-1]
    return best["label"] if best["score"] < least else "unsure"


# %% wrong: not-the-best/by-name
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = min(pipe(samples), key=lambda one: one['label'])
    return best["label"] if best["score"] > 0 else "unsure"


# %% wrong: whole-result
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best if best["score"] >= least else "unsure"


# %% wrong: whole-result/all-of-them
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    return [one for one in pipe(samples) if one["score"] >= least]


# %% wrong: score-not-label
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["score"] if best["score"] >= least else "unsure"


# %% wrong: in-a-list
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return [best["label"]] if best["score"] >= least else "unsure"


# %% wrong: another-spelling
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "Silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "Unsure"


# %% wrong: another-spelling/upper
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"].upper() if best["score"] >= least else "unsure"


# %% wrong: asked-in-silence
def mood(pipe, samples, least):
    best = pipe(samples)[0] if len(samples) else None
    if best is None or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: changes-its-input
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow_(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: returns-nothing
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    if best["score"] >= least:
        return best["label"]


# %% wrong: nothing-is-silent-too
def mood(pipe, samples, least):
    if samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples if len(samples) else torch.zeros(16))[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: crash-a-list-of-results
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/silence-is-the-last looks-like: silence-has-a-mood
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return pipe(torch.zeros(1))[-1]["label"]
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/silence-is-nothing looks-like: unsure-of-silence
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return ""
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/nothing-is-quiet looks-like: nothing-is-silent-too
def mood(pipe, samples, least):
    if len(samples) == 0:
        return "nothing"
    if samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/softest-sample looks-like: loudest-sample
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.abs().min() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/a-tenth-of-the-limit looks-like: mean-of-samples
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.001:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/all-is-unsure looks-like: hum-is-silent
def mood(pipe, samples, least):
    return "unsure"


# %% wrong: another/root-of-the-mean looks-like: mean-of-sizes
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.abs().mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/soft-is-unsure looks-like: root-missing
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least and samples.abs().max() > 0.1 else "unsure"


# %% wrong: another/unsure-when-sure looks-like: never-unsure
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] < least else "unsure"


# %% wrong: another/another-least looks-like: equal-is-enough
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= 0.5 else "unsure"


# %% wrong: another/no-label looks-like: not-the-best
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return "sure" if best["score"] >= least else "unsure"


# %% wrong: another/all-labels looks-like: whole-result
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return [one["label"] for one in pipe(samples)] if best["score"] >= least else "unsure"


# %% wrong: another/the-least looks-like: score-not-label
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return least if best["score"] >= least else "unsure"


# %% wrong: another/unsure-in-a-list looks-like: in-a-list
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return ("neu",) if best["score"] >= least else "unsure"


# %% wrong: another/in-words looks-like: another-spelling
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return {"sad": "sadness", "ang": "anger", "hap": "joy", "neu": "calm"}[best["label"]] if best["score"] >= least else "unsure"


# %% wrong: another/asked-twice-and-wrong looks-like: asked-in-silence
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        pipe(torch.ones(2))
        return "quiet"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: spread-not-loudness
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.std() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/half-the-spread looks-like: spread-not-loudness
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.std() < 0.3:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: one-quiet-part
def mood(pipe, samples, least):
    if len(samples) == 0 or samples[-320:].pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: one-quiet-part/the-quietest
def mood(pipe, samples, least):
    if len(samples) == 0 or min(part.pow(2).mean().sqrt() for part in samples.split(320)) < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: one-quiet-part/the-first
def mood(pipe, samples, least):
    if len(samples) == 0 or samples[:320].pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/a-quiet-part-is-unsure looks-like: one-quiet-part
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01 or not samples[0]:
        return "silence" if not samples.any() else "unsure"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: one-loud-part
def mood(pipe, samples, least):
    if len(samples) == 0 or max(part.pow(2).mean().sqrt() for part in samples.split(320)) < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/a-loud-part-is-unsure looks-like: one-loud-part
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "unsure" if len(samples) > 1000 else "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: shorter-than-a-frame
def mood(pipe, samples, least):
    frames = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    if len(frames) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/brief-is-unsure looks-like: shorter-than-a-frame
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least and len(samples) >= 320 else "unsure"


# %% wrong: score-rounded
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if round(best["score"], 1) >= least else "unsure"


# %% wrong: another/least-rounded-down looks-like: score-rounded
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= int(least) else "unsure"


# %% wrong: other-samples-asked
def mood(pipe, samples, least):
    squares = samples.pow(2)
    if len(samples) == 0 or squares.mean().sqrt() < 0.01:
        return "silence"
    best = pipe(squares)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: other-samples-asked/a-part
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples[:320])[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: other-samples-asked/as-loud-as-can-be
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples / samples.abs().max())[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% wrong: another/squares-and-the-last looks-like: other-samples-asked
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples.pow(2))[-1]
    return best["label"] if best["score"] < least else "unsure"


# %% right: in-a-list
def mood(pipe, samples, least):
    if samples.numel() == 0 or samples.double().square().mean() < 1e-4:
        return "silence"
    best = pipe([samples.numpy()])[0][0]
    return best["label"] if best["score"] >= least else "unsure"


# %% right: asked-twice
def mood(pipe, samples, least):
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    score = pipe(samples.tolist())[0]["score"]
    return pipe(samples.numpy())[0]["label"] if score >= least else "unsure"


# %% right: with-numpy
def mood(pipe, samples, least):
    numbers = samples.numpy()
    if numbers.size == 0 or (numbers**2).mean() ** 0.5 < 0.01:
        return "silence"
    results = pipe({"raw": numbers, "sampling_rate": 16000}, top_k=1)
    return "unsure" if results[0]["score"] < least else results[0]["label"]


# %% right: by-hand
def mood(pipe, samples, least):
    numbers = samples.tolist()
    square = sum(number * number for number in numbers)
    if not numbers or (square / len(numbers)) ** 0.5 < 0.01:
        return "silence"
    best = max(pipe(samples), key=lambda one: one["score"])
    if best["score"] < least:
        return "unsure"
    return best["label"]


# %% right: not-at-least
def mood(pipe, samples, least):
    if not samples.square().mean() >= 0.0001:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"


# %% right: norm
def mood(pipe, samples, least):
    if not len(samples) or samples.norm() / len(samples) ** 0.5 < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"
