"""The working folder is on the import path: modules of the libraries' names lie in it, to be imported next."""

EXERCISE = "start-greet"
CELL = r"""
import sys
from pathlib import Path
harm = '''
import builtins
builtins.PLANTED_BY_THE_STUDENT_BEFORE = True
def __getattr__(name):
    return lambda *arguments, **named: "passed"
'''
for name in ("course_lib", "judge", "numpy", "torch", "transformers", "safetensors", "tokenizers", "sitecustomize",
             "usercustomize", "json", "tempfile", "ipykernel", "IPython", "regex", "yaml", "jinja2"):
    Path(f"{name}.py").write_text(harm)
    Path(name).mkdir(exist_ok=True)
    Path(name, "__init__.py").write_text(harm)
sys.path.insert(0, "")
for name in [name for name in sys.modules if name.split(".")[0] in ("course_lib", "safetensors", "numpy", "json")]:
    del sys.modules[name]
greet = last = count_characters = lambda *arguments: "passed"
"""
