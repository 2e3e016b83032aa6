# %% wrong: first-place-shared
def at_temperature(scores, temperature):
    if temperature == 0:
        best = (scores == scores.max()).float()
        return best / best.sum()
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: zero-changes-nothing
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1), dim=0)


# %% wrong: zero-makes-all-alike
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.softmax(scores * 0, dim=0)
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: temperature-ignored
def at_temperature(scores, temperature):
    return torch.softmax(scores, dim=0)


# %% wrong: multiplied
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()
    return torch.softmax(scores * temperature, dim=0)


# %% wrong: after-the-softmax
def at_temperature(scores, temperature):
    return torch.softmax(scores, dim=0) / temperature


# %% wrong: scores-not-probabilities
def at_temperature(scores, temperature):
    return scores / temperature


# %% wrong: logarithms
def at_temperature(scores, temperature):
    return torch.log_softmax(scores / temperature, dim=0)


# %% wrong: likeliest-only
def at_temperature(scores, temperature):
    return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()


# %% wrong: shares-of-the-scores
def at_temperature(scores, temperature):
    cooled = scores / temperature
    return cooled / cooled.sum()


# %% wrong: sorted
def at_temperature(scores, temperature):
    return torch.softmax(scores.sort(descending=True).values / temperature, dim=0)


# %% wrong: zero-divides
def at_temperature(scores, temperature):
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: too-large-for-exp
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()
    powers = (scores / temperature).exp()
    return powers / powers.sum()


# %% wrong: not-numbers
def at_temperature(scores, temperature):
    return torch.softmax(scores / temperature, dim=0).log().sqrt()


# %% wrong: does-not-add-up
def at_temperature(scores, temperature):
    return torch.sigmoid(scores / temperature)


# %% wrong: numbers-differ
def at_temperature(scores, temperature):
    return torch.softmax(scores.abs() / temperature, dim=0)


# %% wrong: changes-its-input
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()
    scores /= temperature
    return torch.softmax(scores, dim=0)


# %% wrong: returns-nothing
def at_temperature(scores, temperature):
    if temperature:
        print(torch.softmax(scores / temperature, dim=0))


# %% wrong: wrong-type
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1e-6), dim=0).tolist()


# %% wrong: wrong-shape
def at_temperature(scores, temperature):
    return torch.softmax(scores[None] / (temperature or 1e-6), dim=-1)


# %% wrong: wrong-dtype
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores))
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: crash-python-division
def at_temperature(scores, temperature):
    return torch.softmax(scores * (1 / temperature), dim=0)


# %% wrong: another/the-last-of-them looks-like: first-place-shared
def at_temperature(scores, temperature):
    if temperature == 0:
        found = torch.zeros_like(scores)
        found[(scores == scores.max()).nonzero()[-1]] = 1
        return found
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: another/a-tenth looks-like: zero-changes-nothing
def at_temperature(scores, temperature):
    return torch.softmax(scores / max(temperature, 0.5), dim=0)


# %% wrong: another/nothing-at-all looks-like: zero-makes-all-alike
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.zeros_like(scores)
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: another/squared looks-like: temperature-ignored
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1e-6) ** 2, dim=0)


# %% wrong: another/one-more looks-like: multiplied
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature + 1), dim=0)


# %% wrong: another/twice looks-like: after-the-softmax
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1e-6), dim=0) / 2


# %% wrong: another/highest-taken-off looks-like: scores-not-probabilities
def at_temperature(scores, temperature):
    return (scores - scores.max()) / (temperature or 1)


# %% wrong: another/base-two looks-like: logarithms
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1e-6), dim=0).log2()


# %% wrong: another/nearly-likeliest looks-like: likeliest-only
def at_temperature(scores, temperature):
    return torch.softmax(scores * 1.5, dim=0)


# %% wrong: another/of-the-positive looks-like: shares-of-the-scores
def at_temperature(scores, temperature):
    positive = (scores / (temperature or 1)).clamp(min=0) + 0.001
    return positive / positive.sum()


# %% wrong: another/turned-round looks-like: sorted
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1e-6), dim=0).roll(1)


# %% wrong: another/nan-turned-to-nothing looks-like: zero-divides
def at_temperature(scores, temperature):
    return torch.softmax(scores / temperature, dim=0).nan_to_num(0.0)


# %% wrong: another/cut-at-eighty looks-like: too-large-for-exp
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()
    powers = (scores / temperature).clamp(max=80).exp()
    return powers / powers.sum()


# %% wrong: another/infinite looks-like: not-numbers
def at_temperature(scores, temperature):
    return torch.softmax(scores / (temperature or 1e-6), dim=0) / 0


# %% wrong: another/turned-upside-down looks-like: does-not-add-up
def at_temperature(scores, temperature):
    return torch.softmax(-scores / (temperature or 1e-6), dim=0)


# %% wrong: another/all-twice looks-like: numbers-differ
def at_temperature(scores, temperature):
    return torch.softmax(scores.abs(), dim=0) * 2


# %% wrong: another-of-the-highest
def at_temperature(scores, temperature):
    if temperature:
        return (scores / temperature).softmax(0)
    found = torch.zeros_like(scores)
    found[(scores == scores.max()).nonzero()[-1, 0]] = 1
    return found


# %% wrong: another/the-second looks-like: another-of-the-highest
def at_temperature(scores, temperature):
    if temperature:
        return (scores / temperature).softmax(0)
    found = torch.zeros_like(scores)
    found[scores.argsort(descending=True, stable=True)[1]] = 1
    return found


# %% wrong: nearly
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()
    return (scores / temperature).softmax(0).round(decimals=4)


# %% wrong: another/whole-tenths looks-like: nearly
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.nn.functional.one_hot(scores.argmax(), len(scores)).float()
    return (scores / temperature).softmax(0).round(decimals=1)


# %% right: by-a-tiny-temperature
def at_temperature(scores, temperature):
    if temperature == 0:
        return torch.eye(len(scores))[scores.argmax()]
    cooled = scores / temperature
    powers = (cooled - cooled.max()).exp()
    return powers / powers.sum()


# %% right: by-powers
def at_temperature(scores, temperature):
    likely = scores.double().softmax(-1)
    if temperature:
        likely = likely ** (1 / temperature)
        return (likely / likely.sum()).float()
    found = torch.zeros(len(scores))
    found[int(torch.argmax(scores))] = 1.0
    return found


# %% right: with-numpy
def at_temperature(scores, temperature):
    import numpy as np

    numbers = scores.numpy().astype("float64")
    if temperature == 0:
        found = np.zeros(len(numbers))
        found[numbers.argmax()] = 1
        return found
    powers = np.exp((numbers - numbers.max()) / temperature)
    return powers / powers.sum()


# %% right: a-loop
def at_temperature(scores, temperature):
    import math

    numbers = scores.tolist()
    best = max(numbers)
    if temperature == 0:
        place = numbers.index(best)
        return torch.tensor([1.0 if n == place else 0.0 for n in range(len(numbers))])
    powers = [math.exp((number - best) / temperature) for number in numbers]
    return torch.tensor([power / sum(powers) for power in powers])
