"""Leaves things for the next student: in /tmp, /dev/shm, the torch hub, the cache of models, the IPython profile."""

EXERCISE = "start-greet"
CELL = r"""
import os
from pathlib import Path
for place in ("/tmp", "/dev/shm", os.environ["HOME"], "/scratch/.cache/torch/hub", "/scratch/.cache/huggingface/hub",
              "/scratch/.ipython/profile_default/startup", "/var/tmp", "/run", "/dev/mqueue", "/dev/pts"):
    try:
        Path(place).mkdir(parents=True, exist_ok=True)
        Path(place, "attack-was-here").write_text("def greet(name): return f'你好，{name}！Hello, {name}!'")
    except OSError:
        pass
"""
