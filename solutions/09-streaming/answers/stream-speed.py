# %% wrong: not-two looks-like: exchanged
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate, len(arrived)


# %% wrong: not-a-number looks-like: none-for-a-number
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return str(first), rate


# %% wrong: not-a-number/tensor
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return None if first is None else torch.tensor(first), rate


# %% wrong: number-for-none looks-like: not-a-number
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else 0.0
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else 0.0
    return first, rate


# %% wrong: rounded-off looks-like: another-rate
def speeds(asked, arrived):
    first = round(arrived[0] - asked, 2) if arrived else None
    rate = round((len(arrived) - 1) / (arrived[-1] - arrived[0]), 2) if len(arrived) > 1 else None
    return first, rate


# %% wrong: none-for-a-number looks-like: number-for-none
def speeds(asked, arrived):
    if len(arrived) < 2:
        return None, None
    return arrived[0] - asked, (len(arrived) - 1) / (arrived[-1] - arrived[0])


# %% wrong: number-for-none/rate-only looks-like: not-a-number
def speeds(asked, arrived):
    if not arrived:
        return None, None
    return arrived[0] - asked, (len(arrived) - 1) / max(arrived[-1] - arrived[0], 1e-9)


# %% wrong: exchanged looks-like: total-not-first
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return (first, rate) if rate is None else (rate, first)


# %% wrong: first-below-zero looks-like: moment-not-seconds
def speeds(asked, arrived):
    first = asked - arrived[0] if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: moment-not-seconds looks-like: another-first
def speeds(asked, arrived):
    first = arrived[0] if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: total-not-first looks-like: another-first
def speeds(asked, arrived):
    first = arrived[-1] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: another-first looks-like: total-not-first
def speeds(asked, arrived):
    first = (arrived[0] - asked) * 1000 if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: another-first/zero-is-nothing looks-like: first-below-zero
def speeds(asked, arrived):
    first = (arrived[0] + asked) if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: first-token-counted looks-like: waiting-counted
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = len(arrived) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: waiting-counted looks-like: first-token-counted
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = len(arrived) / (arrived[-1] - asked) if len(arrived) > 1 else None
    return first, rate


# %% wrong: waiting-counted/one-less looks-like: another-rate
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - asked) if len(arrived) > 1 else None
    return first, rate


# %% wrong: seconds-a-token looks-like: mean-of-rates
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (arrived[-1] - arrived[0]) / (len(arrived) - 1) if len(arrived) > 1 else None
    return first, rate


# %% wrong: mean-of-rates looks-like: seconds-a-token
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = sum(1 / (b - a) for a, b in zip(arrived, arrived[1:])) / (len(arrived) - 1) if len(arrived) > 1 else None
    return first, rate


# %% wrong: another-rate looks-like: waiting-counted
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 2) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: another-rate/median looks-like: mean-of-rates
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = 1 / sorted(b - a for a, b in zip(arrived, arrived[1:]))[len(arrived) // 2 - 1] if len(arrived) > 1 else None
    return first, rate


# %% wrong: another-rate/whole looks-like: rounded-off
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) // (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first, rate


# %% wrong: another/a-dictionary looks-like: not-two
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return {"first": first, "rate": rate}


# %% wrong: changes-its-input
def speeds(asked, arrived):
    if not arrived:
        return None, None
    first = arrived.pop(0)
    if not arrived:
        return first - asked, None
    return first - asked, len(arrived) / (arrived[-1] - first)


# %% wrong: crash-empty
def speeds(asked, arrived):
    return arrived[0] - asked, (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None


# %% wrong: crash-one
def speeds(asked, arrived):
    if not arrived:
        return None, None
    return arrived[0] - asked, (len(arrived) - 1) / (arrived[-1] - arrived[0])


# %% wrong: none-for-a-number/zero looks-like: moment-not-seconds
def speeds(asked, arrived):
    first = arrived[0] - asked if arrived else None
    rate = (len(arrived) - 1) / (arrived[-1] - arrived[0]) if len(arrived) > 1 else None
    return first or None, rate


# %% right: gaps
def speeds(asked, arrived):
    gaps = [b - a for a, b in zip(arrived, arrived[1:])]
    return (arrived[0] - asked if arrived else None), (len(gaps) / sum(gaps) if gaps else None)


# %% right: match
def speeds(asked, arrived):
    match arrived:
        case []:
            return None, None
        case [one]:
            return one - asked, None
        case [first, *others]:
            return first - asked, len(others) / (others[-1] - first)


# %% wrong: wrong-type/a-list
def speeds(asked, arrived):
    answer = [None, None]
    if arrived:
        answer[0] = arrived[0] - asked
    if len(arrived) >= 2:
        answer[1] = 1 / ((arrived[-1] - arrived[0]) / (len(arrived) - 1))
    return answer


# %% right: filled-in
def speeds(asked, arrived):
    answer = [None, None]
    if arrived:
        answer[0] = arrived[0] - asked
    if len(arrived) >= 2:
        answer[1] = 1 / ((arrived[-1] - arrived[0]) / (len(arrived) - 1))
    return tuple(answer)


# %% wrong: in-32-bits looks-like: one-none-for-two
def speeds(asked, arrived):
    times = torch.tensor(arrived, dtype=torch.float32)
    if len(times) == 0:
        return None, None
    first = (times[0] - asked).item()
    if len(times) == 1:
        return first, None
    return first, ((len(times) - 1) / (times[-1] - times[0])).item()


# %% wrong: one-none-for-two looks-like: in-32-bits
def speeds(asked, arrived):
    if not arrived:
        return None
    if len(arrived) < 2:
        return arrived[0] - asked, None
    return arrived[0] - asked, (len(arrived) - 1) / (arrived[-1] - arrived[0])
