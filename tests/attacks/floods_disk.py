"""Fills every place that can be written."""

EXERCISE = "start-greet"
CELL = r"""
for place in ("/scratch", "/tmp", "/dev/shm", "/proc"):
    try:
        with open(f"{place}/full", "wb") as file:
            while True:
                file.write(b"x" * 2**20)
    except OSError:
        pass
"""
