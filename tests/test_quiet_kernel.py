"""What a notebook's code finds in a kernel it finds in a worker: the same cells run in both, and hold in both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from course_lib.exercises.calls import Call
from course_lib.exercises.time_limit import TimeIsUp
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox.templates import KeptByTemplate, Line, Template
from course_lib.grading.sandbox.unprotected import launch_unprotected
from course_lib.grading.wire.worker_handle import Worker
from course_lib.grading.worker.running_loop import RunningLoop

RAN = {"outcome": "ran", "error": ""}

#: What each notebook of these shows: its cells, every one of which runs in a kernel.
HOLDS = {
    "a module beside the notebook is imported": [
        "%%writefile my_words.py\ndef both(name): return f'你好，{name}'",
        "from my_words import both\nassert both('x') == '你好，x'",
        "import importlib, my_words, sys\nassert my_words.__file__.endswith('my_words.py')\n"
        "installed = [place.rpartition('/')[2] for place in sys.path].index('site-packages')\n"
        "assert sys.path.index('') < installed and sys.path.index('') > 0",
        "%load_ext autoreload\n%autoreload 2",
        "import os, time\nopen('my_words.py', 'w').write('def both(name): return \"changed, and longer\"')\n"
        "os.utime('my_words.py', (time.time() + 9, time.time() + 9))",
        "assert both('x') == my_words.both('x') == 'changed, and longer'",
        "%run my_words.py\nassert both.__module__ == '__main__' and both('y') == 'changed, and longer'",
    ],
    "a loop runs": [
        "import asyncio\nloop = asyncio.get_running_loop()\nassert loop.is_running()",
        "assert asyncio.get_running_loop() is loop is asyncio.get_event_loop()",
        "await asyncio.sleep(0)\nassert asyncio.get_running_loop() is loop",
    ],
    "a task goes on between cells": [
        "import asyncio\nheard = []\nasync def say(word):\n    for _ in range(5): await asyncio.sleep(0)\n"
        "    heard.append(word)\n    return word\ntask = asyncio.create_task(say('hello'))",
        "for _ in range(100):\n    if heard: break\n    await asyncio.sleep(0.01)\n"
        "assert heard == ['hello'] and task.done()",
        "assert await task == 'hello'",
        "assert await asyncio.gather(say(1), say(2)) == [1, 2]",
        "later = asyncio.get_running_loop().run_in_executor(None, lambda: 5)\nassert await later == 5",
    ],
    "asyncio.run says that a loop runs already": [
        "import asyncio\nasync def f(): return 1\n"
        "for run in (asyncio.run, asyncio.get_running_loop().run_until_complete):\n"
        "    coroutine = f()\n"
        "    try:\n        run(coroutine)\n    except RuntimeError as error:\n        coroutine.close()\n"
        "        assert 'running' in str(error), error\n    else:\n        raise AssertionError(run)",
        "import nest_asyncio2\nnest_asyncio2.apply()\nassert asyncio.run(f()) == 1",
        "assert await f() == 1",
    ],
    "code asks whether it is in a notebook": [
        "shell = get_ipython()\nassert type(shell).__name__ == 'ZMQInteractiveShell'\n"
        "assert 'IPKernelApp' in shell.config and shell.has_trait('kernel')",
        "assert __name__ == '__main__' and '__file__' not in globals() and exit and quit",
    ],
    "the kernel is there": [
        "kernel = get_ipython().kernel\nassert kernel.shell is get_ipython() and kernel.session.session\n"
        "assert kernel.implementation == 'ipython' and kernel.comm_manager and kernel.io_loop",
        "from ipykernel.kernelbase import Kernel\nassert Kernel.instance() is kernel and Kernel.initialized()",
        "from tornado.ioloop import IOLoop\nassert IOLoop.current() is kernel.io_loop",
        "import asyncio\nassert kernel.io_loop.asyncio_loop is asyncio.get_running_loop()",
    ],
    "what was said and shown is remembered": [
        "6 * 7",
        "assert _ == _1 == Out[1] == 42 and In[1] == _i == '6 * 7', (In, Out)",
        "assert get_ipython().execution_count == len(In) == 4",
        "'last'",
        "assert (_, __) == ('last', 42)",
    ],
    "nobody types": [
        "from getpass import getpass\n"
        "for ask in (input, getpass):\n"
        "    try:\n        ask('?')\n    except RuntimeError as error:\n"
        "        assert type(error).__name__ == 'StdinNotImplementedError', error\n"
        "    else:\n        raise AssertionError(ask)",
    ],
    "stdout and stderr have what libraries ask of them": [
        "import subprocess, sys\nfor stream in (sys.stdout, sys.stderr):\n"
        "    assert stream.encoding == 'UTF-8' and not stream.isatty() and stream.writable()\n"
        "    assert isinstance(stream.fileno(), int) and stream.write('é') == 1 and stream.flush() is None\n"
        "    assert not hasattr(stream, 'buffer') and not hasattr(stream, 'reconfigure')",
        "subprocess.run(['echo', 'x'], stdout=sys.stdout, stderr=sys.stderr, check=True)",
        "try:\n    sys.stdout.write(3)\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError",
        "import io\nkept = sys.stdout\nsys.stdout = io.StringIO()\nprint('mine')",
        "said, sys.stdout = sys.stdout.getvalue(), kept\nassert said == 'mine\\n'",
        "import faulthandler, logging\nfaulthandler.enable()\nlogging.getLogger('x').warning('loud')",
    ],
    "filters of warnings stay": [
        "import warnings\nwarnings.filterwarnings('error', message='mine')",
        "try:\n    warnings.warn('mine')\nexcept UserWarning:\n    pass\nelse:\n    raise AssertionError",
    ],
    "what a library keeps in a context stays": [
        "import contextvars, decimal, numpy, torch\nmine = contextvars.ContextVar('mine')\nmine.set(1)\n"
        "decimal.getcontext().prec = 5\nnumpy.set_printoptions(precision=2)\nnumpy.seterr(all='raise')\n"
        "torch.set_grad_enabled(False)",
        "assert mine.get() == 1 and str(decimal.Decimal(1) / 3) == '0.33333'",
        "import asyncio\nawait asyncio.sleep(0)",
        "assert numpy.get_printoptions()['precision'] == 2 and numpy.geterr()['over'] == 'raise'",
        "assert mine.get() == 1 and not torch.is_grad_enabled()",
    ],
    "displays are updated and cleared": [
        "from IPython.display import HTML, Markdown, clear_output, display, update_display\n"
        "handle = display('a', display_id=True)\nhandle.update('b')\nupdate_display('c', display_id=handle.display_id)",
        "clear_output(wait=True)\ndisplay(HTML('<b>x</b>'), Markdown('x'), {'a': 1})",
        "%%capture said\nprint('x')\ndisplay('y')",
        "assert said.stdout == 'x\\n' and len(said.outputs) == 1",
    ],
    "widgets and progress bars": [
        "import ipywidgets\nslider = ipywidgets.IntSlider(3)\ndisplay(slider)\nslider.value = 5\n"
        "seen = []\nslider.observe(lambda change: seen.append(change['new']), 'value')\nslider.value = 6\n"
        "assert seen == [6]",
        "@ipywidgets.interact(x=3)\ndef show(x):\n    print(x)",
        "from tqdm.notebook import tqdm\nassert sum(tqdm(range(4))) == 6",
        "out = ipywidgets.Output()\nwith out:\n    print('x')",
        "import comm\nassert comm.create_comm(target_name='x').comm_id",
    ],
    "magics and commands": [
        "%time 1\n%timeit -n1 -r1 1\n%env GLASSBOX=3\nimport os\nassert os.environ['GLASSBOX'] == '3'",
        "said = !echo hello\nassert list(said) == ['hello']",
        "!echo hello\n!false\nassert _exit_code == 1",
        "%%bash\necho hello",
        "%%time\nx = 1",
        "%autosave 0\n%config InlineBackend.figure_format = 'retina'\n%precision 3\n%who",
        "assert os.environ['MPLBACKEND'] == 'module://matplotlib_inline.backend_inline'",
        "%pwd\n%lsmagic",
        "%%javascript\n1",
        "%%html\n<b>x</b>",
    ],
    "figures": [
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nassert plt.get_backend().endswith('inline')",
        "plt.plot([1, 2])\nplt.title('x')\nplt.show()\nfirst = plt.figure()",
        "assert plt.get_fignums() == []",
        "figure, axes = plt.subplots()\naxes.imshow([[1, 2], [3, 4]])\nfigure.savefig('x.png')\nfigure",
        "import os\nassert os.path.getsize('x.png') > 1000",
        "%config InlineBackend.close_figures = False\nfirst = plt.figure()",
        "assert plt.gcf() is first",
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=["unprotected", "in a sandbox"])
def line(request: pytest.FixtureRequest) -> Iterator[Line | None]:
    """Where workers come from."""
    with ExitStack() as stack:
        if request.param == "unprotected":
            yield None
            return
        request.getfixturevalue("sandbox")
        yield stack.enter_context(closing(Line(stack.enter_context(Template()).connect())))


@pytest.fixture
def worker(line: Line | None) -> Iterator[Worker]:
    with begin(line) as worker:
        yield worker


def begin(line: Line | None) -> Worker:
    if line is None:
        return launch_unprotected(0)
    pipe, number = line.start(Limits(), 0)
    return Worker(pipe, KeptByTemplate(line.ask, number))


@pytest.mark.parametrize("what", HOLDS)
def test_what_holds_in_a_kernel_holds_in_a_worker(worker: Worker, what: str) -> None:
    for cell in HOLDS[what]:
        assert worker.run_cell(cell, 30.0) == RAN, cell


@pytest.mark.filterwarnings("default")  # of the client's own: it says what zmq has in store for Windows
def test_it_holds_in_a_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # a kernel that sees it leaves the descriptors alone
    for what, cells in HOLDS.items():
        folder = tmp_path / what.replace(" ", "-")
        folder.mkdir()
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        NotebookClient(book, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()


def test_functions_are_called_while_the_loop_runs(worker: Worker) -> None:
    cell = """
import asyncio
loop = asyncio.get_running_loop()
def running(n):
    task = asyncio.create_task(asyncio.sleep(0))
    return [asyncio.get_running_loop() is loop, loop.is_running(), task.done()]
"""
    assert worker.run_cell(cell, 10.0) == RAN
    answer = worker.call("running", Call((1,), {"returned": "returned"}, 5.0))
    assert answer.values == {"returned": [True, True, False]}, answer


@pytest.mark.parametrize(
    ("endless", "outcome"),
    [
        ("import asyncio\nawait asyncio.sleep(1000)", "timeout"),
        ("import asyncio\nwhile True: await asyncio.sleep(0)", "timeout"),
        ("import asyncio\nasync def spin():\n    while True: pass\ntask = asyncio.create_task(spin())", "ran"),
        ("import asyncio\nasync def leave(): raise SystemExit\ntask = asyncio.create_task(leave())", "crashed"),
        ("import asyncio\nasyncio.get_running_loop().stop()", "ran"),
        ("exit()", "ran"),
    ],
)
def test_a_cell_leaves_the_loop_to_the_next_one(worker: Worker, endless: str, outcome: str) -> None:
    assert worker.run_cell(endless, 0.4)["outcome"] == outcome
    assert worker.run_cell("import asyncio\nawait asyncio.sleep(0.2)\nx = 1", 10.0) == RAN
    assert worker.run_cell("assert x == 1 and asyncio.get_running_loop().is_running()", 10.0) == RAN


FORKED = """
import asyncio, os, threading
from course_lib.grading.worker.running_loop import RunningLoop

loop = RunningLoop.begin()

async def told_by_a_thread():
    answer = loop.create_future()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(answer.set_result, 7)).start()
    assert asyncio.get_running_loop() is loop
    return await answer, await asyncio.to_thread(lambda: 8), await task

async def begun(): return asyncio.create_task(asyncio.sleep(0.01, 9))
task = loop.complete(begun())
assert loop.complete(asyncio.to_thread(int)) == 0
assert loop._ssock is None
if (child := os.fork()) == 0:
    assert loop.complete(told_by_a_thread()) == (7, 8, 9)
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert loop.complete(told_by_a_thread()) == (7, 8, 9)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_goes_on_with_the_loop_and_shares_nothing_of_it() -> None:
    """Its tasks, threads that it starts anew, and no socket that its parent or another fork could hear."""
    subprocess.run([sys.executable, "-W", "error", "-c", FORKED], check=True, timeout=60)


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt, SystemExit, StopIteration, TimeIsUp])
def test_what_is_called_raises_what_it_raises(kind: type[BaseException]) -> None:
    def fail() -> None:
        raise kind("mine")

    with closing(RunningLoop()) as loop:
        with pytest.raises(kind, match="mine"):
            loop.call(fail)
        assert loop.call(lambda: 1) == 1
