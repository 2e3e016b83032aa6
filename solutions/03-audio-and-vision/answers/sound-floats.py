# %% wrong: still-whole-numbers
def as_floats(samples):
    floats = samples.float()
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: still-whole-numbers/as-they-are
def as_floats(samples):
    if samples.ndim == 2:
        return samples.float().mean(dim=1)
    return samples


# %% wrong: another-divisor
def as_floats(samples):
    floats = samples.float() / 32767
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: another-divisor/of-16-bits
def as_floats(samples):
    floats = samples.float() / 2**16
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: another-divisor/as-pixels
def as_floats(samples):
    floats = samples.float() / 255
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: another-divisor/asked-of-torch
def as_floats(samples):
    floats = samples.float() / torch.iinfo(samples.dtype).max
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: divided-by-its-loudest
def as_floats(samples):
    floats = samples.float()
    if floats.ndim == 2:
        floats = floats.mean(dim=1)
    return floats / floats.abs().max()


# %% wrong: divided-by-its-loudest/before-the-mean
def as_floats(samples):
    floats = samples.float() / samples.float().abs().max()
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: rounded-down
def as_floats(samples):
    floats = samples // 32768
    return floats.float().mean(dim=1) if floats.ndim == 2 else floats.float()


# %% wrong: stretched-to-the-ends
def as_floats(samples):
    floats = samples.float()
    if floats.ndim == 2:
        floats = floats.mean(dim=1)
    return (floats - floats.min()) / max(1, floats.max() - floats.min()) * 2 - 1


# %% wrong: wrapped-around
def as_floats(samples):
    if samples.ndim == 2 and samples.shape[1] == 2:
        samples = (samples[:, 0] + samples[:, 1]) / 2
    return samples.flatten().float() / 32768


# %% wrong: one-channel-only
def as_floats(samples):
    if samples.ndim == 2:
        samples = samples[:, 0]
    return samples.float() / 32768


# %% wrong: one-channel-only/the-last
def as_floats(samples):
    if samples.ndim == 2:
        samples = samples[..., -1]
    return samples.float() / 32768


# %% wrong: channels-added
def as_floats(samples):
    floats = samples.float() / 32768
    return floats.sum(dim=1) if floats.ndim == 2 else floats


# %% wrong: averaged-over-time
def as_floats(samples):
    floats = samples.float() / 32768
    return floats.mean(dim=0) if floats.ndim == 2 else floats


# %% wrong: channels-kept
def as_floats(samples):
    return samples.float() / 32768


# %% wrong: channels-kept/squeezed
def as_floats(samples):
    return (samples.float() / 32768).squeeze()


# %% wrong: one-after-the-other
def as_floats(samples):
    return samples.flatten().float() / 32768


# %% wrong: averaged-in-whole-numbers
def as_floats(samples):
    if samples.ndim == 2:
        samples = samples.sum(dim=1) // samples.shape[1]
    return samples.float() / 32768


# %% wrong: twice-the-memory
def as_floats(samples):
    floats = samples.double() / 32768
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: twice-the-memory/numpy
def as_floats(samples):
    floats = samples.numpy() / 32768.0
    floats = floats.astype("float64")
    return floats.mean(axis=1) if floats.ndim == 2 else floats


# %% wrong: changes-its-input
def as_floats(samples):
    if samples.ndim == 2:
        whole = samples.float().mean(dim=1)
        samples[:, 0] = 0
        return whole / 32768
    return samples.float() / 32768


# %% wrong: returns-nothing
def as_floats(samples):
    if samples.ndim == 2:
        return samples.float().mean(dim=1) / 32768


# %% wrong: wrong-type
def as_floats(samples):
    floats = samples.float() / 32768
    return (floats.mean(dim=1) if floats.ndim == 2 else floats).tolist()


# %% wrong: not-between
def as_floats(samples):
    floats = samples.float() / 3276.8
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: crash-mean-of-whole-numbers
def as_floats(samples):
    if samples.ndim == 2:
        samples = samples.mean(dim=1)
    return samples / 32768


# %% wrong: another/a-tenth looks-like: still-whole-numbers
def as_floats(samples):
    floats = samples.float() / 327680
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: another/shifted looks-like: another-divisor
def as_floats(samples):
    floats = (samples.float() + 0.5) / 32767.5
    return floats.mean(dim=1) if floats.ndim == 2 else floats


# %% wrong: another/to-one-deviation looks-like: divided-by-its-loudest
def as_floats(samples):
    floats = samples.float()
    if floats.ndim == 2:
        floats = floats.mean(dim=1)
    return (floats - floats.mean()) / (floats.std(correction=0) + 1e-9)


# %% wrong: another/two-places looks-like: rounded-down
def as_floats(samples):
    floats = samples.float() / 32768
    return (floats.mean(dim=1) if floats.ndim == 2 else floats).round(decimals=1)


# %% wrong: another/only-shifted looks-like: stretched-to-the-ends
def as_floats(samples):
    floats = samples.float() / 32768
    floats = floats.mean(dim=1) if floats.ndim == 2 else floats
    return floats - floats.mean()


# %% wrong: another/the-louder-one looks-like: one-channel-only
def as_floats(samples):
    floats = samples.float() / 32768
    return floats.amax(dim=1) if floats.ndim == 2 else floats


# %% wrong: another/the-difference looks-like: channels-added
def as_floats(samples):
    floats = samples.float() / 32768
    return floats[:, 0] - floats[:, -1] if floats.ndim == 2 else floats


# %% wrong: another/one-number looks-like: averaged-over-time
def as_floats(samples):
    floats = samples.float() / 32768
    return floats.mean() if floats.ndim == 2 else floats


# %% wrong: another/channels-kept-and-added looks-like: channels-kept
def as_floats(samples):
    floats = samples.float() / 32768
    return floats + floats.flip(-1) if floats.ndim == 2 else floats


# %% wrong: another/halves looks-like: one-after-the-other
def as_floats(samples):
    floats = samples.float() / 32768
    return torch.cat([floats[:, 0], floats[:, 0]]) if floats.ndim == 2 else floats


# %% wrong: another/averaged-and-halved looks-like: averaged-in-whole-numbers
def as_floats(samples):
    floats = samples.float() / 32768
    return floats.mean(dim=1) / 2 if floats.ndim == 2 else floats


# %% wrong: another/half-the-memory looks-like: twice-the-memory
def as_floats(samples):
    floats = samples.float() / 32768
    return (floats.mean(dim=1) if floats.ndim == 2 else floats).half()


# %% wrong: another/cut-off looks-like: wrapped-around
def as_floats(samples):
    floats = samples.float() / 32768
    return floats.sum(dim=1).clamp(-1, 1) if floats.ndim == 2 else floats


# %% wrong: another/at-most-one looks-like: not-between
def as_floats(samples):
    return (samples.float() if samples.ndim == 1 else samples.float().mean(dim=1)).clamp(-1, 1)


# %% right: with-numpy
def as_floats(samples):
    floats = samples.numpy().astype("float32") / 32768
    return floats.mean(axis=-1) if floats.ndim > 1 else floats


# %% right: mean-first
def as_floats(samples):
    floats = samples.to(torch.float32)
    if floats.dim() == 2:
        floats = floats.sum(1) / floats.size(1)
    return torch.div(floats, 2**15)


# %% right: as-columns
def as_floats(samples):
    return samples.reshape(len(samples), -1).float().mean(dim=1) / 32768


# %% right: by-hand
def as_floats(samples):
    found = []
    for moment in samples.tolist():
        numbers = moment if isinstance(moment, list) else [moment]
        found.append(sum(numbers) / len(numbers) / 32768)
    return torch.tensor(found)
