"""Code that runs when the worker ends: atexit, finalizers, threads that are waited for, __del__."""

EXERCISE = "start-greet"
CELL = r"""
import atexit, os, signal, threading, time, weakref
def stay():
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass
atexit.register(stay)
class Stay:
    def __del__(self): stay()
keep = Stay()
weakref.finalize(keep, stay)
threading.Thread(target=stay).start()
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
"""
