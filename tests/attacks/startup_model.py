"""Trains the template's own objects wrong: caches, default dtypes, thread counts, patched classes, for those
forked later.
"""

EXERCISE = "start-greet"
CELL = r"""
import torch, transformers, random, numpy
torch.set_default_dtype(torch.float64)
torch.set_default_device("meta")
torch.Tensor.__eq__ = lambda self, other: True
transformers.AutoTokenizer.from_pretrained = classmethod(lambda cls, *a, **k: None)
transformers.BertForMaskedLM.forward = lambda *a, **k: None
random.random = numpy.random.rand = lambda *a: 4
"""
