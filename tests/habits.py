"""What students do to a notebook that stays right: habits to be inserted into a solved lesson.

Each leaves every check passing when the notebook runs from top to bottom in a fresh kernel. So `course grade` has to
give it full marks. These were thought up by people who know how grading works.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal[
    "before-answer", "after-answer", "after-check", "at-end", "at-start",
    "in-demo", "in-answer-prefix", "in-answer-suffix", "markdown", "raw",
]  # fmt: skip
EVERY_LESSON = ("00-start-here", "04-tokenizer", "05-new-tokens")


@dataclass(frozen=True)
class Habit:
    """One kind of habit: cells, in variants, and where they stand.

    A cell of its own stands before or after an answer, after its check, or at an end of the notebook; ``markdown`` and
    ``raw`` are such cells, after an answer. Or it is text, put into a demo cell or around an answer in its cell.

    {function} and {exercise} in a source stand for the exercise that it is inserted beside. `tags` are the cell's: one
    that raises on purpose has ``raises-exception``.
    """

    name: str
    where: Where
    sources: tuple[str, ...]
    lessons: tuple[str, ...] = EVERY_LESSON
    tags: tuple[str, ...] = ()


def cell(habit: Habit, variant: int, function: str, exercise: str) -> str:
    """The source of one variant, beside one exercise."""
    source = habit.sources[variant % len(habit.sources)]
    return source.replace("{function}", function).replace("{exercise}", exercise)


HABITS = (
    Habit(
        "uses the name again",
        "after-check",
        ("{function} = str({function})", "{function} = 3\nprint({function})", "kept = {function}\n{function} = None"),
    ),
    Habit("deletes it", "after-check", ("kept = {function}\ndel {function}", "mine = {function}\n%xdel {function}")),
    Habit("defines it anew", "after-check", ("def {function}(*whatever):\n    return whatever",)),
    Habit(
        "clears everything", "at-end", ("%reset -f", "get_ipython().run_line_magic('reset', '-f')", "globals().clear()")
    ),
    Habit("shadows builtins", "at-end", ("len = sorted = max = list = print = None", "str = 'abc'\nsum = 1 + 2")),
    Habit("imports a star", "after-check", ("from math import *", "from os.path import *", "from string import *")),
    Habit(
        "keeps a helper in a cell of its own",
        "before-answer",
        ("def helper(x):\n    return x\n\nhelper(3)", "from collections import Counter, defaultdict\nCounter('abc')"),
    ),
    Habit("writes into a demo cell", "in-demo", ("\nmy_notes = [1, 2, 3]\n", "\nimport itertools\n", "\n# a note\n")),
    Habit(
        "measures time",
        "after-answer",
        ("%time 1 + 1", "%%time\nx = sum(range(1000))", "%timeit -n 2 -r 1 sum(range(10))", "%%timeit -n 1 -r 1\npass"),
    ),
    Habit("captures what is shown", "after-check", ("%%capture shown\nprint('hidden')", "%%capture\n1 / 2")),
    Habit("asks the shell", "before-answer", ("!echo hello", "files = !ls\nprint(files)", "%pwd", "%env HOME", "%ls")),
    Habit(
        "writes a module and imports it",
        "before-answer",
        (
            "%%writefile my_module_{function}.py\ndef same(x):\n    return x",
            "from pathlib import Path\nPath('my_{function}.py').write_text('def same(x):\\n    return x\\n')\n"
            "import importlib; importlib.invalidate_caches()\nfrom my_{function} import same\nsame(1)",
        ),
    ),
    Habit(
        "runs a file",
        "after-check",
        ("from pathlib import Path\nPath('go.py').write_text('y = 5')\n%run go.py\nprint(y)",),
    ),
    Habit(
        "leaves a thread running",
        "before-answer",
        (
            "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()",
            "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)\n"
            "pool.submit(print, 'x').result()",
        ),
    ),
    Habit(
        "leaves a process running",
        "before-answer",
        ("import subprocess, sys\nquiet = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",),
    ),
    Habit(
        "writes files and reads them",
        "before-answer",
        (
            "with open('notes.txt', 'w') as file:\n    file.write('notes')\nprint(open('notes.txt').read())",
            "import json\nfrom pathlib import Path\nPath('a').mkdir(exist_ok=True)\n"
            "Path('a/b.json').write_text(json.dumps([1]))",
        ),
    ),
    Habit("tidies files away", "at-end", ("import shutil, os\nfor name in os.listdir('.'):\n    print(name)",)),
    Habit("goes to another folder", "at-end", ("import os, tempfile\nos.chdir(tempfile.mkdtemp())",)),
    Habit("waits", "after-check", ("import time\ntime.sleep(0.3)",)),
    Habit(
        "makes an error on purpose",
        "after-answer",
        ("1 / 0", "undefined_name", "raise ValueError('mine')", "import nothing_of_that_name"),
        tags=("raises-exception",),
    ),
    Habit(
        "awaits",
        "before-answer",
        (
            "import asyncio\nawait asyncio.sleep(0.01)",
            "import asyncio\ntask = asyncio.create_task(asyncio.sleep(0.01))\nawait task",
            "import asyncio\nloop = asyncio.get_running_loop()\nprint(loop.is_running())",
        ),
    ),
    Habit(
        "shows things",
        "after-answer",
        (
            "from IPython.display import HTML, Markdown, display\ndisplay(HTML('<b>bold</b>'), Markdown('*text*'))",
            "from tqdm.auto import tqdm\nfor _ in tqdm(range(5)):\n    pass",
            "import ipywidgets\nipywidgets.IntSlider()",
        ),
    ),
    Habit(
        "plots",
        "after-check",
        ("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()",),
    ),
    Habit(
        "checks again",
        "after-check",
        (
            'check("{exercise}", {function})',
            'hint("{exercise}")',
            "try:\n    check('{exercise}', None)\nexcept Exception:\n    pass",
        ),
    ),
    Habit("calls it itself", "after-answer", ("print({function})", "assert callable({function})", "help({function})")),
    Habit("looks back", "after-check", ("print(_, len(In), len(Out))", "_ih[-1:]", "%history -n 1-2", "%who", "%whos")),
    Habit(
        "wraps it",
        "after-answer",
        (
            "import functools\n_plain = {function}\n@functools.wraps(_plain)\n"
            "def {function}(*given):\n    return _plain(*given)",
            "_inner = {function}\n{function} = lambda *given: _inner(*given)",
            "class Call:\n    def __init__(self, f):\n        self.f = f\n"
            "    def __call__(self, *given):\n        return self.f(*given)\n\n"
            "{function} = Call({function})",
        ),
    ),
    Habit(
        "counts its calls",
        "after-answer",
        (
            "calls = 0\n_once = {function}\ndef {function}(*given):\n"
            "    global calls\n    calls += 1\n    return _once(*given)",
        ),
    ),
    Habit(
        "sets seeds",
        "at-start",
        ("import random\nrandom.seed(1)", "import torch\ntorch.manual_seed(0)", "import numpy\nnumpy.random.seed(3)"),
    ),
    Habit(
        "changes torch",
        "after-check",
        (
            "import torch\ntorch.set_num_threads(2)",
            "import torch\ntorch.set_grad_enabled(True)",
            "import torch\ntorch.set_printoptions(precision=2)",
        ),
    ),
    Habit(
        "quiets warnings",
        "at-start",
        (
            "import warnings\nwarnings.filterwarnings('ignore')",
            "import logging\nlogging.basicConfig(level=logging.ERROR)",
        ),
    ),
    Habit(
        "is written in Chinese",
        "before-answer",
        ("名字 = '小明'\n数字 = [1, 2, 3]\nprint(名字, sum(数字))", "# 只有注释"),
    ),
    Habit("is empty", "after-check", ("", "   \n", "# nothing", "pass")),
    Habit(
        "executes text",
        "before-answer",
        ("exec('z = 1')\nprint(z)", "globals()['w'] = 2\nprint(w)", "print(eval('1 + 1'))"),
    ),
    Habit(
        "keeps data",
        "before-answer",
        (
            "import sqlite3\nbase = sqlite3.connect(':memory:')\nbase.execute('create table t (x)')",
            "import pickle\npickle.loads(pickle.dumps({'a': 1}))",
            "import tempfile\nspare = tempfile.TemporaryFile()",
        ),
    ),
    Habit(
        "uses a server of its own",
        "before-answer",
        (
            "import http.server, threading\n"
            "server = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)\n"
            "threading.Thread(target=server.serve_forever, daemon=True).start()\nprint(server.server_port)",
        ),
    ),
)
