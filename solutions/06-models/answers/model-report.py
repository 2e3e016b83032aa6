# %% wrong: exchanged
def load_report(wanted, saved):
    both = wanted.keys() & saved.keys()
    return {
        "missing": sorted(saved.keys() - wanted.keys()),
        "unexpected": sorted(wanted.keys() - saved.keys()),
        "mismatched": sorted(name for name in both if wanted[name] != saved[name]),
    }


# %% wrong: mismatched-is-missing
def load_report(wanted, saved):
    both = wanted.keys() & saved.keys()
    return {
        "missing": sorted(name for name in wanted if wanted[name] != saved.get(name)),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(name for name in both if wanted[name] != saved[name]),
    }


# %% wrong: mismatched-everywhere
def load_report(wanted, saved):
    w = {(name, tuple(shape)) for name, shape in wanted.items()}
    s = {(name, tuple(shape)) for name, shape in saved.items()}
    missing, unexpected = {name for name, _ in w - s}, {name for name, _ in s - w}
    return {
        "missing": sorted(missing),
        "unexpected": sorted(unexpected),
        "mismatched": sorted(missing & unexpected),
    }


# %% wrong: mismatched-everywhere/and-never-itself
def load_report(wanted, saved):
    missing = sorted(name for name in wanted if wanted[name] != saved.get(name))
    unexpected = sorted(name for name in saved if saved[name] != wanted.get(name))
    return {"missing": missing, "unexpected": unexpected, "mismatched": []}


# %% wrong: ignores-shapes
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": [],
    }


# %% wrong: all-that-both-have
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(saved.keys() & wanted.keys()),
    }


# %% wrong: compares-the-count
def load_report(wanted, saved):
    def count(shape):
        return int(torch.tensor(shape).prod())

    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(n for n in wanted.keys() & saved.keys() if count(wanted[n]) != count(saved[n])),
    }


# %% wrong: compares-dimensions
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(n for n in wanted.keys() & saved.keys() if len(wanted[n]) != len(saved[n])),
    }


# %% wrong: counts-not-names
def load_report(wanted, saved):
    both = wanted.keys() & saved.keys()
    return {
        "missing": len(wanted.keys() - saved.keys()),
        "unexpected": len(saved.keys() - wanted.keys()),
        "mismatched": len([name for name in both if wanted[name] != saved[name]]),
    }


# %% wrong: another/missing-twice looks-like: exchanged
def load_report(wanted, saved):
    both = wanted.keys() & saved.keys()
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(wanted.keys() - saved.keys()),
        "mismatched": sorted(name for name in both if wanted[name] != saved[name]),
    }


# %% wrong: another/mismatched-is-unexpected looks-like: mismatched-is-missing
def load_report(wanted, saved):
    both = wanted.keys() & saved.keys()
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(name for name in saved if saved[name] != wanted.get(name)),
        "mismatched": sorted(name for name in both if wanted[name] != saved[name]),
    }


# %% wrong: another/everything-that-differs looks-like: mismatched-everywhere
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(n for n in wanted.keys() | saved.keys() if wanted.get(n) != saved.get(n)),
    }


# %% wrong: another/only-the-shapes looks-like: ignores-shapes
def load_report(wanted, saved):
    both = wanted.keys() & saved.keys()
    return {"missing": [], "unexpected": [], "mismatched": sorted(n for n in both if wanted[n] != saved[n])}


# %% wrong: another/those-that-fit looks-like: all-that-both-have
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(n for n in wanted.keys() & saved.keys() if wanted[n] == saved[n]),
    }


# %% wrong: another/compares-the-sum looks-like: compares-the-count
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(n for n in wanted.keys() & saved.keys() if sorted(wanted[n]) != sorted(saved[n])),
    }


# %% wrong: another/compares-the-first looks-like: compares-dimensions
def load_report(wanted, saved):
    return {
        "missing": sorted(wanted.keys() - saved.keys()),
        "unexpected": sorted(saved.keys() - wanted.keys()),
        "mismatched": sorted(n for n in wanted.keys() & saved.keys() if wanted[n][-1] != saved[n][-1]),
    }


# %% wrong: another/counts-of-all looks-like: counts-not-names
def load_report(wanted, saved):
    return {"missing": len(wanted), "unexpected": len(saved), "mismatched": len(wanted.keys() & saved.keys())}


# %% wrong: another/not-sorted
def load_report(wanted, saved):
    return {
        "missing": sorted((n for n in wanted if n not in saved), reverse=True),
        "unexpected": sorted((n for n in saved if n not in wanted), reverse=True),
        "mismatched": sorted((n for n in wanted if n in saved and wanted[n] != saved[n]), reverse=True),
    }


# %% right: a-loop
def load_report(wanted, saved):
    report = {"missing": [], "unexpected": [], "mismatched": []}
    for name in sorted({*wanted, *saved}):
        if name not in saved:
            report["missing"].append(name)
        elif name not in wanted:
            report["unexpected"].append(name)
        elif wanted[name] != saved[name]:
            report["mismatched"].append(name)
    return report


# %% right: comprehensions
def load_report(wanted, saved):
    missing = [name for name in sorted(wanted) if name not in saved]
    unexpected = [name for name in sorted(saved) if name not in wanted]
    mismatched = [n for n in sorted(wanted) if n in saved and tuple(saved[n]) != tuple(wanted[n])]
    return dict(mismatched=mismatched, missing=missing, unexpected=unexpected)


# %% wrong: changes-its-input
def load_report(wanted, saved):
    missing, mismatched = [], []
    for name in sorted(wanted):
        if name not in saved:
            missing.append(name)
        elif saved.pop(name) != wanted[name]:
            mismatched.append(name)
    return {"missing": missing, "unexpected": sorted(saved), "mismatched": mismatched}
