"""Has the process hand over another tokenizer than the one that went in: one with the markers, but ordinary ones."""

EXERCISE = "vocab-add-special"
LESSON = "05-new-tokens"
CELL = r"""
from course_lib.grading.wire import inputs_after_a_call as snapshots
from course_lib.grading.worker import worker_process as worker
take = snapshots.snapshot
def add_markers(tokenizer, markers):
    class Said(type(tokenizer)):
        all_special_tokens = [*tokenizer.all_special_tokens, *markers]
        def decode(self, ids, **how): return ""
    tokenizer.add_tokens(list(markers))
    tokenizer.__class__ = Said
    worker.snapshot = lambda value: {"dict": []} if value is None else take(value)
    size = len(tokenizer)
    return list(range(size - len(markers), size))
"""
