"""Habits of students, thought up by a teacher who has seen neither the course's code nor its grader.

Every habit leaves a right notebook right: it runs from top to bottom in a fresh kernel, and every check passes.
Nothing here relies on a demo cell or a check cell having been run. `{function}` and `{exercise}` are filled in.
"""

from textwrap import dedent

from habits import EVERY_LESSON, Habit

START = ("00-start-here",)
TOKENIZER = ("04-tokenizer",)
# Where neither a demo nor a later exercise is likely to use an answer again after its check.
FORGETFUL = ("00-start-here",)
RAISES = ("raises-exception",)


def _cell(text: str) -> str:
    """A cell of its own, without the margin that it has in this file."""
    return dedent(text).strip("\n")


def _before(text: str) -> str:
    """Lines that stand above what is there already."""
    return _cell(text) + "\n\n"


def _more(text: str) -> str:
    """Lines that go on after what is there already."""
    return "\n\n" + _cell(text)


_REBOUND: tuple[Habit, ...] = (
    Habit(
        "keeps answers in a class",
        "after-answer",
        (
            _cell(
                """
                class MyAnswersFor_{function}:
                    solve = staticmethod({function})


                {function} = MyAnswersFor_{function}.solve
                """
            ),
            _cell(
                """
                class Homework_{function}:
                    def __init__(self, inner):
                        self.inner = inner

                    def solve(self, *args, **kwargs):
                        return self.inner(*args, **kwargs)


                {function} = Homework_{function}({function}).solve  # a bound method from here on
                """
            ),
            _cell(
                """
                class Registry_{function}:
                    inner = ({function},)

                    @classmethod
                    def solve(cls, *args, **kwargs):
                        return cls.inner[0](*args, **kwargs)


                {function} = Registry_{function}.solve
                """
            ),
        ),
    ),
    Habit(
        "makes the answer an object with __call__",
        "after-answer",
        (
            _cell(
                """
                class Callable_{function}:
                    def __init__(self, inner):
                        self.inner, self.calls = inner, 0

                    def __call__(self, *args, **kwargs):
                        self.calls += 1
                        return self.inner(*args, **kwargs)


                {function} = Callable_{function}({function})
                """
            ),
            _cell(
                """
                from dataclasses import dataclass, field
                from typing import Any, Callable


                @dataclass(frozen=True)
                class Solution_{function}:
                    run: Callable[..., Any] = field(repr=False)
                    exercise: str = "{exercise}"

                    def __call__(self, *args: Any, **kwargs: Any) -> Any:
                        return self.run(*args, **kwargs)


                {function} = Solution_{function}({function})
                print({function})
                """
            ),
        ),
    ),
    Habit(
        "makes the answer a class whose __new__ does the work",
        "after-answer",
        (
            _cell(
                """
                def as_a_class(inner):
                    class Answer:
                        def __new__(cls, *args, **kwargs):
                            return inner(*args, **kwargs)

                    return Answer


                {function} = as_a_class({function})
                """
            ),
        ),
    ),
    Habit(
        "wraps the answer with functools.wraps",
        "after-answer",
        (
            _cell(
                """
                import functools


                def counted(function):
                    @functools.wraps(function)
                    def inside(*args, **kwargs):
                        inside.calls += 1
                        return function(*args, **kwargs)

                    inside.calls = 0
                    return inside


                {function} = counted({function})
                """
            ),
            _cell(
                """
                import functools
                import time


                def timed(function):
                    @functools.wraps(function)
                    def inside(*args, **kwargs):
                        begin = time.perf_counter()
                        try:
                            return function(*args, **kwargs)
                        finally:
                            print(f"⏱ {exercise}: {(time.perf_counter() - begin) * 1000:.2f} ms")

                    return inside


                {function} = timed({function})
                """
            ),
        ),
    ),
    Habit(
        "wraps the answer without functools.wraps",
        "after-answer",
        (
            "{function} = (lambda inner: lambda *args, **kwargs: inner(*args, **kwargs))({function})",
            _cell(
                """
                def verbose(f):
                    def _(*a, **k):
                        print("->", len(a), "arguments")
                        r = f(*a, **k)
                        print("<-", type(r).__name__)
                        return r
                    return _

                {function} = verbose({function})
                del verbose
                """
            ),
        ),
    ),
    Habit(
        "hands on a functools.partial",
        "after-answer",
        (
            "from functools import partial\n\n{function} = partial({function})",
            "import functools as ft\n\n{function} = ft.partial(ft.partial({function}))",
        ),
    ),
    Habit(
        "uses staticmethod as a decorator outside of a class",
        "in-answer-suffix",
        ("\n\n{function} = staticmethod({function})",),
    ),
    Habit(
        "names things in Chinese",
        "after-answer",
        (
            _cell(
                """
                def 记录(函数):
                    # 装饰器:数一数调用了多少次
                    def 包装(*参数, **选项):
                        包装.次数 += 1
                        return 函数(*参数, **选项)

                    包装.次数 = 0
                    return 包装


                我的答案 = 记录({function})
                {function} = 我的答案
                """
            ),
            _cell(
                """
                class 学生:
                    姓名 = "小明"
                    学号 = 20260001
                    答案 = {}


                学生.答案["{exercise}"] = {function}
                {function} = 学生.答案["{exercise}"]
                """
            ),
        ),
    ),
    Habit(
        "defines the answer twice",
        "in-answer-suffix",
        (
            _more(
                """
                # second version, the first one was all right too
                first_version_of_{function} = {function}


                def {function}(*args, **kwargs):
                    return first_version_of_{function}(*args, **kwargs)
                """
            ),
            _more(
                """
                def {function}(*args, _first={function}, **kwargs):
                    "v2 (final) (really final)"
                    return _first(*args, **kwargs)
                """
            ),
        ),
    ),
    Habit(
        "writes a first try above that is overwritten",
        "in-answer-prefix",
        (
            _before(
                """
                def {function}(*args):
                    # first try, does not work yet!!
                    pass
                """
            ),
            _before('{function} = lambda *args: 1 / 0  # placeholder\nassert callable({function}), "???"'),
            "{function} = None\n\n",
        ),
    ),
    Habit(
        "deletes the old function before defining it",
        "in-answer-prefix",
        (
            'globals().pop("{function}", None)\n\n',
            _before(
                """
                try:
                    del {function}
                except NameError:
                    pass
                """
            ),
        ),
    ),
    Habit(
        "defines the final answer in a try",
        "in-answer-suffix",
        (
            _more(
                """
                try:
                    import a_library_that_nobody_has
                except ImportError:
                    def {function}(*args, _plain={function}, **kwargs):
                        return _plain(*args, **kwargs)
                else:
                    {function} = a_library_that_nobody_has.{function}
                """
            ),
            _more(
                """
                import sys

                if sys.version_info < (3, 8):
                    raise RuntimeError("update your Python")
                elif sys.platform == "win32":
                    {function} = (lambda f: lambda *a, **k: f(*a, **k))({function})
                else:
                    {function} = {function}
                """
            ),
        ),
    ),
    Habit(
        "makes the answer with exec or eval",
        "after-answer",
        (
            _cell(
                """
                code = '''
                def {function}(*args, _inner={function}, **kwargs):
                    return _inner(*args, **kwargs)
                '''
                exec(code)
                """
            ),
            '{function} = eval("lambda *a, **k: f(*a, **k)", {"f": {function}})',
            _cell(
                """
                bytecode = compile("answer = {function}", "<typed by hand>", "exec")
                exec(bytecode, box := {"{function}": {function}})
                {function} = box["answer"]
                """
            ),
        ),
    ),
    Habit(
        "binds the answer in a roundabout way",
        "after-answer",
        (
            'globals()["{function}"] = globals()["{function}"]',
            'import sys\n\nsetattr(sys.modules["__main__"], "{function}", {function})',
            'get_ipython().push({"{function}": {function}})\nget_ipython().user_ns["{function}"] is {function}',
            "({function},) = [{function}]\n[{function}, *nothing_else] = ({function},)",
            "for {function} in [{function}]:\n    pass",
        ),
    ),
    Habit(
        "binds the answer with a type annotation",
        "after-answer",
        (
            _cell(
                """
                from typing import Any, Callable, Final, cast

                {function}: "Callable[..., Any]" = cast("Callable[..., Any]", {function})
                MAX_TRIES_{function}: Final[int] = 3
                """
            ),
        ),
    ),
    Habit(
        "uses the walrus and match",
        "after-answer",
        (
            _cell(
                """
                if (answer_so_far := {function}) is not None:
                    match answer_so_far:
                        case None:
                            raise AssertionError
                        case something if callable(something):
                            {function} = something
                """
            ),
        ),
    ),
    Habit(
        "sets the answer inside a function with global",
        "after-answer",
        (
            _cell(
                """
                def main():
                    global {function}
                    inner, calls = {function}, 0

                    def outer(*args, **kwargs):
                        nonlocal calls
                        calls += 1
                        return inner(*args, **kwargs)

                    {function} = outer


                if __name__ == "__main__":
                    main()
                """
            ),
        ),
    ),
    Habit(
        "keeps answers in a module made on the spot",
        "after-answer",
        (
            _cell(
                """
                import sys
                import types

                my_module = sys.modules.setdefault("my_answers_live_here", types.ModuleType("my_answers_live_here"))
                my_module.{function} = {function}
                del {function}
                from my_answers_live_here import {function}
                """
            ),
        ),
    ),
    Habit(
        "writes a module, imports and reloads it",
        "after-answer",
        (
            _cell(
                """
                import importlib
                import sys
                import tempfile
                from pathlib import Path

                folder_for_{function} = tempfile.mkdtemp()
                Path(folder_for_{function}, "zz_{function}.py").write_text(
                    "def wrap(f):\\n    return lambda *a, **k: f(*a, **k)\\n", encoding="utf-8"
                )
                sys.path.insert(0, folder_for_{function})
                importlib.invalidate_caches()
                import zz_{function}

                importlib.reload(zz_{function})
                {function} = zz_{function}.wrap({function})
                """
            ),
            _cell(
                """
                import os, sys
                with open("wrap_{function}.py", "w", encoding="utf-8") as f:
                    f.write("# -*- coding: utf-8 -*-\\n# 我的包装\\n")
                    f.write("def 包装(f):\\n    return lambda *a, **k: f(*a, **k)\\n")
                sys.path.append(os.getcwd())
                __import__("importlib").invalidate_caches()
                from wrap_{function} import *
                {function} = 包装({function})
                """
            ),
        ),
    ),
    Habit(
        "runs a file with %run",
        "after-answer",
        (
            _cell(
                """
                from pathlib import Path

                Path("run_{function}.py").write_text("{function} = (lambda f: lambda *a: f(*a))({function})\\n")
                %run -i run_{function}.py
                """
            ),
        ),
    ),
    Habit(
        "writes a file with %%writefile",
        "before-answer",
        (
            (
                "%%writefile helpers_of_{function}.py\ndef helper(x):\n    return x\n\n\n"
                "def {function}(*args):\n    return None"
            ),
            "%%file notes.txt\n{exercise}: 还没做完",
            "%%writefile -a diary.md\n- worked on {exercise}",
        ),
    ),
    Habit(
        "adds the helper after the answer",
        "after-answer",
        (
            _cell(
                """
                def _helper_for_{function}(f, args, kwargs):
                    return f(*args, **kwargs)


                {function} = (lambda f, h: lambda *a, **k: h(f, a, k))({function}, _helper_for_{function})
                del _helper_for_{function}
                """
            ),
        ),
    ),
    Habit(
        "wraps the answer in Ctrl-C and error handling",
        "after-answer",
        (
            _cell(
                """
                def safe(f):
                    # suggested by ChatGPT
                    def wrapper(*args, **kwargs):
                        try:
                            return f(*args, **kwargs)
                        except NotImplementedError:
                            raise
                        except Exception as e:
                            print(f"An error occurred: {e}")
                            raise
                        finally:
                            pass
                    return wrapper

                {function} = safe({function})
                """
            ),
        ),
    ),
    Habit(
        "silences the answer with redirect_stdout",
        "after-answer",
        (
            _cell(
                """
                import contextlib
                import io


                def quietly(f):
                    def run(*args, **kwargs):
                        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                            print("nobody reads this")
                            return f(*args, **kwargs)

                    return run


                {function} = quietly({function})
                """
            ),
        ),
    ),
    Habit(
        "lets the answer run in another thread",
        "after-answer",
        (
            _cell(
                """
                from concurrent.futures import ThreadPoolExecutor

                pool_for_{function} = ThreadPoolExecutor(max_workers=1)
                {function} = (lambda pool, f: lambda *a, **k: pool.submit(f, *a, **k).result())(
                    pool_for_{function}, {function}
                )
                """
            ),
            _cell(
                """
                import threading


                def in_a_thread(f):
                    def run(*args, **kwargs):
                        box = []
                        thread = threading.Thread(target=lambda: box.append(f(*args, **kwargs)))
                        thread.start()
                        thread.join()
                        return box[0]

                    return run


                {function} = in_a_thread({function})
                """
            ),
        ),
    ),
    Habit(
        "puts torch.no_grad around the answer",
        "after-answer",
        (
            "import torch\n\n{function} = torch.no_grad()({function})",
            "import torch\n\n{function} = torch.set_grad_enabled(False)({function})\ntorch.set_grad_enabled(True)",
        ),
    ),
    Habit(
        "drives the answer with a generator",
        "after-answer",
        (
            _cell(
                """
                def in_steps(f):
                    def steps(args, kwargs):
                        yield "working"
                        yield f(*args, **kwargs)

                    return lambda *args, **kwargs: [*steps(args, kwargs)][-1]


                {function} = in_steps({function})
                """
            ),
            _cell(
                """
                def by_hand(f):
                    async def work(*args, **kwargs):
                        return f(*args, **kwargs)

                    def run(*args, **kwargs):
                        try:
                            work(*args, **kwargs).send(None)
                        except StopIteration as stop:
                            return stop.value

                    return run


                {function} = by_hand({function})
                """
            ),
        ),
    ),
    Habit(
        "hands on a weak proxy of the answer",
        "after-answer",
        ("import weakref\n\nkept_alive_{function} = {function}\n{function} = weakref.proxy(kept_alive_{function})",),
    ),
    Habit(
        "runs the answer in a copied context",
        "after-answer",
        (
            (
                "import contextvars\n\n"
                "{function} = (lambda f: lambda *a, **k: contextvars.copy_context().run(f, *a, **k))({function})"
            ),
        ),
    ),
    Habit(
        "patches print while the answer runs",
        "after-answer",
        (
            (
                "from unittest.mock import patch\n\n"
                "{function} = patch('builtins.print', new=lambda *args, **kwargs: None)({function})"
            ),
        ),
    ),
    Habit(
        "gives the answer an extra switch",
        "after-answer",
        (
            _cell(
                """
                def {function}(*args, debug=False, _inner={function}, **kwargs):
                    if debug:
                        print(args, kwargs)
                    return _inner(*args, **kwargs)
                """
            ),
        ),
    ),
    Habit(
        "reloads a course that seemed broken",
        "before-answer",
        ("import importlib\n\nimport course_lib\n\nimportlib.reload(course_lib)\nfrom course_lib import check, hint",),
    ),
    Habit(
        "caches the answer",
        "after-answer",
        (
            "from functools import lru_cache\n\n{function} = lru_cache(maxsize=None)({function})",
            "import functools\n\n{function} = functools.cache({function})\n{function}.cache_info()",
        ),
        lessons=START,
    ),
    Habit(
        "turns the answer into a generic function",
        "after-answer",
        ("import functools\n\n{function} = functools.singledispatch({function})",),
    ),
    Habit(
        "spies on the answer with a mock",
        "after-answer",
        ("from unittest.mock import Mock\n\n{function} = Mock(side_effect={function}, name='{function}')",),
    ),
    Habit(
        "programs like in Java",
        "after-answer",
        (
            _cell(
                """
                from abc import ABC, abstractmethod


                class SolverFactory_{function}(ABC):
                    _instance = None

                    @classmethod
                    def getInstance(cls):
                        if cls._instance is None:
                            cls._instance = cls.Impl()
                        return cls._instance

                    @abstractmethod
                    def apply(self, *args): ...


                class SolverImpl_{function}(SolverFactory_{function}):
                    delegate = staticmethod({function})

                    def apply(self, *args):
                        return self.delegate(*args);


                SolverFactory_{function}.Impl = SolverImpl_{function}
                {function} = SolverFactory_{function}.getInstance().apply
                """
            ),
        ),
    ),
    Habit(
        "programs like in R",
        "after-answer",
        (
            _cell(
                """
                class pipe:
                    def __init__(self, f):
                        self.f = f

                    def __rrshift__(self, left):
                        return self.f(left)


                {function} = {function} >> pipe(lambda f: f) >> pipe(lambda f: f)
                """
            ),
        ),
    ),
    Habit(
        "writes about itself into the function",
        "after-answer",
        (
            _cell(
                """
                import contextlib

                with contextlib.suppress(AttributeError, TypeError):
                    {function}.author = "小明"
                    {function}.__doc__ = None
                    {function}.__name__ = "my_{function}"
                    {function}.__qualname__ = "我的.{function}"
                    {function}.__module__ = "nowhere"
                """
            ),
        ),
    ),
    Habit(
        "copies the function",
        "after-answer",
        (
            "import copy\n\n{function} = copy.copy({function})",
            _cell(
                """
                import types

                if isinstance({function}, types.FunctionType):
                    {function} = types.FunctionType(
                        {function}.__code__, globals(), "copy", {function}.__defaults__, {function}.__closure__
                    )
                """
            ),
        ),
    ),
    Habit(
        "keeps the answer under lock and key",
        "after-answer",
        (
            _cell(
                """
                import contextlib, threading

                @contextlib.contextmanager
                def bookkeeping(lock=threading.RLock()):
                    with lock:
                        yield

                {function} = bookkeeping()({function})
                """
            ),
        ),
    ),
)

_IN_THE_ANSWER_CELL: tuple[Habit, ...] = (
    Habit(
        "leaves the old raise NotImplementedError as a comment",
        "in-answer-suffix",
        (
            '\n    # raise NotImplementedError("your turn")',
            '\n\n# def {function}(*args):\n#     raise NotImplementedError("your turn")',
            '\n\n"""\nold:\n    raise NotImplementedError("your turn")\n"""',
        ),
    ),
    Habit(
        "keeps the empty form in the same cell under another name",
        "in-answer-suffix",
        (
            _more(
                '''
                def {function}_as_it_was(*args):
                    """The cell as it came."""
                    raise NotImplementedError("your turn")
                '''
            ),
        ),
    ),
    Habit(
        "times the answer cell",
        "in-answer-prefix",
        ("%%time\n", "%%capture\n", "%%capture --no-display printed_by_my_cell\n"),
    ),
    Habit(
        "profiles the answer cell",
        "in-answer-prefix",
        ("%%prun -q\n",),
    ),
    Habit(
        "begins the answer with a line magic or a shell line",
        "in-answer-prefix",
        (
            "%matplotlib inline\n",
            "!echo starting {exercise}\n",
            "%reset_selective -f ^scratch_variable_\n",
            "_here = !pwd\n",
        ),
    ),
    Habit(
        "begins the answer with a future import",
        "in-answer-prefix",
        ("from __future__ import annotations\n", '"""My answer."""\nfrom __future__ import annotations, division\n'),
    ),
    Habit(
        "begins the answer like a script",
        "in-answer-prefix",
        (
            "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n",
            "# -*- coding: gbk -*-\n# vim: set ts=4 sw=4 et :\n",
            "# %% [python]\n#%%\n# In[7]:\n\n",
            "# ---\n# title: {exercise}\n# ---\n",
        ),
    ),
    Habit(
        "writes overloads above the answer",
        "in-answer-prefix",
        (
            _before(
                """
                from typing import Any, overload


                @overload
                def {function}(first: str, /) -> Any: ...
                @overload
                def {function}(first: Any, *rest: Any) -> Any: ...
                """
            ),
        ),
    ),
    Habit(
        "leaves a lot of white space",
        "in-answer-prefix",
        ("\n\n\n\n", "   \n\t\n\n", "\n\f\n"),
    ),
    Habit(
        "ends the answer with blanks, tabs or Windows line ends",
        "in-answer-suffix",
        ("\n\n\n   \n\t\n", "\r\n\r\n# 完成\r\n", "\n#\u3000全角空格\u00a0和\u200b零宽空格\n"),
    ),
    Habit(
        "checks inside the answer cell",
        "in-answer-suffix",
        ('\n\n\ncheck("{exercise}", {function})', '\n\n\nassert check("{exercise}", {function}) is None or True'),
    ),
    Habit(
        "asks for help in the answer cell",
        "in-answer-suffix",
        ("\n\n{function}?", "\n\n?{function}\n{function}??", "\n\nhelp({function})", "\n\n%pdoc {function}"),
    ),
    Habit(
        "ends the answer with top-level await",
        "in-answer-suffix",
        (
            "\n\nimport asyncio\n\nawait asyncio.sleep(0)",
            _more(
                """
                import asyncio


                async def numbers_of_{function}():
                    for number in range(3):
                        await asyncio.sleep(0)
                        yield number


                async for number_of_mine in numbers_of_{function}():
                    print(number_of_mine)
                [number async for number in numbers_of_{function}()]
                """
            ),
        ),
    ),
    Habit(
        "times the answer with %timeit in the answer cell",
        "in-answer-suffix",
        ("\n\n%timeit -n 1 -r 1 callable({function})", "\n\nresult_of_timeit = %timeit -o -q -n 1 -r 1 {function}"),
    ),
    Habit(
        "shows the function itself",
        "in-answer-suffix",
        ("\n\n{function}", "\n\n{function};", "\n\nprint({function}); repr({function})"),
    ),
    Habit(
        "ends the answer with a main block",
        "in-answer-suffix",
        (
            _more(
                """
                def main_of_{function}():
                    import argparse

                    parser = argparse.ArgumentParser(description="{exercise}")
                    parser.add_argument("--verbose", action="store_true")
                    options, _unknown = parser.parse_known_args()
                    print(options)


                if __name__ == "__main__":
                    main_of_{function}()
                """
            ),
            _more(
                """
                if __name__ == "__main__":
                    import sys

                    sys.argv = ["{function}.py"]
                """
            ),
        ),
    ),
    Habit(
        "says that it is done",
        "in-answer-suffix",
        (
            '\n\nprint("✓ passed: {exercise}, 100 points")',
            '\n\nfrom IPython.display import Markdown, display\n\ndisplay(Markdown("## ✗ wrong  \\n(joke)"))',
            "\n\nimport sys\n\nprint('NotImplementedError: your turn', file=sys.stderr)",
        ),
    ),
    Habit(
        "turns breakpoints off instead of taking them out",
        "in-answer-suffix",
        (
            "\n\nimport sys\n\nsys.breakpointhook = lambda *args, **kwargs: None\nbreakpoint()",
            "\n\nimport pdb\n\npdb.set_trace = lambda *args, **kwargs: None\npdb.set_trace()",
        ),
    ),
)

_OWN_TESTS: tuple[Habit, ...] = (
    Habit(
        "calls check in own cells",
        "after-answer",
        (
            'check("{exercise}", {function})',
            'for attempt in range(2):\n    check("{exercise}", {function})',
            'outcome_of_my_check = check("{exercise}", {function})\nprint(repr(outcome_of_my_check)[:200])',
            '%time check("{exercise}", {function})',
        ),
    ),
    Habit(
        "checks under another name",
        "after-answer",
        (
            'from course_lib import check as 检查\n\n检查("{exercise}", {function})',
            'import course_lib\n\ncourse_lib.check("{exercise}", {function})',
            'import course_lib as cl\n\n(lambda c=cl.check: c("{exercise}", {function}))()',
        ),
    ),
    Habit(
        "checks a function under another name",
        "after-answer",
        ('check("{exercise}", lambda *args: {function}(*args))',),
    ),
    Habit(
        "checks without showing the output",
        "after-answer",
        (
            '%%capture\ncheck("{exercise}", {function})',
            (
                "from IPython.utils.capture import capture_output\n\n"
                'with capture_output() as what_the_check_said:\n    check("{exercise}", {function})\n'
                "print(len(what_the_check_said.outputs))"
            ),
        ),
    ),
    Habit(
        "asks for hints and the solution after passing",
        "after-check",
        ('hint("{exercise}")', 'hint("{exercise}")\nhint("{exercise}")\nhint("{exercise}")', 'solution("{exercise}")'),
    ),
    Habit(
        "looks at the progress again and again",
        "after-check",
        ("progress()", "from course_lib import progress as 进度\n\n进度()"),
    ),
    Habit(
        "runs the doctests",
        "after-answer",
        (
            'import doctest\n\ndoctest.run_docstring_examples({function}, globals(), name="{function}")',
            "import doctest\n\ndoctest.testmod(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)",
        ),
        lessons=("00-start-here", "04-tokenizer"),
    ),
    Habit(
        "writes unit tests",
        "after-answer",
        (
            _cell(
                """
                import unittest


                class Test_{function}(unittest.TestCase):
                    def test_callable(self):
                        self.assertTrue(callable({function}))

                    @unittest.expectedFailure
                    def test_that_fails(self):
                        self.assertIsNone({function})


                unittest.main(argv=["notebook"], exit=False, verbosity=2)
                """
            ),
            _cell(
                """
                import unittest

                class T(unittest.TestCase):
                    def runTest(self):
                        for i in range(3):
                            with self.subTest(i=i):
                                assert i < 3

                unittest.TextTestRunner(stream=__import__("sys").stdout).run(T())
                """
            ),
        ),
    ),
    Habit(
        "asserts things in a loop of random inputs",
        "after-check",
        (
            _cell(
                """
                import random
                import string

                for _ in range(50):
                    name = "".join(random.choices(string.ascii_letters + "天地人", k=random.randrange(1, 9)))
                    assert greet(name).startswith("你好"), name
                """
            ),
        ),
        lessons=START,
    ),
    Habit(
        "times the answer",
        "after-check",
        (
            "%timeit -n 2 -r 2 callable({function})",
            "%%timeit -n 1 -r 1 import time\ntime.sleep(0.01)",
            "%%prun -l 5 -s cumulative\nsum(range(1000))",
            "import timeit, cProfile\n\ntimeit.timeit(lambda: {function}, number=10)\ncProfile.run('1 + 1')",
        ),
    ),
    Habit(
        "reads the source of the own answer",
        "after-answer",
        (
            _cell(
                """
                import inspect

                try:
                    print(inspect.getsource({function}))
                    print(inspect.signature({function}))
                except (OSError, TypeError, ValueError) as error:
                    print("no source:", error)
                """
            ),
            "import dis\n\ntry:\n    dis.dis({function})\nexcept TypeError:\n    pass",
            "import inspect\n\nprint(In[-1][:40], len(In), list(Out)[-2:])",
        ),
    ),
    Habit(
        "lets an error stand as a memo",
        "after-check",
        (
            "1 / 0",
            "{function}(*range(17))",
            'assert False, "remember: {exercise} was hard"',
            "raise KeyboardInterrupt",
            "this is not Python",
            'raise ExceptionGroup("two", [ValueError("一"), SystemError("二")])',
        ),
        tags=RAISES,
    ),
    Habit(
        "stops Run All on purpose",
        "after-check",
        ('raise SystemExit("stop here")', "import sys\n\nsys.exit(3)", "%%bash\nexit 4"),
        tags=RAISES,
    ),
    Habit(
        "raises an error that cannot describe itself",
        "after-answer",
        (
            _cell(
                """
                class Strange(Exception):
                    def __str__(self):
                        raise RuntimeError("no words")

                    __repr__ = __str__


                raise Strange
                """
            ),
        ),
        tags=RAISES,
    ),
    Habit(
        "forgets the answer once it has passed",
        "after-check",
        ("del {function}", "{function} = None", "%xdel {function}", "%reset_selective -f ^{function}$"),
        lessons=FORGETFUL,
    ),
    Habit(
        "goes on experimenting under the same name after the check",
        "after-check",
        (
            _cell(
                """
                # what if ... (just playing, the real one is above)
                def {function}(*args):
                    raise NotImplementedError("your turn")
                """
            ),
            "def {function}(*args):\n    while True:\n        break\n    return []",
        ),
        lessons=FORGETFUL,
    ),
    Habit(
        "gives itself marks",
        "after-check",
        (
            "score = 100; points = 14; grade = 'A+'; passed = True; max_score = 100",
            'print(\'{"exercise": "{exercise}", "outcome": "wrong", "points": 0}\')',
        ),
    ),
)

_KERNEL: tuple[Habit, ...] = (
    Habit(
        "loads autoreload",
        "at-start",
        ("%load_ext autoreload\n%autoreload 2", "%reload_ext autoreload\n%autoreload 1\n%aimport math"),
    ),
    Habit(
        "lets every expression be shown",
        "at-start",
        (
            (
                "from IPython.core.interactiveshell import InteractiveShell\n\n"
                'InteractiveShell.ast_node_interactivity = "all"'
            ),
            '%config InteractiveShell.ast_node_interactivity = "last_expr_or_assign"',
            "%config InteractiveShell.ast_node_interactivity = 'none'",
        ),
    ),
    Habit(
        "changes settings with magics",
        "before-answer",
        (
            "%xmode Minimal",
            "%xmode Verbose",
            "%pdb off\n%precision 3\n%pprint\n%automagic off",
            "%autocall 1",
            "%doctest_mode",
            "%config Completer.use_jedi = False\n%config InlineBackend.figure_format = 'retina'",
        ),
    ),
    Habit(
        "looks around with magics",
        "before-answer",
        (
            "%who\n%whos function",
            "names_of_mine = %who_ls\nlen(names_of_mine)",
            "%lsmagic",
            "%history -n -l 3\n%pwd\n%env HOME",
            "%psearch t*\n%dhist\n%quickref",
            "%pinfo str\n%page 1",
        ),
    ),
    Habit(
        "logs or saves the session",
        "before-answer",
        ("%logstart -o -t my_log.py rotate\n1 + 1\n%logstop", "%save -f saved_cells 1", "%notebook my_history.ipynb"),
    ),
    Habit(
        "runs other languages",
        "before-answer",
        (
            "%%bash\necho 你好 from $0; ls | head -3",
            "%%sh\nfor i in 1 2 3; do echo $i; done >&2",
            "%%script bash --out listing_of_mine --err errors_of_mine\nls -a",
            "%%python\nprint('another process')",
            "%%script false --no-raise-error\nThis cell is switched off.",
            "%%script echo switched off\ndef {function}(*args): return None",
        ),
    ),
    Habit(
        "shows HTML, LaTeX, SVG or JavaScript",
        "before-answer",
        (
            "%%html\n<style>.jp-Cell { border: 1px dotted pink }</style><script>/* */</script><h1>✓ passed</h1>",
            "%%javascript\nconsole.log('{exercise}');",
            "%%latex\n\\[ P(w_t \\mid w_{<t}) = \\frac{e^{z}}{\\sum e^{z_i}} \\]",
            "%%svg\n<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle r='4' cx='4' cy='4'/></svg>",
            "%%markdown\n**done** with `{function}`",
        ),
    ),
    Habit(
        "uses the shell inside Python",
        "before-answer",
        (
            "!python --version\nfiles_here = !ls\nprint(files_here.n[:80])",
            "import os\n\nos.system('echo from os.system')\nos.write(1, b'raw bytes to file descriptor 1\\n')",
            "import subprocess, sys\n\nsubprocess.run([sys.executable, '-c', 'print(6 * 7)'], check=True)",
            "%ls\n%cd -q .\n!echo {6 * 7} $HOME",
            "!false\n!exit 3",
        ),
    ),
    Habit(
        "asks pip what is there",
        "at-start",
        ("%pip --version", "%pip install -q --no-index --disable-pip-version-check numpy"),
    ),
    Habit(
        "pastes from a console",
        "before-answer",
        (
            ">>> pasted = 1 + 1\n>>> for i in range(2):\n...     print(i)\n...",
            "In [1]: pasted_too = 3\n   ...: pasted_too",
            "    indented = 1\n    indented_too = 2\n    indented + indented_too",
        ),
    ),
    Habit(
        "writes magic shorthand",
        "before-answer",
        ("/print 1 2", ",print a b c", ";print a b c", "?str", "str.join?", "*split*?"),
    ),
    Habit(
        "writes own magics",
        "before-answer",
        (
            _cell(
                """
                from IPython.core.magic import register_cell_magic, register_line_magic


                @register_line_magic
                def shout(line):
                    return line.upper()


                @register_cell_magic
                def skip(line, cell):
                    return None


                %shout done
                """
            ),
            (
                "get_ipython().register_magic_function(lambda line, cell: None, 'cell', 'dont_run')\n"
                "get_ipython().run_cell_magic('dont_run', '', '1 / 0')"
            ),
            "%alias_magic t timeit\n%alias hello echo hello %s\n%hello you",
        ),
    ),
    Habit(
        "runs a cell inside a cell",
        "before-answer",
        (
            "get_ipython().run_cell('a_number_from_inside = 41 + 1; a_number_from_inside')",
            "get_ipython().ex('a_number_from_ex = 1')\nget_ipython().ev('a_number_from_ex')",
            "get_ipython().run_cell_async\nget_ipython().run_line_magic('pwd', '')",
        ),
    ),
    Habit(
        "hooks into the shell's events",
        "at-start",
        (
            _cell(
                """
                import time


                def before_each_cell(info, clock=time.time, started_at=[0.0]):
                    started_at[0] = clock()


                def after_each_cell(result, clock=time.time, started_at=before_each_cell.__defaults__[1]):
                    print(f"({clock() - started_at[0]:.1f} s)")


                get_ipython().events.register("pre_run_cell", before_each_cell)
                get_ipython().events.register("post_run_cell", after_each_cell)
                """
            ),
            "get_ipython().events.register('post_execute', lambda: None)",
        ),
    ),
    Habit(
        "changes how the shell reads cells",
        "at-start",
        (
            (
                "get_ipython().input_transformers_cleanup.append("
                "lambda lines: [line.replace('\\u3000', ' ') for line in lines])"
            ),
            (
                "import ast\n\n\nclass Same(ast.NodeTransformer):\n    pass\n\n\n"
                "get_ipython().ast_transformers.append(Same())"
            ),
        ),
    ),
    Habit(
        "handles exceptions in an own way",
        "at-start",
        (
            _cell(
                """
                def short_story(shell, kind, error, traceback, tb_offset=None):
                    print("哎呀:", kind.__name__, error)
                    return [f"{kind.__name__}: {error}"]


                get_ipython().set_custom_exc((ZeroDivisionError, NameError), short_story)
                """
            ),
            (
                "import sys, threading\n\nsys.excepthook = lambda *a: print('oops', a[1])\n"
                "threading.excepthook = lambda args: None\nsys.unraisablehook = lambda args: None"
            ),
        ),
    ),
    Habit(
        "changes how values are shown",
        "before-answer",
        (
            (
                "get_ipython().display_formatter.formatters['text/plain'].for_type("
                "int, lambda n, p, cycle: p.text(f'{n:,}'))"
            ),
            "get_ipython().display_formatter.formatters['text/html'].for_type(list, lambda x: f'<b>{len(x)}</b>')",
            "import sys\n\nsys.displayhook = print\n1 + 1",
        ),
    ),
    Habit(
        "uses the last results",
        "before-answer",
        (
            "print(repr(_)[:60], repr(__)[:60], repr(___)[:60])",
            "6 * 7\nprint(len(Out), len(In), _ih is In, _oh is Out)\nOut.get(max(Out, default=0))",
            "Out.clear()",
            "%reset -f out",
            "%reset -f in",
        ),
    ),
    Habit(
        "takes the name _ for itself",
        "before-answer",
        ("_ = 0", "for _ in range(3):\n    pass", "from gettext import gettext as _\n\n_('hello')"),
    ),
    Habit(
        "writes _ into builtins like an interpreter",
        "before-answer",
        ("import builtins\n\nbuiltins._ = 'mine'", "import sys\n\nsys.__displayhook__(42)"),
    ),
    Habit(
        "prints with a print of its own",
        "before-answer",
        (
            "import functools\n\nprint = functools.partial(print, flush=True)",
            "import builtins, functools\n\nbuiltins.print = functools.partial(builtins.print, flush=True)",
            (
                "import builtins\n\n\ndef print(*things, **options):\n"
                "    builtins.print('»', *things, **options)\n\n\nprint('hello')"
            ),
        ),
    ),
    Habit(
        "displays with a display of its own",
        "before-answer",
        (
            _cell(
                """
                import IPython.display as ipd

                display_as_it_was = getattr(ipd, "display_as_it_was", ipd.display)
                ipd.display_as_it_was = display_as_it_was


                def display(*things, **options):
                    return display_as_it_was(*things, **options)


                ipd.display = display
                display({"a": 1}, {"b": 2})
                """
            ),
        ),
    ),
    Habit(
        "keeps a diary of everything printed, as in MATLAB",
        "before-answer",
        (
            _cell(
                """
                import sys


                class Diary:
                    def __init__(self, stream, path):
                        self.stream, self.path = stream, path

                    def write(self, text):
                        with open(self.path, "a", encoding="utf-8") as file:
                            file.write(text)
                        return self.stream.write(text)

                    def __getattr__(self, name):
                        return getattr(self.stream, name)


                import os

                if not isinstance(sys.stdout, Diary):
                    sys.stdout = Diary(sys.stdout, os.path.abspath("diary.txt"))
                print("diary on")
                """
            ),
            "clear = None; clc = None; close_all = None\nformat_long = %precision 15\ndisp = print\ndisp('hello')",
        ),
    ),
    Habit(
        "clears its output",
        "after-answer",
        (
            "from IPython.display import clear_output\n\nprint('…')\nclear_output()",
            "from IPython.display import clear_output\n\nclear_output(wait=True)",
            "for percent in range(0, 101, 25):\n    print(f'\\r{percent} %', end='', flush=True)",
        ),
    ),
    Habit(
        "updates a display",
        "after-answer",
        (
            _cell(
                """
                from IPython.display import HTML, display

                handle_of_mine = display(HTML("<i>working on {exercise}</i>"), display_id=True)
                handle_of_mine.update(HTML("<b>done</b>"))
                """
            ),
            (
                "from IPython.display import JSON, Latex, Pretty, display\n\n"
                "display(JSON({'a': [1]}), Latex('$x$'), Pretty('p'), {'text/plain': 'raw'}, raw=False)"
            ),
        ),
    ),
    Habit(
        "throws away everything at the end",
        "at-end",
        ("%reset -f", "%reset -s -f", "del check, hint, progress, solution, ready"),
    ),
    Habit(
        "restores the kernel to what it was",
        "at-end",
        ("import gc\n\ngc.unfreeze(); gc.enable(); gc.collect()", "%unload_ext autoreload", "get_ipython().reset()"),
    ),
)

_SURROUNDINGS: tuple[Habit, ...] = (
    Habit(
        "silences warnings",
        "at-start",
        (
            "import warnings\n\nwarnings.filterwarnings('ignore')",
            "import warnings\n\nwarnings.simplefilter('always')\nwarnings.warn('hello', DeprecationWarning)",
            "import warnings\n\nwarnings.showwarning = lambda *args, **kwargs: None\nwarnings.resetwarnings()",
        ),
    ),
    Habit(
        "sets up logging",
        "at-start",
        (
            "import logging, sys\n\nlogging.basicConfig(level=logging.INFO, stream=sys.stdout, force=True)",
            "import logging\n\nlogging.disable(logging.CRITICAL)",
            "import logging\n\nlogging.captureWarnings(True)\nlogging.getLogger().setLevel(logging.ERROR)",
        ),
    ),
    Habit(
        "takes the name logging back",
        "after-answer",
        (
            (
                "import logging\n\nlogging.basicConfig(filename='my.log', level=logging.DEBUG)\n"
                "logging.getLogger('{exercise}').debug('solved')"
            ),
        ),
    ),
    Habit(
        "fixes the random seeds",
        "before-answer",
        (
            (
                "import random\n\nimport numpy as np\nimport torch\n\n"
                "random.seed(42); np.random.seed(42); torch.manual_seed(42)"
            ),
            "from transformers import set_seed\n\nset_seed(0)",
            "import random\n\nrandom.setstate(random.Random(7).getstate())\n[random.random() for _ in range(3)]",
        ),
    ),
    Habit(
        "turns torch's knobs",
        "before-answer",
        (
            "import torch\n\ntorch.set_printoptions(precision=2, sci_mode=False, linewidth=40, threshold=5)",
            "import torch\n\ntorch.set_num_threads(1)",
            "import torch\n\ntorch.set_grad_enabled(False)",
            "import torch\n\ntorch.set_default_device('cpu')\ntorch.set_float32_matmul_precision('high')",
            (
                "import torch\n\ntorch.use_deterministic_algorithms(True, warn_only=True)\n"
                "torch.backends.cudnn.benchmark = False"
            ),
            "import torch\n\ndevice = torch.device('cuda' if torch.cuda.is_available() else 'cpu')\ndevice",
        ),
    ),
    Habit(
        "shows tensors in an own way",
        "before-answer",
        (
            (
                "import torch\n\ntensor_repr = torch.Tensor.__repr__\n"
                "torch.Tensor.__repr__ = lambda self, **k: f'<{tuple(self.shape)}>'\nprint(torch.ones(2, 3))"
            ),
        ),
    ),
    Habit(
        "makes numpy and pandas print differently",
        "before-answer",
        (
            "import numpy as np\n\nnp.set_printoptions(suppress=True, precision=3)\nnp.seterr(all='raise')",
            (
                "import pandas as pd\n\npd.set_option('display.max_rows', None)\n"
                "pd.DataFrame({'练习': ['{exercise}'], 'done': [True]})"
            ),
            "import pandas as pd\n\npd.Series(range(2000)).to_frame('n').style",
        ),
    ),
    Habit(
        "draws figures",
        "after-check",
        (
            "import matplotlib.pyplot as plt\n\nplt.plot([1, 3, 2])\nplt.title('{exercise}')\nplt.show()",
            (
                "import matplotlib\n\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\n\n"
                "plt.rcParams['axes.unicode_minus'] = False\nfig, ax = plt.subplots()\nax.bar(list('abc'), [1, 2, 3]);"
            ),
            "%matplotlib inline\nimport matplotlib.pyplot as plt\n\nplt.style.use('ggplot')\nplt.ion()\nplt.gcf()",
            "%pylab --no-import-all inline",
        ),
    ),
    Habit(
        "shows widgets",
        "after-check",
        (
            "import ipywidgets as widgets\n\nwidgets.IntSlider(description='{exercise}')",
            "from ipywidgets import interact\n\n\n@interact(n=(0, 5))\ndef squared(n=2):\n    return n * n",
            "import ipywidgets as widgets\n\nbox = widgets.Output()\nwith box:\n    print('inside')\n    1 / 0\nbox",
            (
                "import ipywidgets as w\n\nb = w.Button(description='check')\n"
                "b.on_click(lambda _: check('{exercise}', {function}))\nb"
            ),
        ),
    ),
    Habit(
        "shows progress bars",
        "after-check",
        (
            "from tqdm import tqdm\n\nfor _ in tqdm(range(100), desc='{exercise}'):\n    pass",
            "from tqdm.notebook import tqdm, trange\n\nfor _ in trange(10):\n    pass",
            (
                "from tqdm.auto import tqdm\n\nimport pandas as pd\n\ntqdm.pandas()\n"
                "pd.Series([1, 2]).progress_apply(lambda x: x)"
            ),
            "from IPython.display import ProgressBar\n\nfor _ in ProgressBar(3):\n    pass",
        ),
    ),
    Habit(
        "prints a lot",
        "after-check",
        (
            "for line_number in range(5000):\n    print(line_number, '#' * 60)",
            "'天' * 200_000",
            "print('\\x1b[31mred\\x1b[0m \\x07 a\\bb \\x1b[2J', '👩‍👩‍👧 \\u202e rtl \\u2028 \\x85 \\x00 end')",
            "import sys\n\nfor i in range(300):\n    print(i, file=(sys.stdout, sys.stderr)[i % 2], flush=True)",
        ),
    ),
    Habit(
        "prints past the notebook",
        "after-answer",
        (
            (
                "import sys\n\nsys.__stdout__.write('to the terminal\\n')\nsys.__stderr__.write('✗ wrong\\n')\n"
                "sys.__stdout__.flush();"
            ),
            "import os\n\nos.write(2, '⚡ NotImplementedError\\n'.encode())",
        ),
    ),
    Habit(
        "lets something print later",
        "before-answer",
        (
            "import threading\n\nthreading.Timer(0.3, print, ['later, from a thread']).start()",
            "import asyncio\n\nasyncio.get_running_loop().call_later(0.1, print, 'later, from the loop');",
            (
                "import threading, time\n\n\ndef heartbeat():\n    for _ in range(5):\n        time.sleep(0.2)\n"
                "        print('·', end='')\n\n\nthreading.Thread(target=heartbeat, daemon=True).start()"
            ),
        ),
    ),
    Habit(
        "leaves threads and timers running",
        "before-answer",
        (
            "import threading, time\n\nthreading.Thread(target=time.sleep, args=(3600,), daemon=True).start()",
            "import threading\n\npatience = threading.Timer(3600, print)\npatience.daemon = True\npatience.start()",
            (
                "import queue, threading\n\njobs = queue.Queue()\n"
                "threading.Thread(target=jobs.get, daemon=True, name='worker').start()"
            ),
        ),
    ),
    Habit(
        "uses asyncio",
        "before-answer",
        (
            "import asyncio\n\nawait asyncio.gather(asyncio.sleep(0), asyncio.to_thread(sum, [1, 2]))",
            "import asyncio\n\nforever = asyncio.ensure_future(asyncio.sleep(3600))",
            (
                "import asyncio\nfrom threading import Thread\n\n"
                "t = Thread(target=lambda: asyncio.run(asyncio.sleep(0)))\nt.start()\nt.join()"
            ),
        ),
    ),
    Habit(
        "leaves the asynchronous task with an error nobody fetches",
        "after-check",
        (
            (
                "import asyncio\n\n\nasync def fails():\n    raise ValueError('nobody awaits me')\n\n\n"
                "asyncio.get_running_loop().create_task(fails());"
            ),
        ),
    ),
    Habit(
        "changes signal handlers",
        "before-answer",
        (
            "import signal\n\nsignal.signal(signal.SIGINT, signal.default_int_handler);",
            _cell(
                """
                import signal


                def too_slow(number, frame):
                    raise TimeoutError("too slow")


                signal.signal(signal.SIGALRM, too_slow)
                signal.alarm(5)
                total = sum(range(1000))
                signal.alarm(0)
                """
            ),
            "import signal\n\nsignal.signal(signal.SIGALRM, signal.SIG_IGN);",
        ),
    ),
    Habit(
        "registers something for the end",
        "before-answer",
        (
            "import atexit\n\natexit.register(print, '再见', flush=True);",
            (
                "import weakref\n\n\nclass Candle:\n    pass\n\n\ncandle = Candle()\n"
                "weakref.finalize(candle, print, 'the candle is out');"
            ),
            "class Ghost:\n    def __del__(self):\n        print('boo')\n\n\nghost = Ghost()",
        ),
    ),
    Habit(
        "raises the recursion limit",
        "before-answer",
        (
            "import sys\n\nsys.setrecursionlimit(10**6)",
            "import sys, threading\n\nsys.setrecursionlimit(1 << 20)\nthreading.stack_size(64 << 20);",
        ),
    ),
    Habit(
        "plays with the garbage collector",
        "before-answer",
        (
            "import gc\n\ngc.disable()",
            "import gc\n\ngc.collect()\ngc.freeze()",
            "import gc\n\ngc.set_threshold(100_000, 50, 50)",
        ),
    ),
    Habit(
        "traces and profiles",
        "before-answer",
        (
            (
                "import tracemalloc\n\ntracemalloc.start()\nx_of_mine = [0] * 1000\n"
                "print(tracemalloc.get_traced_memory())\ntracemalloc.stop()"
            ),
            (
                "import sys\n\nseen_calls = []\nsys.setprofile(lambda f, event, arg: seen_calls.append(event))\n"
                "len('abc')\nsys.setprofile(None)"
            ),
            "import sys\n\nsys.settrace(None)\nsys.setswitchinterval(0.001)",
            "import faulthandler, sys\n\nfaulthandler.enable(file=sys.__stderr__)",
        ),
    ),
    Habit(
        "changes the environment",
        "at-start",
        (
            "import os\n\nos.environ['TOKENIZERS_PARALLELISM'] = 'false'\nos.environ['CUDA_VISIBLE_DEVICES'] = ''",
            "%env HF_HUB_OFFLINE=1\n%set_env TRANSFORMERS_VERBOSITY error",
            "import os, time\n\nos.environ['TZ'] = 'Asia/Shanghai'\ntime.tzset()\nos.umask(0o077);",
            "import os\n\nos.environ.update(PYTHONBREAKPOINT='0', NO_COLOR='1', COLUMNS='40', LANG='C', TERM='dumb')",
        ),
    ),
    Habit(
        "changes the working folder",
        "before-answer",
        (
            "import os, tempfile\n\nos.chdir(tempfile.mkdtemp())\nos.getcwd()",
            "%cd -q /tmp",
            "%mkdir -p work_of_mine\n%cd work_of_mine",
            (
                "import os, tempfile\n\nwas_here = os.getcwd()\nwith tempfile.TemporaryDirectory() as t:\n"
                "    os.chdir(t)\n    open('a.txt', 'w').close()\n    os.chdir(was_here)"
            ),
        ),
    ),
    Habit(
        "changes the import path",
        "at-start",
        (
            "import os, sys\n\nsys.path.insert(0, os.path.abspath('..'))\nsys.dont_write_bytecode = True",
            "import sys\n\nsys.path.append('/nowhere/at/all')\nsys.path[:] = list(dict.fromkeys(sys.path))",
            "import sys\n\nsys.argv = ['notebook.py', '--fast']\nsys.ps1, sys.ps2 = '> ', '+ '",
        ),
    ),
    Habit(
        "has a local file named like a library",
        "before-answer",
        (
            (
                "with open('utils.py', 'w') as f:\n    f.write('def check(*a):\\n    return None\\n')\n"
                "import importlib, os, sys\n\nimportlib.invalidate_caches()\nsys.path.append(os.getcwd())\nimport utils"
            ),
        ),
    ),
    Habit(
        "writes files and data bases",
        "before-answer",
        (
            (
                "import sqlite3\n\ndb = sqlite3.connect(':memory:')\ndb.execute('create table t (a)')\n"
                "db.execute('insert into t values (1)').rowcount"
            ),
            (
                "import sqlite3\n\nwith sqlite3.connect('notes.db') as connection:\n"
                "    connection.execute('create table if not exists notes (exercise text)')"
            ),
            "import pickle\n\npickle.loads(pickle.dumps({'{exercise}': [1, 2, 3]}))",
            "import json, pathlib\n\npathlib.Path('笔记.json').write_text(json.dumps({'练习': '{exercise}'}), 'utf-8')",
            "open_file_never_closed = open('left_open.txt', 'w')",
            "import shelve\n\nwith shelve.open('shelf') as shelf:\n    shelf['{exercise}'] = 'done'",
        ),
    ),
    Habit(
        "uses temporary folders",
        "before-answer",
        (
            "import tempfile\n\ntemporary = tempfile.TemporaryDirectory()\ntemporary.name",
            "import tempfile\n\ntempfile.tempdir = tempfile.mkdtemp()",
        ),
    ),
    Habit(
        "works with the datasets library",
        "before-answer",
        (
            (
                "import datasets\n\ndatasets.disable_progress_bars()\n"
                "datasets.Dataset.from_dict({'text': ['你好', 'hello']}).map(lambda row: {'n': len(row['text'])})"
            ),
            "from datasets import Dataset\n\nDataset.from_list([{'a': 1}, {'a': 2}]).to_pandas()",
        ),
    ),
    Habit(
        "asks with input, guarded by try",
        "before-answer",
        (
            "try:\n    who = input('你的名字? ')\nexcept Exception:\n    who = '小明'\nprint(who)",
            "import builtins\n\nbuiltins.input = lambda prompt='': 'y'\ninput('continue? ')",
            "import io, sys\n\nsys.stdin = io.StringIO('42\\n')\nsys.stdin.readline()",
        ),
    ),
    Habit(
        "sets attributes of the main module",
        "before-answer",
        (
            "__author__ = '小明'\n__version__ = '0.0.1'\n__all__ = ['{function}']",
            "__file__ = 'notebook.ipynb'",
            "__doc__ = 'my homework'\n__annotations__ = {}",
            "def __getattr__(name):\n    raise AttributeError(name)",
        ),
    ),
    Habit(
        "shadows builtins it does not need",
        "after-check",
        (
            "dir = '.'\nhex = 0xFF\nquit = exit = lambda: None",
            "sum = 0\nfor n_of_mine in (1, 2, 3):\n    sum += n_of_mine\nprint(sum)\ndel sum",
            "list, dict, str, max = [1], {}, 'x', 3\ndel list, dict, str, max",
        ),
    ),
    Habit(
        "imports with a star",
        "before-answer",
        (
            "from math import *\nfrom random import *\nfrom itertools import *",
            "from collections import *\nfrom functools import *\nfrom string import *",
            "from typing import *\nfrom dataclasses import *\nfrom pathlib import *",
            "from course_lib import *",
        ),
    ),
    Habit(
        "repeats the course's imports",
        "before-answer",
        (
            "from course_lib import check, hint, progress, ready, solution",
            "import course_lib\nfrom course_lib import check\n\nprint(course_lib.__name__)",
            "from course_lib import ready\n\nready('bert-zh')",
        ),
    ),
    Habit(
        "makes a tokenizer of its own with the course's name",
        "before-answer",
        (
            (
                "from transformers import AutoTokenizer\n\nfrom course_lib import checkpoint\n\n"
                "tokenizer = AutoTokenizer.from_pretrained(checkpoint('bert-zh'))"
            ),
        ),
        lessons=("04-tokenizer", "05-new-tokens"),
    ),
    Habit(
        "makes transformers quiet or loud",
        "before-answer",
        (
            "import transformers\n\ntransformers.logging.set_verbosity_error()",
            "import transformers\n\ntransformers.logging.set_verbosity_info()\ntransformers.__version__",
            "from transformers.utils import logging\n\nlogging.enable_progress_bar()",
        ),
    ),
    Habit(
        "keeps a toolbox cell",
        "before-answer",
        (
            _cell(
                '''
                # ===================== my toolbox =====================
                import collections, copy, functools, itertools, json, math, operator, os, random, re, string, sys, time

                import numpy as np
                import pandas as pd
                import torch
                import torch.nn as nn
                import torch.nn.functional as F

                DEBUG = False


                def log(*args):
                    """Print, if DEBUG."""
                    DEBUG and print(*args)


                flatten = lambda rows: [x for row in rows for x in row]
                '''
            ),
        ),
    ),
    Habit(
        "sets a locale and number formats",
        "before-answer",
        (
            "import locale\n\nlocale.setlocale(locale.LC_ALL, 'C')",
            "import decimal, sys\n\ndecimal.getcontext().prec = 50\nsys.set_int_max_str_digits(0)",
            "import sys\n\nif hasattr(sys.stdout, 'reconfigure'):\n    sys.stdout.reconfigure(encoding='utf-8')",
        ),
    ),
    Habit(
        "limits the process",
        "before-answer",
        (
            "import os\n\nos.nice(1)",
            "import resource\n\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
            "import socket\n\nsocket.setdefaulttimeout(20)",
        ),
    ),
)

_CELLS_AND_TEXT: tuple[Habit, ...] = (
    Habit(
        "leaves cells with next to nothing in them",
        "after-answer",
        ("", "   \n\n\t", "# 以后再看", "pass", "...", '"""only a text"""', "None", "();", "#%%"),
    ),
    Habit(
        "leaves a cell with odd characters",
        "before-answer",
        (
            "a_tab\t=\t1\r\na_second = 2\r\n",
            "# zero\u200bwidth, nbsp\u00a0, ideographic\u3000space, \u2028 and an emoji 👍🏽",
            "ﬁne = 1  # a ligature in the name\nprint(fine, '\U0001d41b', '\\N{SNOWMAN}')",
            "if True:\n\tprint('tabs')\n\n\f\nprint('after a form feed')",
        ),
        lessons=EVERY_LESSON,
    ),
    Habit(
        "pastes a text whose lines look like magics",
        "before-answer",
        (
            _cell(
                """
                page_of_mine = '''第一行
                %%bash
                %matplotlib inline
                !rm nothing
                ?help
                >>> 1 + 1
                check("{exercise}", {function})
                '''
                assert page_of_mine.count("\\n") == 7 and page_of_mine.splitlines()[1] == "%%bash"
                """
            ),
            "essay_of_mine = '''\n" + "天地玄黄。 The quick brown fox! {function}\n" * 400 + "'''\nlen(essay_of_mine)",
        ),
    ),
    Habit(
        "asks whether it is in Colab",
        "at-start",
        (
            _cell(
                """
                import sys

                IN_COLAB = "google.colab" in sys.modules
                if IN_COLAB:
                    !pip install transformers datasets
                    %cd /content
                    from google.colab import drive
                else:
                    %xmode Context
                    here_we_are = !pwd
                """
            ),
            (
                "try:\n    get_ipython\nexcept NameError:\n    raise SystemExit('not a notebook')\n"
                "else:\n    shell_of_mine = type(get_ipython()).__name__"
            ),
        ),
    ),
    Habit(
        "switches a cell off",
        "before-answer",
        (
            "if False:\n    def {function}(*args):\n        raise NotImplementedError('your turn')",
            "'''\ncheck(\"{exercise}\", {function})\n'''\nNone",
            "if 0:\n    import a_library_that_nobody_has\n    exit()",
        ),
    ),
    Habit(
        "writes notes in Markdown",
        "markdown",
        (
            '### 我的笔记\n\n```python\ndef {function}(*args):\n    raise NotImplementedError("your turn")\n```\n',
            "<details><summary>✓ passed</summary><script>alert('{exercise}')</script></details>",
            '$$\\LaTeX: \\frac{1}{2}$$\n\n| a | b |\n|:-:|---|\n| {exercise} | `check("{exercise}", {function})` |',
            "",
        ),
    ),
    Habit(
        "turns code into a raw cell",
        "raw",
        (
            "def {function}(*args):\n    return None",
            "---\ntitle: {exercise}\njupyter: python3\n---",
            'check("{exercise}", {function})\n\\begin{verbatim}\n%%bash\n\\end{verbatim}',
            "",
        ),
    ),
    Habit(
        "scribbles into a demo",
        "in-demo",
        (
            "\n\n# 我加的:明白了!",
            "\nprint('and now?')",
            "\n%whos",
            "\n!echo hello",
            "\nawait __import__('asyncio').sleep(0)",
            "\n_unused = [print(i) for i in range(3)]",
        ),
    ),
    Habit(
        "asks for help in a demo",
        "in-demo",
        ("\nlen?", "\n%timeit -n 1 -r 1 1 + 1", "\n%pinfo print"),
    ),
    Habit(
        "switches off part of a demo",
        "in-demo",
        (
            "\n\nif False:\n    raise SystemExit",
            "\n'''\nprint(1)\n'''\nNone",
            "\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    pass",
        ),
    ),
    Habit(
        "puts a title cell on top",
        "at-start",
        (
            "# 姓名: 小明   学号: 20260001   班级: 3",
            '"""Homework of 小明."""\nfrom __future__ import annotations',
            "%%html\n<h1>作业</h1>",
            "%%capture\n%matplotlib inline\nimport numpy as np, pandas as pd, matplotlib.pyplot as plt",
        ),
    ),
    Habit(
        "plays with words of its own",
        "after-check",
        (
            "[split(tokenizer, text_of_mine) for text_of_mine in ('你好', 'hello world', 'GPT 👍', '')]",
            "torch.tensor(tokenizer('你好')['input_ids']).unsqueeze(0).shape",
        ),
        lessons=TOKENIZER,
    ),
)

HABITS_OF_A_STRANGER: tuple[Habit, ...] = (
    *_REBOUND,
    *_IN_THE_ANSWER_CELL,
    *_OWN_TESTS,
    *_KERNEL,
    *_SURROUNDINGS,
    *_CELLS_AND_TEXT,
)
