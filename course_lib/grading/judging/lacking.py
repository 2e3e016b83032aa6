"""What an error shows that a student's machine has and grading has not: a network, a device, a file of theirs.

A hand-in that is right in the notebook may fail for that when it is graded; its reason then names it. The text of an
error is the student's own: it only chooses among sentences of ours.
"""

from __future__ import annotations

import re

#: In the order in which they are looked for: a key of the texts' table ``grade``, and what its errors say.
_SIGNS = (
    (
        "no-network",
        re.compile(
            r"^(gaierror|ConnectError|ConnectTimeout|ProxyError|URLError|LocalEntryNotFoundError|OfflineModeIsEnabled|"
            r"NewConnectionError|MaxRetryError)\b|name resolution|Network is unreachable|Name or service not known|"
            r"outgoing traffic|couldn't connect to|offline mode"
        ),
    ),
    ("no-device", re.compile(r"not compiled with CUDA|No CUDA GPUs|NVIDIA driver|CUDA error|MPS backend")),
    ("no-file", re.compile(r"^(FileNotFoundError|EntryNotFoundError)\b|No such file or directory")),
    ("not-allowed", re.compile(r"^PermissionError\b|Operation not permitted|Read-only file system")),
    ("no-memory", re.compile(r"^MemoryError\b|Cannot allocate memory|not enough memory|No space left on device")),
)


def what_grading_lacks(error: str) -> str:
    """The key of the sentence that says what was not there; empty where the error shows nothing of the kind.

    >>> what_grading_lacks("FileNotFoundError: [Errno 2] No such file or directory: 'words.txt' (line 3 of split)")
    'no-file'
    >>> what_grading_lacks("KeyError: 'words'")
    ''
    """
    return next((key for key, signs in _SIGNS if signs.search(error)), "")
