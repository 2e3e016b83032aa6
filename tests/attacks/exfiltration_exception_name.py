"""Names the exception after the hidden input, plainly and in hex: names are shown on the feedback page."""

EXERCISE = "start-greet"
CELL = r"""
def greet(name):
    raise type("Input_" + name + "_" + name.encode().hex(), (Exception,), {})(name)
def last(text, n):
    raise type(text, (ValueError,), {"__module__": "builtins"})(text)
def count_characters(text):
    error = KeyError(text)
    error.add_note(text)
    raise error from ValueError(text)
"""
