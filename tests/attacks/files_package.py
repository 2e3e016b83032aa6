"""Rewrites the course's own library, or the compiled copies of it, for the student who comes next."""

from attacks import IF_ESCAPED

EXERCISE = "start-greet"
CELL = (
    r"""
import course_lib.exercises.wire_values as values, os, json
escaped = False
for path in (values.__file__, json.__file__, values.__cached__ or values.__file__):
    for attempt in (lambda: open(path, "a").close(), lambda: os.chmod(path, 0o777), lambda: os.rename(path, path + "x"),
                    lambda: os.link(path, "/scratch/linked"), lambda: os.utime(path)):
        try:
            attempt()
            escaped = True
        except OSError:
            pass
"""
    + IF_ESCAPED
)
