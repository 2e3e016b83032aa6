# %% wrong: those-that-do-not-fit
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each > card * 10**9 * 4 / 5]


# %% wrong: no-room-left
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 10**9]


# %% wrong: powers-of-two
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 1024**3 * 4 / 5]


# %% wrong: bits-for-bytes
def which_fit(models, dtype, card):
    each = {"float32": 32, "bfloat16": 16, "int4": 4}[dtype]
    return [name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5]


# %% wrong: int4-is-a-byte
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 1}[dtype]
    return [name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5]


# %% wrong: always-four-bytes
def which_fit(models, dtype, card):
    return [name for name, n in models.items() if n * 4 <= card * 10**9 * 4 / 5]


# %% wrong: strictly-smaller
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each < card * 10**9 * 4 / 5]


# %% wrong: largest-only
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return max((name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5), key=models.get)


# %% wrong: another/a-fifth-only looks-like: those-that-do-not-fit
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 10**9 / 5]


# %% wrong: another/more-than-the-card looks-like: no-room-left
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 10**9 * 5 / 4 * 2]


# %% wrong: another/megabytes looks-like: powers-of-two
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 1024**2 * 4 / 5]


# %% wrong: another/bits-of-the-card looks-like: bits-for-bytes
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 8 * 10**9 * 4 / 5]


# %% wrong: another/int4-is-two-bytes looks-like: int4-is-a-byte
def which_fit(models, dtype, card):
    each = {"float32": 4}.get(dtype, 2)
    return [name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5]


# %% wrong: another/always-two-bytes looks-like: always-four-bytes
def which_fit(models, dtype, card):
    return [name for name, n in models.items() if n * 2 <= card * 10**9 * 4 / 5]


# %% wrong: another/a-byte-too-much looks-like: strictly-smaller
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5 + 4]


# %% wrong: another/the-smallest looks-like: largest-only
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return [min((name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5), key=models.get, default="")]


# %% wrong: another/in-order-of-size
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    return sorted((name for name, n in models.items() if n * each <= card * 10**9 * 4 / 5), key=models.get)


# %% right: a-loop-in-gigabytes
def which_fit(models, dtype, card):
    fitting = []
    for name in models:
        if models[name] * {"float32": 4, "bfloat16": 2, "int4": 1 / 2}[dtype] / 10**9 <= 0.8 * card:
            fitting.append(name)
    return fitting


# %% right: whole-numbers
def which_fit(models, dtype, card):
    bits = {"float32": 32, "bfloat16": 16, "int4": 4}[dtype]
    return [name for name, n in models.items() if 5 * n * bits <= 4 * card * 8 * 10**9]


# %% right: how-many-go-in
def which_fit(models, dtype, card):
    most = card * 800_000_000 * 2 // {"float32": 8, "bfloat16": 4, "int4": 1}[dtype]
    return list(filter(lambda name: models[name] <= most, models))


# %% wrong: changes-its-input
def which_fit(models, dtype, card):
    each = {"float32": 4, "bfloat16": 2, "int4": 0.5}[dtype]
    for name in list(models):
        if models[name] * each > card * 10**9 * 4 / 5:
            del models[name]
    return list(models)
