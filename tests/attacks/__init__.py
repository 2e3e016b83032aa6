"""Hostile submissions, one a file: each says in its docstring what it tries and why that could have worked.

A file holds ``CELL``, code for the solution cell of ``EXERCISE`` (or, for ``"helper"``, a cell before the first), or
``notebook(material) -> bytes`` or ``hand_in(path, material)`` where the file itself is the attack. ``OPEN`` says why an
attack still gets through: it is then not handed in with the others. Nothing here may run outside a sandbox.
"""

#: After an attack on a wall: the right answer, but only where the wall had a hole. Points tell of the hole.
IF_ESCAPED = """
if escaped:
    def greet(name):
        return f"你好，{name}！Hello, {name}!"
"""

#: Finds the worker's end of the pipe, and sends bytes on it as a worker would.
PIPE = """
import os, stat, struct

def pipes():
    found = []
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                found.append(number)
        except OSError:
            pass
    return found

def send(data):
    for line in pipes():
        message = struct.pack("!i", len(data)) + data
        while message:
            message = message[os.write(line, message):]
"""

#: Takes off the alarm that would end a cell in time.
DEAF = """
import signal, time
signal.setitimer(signal.ITIMER_REAL, 0)
signal.signal(signal.SIGALRM, signal.SIG_IGN)
"""
