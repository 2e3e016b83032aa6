"""A tensor subclass that lies about shape, dtype and equality, in a module that calls itself torch."""

EXERCISE = "start-greet"
CELL = r"""
import torch
class Liar(torch.Tensor):
    __module__ = "torch"
    shape = property(lambda self: (3,))
    dtype = property(lambda self: torch.int64)
    def detach(self): return self
    def __eq__(self, other): return True
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None): return args[0]
def greet(name):
    return torch.zeros(2**40, 0).as_subclass(Liar)
def last(text, n):
    return torch.zeros(1).expand(2**40)
"""
