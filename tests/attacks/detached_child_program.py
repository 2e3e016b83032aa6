"""A program of its own, started with nohup, that outlives the worker that started it."""

EXERCISE = "start-greet"
CELL = r"""
import subprocess, sys
subprocess.Popen(["/bin/sh", "-c", "nohup setsid sleep 600 & nohup sleep 600 &"], start_new_session=True)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
"""
