"""Says every hidden input through what a kernel has for its front end: displays, widgets' comms, streams, payloads."""

EXERCISE = "start-greet"
CELL = r"""
import sys
import comm
from IPython.display import display
shell = get_ipython()
def greet(*inputs):
    said = repr(inputs)
    display({"text/plain": said}, raw=True, display_id=said)
    comm.create_comm(target_name=said, data={"said": said}).send({"said": said})
    shell.set_next_input(said)
    shell.kernel.session.send(shell.kernel.iopub_socket, "stream", {"name": "stdout", "text": said})
    for stream in (sys.__stdout__, sys.__stderr__, shell.kernel._stdout):
        print(said, file=stream, flush=True)
    raise RuntimeError(said)
last = count_characters = greet
"""
