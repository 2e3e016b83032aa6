"""A folder whose name is markup and a formula: it is shown on pages and in tables, and handed to nbgrader."""

STUDENT = "=cmd|x <img src=x onerror=document.title='attack-ran'>"
EXERCISE = "start-greet"
CELL = r"""
def greet(name):
    return name
"""
