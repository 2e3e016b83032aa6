"""Returns a value that has no plain form, of a type named after the hidden input."""

EXERCISE = "start-greet"
CELL = r"""
def leak(*inputs):
    return type(f"<b>{inputs[0]}</b>", (), {"__module__": inputs[0], "__qualname__": inputs[0]})()
greet = last = leak
count_characters = lambda text: [(leak(text), 1), text]
"""
