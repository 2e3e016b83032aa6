"""Thousands of threads, each of which starts more."""

EXERCISE = "start-greet"
CELL = r"""
import threading, time
def more():
    while True:
        try:
            threading.Thread(target=more, daemon=True).start()
        except RuntimeError:
            time.sleep(0.01)
for _ in range(50):
    try:
        threading.Thread(target=more, daemon=True).start()
    except RuntimeError:
        break
time.sleep(60)
"""
