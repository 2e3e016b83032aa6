"""Files that Python, IPython and the shell read when they start: sitecustomize.py, json.py, course_lib/, profiles."""

EXERCISE = "start-greet"
CELL = r"""
import os
from pathlib import Path
poison = "import builtins\nbuiltins.PLANTED_BY_THE_STUDENT_BEFORE = True\n"
for place in (".", "/tmp", "/dev/shm", os.environ["HOME"]):
    for name in ("sitecustomize.py", "usercustomize.py", "json.py", "torch.py", "course_lib/__init__.py",
                 ".pythonrc.py",
                 ".ipython/profile_default/startup/00.py", ".local/lib/python3.11/site-packages/x.pth",
                 ".bashrc", ".profile",
                 ".config/matplotlib/matplotlibrc", ".cache/huggingface/token", ".jupyter/jupyter_nbconvert_config.py"):
        try:
            path = Path(place, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(poison)
        except OSError:
            pass
os.environ.update(PYTHONPATH=os.getcwd(), PYTHONSTARTUP=os.getcwd() + "/.pythonrc.py", LD_PRELOAD="/scratch/x.so")
os._exit(0)
"""
