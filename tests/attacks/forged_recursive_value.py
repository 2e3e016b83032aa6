"""Values that hold themselves, or are nested deeper than any reader's stack."""

EXERCISE = "start-greet"
CELL = r"""
def greet(name):
    loop = []
    loop.append(loop)
    return loop
def last(text, n):
    deep = ()
    for _ in range(200_000):
        deep = (deep,)
    return deep
def count_characters(text):
    table = {}
    table["me"] = table
    return table
"""
