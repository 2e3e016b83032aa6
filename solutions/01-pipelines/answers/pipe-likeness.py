# %% wrong: padding-counted
def likeness(features, lengths):
    one = torch.tensor(features[0][0]).mean(dim=0)
    other = torch.tensor(features[1][0]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: first-token-only
def likeness(features, lengths):
    one = torch.tensor(features[0][0][0])
    other = torch.tensor(features[1][0][0])
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: last-token-only
def likeness(features, lengths):
    one = torch.tensor(features[0][0][lengths[0] - 1])
    other = torch.tensor(features[1][0][lengths[1] - 1])
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: tokens-left-out
def likeness(features, lengths):
    one = torch.tensor(features[0][0][1 : lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][1 : lengths[1]]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: tokens-left-out/both-ends
def likeness(features, lengths):
    one = torch.tensor(features[0][0][1 : lengths[0] - 1]).mean(dim=0)
    other = torch.tensor(features[1][0][1 : lengths[1] - 1]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/every-second looks-like: tokens-left-out
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0] : 2]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1] : 2]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: last-vectors
def likeness(features, lengths):
    one = torch.tensor(features[0][0][-lengths[0] :]).mean(dim=0)
    other = torch.tensor(features[1][0][-lengths[1] :]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/first-half looks-like: last-vectors
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0] // 2]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1] // 2]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: one-token-off
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0] + 1]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1] + 1]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: one-token-off/one-less
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0] - 1]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1] - 1]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: one-length-for-both
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[0]]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: product-not-cosine
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return (one @ other).item()


# %% wrong: product-not-cosine/no-roots
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return (one @ other / ((one @ one) * (other @ other))).item()


# %% wrong: distance-not-likeness
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return (one - other).norm().item()


# %% wrong: distance-not-likeness/one-minus
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return 1 - (one @ other / (one.norm() * other.norm())).item()


# %% wrong: mean-of-likenesses
def likeness(features, lengths):
    one, other = (torch.tensor(rows[0][:length]) for rows, length in zip(features, lengths))
    one, other = one / one.norm(dim=1, keepdim=True), other / other.norm(dim=1, keepdim=True)
    return (one @ other.T).mean().item()


# %% wrong: sign-lost
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return abs((one @ other / (one.norm() * other.norm())).item())


# %% wrong: in-percent
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return 100 * (one @ other / (one.norm() * other.norm())).item()


# %% wrong: rounded
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return round((one @ other / (one.norm() * other.norm())).item(), 2)


# %% wrong: still-a-tensor
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return one @ other / (one.norm() * other.norm())


# %% wrong: still-in-a-list
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return [(one @ other / (one.norm() * other.norm())).item()]


# %% wrong: crash-a-level-forgotten
def likeness(features, lengths):
    one = torch.tensor(features[0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][: lengths[1]]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: returns-nothing
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    print((one @ other / (one.norm() * other.norm())).item())


# %% wrong: changes-its-input
def likeness(features, lengths):
    for rows, length in zip(features, lengths):
        while len(rows[0]) > length:
            rows[0].pop()
    one, other = (torch.tensor(rows[0]).mean(dim=0) for rows in features)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/only-padding looks-like: padding-counted
def likeness(features, lengths):
    one = torch.tensor(features[0][0])[-1]
    other = torch.tensor(features[1][0]).sum(dim=0).flip(0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/first-and-last looks-like: first-token-only
def likeness(features, lengths):
    one = torch.tensor(features[0][0][0])
    other = torch.tensor(features[1][0][lengths[1] - 1])
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/the-middle looks-like: last-token-only
def likeness(features, lengths):
    one = torch.tensor(features[0][0][lengths[0] // 2])
    other = torch.tensor(features[1][0][lengths[1] // 2])
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/without-the-first looks-like: one-token-off
def likeness(features, lengths):
    one = torch.tensor(features[0][0][2:]).mean(dim=0)
    other = torch.tensor(features[1][0][2:]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/lengths-exchanged looks-like: one-length-for-both
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[1]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[0]]).mean(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/largest-numbers looks-like: product-not-cosine
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return (one @ other / (one.abs().sum() * other.abs().sum())).item()


# %% wrong: another/from-distance looks-like: distance-not-likeness
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return 1 / (1 + (one - other).norm().item())


# %% wrong: another/largest-of-all looks-like: mean-of-likenesses
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).amax(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).amax(dim=0)
    return (one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/turned-around looks-like: sign-lost
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return -(one @ other / (one.norm() * other.norm())).item()


# %% wrong: another/between-0-and-1 looks-like: in-percent
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return (1 + (one @ other / (one.norm() * other.norm())).item()) / 2


# %% wrong: another/whole-numbers looks-like: rounded
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return 0.5 + round((one @ other / (one.norm() * other.norm())).item(), 1)


# %% wrong: another/as-text looks-like: still-a-tensor
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return str((one @ other / (one.norm() * other.norm())).item())


# %% wrong: another/in-a-tuple looks-like: still-in-a-list
def likeness(features, lengths):
    one = torch.tensor(features[0][0][: lengths[0]]).mean(dim=0)
    other = torch.tensor(features[1][0][: lengths[1]]).mean(dim=0)
    return ((one @ other / (one.norm() * other.norm())).item(),)


# %% wrong: rounded/six-places
def likeness(features, lengths):
    a = torch.tensor(features[0][0], dtype=torch.float64)[: lengths[0]].mean(0)
    b = torch.tensor(features[1][0], dtype=torch.float64)[: lengths[1]].mean(0)
    return round(float(a @ b / (a.norm() * b.norm())), 6)


# %% right: plain-python
import math


def likeness(features, lengths):
    means = []
    for rows, length in zip(features, lengths):
        own = rows[0][:length]
        means.append([sum(column) / length for column in zip(*own)])
    product = sum(a * b for a, b in zip(*means))
    norms = [math.sqrt(sum(a * a for a in vector)) for vector in means]
    return product / (norms[0] * norms[1])


# %% right: torch-knows-it
def likeness(features, lengths):
    one, other = (torch.tensor(rows[0][:length]).sum(dim=0) for rows, length in zip(features, lengths))
    return float(torch.nn.functional.cosine_similarity(one, other, dim=0))


# %% right: with-a-mask
def likeness(features, lengths):
    states = torch.tensor([rows[0] for rows in features])
    mask = (torch.arange(states.shape[1]) < torch.tensor(lengths)[:, None])[..., None]
    means = torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
    return (means[0] @ means[1]).item()


# %% right: numpy
import numpy


def likeness(features, lengths):
    one, other = (numpy.array(rows[0])[:length].mean(axis=0) for rows, length in zip(features, lengths))
    return one @ other / (numpy.linalg.norm(one) * numpy.linalg.norm(other))
