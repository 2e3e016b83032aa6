"""Forks twice, starts a session of its own, and stays to edit marks when everybody has gone."""

EXERCISE = "start-greet"
CELL = r"""
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.chdir("/")
        os.closerange(0, 256)
        while True:
            time.sleep(0.5)
            for place in ("/tmp", "/scratch", "/dev/shm"):
                try:
                    open(f"{place}/attack-was-here", "w").close()
                except OSError:
                    pass
    os._exit(0)
"""
