"""A kernel without a front end: what the code of a notebook finds around it, and nobody who hears what it says.

It is ipykernel's own shell and kernel, so that whatever asks for their names, classes, magics and traits finds them;
only sockets, threads and the debugger are left out. A template makes one (`make_shell`); every worker moves into its
own folder with it (`move_into`) and runs its cells as a kernel does (`run_source`).
"""

from __future__ import annotations

import builtins
import getpass
import io
import os
import sys
from pathlib import Path
from typing import Any, cast

import comm
import traitlets
from ipykernel.eventloops import loop_map
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import UsageError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets.config import Config

from course_lib.grading.worker.running_loop import RunningLoop

#: Magics that want a front end, a file of connections or a terminal; none of them does anything to a grade.
WANT_A_FRONT_END = ("clear", "connect_info", "less", "man", "more", "qtconsole", "subshell")
#: How matplotlib shows figures in a notebook.
INLINE = "module://matplotlib_inline.backend_inline"


class Unheard(io.TextIOBase):
    """A kernel's ``sys.stdout`` or ``sys.stderr`` whose text goes nowhere.

    >>> print("hello", file=Unheard("<stdout>", 1))
    """

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        return len(text)


class _UnsentSession(Session):  # type: ignore[misc]
    """Makes messages as they are made for a front end, and sends none."""

    def send(self, stream: Any, said: Any, content: Any = None, parent: Any = None, *more: Any, **named: Any) -> Any:
        return said if isinstance(said, dict) else self.msg(said, content, parent)


class QuietKernel(IPythonKernel):
    """An IPython kernel at whose other end there is nobody: displays, widgets and comms work, and nothing is shown.

    ``input()`` raises StdinNotImplementedError, as it does wherever nobody can type.
    """

    loop: RunningLoop | None = None
    debugger_class = traitlets.Any()  # IPythonKernel names a class, which is imported when a kernel is made

    def __init__(self, **traits: Any) -> None:
        # IPythonKernel's own would make a debugger, which takes more than all the rest.
        super(IPythonKernel, self).__init__(session=_UnsentSession(), **traits)  # type: ignore[no-untyped-call]
        self.shell = self.shell_class.instance(
            parent=self,
            kernel=self,
            user_module=self.user_module,
            user_ns=self.user_ns,
            compiler_class=self.compiler_class,
        )
        for publisher in (self.shell.displayhook, self.shell.display_pub):
            publisher.session = self.session
        self.comm_manager = comm.get_comm_manager()
        for kind in ("comm_open", "comm_msg", "comm_close"):
            self.shell_handlers[kind] = getattr(self.comm_manager, kind)


def make_shell() -> InteractiveShell:
    """The shell of a quiet kernel: a process has one, and gets it again."""
    config = Config()
    config.HistoryManager.enabled = False  # as far as it is written to a file
    config.ZMQInteractiveShell.colors = "nocolor"
    # Drawing for nobody takes a tenth of a second a figure; what a notebook saves is drawn all the same.
    config.InlineBackend.figure_formats = set()
    shell = QuietKernel.instance(config=config).shell
    # Nobody sees what it would show, and colouring the first error alone takes longer than most answers.
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    shell.enable_gui = lambda gui=None: _enable_gui(shell, gui)
    for name in WANT_A_FRONT_END:
        shell.register_magic_function(lambda line: None, "line", name)
    if "storemagic" not in shell.extension_manager.loaded:
        shell.extension_manager.load_extension("storemagic")
    return cast(InteractiveShell, shell)


def _enable_gui(shell: ZMQInteractiveShell, gui: str | None) -> None:
    # A window's own loop would have nothing to show it on; that is no reason to lose the cell.
    if gui not in loop_map:
        raise UsageError(f"Invalid GUI request {gui!r}, valid ones are: {list(loop_map)}")
    shell.active_eventloop = gui


def move_into(folder: str) -> InteractiveShell:
    """Have this process's kernel work in `folder`, as one that was started there; its shell."""
    os.chdir(folder)
    os.environ.update(HOME=folder, IPYTHONDIR=f"{folder}/.ipython", MPLBACKEND=INLINE)
    sys.stdout, sys.stderr = Unheard("<stdout>", 1), Unheard("<stderr>", 2)
    shell = make_shell()
    shell.ipython_dir = os.environ["IPYTHONDIR"]  # a template's shell was made elsewhere
    shell.user_ns["_dh"][:] = [Path(folder)]
    _import_from_the_working_folder()
    kernel = shell.kernel
    kernel.loop = RunningLoop.begin()
    kernel.io_loop = kernel.loop.call(IOLoop.current)
    builtins.input, getpass.getpass = kernel.raw_input, kernel.getpass
    return shell


def _import_from_the_working_folder() -> None:
    """Where IPython puts the folder on the path: behind the standard library, before what is installed."""
    if "" not in sys.path:
        installed = ("site-packages", "dist-packages")
        sys.path.insert(next((at for at, place in enumerate(sys.path) if Path(place).name in installed), 0), "")


def run_source(shell: InteractiveShell, source: str) -> ExecutionResult:
    """Run one cell in the running loop; what it awaits is awaited there, and its tasks go on behind it."""
    return loop_of(shell).complete(_run(shell, source))


def loop_of(shell: InteractiveShell) -> RunningLoop:
    """The loop that runs while a cell or a function of the notebook does."""
    return cast(RunningLoop, shell.kernel.loop)


async def _run(shell: InteractiveShell, source: str) -> ExecutionResult:
    # As ipykernel's do_execute does it: only what has an await at its top level is awaited.
    try:
        cell, failed = shell.transform_cell(source), None
    except Exception:
        cell, failed = source, sys.exc_info()
    if not shell.should_run_async(source, transformed_cell=cell, preprocessing_exc_tuple=failed):
        return shell.run_cell(source, store_history=True)
    result = None
    try:
        known = {"transformed_cell": cell, "preprocessing_exc_tuple": failed}
        result = await shell.run_cell_async(source, store_history=True, **known)
        return result
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
        shell.payload_manager.clear_payload()
