"""An answer that streams into a web page: server-sent events on this machine, for as many readers as come.

>>> from urllib.request import urlopen
>>> with serve(lambda prompt: ["You said: ", prompt]) as page:
...     with urlopen(page.url + "answer?prompt=hello") as answer:
...         print(answer.read().decode())
data: {"piece": "You said: "}
<BLANKLINE>
data: {"piece": "hello"}
<BLANKLINE>
event: done
data: {"pieces": 2, "seconds": ...}
<BLANKLINE>
<BLANKLINE>
"""

from __future__ import annotations

from course_lib.chat_app.serving import ChatPage, serve

__all__ = ["ChatPage", "serve"]
