"""A hub on your own machine: huggingface_hub's own clients, and a server on 127.0.0.1 that speaks their protocol.

What lessons 10 to 13 use. `use()` is the one switch: it starts the server, and everything that this process asks of a
hub, an inference service or its endpoints arrives there. It serves the course's own models, under ``glassbox/…``, and
every request that reaches it can be looked at.

>>> from huggingface_hub import hf_hub_download
>>> with use() as hub:
...     path = hf_hub_download("glassbox/bert-zh", "config.json")
...     [(one.method, one.path.rpartition("/")[2], one.status) for one in hub.requests]
[('HEAD', 'config.json', 200), ('GET', 'config.json', 200)]
"""

from __future__ import annotations

from course_lib.local_hub.accounts import Account, Token
from course_lib.local_hub.faults import Fault, Faults, broken, busy, cut, no_json, slow, too_many
from course_lib.local_hub.hub import Hub
from course_lib.local_hub.record import Exchange, Record
from course_lib.local_hub.server import Server
from course_lib.local_hub.switch import LocalHub, use

__all__ = [
    "Account",
    "Exchange",
    "Fault",
    "Faults",
    "Hub",
    "LocalHub",
    "Record",
    "Server",
    "Token",
    "broken",
    "busy",
    "cut",
    "no_json",
    "slow",
    "too_many",
    "use",
]
