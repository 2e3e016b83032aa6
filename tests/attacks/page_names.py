"""Functions, exceptions and modules whose names are markup: names are shown in reasons."""

EXERCISE = "start-greet"
CELL = r"""
markup = "<img src=x onerror=document.title='attack-ran'>"
def greet(name):
    raise type(markup, (Exception,), {"__module__": markup})(markup)
last = lambda text, n: type(markup, (), {})()
last.__name__ = last.__qualname__ = markup
raise type(markup, (SyntaxError,), {})(markup)
"""
