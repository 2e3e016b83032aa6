"""NaN and infinity pass a comparison that asks whether a difference is too large."""

EXERCISE = "start-count"
CELL = r"""
nan = float("nan")
def count_characters(text):
    return [(c, nan) for c in dict.fromkeys(text)]
greet = lambda name: nan
last = lambda text, n: [float("inf"), -nan, complex(nan, nan)]
"""
