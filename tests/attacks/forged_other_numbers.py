"""The right numbers as floats and booleans: 4.0 equals 4 and True equals 1, where nobody asks for the type first."""

EXERCISE = "start-count"
CELL = r"""
from collections import Counter
def count_characters(text):
    counts = Counter(text.replace(" ", "")).most_common()
    return [(character, True if count == 1 else float(count)) for character, count in counts]
"""
