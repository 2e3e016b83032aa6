# %% [markdown] lang="en"
# # 09 · Streaming
#
# **You close the page in the middle of an answer. Who tells the model?**
#
# Nobody, unless somebody wrote it down. By the end you will have printed an answer while it is being written, in five ways; seen a loop that waits for a thread that is dead, and written one that hears of it; stopped a model in the middle of a sentence; put characters together that arrive in pieces; and read one model's answers in two places at once, over the wire, in the format in which chat services send theirs.
#
# 120 to 185 minutes · 8 exercises · 14 points
#
# The model here is `chat`, a small stand-in that was trained for this course; it stands for `Qwen/Qwen2.5-0.5B-Instruct`. Where you can reach the hub, set `COURSE_MODELS=hub` before you start JupyterLab: the same cells run on the real one, slower, and with other answers than the text quotes.

# %% [markdown] lang="zh"
# # 09 · 流式输出
#
# **回答才出来一半，你就把网页关了。模型那边，谁去告诉它？**
#
# 谁也不会，除非有人把这件事写进了程序。学完这一课，你会用五种办法一边生成一边显示；会看到一个循环怎样苦等一个已经死掉的线程，再写一个能得到消息的循环；会让模型在一句话中间停下来；会把切成几块到达的字拼好；最后，用聊天服务真正在用的格式，从服务器上同时在两处读同一个模型的回答。
#
# 120 到 185 分钟 · 8 个练习 · 14 分
#
# 这里的模型是 `chat`，为本课程训练的小替身，替的是 `Qwen/Qwen2.5-0.5B-Instruct`。能连上 Hugging Face Hub 的话，启动 JupyterLab 之前把环境变量 `COURSE_MODELS` 设为 `hub`，同样的单元格就会在真正的模型上运行：会慢一些，回答也和正文里引用的不同。

# %% role="setup" id="setup"
import codecs
import json
import queue
import threading
import time
from functools import partial
from threading import Thread

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    LogitsProcessor,
    LogitsProcessorList,
    StoppingCriteria,
    StoppingCriteriaList,
    TextIteratorStreamer,
    TextStreamer,
)
from transformers.generation.streamers import BaseStreamer
from transformers.utils import logging

from course_lib import check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_bars, show_timeline, table

logging.disable_progress_bar()
logging.set_verbosity_error()  # where a warning of the library matters, the text quotes it
torch.set_num_threads(1)  # models this small are fastest so: several threads would mostly wait for each other

tokenizer = AutoTokenizer.from_pretrained(checkpoint("chat"))
model = AutoModelForCausalLM.from_pretrained(checkpoint("chat"), dtype=torch.float32)


def messages(question):
    """A conversation of one question."""
    return [{"role": "user", "content": question}]


def ask(question):
    """What `model.generate` takes for this question: ids and mask, and always the likeliest token."""
    inputs = tokenizer.apply_chat_template(
        messages(question), add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    return {**inputs, "do_sample": False, "max_new_tokens": 96}


ready("chat")

# %% [markdown] lang="en"
# ## 1 · While it is being written
#
# `generate` gives back all ids at once, when the last one is there. Before that it can hand each one, as soon as it has been chosen, to a **streamer**. The simplest of them prints:

# %% [markdown] lang="zh"
# ## 1 · 一边写，一边看
#
# `generate` 要等最后一个词元出来，才把所有编号一起交给你。不过，每选定一个，它都可以马上递给一个**流式输出器**（streamer）。最简单的那种，收到就打印：

# %% role="demo" id="print-everything"
_ = model.generate(**ask("Tell me about the moon"), streamer=TextStreamer(tokenizer))

# %% [markdown] lang="en"
# The prompt came too, with the system turn that the chat template added, and at the end the token that closes the answer. Two options leave them out: `skip_prompt` and `skip_special_tokens`. The second one is not the streamer's own. It goes on to `tokenizer.decode`, as every option does that the streamer does not know.
#
# Our model is so small that all of it is there before you can look. This time it pauses after each token:

# %% [markdown] lang="zh"
# 提示词也跟着出来了，连对话模板加上的那轮系统消息也在；末尾还有表示“说完了”的那个词元。有两个选项能去掉它们：`skip_prompt` 和 `skip_special_tokens`。后一个其实不是流式输出器自己的：凡是它不认识的选项，都会原样传给 `tokenizer.decode`。
#
# 我们的模型太小，你还没看，它已经写完了。这一次，让它每写一个词元就歇一下：

# %% role="demo" id="print-slowly"
class Slowly(StoppingCriteria):
    """Asked after every token whether this was enough. It never is; but it takes its time to say so."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __call__(self, ids, scores, **_):
        time.sleep(self.seconds)
        return False


slowly = StoppingCriteriaList([Slowly(0.05)])
printing = TextStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
_ = model.generate(**ask("Tell me about the moon"), streamer=printing, stopping_criteria=slowly)

# %% [markdown] lang="en"
# It does not print token by token. A streamer's method `on_finalized_text` is called with what is ready to be shown. Let us write it down instead of printing it, beside the token that had just arrived:

# %% [markdown] lang="zh"
# 它并不是来一个词元就打印一个。可以显示的部分，流式输出器会交给自己的 `on_finalized_text` 方法。我们不打印，而是记下来，和刚到的那个词元放在一起看。（表里，the token that arrived 是刚到的词元，what was shown then 是这时显示出来的，(the end) 是结束时。）

# %% role="demo" id="when-it-shows"
class Noting(TextStreamer):
    def __init__(self, tokenizer, **options):
        super().__init__(tokenizer, **options)
        self.pieces = []

    def on_finalized_text(self, text, stream_end=False):
        self.pieces.append(text)


noting = Noting(tokenizer, skip_prompt=True, skip_special_tokens=True)
inputs = ask("1加1等于几？")
ids = model.generate(**inputs, streamer=noting)[0, inputs["input_ids"].shape[1] :]
arrived = [repr(tokenizer.decode([id])) for id in ids.tolist()] + ["(the end)"]
table(zip(arrived, map(repr, noting.pieces)), ["the token that arrived", "what was shown then"])

# %% [markdown] lang="en"
# Three rules, in this order: after a line break everything is shown; when the last character is a Chinese one, everything is shown; otherwise everything up to the last space. So `1` waits for `加`, the full stop waits for the end, and an English word waits until the space of the next one is there, for the next token might still belong to it. (Japanese kana and Korean count as neither: they wait for a space.) What is shown can also be an empty text, several times in a row.
#
# ### Exercise: a streamer of your own
#
# A streamer is any object with two methods. `put(value)` gets tensors: first the whole prompt, of shape `(1, length)`, then each new id, of shape `(1,)`. `end()` is called when nothing more comes.
#
# Write `new_ids(generate)`. It calls `generate(streamer=…)`, once, with a streamer of your own, and returns the ids that were put after the prompt, in a **list of `int`**. Do not count on what `generate` returns; only the streamer is sure to learn what happens. (`partial(f, …)` is `f` with some of its arguments already filled in.)
#
# Example: `new_ids(partial(model.generate, **ask("你好")))` is a list that `tokenizer.decode` turns into the model's answer, with its closing token.
#
# *warm-up · 7 minutes · 1 point*

# %% [markdown] lang="zh"
# 规则有三条，按这个顺序：遇到换行，全部显示；最后一个字符是汉字，全部显示；否则，只显示到最后一个空格为止。所以 `1` 要等到 `加`，句号要等到结束，英文单词则要等到下一个词带着空格出现，因为下一个词元没准还是这个词的一部分。（日文假名和韩文都不算汉字，要等空格。）“显示出来的”也可能是空字符串，而且常常连着好几个。
#
# ### 练习：自己写一个流式输出器
#
# 有下面这两个方法的对象，就是流式输出器。`put(value)` 收到的是张量：先是整个提示词，形状 `(1, 长度)`；然后是一个个新的编号，形状 `(1,)`。再也没有了，就会调用 `end()`。
#
# 写一个函数 `new_ids(generate)`：用你自己的流式输出器调用一次 `generate(streamer=…)`，返回提示词之后收到的编号，一个**由 `int` 组成的列表**。`generate` 返回什么，不要去管，发生的事由流式输出器来记。（`partial(f, …)` 就是预先填好一部分参数的 `f`。）
#
# 例：`new_ids(partial(model.generate, **ask("你好")))` 返回一个列表，用 `tokenizer.decode` 解码，就是模型的回答，末尾带着结束词元。
#
# 热身 · 7 分钟 · 1 分

# %% role="solution" id="stream-ids"
def new_ids(generate):
    """The ids (list of int) that `generate(streamer=…)` puts after the prompt.

    tokenizer.decode(new_ids(partial(model.generate, **ask("你好"))))
    """
    ### BEGIN SOLUTION
    class Collecting(BaseStreamer):
        def __init__(self):
            self.ids = None  # None: the prompt has not come yet

        def put(self, value):
            if self.ids is None:
                self.ids = []
            else:
                self.ids += value.tolist()

        def end(self):
            pass

    collecting = Collecting()
    generate(streamer=collecting)
    return collecting.ids
    ### END SOLUTION

# %% role="check" id="stream-ids-check"
check("stream-ids", new_ids)

# %% [markdown] lang="en"
# ## 2 · A loop, and a thread
#
# Printing is not what a program wants. It wants `for piece in answer`. But `generate` returns only when it is done, and a loop that stands behind it would begin too late. So `generate` has to run beside our loop, in a **thread** of its own, and drop its pieces into a **queue**, from which the loop takes them. `TextIteratorStreamer` has that queue inside:

# %% [markdown] lang="zh"
# ## 2 · 一个循环，一个线程
#
# 程序要的不是打印，而是 `for piece in answer` 这样的循环。可是 `generate` 要到全部写完才返回，循环写在它后面，就开始得太晚了。所以要让它和循环同时跑：给它一个自己的**线程**（thread），让它把一块块文字放进一个**队列**（queue），循环再从队列里取。`TextIteratorStreamer` 里面就有这样一个队列：

# %% role="demo" id="loop-and-thread"
streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
thread = Thread(target=model.generate, kwargs=dict(**ask("请写一首赞美秋天的五言绝句"), streamer=streamer))
thread.start()
for piece in streamer:
    print(piece or "·", end=" ")  # · is an empty piece
thread.join()

# %% [markdown] lang="en"
# A pipeline hands its `streamer=` on to `generate`, so it goes into the thread in the same way:

# %% [markdown] lang="zh"
# 流水线会把 `streamer=` 转交给 `generate`，所以也可以照样放进线程里：

# %% role="demo" id="pipeline-and-thread"
from course_lib.pipelines import pipeline

pipe = pipeline("text-generation", "chat", device="cpu")
streamer = TextIteratorStreamer(pipe.tokenizer, skip_prompt=True, skip_special_tokens=True)
thread = Thread(target=pipe, kwargs=dict(text_inputs=messages("你好"), do_sample=False, streamer=streamer))
thread.start()
print(list(streamer))
thread.join()

# %% [markdown] lang="en"
# This is the form that most tutorials show, and servers are built on it. Now something goes wrong in the thread, as it does when memory runs out. The `timeout=` is there so that this page comes to an end. And since Python would print the error of a thread on its own, `threading.excepthook` keeps it for us:

# %% [markdown] lang="zh"
# 多数教程教的就是这种写法，很多服务器也这么写。现在让线程里出点事，就像内存不够用的时候那样。写上 `timeout=`，是为了让这一页能跑到头。线程里的错误，Python 本来会自己打印出来，这里用 `threading.excepthook` 把它留下。（输出里，piece 是收到的一块，the loop was told 是循环得到的消息，the thread died of 是线程真正的死因。）

# %% role="demo" id="the-thread-dies"
class Breaks(LogitsProcessor):
    """Asked before each token is chosen. Before the fourth, it raises an error."""

    def __init__(self):
        self.calls = 0

    def __call__(self, ids, scores):
        self.calls += 1
        if self.calls == 4:
            raise RuntimeError("the graphics card is gone")
        return scores


errors = []
hook = threading.excepthook
threading.excepthook = lambda args: errors.append(repr(args.exc_value))

streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True, timeout=0.5)
broken = dict(**ask("请写一首赞美秋天的五言绝句"), streamer=streamer, logits_processor=LogitsProcessorList([Breaks()]))
thread = Thread(target=model.generate, kwargs=broken)
thread.start()
try:
    for piece in streamer:
        print("piece:", piece)
except queue.Empty as error:
    print("the loop was told:", repr(error))
thread.join()
threading.excepthook = hook
print("the thread died of:", errors[0])

# %% [markdown] lang="en"
# Three pieces, half a second of waiting, and then `Empty()`: the queue is empty, and that is all the loop ever learns. **Without `timeout=` it would still be waiting**, for ever, for a thread that is dead. With it, every wait that is longer than the limit looks like an error, also the honest one of a large model that reads a long prompt. What is missing is simple: the error has to travel through the queue as well.
#
# (It need not be the graphics card. A streamer takes one text at a time: with two prompts, or sampling with `num_return_sequences=2`, its `put` raises `ValueError: TextStreamer only supports batch size 1`, and raises it in the thread. `AsyncTextIteratorStreamer`, for `async for`, has the same queue and the same gap.)
#
# ### Exercise: a thread that says what it died of
#
# `producer` is a function that works as `generate` does: `producer(put)` calls `put(piece)` for each piece of text, one after the other, and returns when it is done, or raises an error. `screen` has two methods: `screen.show(piece)` and `screen.trouble(error)`.
#
# Write `relay(producer, screen)`. It runs `producer` once, in a thread of its own. Meanwhile, in the thread that called `relay`, it calls `screen.show` with each piece as soon as it is there. When `producer` has raised an error (an `Exception`), `screen.trouble` gets that error, once, after all the pieces, and in the thread that called `relay` as well. `relay` returns when all of this is over; what it returns does not matter. A piece may be an empty text, and it is shown too.
#
# A queue: `waiting = queue.Queue()`, then `waiting.put(something)` in one thread and `waiting.get()`, which waits until there is something, in the other. Anything can be put into it.

# %% [markdown] lang="zh"
# 三块文字，等了半秒，然后是 `Empty()`：队列是空的。循环能知道的，就只有这么多。**要是没写 `timeout=`，它现在还在等**，永远等下去，等一个已经死掉的线程。写了呢，等待一超时就像是出错，哪怕只是一个大模型在老老实实地读很长的提示词。其实缺的很简单：让错误也走队列。
#
# （不一定非得是显卡出事。流式输出器一次只管一段文字：给两个提示词，或者采样时写上 `num_return_sequences=2`，它的 `put` 就会报 `ValueError: TextStreamer only supports batch size 1`，而且是在线程里报。给 `async for` 用的 `AsyncTextIteratorStreamer`，队列一样，毛病也一样。）
#
# ### 练习：说得出死因的线程
#
# `producer` 是一个和 `generate` 一样干活的函数：`producer(put)` 对每一块文字依次调用 `put(piece)`，做完就返回，或者中途报错。`screen` 有两个方法：`screen.show(piece)` 和 `screen.trouble(error)`。
#
# 写一个函数 `relay(producer, screen)`：让 `producer` 在自己的线程里跑一次；与此同时，在调用 `relay` 的这个线程里，每到一块就立刻交给 `screen.show`。`producer` 要是报了错（一个 `Exception`），就在所有的块之后，把这个错误本身交给 `screen.trouble`，只交一次，也是在调用 `relay` 的这个线程里。全部结束以后 `relay` 才返回，返回什么无所谓。一块文字可能是空字符串，也要显示。
#
# 队列这样用：`waiting = queue.Queue()`；一个线程里 `waiting.put(什么东西)`，另一个线程里 `waiting.get()`，没有东西时它会等。什么都可以放进去。

# %% role="demo" id="relay-example"
class Screen:
    def show(self, piece):
        print("show:", repr(piece))

    def trouble(self, error):
        print("trouble:", repr(error))


def producer(put):
    put("The")
    put(" moon")
    raise RuntimeError("the graphics card is gone")


screen = Screen()

# %% [markdown] lang="en"
# Example: with these two, `relay(producer, screen)` prints three lines: two that begin with `show:`, and `trouble: RuntimeError('the graphics card is gone')`.
#
# *core · 12 minutes · 2 points*

# %% [markdown] lang="zh"
# 例：用上面这两个，`relay(producer, screen)` 会打印三行：两行以 `show:` 开头，最后一行是 `trouble: RuntimeError('the graphics card is gone')`。
#
# 核心 · 12 分钟 · 2 分

# %% role="solution" id="stream-relay"
def relay(producer, screen):
    """Runs `producer(put)` in a thread; shows its pieces here as they come, and its error, if there is one.

    relay(producer, screen)
    """
    ### BEGIN SOLUTION
    waiting = queue.Queue()

    def produce():
        try:
            producer(lambda piece: waiting.put(("piece", piece)))
            waiting.put(("end", None))
        except Exception as error:
            waiting.put(("error", error))

    Thread(target=produce, daemon=True).start()
    while True:
        what, value = waiting.get()
        if what == "piece":
            screen.show(value)
        else:
            if what == "error":
                screen.trouble(value)
            return
    ### END SOLUTION

# %% role="check" id="stream-relay-check"
check("stream-relay", relay)

# %% [markdown] lang="en"
# ## 3 · Leaving, and stopping
#
# Now the reader goes away in the middle: the loop is left. What does the thread do? (It pauses a little after each token again, so that there is a middle.)

# %% [markdown] lang="zh"
# ## 3 · 离开，和停下
#
# 现在轮到读的人半路走开：我们跳出循环。线程会怎样？（让它每写一个词元还是歇一下，不然没有“半路”可言。输出里，left with 是离开时拿到的，the thread goes on 是线程是否还在跑，more than 25 pieces nobody reads 是没人读的超过二十五块。）

# %% role="demo" id="break-stops-nothing"
def start(question, **options):
    """A thread that generates, and the streamer to read from."""
    streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
    thread = Thread(target=model.generate, kwargs=dict(**ask(question), streamer=streamer, **options))
    thread.start()
    return thread, streamer


thread, streamer = start("Tell me about the moon", stopping_criteria=StoppingCriteriaList([Slowly(0.02)]))
for piece in streamer:
    if piece:
        print("left with:", repr(piece))
        break
print("the thread goes on:", thread.is_alive())
thread.join()
print("more than 25 pieces nobody reads:", streamer.text_queue.qsize() > 25)

# %% [markdown] lang="en"
# `break` leaves *our* loop. The thread knows nothing of it: it wrote the poem to its end, into a queue that nobody reads. On a server, that is a graphics card which works for somebody who closed the page long ago.
#
# `generate` asks its **stopping criteria** after every token, and stops when one of them says True. So here is a stop button: a flag that one thread can set and another can read is called an `Event`.

# %% [markdown] lang="zh"
# `break` 跳出的是**我们的**循环。线程对此一无所知：它把整首诗写完，写进了一个没人读的队列。在服务器上，这就是一块显卡在为一个早已关掉网页的人干活。
#
# 每写一个词元，`generate` 都会问一遍**停止条件**（stopping criteria），有一个说 True，就停。停止按钮就可以这样做：一个线程能设、另一个线程能看的标志，叫 `Event`。（输出里，fewer than 15 pieces nobody reads 是没人读的不到十五块。）

# %% role="demo" id="stop-button"
class StopButton(StoppingCriteria):
    def __init__(self):
        self.pressed = threading.Event()

    def __call__(self, ids, scores, **_):
        return self.pressed.is_set()


button = StopButton()
thread, streamer = start("Tell me about the moon", stopping_criteria=StoppingCriteriaList([Slowly(0.02), button]))
for piece in streamer:
    if piece:
        print("left with:", repr(piece))
        button.pressed.set()
        break
thread.join()
print("fewer than 15 pieces nobody reads:", streamer.text_queue.qsize() < 15)

# %% [markdown] lang="en"
# That stops, at the next token. It takes a thread, a queue, an event, and somebody who never forgets to press.
#
# ### Turn it round
#
# There is a way that needs none of them. A function with `yield` in it is a **generator**. It computes nothing until it is asked, then up to its next `yield`, and there it stands still until it is asked again:

# %% [markdown] lang="zh"
# 这回停了，停在下一个词元。代价是一个线程、一个队列、一个 Event，外加一个从不忘记去按的人。
#
# ### 反过来想
#
# 有一种办法，这些全都用不着。函数里有 `yield`，就是一个**生成器**（generator）。没有人要，它什么也不算；有人要，它算到下一个 `yield`，然后停在那里，等人再要：

# %% role="demo" id="a-generator"
def squares():
    for number in (1, 2, 3, 4):
        print("  computing", number)
        yield number * number


wanted = squares()
print("nothing computed yet")
print(next(wanted))
print(next(wanted))
wanted.close()
print("closed; is there more?", next(wanted, "no"))

# %% [markdown] lang="en"
# 3 and 4 were never computed. A model's answer can be such a generator: each step is computed because somebody wants its token. Whoever leaves the loop ends the generation, since nobody else is running; and an error arrives where the loop stands, since that is where it happens.
#
# ### Exercise: nothing that nobody asked for
#
# A web server takes an iterator for an answer. It asks for a piece, sends it, asks for the next, and stops asking when the reader has gone. Here `page.send(pieces)` does that.
#
# Write `answer(page, next_id, ids, end, most)`. `ids` is the prompt, a list of `int`. `next_id(ids)` is one step of a model: from the list of *all* ids so far to the next one, an `int`. Call `page.send` once, with an iterator that gives the new ids one after the other. It is over when the model says the id `end` (which is not sent), or when `most` ids have been given. Nothing may be computed before the page asks for it, and nothing after it has stopped asking. Leave `ids` as it is; the prompt is not sent, and it may contain `end`.

# %% [markdown] lang="zh"
# 3 和 4 根本没有算。模型的回答也可以是这样的生成器：有人要下一个词元，才算下一步。离开循环，生成也就结束了，因为没有别人在跑；错误在哪里发生，就在哪里抛出：就是循环那一行。
#
# ### 练习：没人要的，一步也不算
#
# 网络服务器拿到的回答就是一个迭代器：要一块，发一块，再要下一块；读的人走了，就不再要。这里由 `page.send(pieces)` 来做这件事。
#
# 写一个函数 `answer(page, next_id, ids, end, most)`。`ids` 是提示词，一个 `int` 列表。`next_id(ids)` 是模型的一步：给它到目前为止的**全部**编号，得到下一个，一个 `int`。调用一次 `page.send`，给它一个迭代器，依次产出新的编号。模型说出编号 `end`（它不发送），或者已经给了 `most` 个，就结束。页面没有要的，不许先算；页面不再要了，就不许再算。`ids` 不要改动；提示词不发送，里面也可能有 `end`。

# %% role="demo" id="pull-example"
class Page:
    """A page whose reader goes away after three pieces."""

    def send(self, pieces):
        for number, piece in enumerate(pieces, 1):
            print(repr(tokenizer.decode([piece])))
            if number == 3:
                break


@torch.inference_mode()
def next_id(ids):
    """The likeliest next id. (It reads the whole text anew each time; the cache of lesson 08 saves that.)"""
    return model(input_ids=torch.tensor([ids])).logits[0, -1].argmax().item()


page, end = Page(), tokenizer.convert_tokens_to_ids("<|im_end|>")
prompt = ask("请写一首赞美秋天的五言绝句")["input_ids"][0].tolist()

# %% [markdown] lang="en"
# Example: `answer(page, next_id, prompt, end, 20)` prints three characters, in quotation marks, and the model takes three steps.
#
# *core · 9 minutes · 2 points*

# %% [markdown] lang="zh"
# 例：`answer(page, next_id, prompt, end, 20)` 打印三个字（带引号），模型也只走了三步。
#
# 核心 · 9 分钟 · 2 分

# %% role="solution" id="stream-pull"
def answer(page, next_id, ids, end, most):
    """Sends the page an iterator over the new ids; each is computed when the page asks for it.

    answer(page, next_id, prompt, end, 20)
    """
    ### BEGIN SOLUTION
    def pieces():
        so_far = list(ids)
        for _ in range(most):
            new = next_id(so_far)
            if new == end:
                return
            so_far.append(new)
            yield new

    page.send(pieces())
    ### END SOLUTION

# %% role="check" id="stream-pull-check"
check("stream-pull", answer)

# %% [markdown] lang="en"
# `course_lib.streaming` holds what you have just written, with a cache, sampling and text in place of ids. `stream` takes what `generate` of lessons 07 and 08 takes, and what it gives, joined, is what that one gives:

# %% [markdown] lang="zh"
# 你刚写的东西，`course_lib.streaming` 里也有，多了缓存和采样，给出的是文字而不是编号。第 07、08 课的 `generate` 收什么参数，`stream` 就收什么；把它给出的各块接起来，和 `generate` 给出的一模一样：

# %% role="demo" id="stream"
from course_lib.generation import generate
from course_lib.streaming import stream, stream_from

question = messages("请写一首赞美秋天的五言绝句")
pieces = list(stream(model, tokenizer, question, temperature=0))
print(pieces[:14])
print("joined, it is what generate gives:", "".join(pieces) == generate(model, tokenizer, question, temperature=0).texts[0])
print("threads now:", [thread.name for thread in threading.enumerate() if "stream" in thread.name])

# %% [markdown] lang="en"
# Every character by itself, comma and full stop too, and no thread. (`astream` is the same for `async for`.)
#
# A pipeline, or `model.generate`, cannot be asked for one token and no more. For those there is `stream_from`: a thread and a queue after all, with the two things that were missing. Errors come through, and leaving the loop presses the stop button:

# %% [markdown] lang="zh"
# 一个字一块，逗号句号也是，而且没有线程。（`astream` 是给 `async for` 用的，别的都一样。）
#
# 流水线和 `model.generate` 没法一次只要一个词元。对付它们有 `stream_from`：到底还是要线程和队列，但缺的两样都补上了：错误传得过来；离开循环，就等于按下停止按钮。（输出里，pieces 是收到的各块，the loop was told 是循环得到的消息，threads left 是还在跑的线程。）

# %% role="demo" id="stream-from"
told = partial(pipe, messages("请写一首赞美秋天的五言绝句"), do_sample=False)
print("pieces:", list(stream_from(told, pipe.tokenizer))[:8])

try:
    for piece in stream_from(partial(told, logits_processor=LogitsProcessorList([Breaks()])), pipe.tokenizer):
        print("piece:", piece)
except RuntimeError as error:
    print("the loop was told:", repr(error))

for _ in stream_from(told, pipe.tokenizer):
    break
print("threads left:", [thread.name for thread in threading.enumerate() if "stream" in thread.name])

# %% [markdown] lang="en"
# ### A switch that stays on
#
# One trap waits for whoever writes a generator around a model. Models are run under `torch.inference_mode()`, which saves what only training needs. Inside a generator, the `with` block is still open at each `yield`, and the loop's own lines run in it:

# %% [markdown] lang="zh"
# ### 一直开着的开关
#
# 自己给模型写生成器，有一个坑要当心。跑模型时，大家会开着 `torch.inference_mode()`，省掉只有训练才用得着的东西。可是在生成器里，走到 `yield` 的时候，`with` 还没有结束，循环里我们自己的那几行也就跑在里面了。（表里，inside the loop 是循环体里，while it stands still 是生成器停着的时候，with a `with` block 是用 with，with the decorator 是用装饰器；True 就是开着。）

# %% role="demo" id="a-switch-that-leaks"
def with_block():
    with torch.inference_mode():
        yield 1
        yield 2


@torch.inference_mode()
def decorated():
    yield 1
    yield 2


rows = []
for name, make in (("with a `with` block", with_block), ("with the decorator", decorated)):
    inside = [torch.is_inference_mode_enabled() for _ in make()]
    standing = make()
    next(standing)
    rows.append((name, inside, torch.is_inference_mode_enabled()))
    standing.close()
table(rows, ["", "inside the loop", "while it stands still"])

# %% [markdown] lang="en"
# Who trains something between two pieces finds out by an error about gradients, far away from its cause. The decorator switches at every step, on when the generator works, off when it stands still.
#
# ## 4 · Half characters
#
# A computer keeps text as bytes. In UTF-8 an English letter is one byte, a Chinese character mostly three, an emoji mostly four. And the tokens of a byte-level tokenizer (GPT-2's, Qwen's, and this one) are pieces of those bytes. What is frequent is a token of its own; what is rare is not:

# %% [markdown] lang="zh"
# 要是有人在两块文字之间训练点什么，就会碰到一个关于梯度的报错，离真正的原因十万八千里。装饰器则每一步都会切换：生成器干活时打开，停着时关上。
#
# ## 4 · 半个字
#
# 计算机里的文字都是字节。用 UTF-8，一个英文字母是一个字节，一个汉字多半是三个，一个表情符号（emoji）多半是四个。字节级分词器（GPT-2 的、Qwen 的，还有我们这个）的词元，就是这些字节切成的块。常见的字自己就是一个词元，少见的就不是。（表里，id 是编号，token 是词元，its bytes 是它的字节，the bits 是二进制位，decoded alone 是单独解码的结果。）

# %% role="demo" id="bytes-of-an-emoji"
visible = [*range(33, 127), *range(161, 173), *range(174, 256)]  # bytes that stand for themselves
hidden = [byte for byte in range(256) if byte not in visible]  # the others get characters from 256 on
byte_of = {chr(byte): byte for byte in visible} | {chr(256 + place): byte for place, byte in enumerate(hidden)}


def bytes_of(id):
    """The bytes that a token of a byte-level tokenizer stands for."""
    return bytes(byte_of[character] for character in tokenizer.convert_ids_to_tokens(id))


rows = []
for id in tokenizer("你🤗").input_ids:
    data = bytes_of(id)
    rows.append((id, tokenizer.convert_ids_to_tokens(id), data.hex(" "), " ".join(f"{byte:08b}" for byte in data), tokenizer.decode([id])))
table(rows, ["id", "token", "its bytes", "the bits", "decoded alone"])

# %% [markdown] lang="en"
# 你 is one token of three bytes. 🤗 is four tokens of one byte each, and none of them is a character, so each alone is decoded as `�`. (The strange letters in the second column are bytes as well: GPT-2's authors gave every byte a character that can be printed, and `byte_of` is their table.)
#
# Look at the bits. A byte that begins with `0` is a character by itself. One that begins with `110`, `1110` or `11110` opens a character of two, three or four bytes, and the others of it begin with `10`. So whoever reads always knows how many are still to come. Python has a decoder that remembers them:

# %% [markdown] lang="zh"
# “你”是一个词元，三个字节。🤗 却是四个词元，每个一个字节，哪一个都不成字，所以单独解码都是 `�`。（第二列那些怪字母也是字节：GPT-2 的作者给每个字节都配了一个能打印的字符，`byte_of` 就是那张对照表。）
#
# 看看二进制位。以 `0` 开头的字节，自己就是一个字符。以 `110`、`1110`、`11110` 开头的，分别是两字节、三字节、四字节字符的第一个字节，后面的字节都以 `10` 开头。所以读的人随时知道后面还差几个。Python 有一个会记住它们的解码器：

# %% role="demo" id="a-decoder-that-waits"
decoder = codecs.getincrementaldecoder("utf-8")("replace")
for byte in "é🤗".encode():
    print(f"{byte:02x}", repr(decoder.decode(bytes([byte]))))
print("the end", repr(decoder.decode(b"", final=True)))

# %% [markdown] lang="en"
# `"replace"` says what becomes of bytes that can be no character: a `�`. With `final=True` nothing more comes, and what has been kept until then is such bytes.
#
# ### Exercise: characters from pieces of bytes
#
# Write `characters(pieces)`. `pieces` is a list of `bytes`, as they arrive one after the other; they may be cut anywhere. Return a **list of `str`**: for each piece the text that is certain with it (possibly empty), and one more at the very end for what is left. A character is given as soon as its last byte is there. What can never become a character becomes `�`, as `"replace"` does it. Joined, your texts are the text of all bytes, decoded at once with `"replace"`. Leave `pieces` as it is.
#
# Example: `characters([b"a\xc3", b"\xa9", b"\xe4"])` is `['a', 'é', '', '�']`.
#
# *core · 9 minutes · 2 points*

# %% [markdown] lang="zh"
# `"replace"` 说的是：凑不成字符的字节，变成 `�`。`final=True` 表示后面再也没有了，到这时还留着的，就是这样的字节。
#
# ### 练习：从一块块字节到字符
#
# 写一个函数 `characters(pieces)`。`pieces` 是一个由 `bytes` 组成的列表，按到达的先后排列，切在哪里都有可能。返回一个**由 `str` 组成的列表**：每一块对应这时已经确定的文字（可以是空字符串），最后再多一项，放剩下的。一个字符，最后一个字节一到就要给出。永远凑不成字符的，变成 `�`，和 `"replace"` 的做法一样。各项接起来，等于把全部字节合在一起用 `"replace"` 解码。`pieces` 不要改动。
#
# 例：`characters([b"a\xc3", b"\xa9", b"\xe4"])` 返回 `['a', 'é', '', '�']`。
#
# 核心 · 9 分钟 · 2 分

# %% role="solution" id="stream-characters"
def characters(pieces):
    r"""The text (str) that each piece of bytes completes, and at the end what is left: a list.

    >>> characters([b"a\xc3", b"\xa9", b"\xe4"])
    ['a', 'é', '', '�']
    """
    ### BEGIN SOLUTION
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    texts = [decoder.decode(piece) for piece in pieces]
    return [*texts, decoder.decode(b"", final=True)]
    ### END SOLUTION

# %% role="check" id="stream-characters-check"
check("stream-characters", characters)

# %% [markdown] lang="en"
# ## 5 · The square and the constant
#
# How does `TextStreamer` know which character is whole? It decodes *everything* since the last line break anew with each token, and shows what has been added. That is simple, and right for nearly every tokenizer. What does it cost? We put up to 1,600 tokens into it, without a line break, and look at what a token costs among the last hundred of them; below it, the same for the table of bytes and the decoder that waits:

# %% [markdown] lang="zh"
# ## 5 · 平方与常数
#
# `TextStreamer` 怎么知道哪个字已经完整？每来一个词元，它就把上次换行以来的**全部**词元重新解码一遍，再显示多出来的部分。简单，而且对几乎所有分词器都对。代价呢？我们往里面放词元，最多 1600 个，中间不换行，看最后一百个里一个词元要花多少时间；下面是字节对照表加上会等的解码器，同样量一遍。（图里，TextStreamer 是流式输出器，bytes 是字节对照表，token 是到第几个词元；单位 microseconds a token 是每个词元多少微秒。）

# %% role="demo" id="the-square" tags=["nbval-ignore-output"]
def last_hundred(put, ids):
    """Microseconds for one token, the middle one of the last hundred of `ids`; the best of three rounds."""
    rounds = []
    for _ in range(3):
        one, times = put(), []
        for id in ids:
            start = time.perf_counter()
            one(id)
            times.append(1e6 * (time.perf_counter() - start))
        rounds.append(sorted(times[-100:])[50])
    return min(rounds)


def into_streamer():
    streamer = Noting(tokenizer)
    return lambda id: streamer.put(torch.tensor([id]))


def into_decoder():
    decoder, data = codecs.getincrementaldecoder("utf-8")("replace"), {id: bytes_of(id) for id in set(long_ids)}
    return lambda id: decoder.decode(data[id])


long_ids = (tokenizer(" the quiet moon looks in at me and 月亮 lays her light upon the sea").input_ids * 100)[:1600]
costs = []
for name, put in (("TextStreamer", into_streamer), ("bytes", into_decoder)):
    for count in (100, 400, 800, 1600):
        costs.append((f"{name}, token {count:,}", last_hundred(put, long_ids[:count])))
show_bars(costs, "microseconds a token")

# %% role="demo" id="the-square-in-words"
cost = dict(costs)
print("TextStreamer, token 1,600 against token 100: at least 8 times:", cost["TextStreamer, token 1,600"] > 8 * cost["TextStreamer, token 100"])
print("token 1,600, TextStreamer against bytes: at least 20 times:", cost["TextStreamer, token 1,600"] > 20 * cost["bytes, token 1,600"])

# %% [markdown] lang="en"
# Twice as many tokens, twice the cost of *each*, so four times the cost of all: a square. A line break empties the streamer, so a poem never gets there; a page of JSON without line breaks or a long Chinese paragraph does. Beside a large model it is still little. It is the shape that matters: one way has a cost that grows with the answer, the other has the same for every token.
#
# What you have built so far is what `stream` does for byte-level tokenizers. (For others it decodes again, too, but never more than the last 32 tokens. And it loses no space: `TextStreamer` forgets everything at a line break, and with tokenizers such as Llama 2's that costs the space at the beginning of the next line.)
#
# ## 6 · Up to here and no further
#
# There is another reason to hold a piece back. Services let you name **stop strings**: the answer ends in front of the first of them. The library knows them, and needs the tokenizer for it:

# %% [markdown] lang="zh"
# 词元多一倍，**每一个**的代价也多一倍，总的就是四倍：平方。换行会清空流式输出器，所以一首诗到不了那一步；一整页不换行的 JSON，或者一大段不换行的中文，就会。和大模型的计算比，这还不算多。要紧的是形状：一种办法，回答越长，每个词元越贵；另一种，每个词元都一样。
#
# 到这里你写出来的，正是 `stream` 对字节级分词器的做法。（对别的分词器，它也重新解码，但最多只解最后 32 个词元。遇到 Llama 2 那样的分词器，`TextStreamer` 一换行就把前面的全忘掉，新一行开头的空格会丢；`stream` 不会。）
#
# ## 6 · 到此为止
#
# 还有一个理由，要把文字先扣住不发。许多服务允许指定**停止字符串**（stop string）：回答在它们之中最先出现的那个前面结束。库也支持，不过要把分词器一起给它：

# %% role="demo" id="stop-strings"
stopped = model.generate(**ask("Tell me about the moon"), streamer=printing, stop_strings=["lamp for"], tokenizer=tokenizer)

# %% [markdown] lang="en"
# It stopped, and the stop string is on the screen. To keep it off, whoever shows the text has to know it in time: after `A silver` comes ` lamp`, which may be the beginning of `lamp for`, or of nothing. So it has to wait; and as soon as it is clear that it is no beginning, it must be shown at once.
#
# ### Exercise: everything before the stop string
#
# Write `until(pieces, stops)`: a list of pieces of text as they arrive, and a list of stop strings, possibly empty. No stop string is empty, and none stands inside another. Return a **list of `str`**, one for each piece:
#
# - what may be shown with this piece: all text that has not been shown yet, without an end of it that could be the *beginning* of a stop string (the longest such end). It may be an empty text;
# - with the piece that completes a stop string: what stands before it and has not been shown yet. There the list ends, and whatever follows is ignored;
# - if no stop string comes, one more text at the end: what has been held back.
#
# Leave both lists as they are.
#
# Example: `until(["Good", " night", "<e", "nd", "> bye"], ["<end>"])` is `['Good', ' night', '', '', '']`, and `until(["a <", "b", "<e"], ["<end>"])` is `['a ', '<b', '', '<e']`.
#
# *stretch · 18 minutes · 3 points*

# %% [markdown] lang="zh"
# 停是停了，停止字符串却也显示出来了。要不让它露面，显示的一方就得及时认出它：`A silver` 之后来了 ` lamp`，它可能是 `lamp for` 的开头，也可能不是。所以要等；而一旦清楚它不是开头，就必须马上显示。
#
# ### 练习：停止字符串之前的一切
#
# 写一个函数 `until(pieces, stops)`：一个按到达先后排列的文字列表，一个停止字符串的列表（可能是空的）。停止字符串本身不会是空的，也不会有一个包含在另一个里面。返回一个**由 `str` 组成的列表**，每一块对应一项：
#
# - 随着这一块可以显示的：所有还没显示的文字，但末尾要是可能是某个停止字符串的**开头**，就把这段（最长的那段）留下。可以是空字符串；
# - 停止字符串在哪一块凑齐，那一块对应的就是停止字符串前面还没显示的文字。列表到此为止，后面的一概不管；
# - 始终没有停止字符串，最后就再多一项：一直留着的那段。
#
# 两个列表都不要改动。
#
# 例：`until(["Good", " night", "<e", "nd", "> bye"], ["<end>"])` 返回 `['Good', ' night', '', '', '']`，`until(["a <", "b", "<e"], ["<end>"])` 返回 `['a ', '<b', '', '<e']`。
#
# 挑战 · 18 分钟 · 3 分

# %% role="solution" id="stream-stop"
def until(pieces, stops):
    """What may be shown (str) with each piece, up to the first stop string, and what was held back: a list.

    >>> until(["a <", "b", "<e"], ["<end>"])
    ['a ', '<b', '', '<e']
    """
    ### BEGIN SOLUTION
    texts, held = [], ""
    for piece in pieces:
        held += piece
        found = [held.index(stop) for stop in stops if stop in held]
        if found:
            return [*texts, held[: min(found)]]
        for start in range(len(held) + 1):  # from the longest end to the empty one
            if any(stop.startswith(held[start:]) for stop in stops) or start == len(held):
                texts.append(held[:start])
                held = held[start:]
                break
    return [*texts, held]
    ### END SOLUTION

# %% role="check" id="stream-stop-check"
check("stream-stop", until)

# %% [markdown] lang="en"
# ## 7 · How long until something is there?
#
# Streaming makes nothing faster. The last token comes when it comes. What changes is when the *first* one can be read. We note the moments of one answer and draw it both ways, all at once and piece by piece, in milliseconds. The third line is another answer, to a long prompt: it has fewer pieces, so look only at where its first one stands. A line is a stretch of time: nothing is to be read in the grey part, and each mark is a piece that arrives:

# %% [markdown] lang="zh"
# ## 7 · 多久才看得到东西？
#
# 流式输出不会让任何东西变快，最后一个词元该什么时候来还是什么时候来。变的是**第一个**什么时候能读到。我们把一个回答各块到达的时刻记下来，用两种方式画出来：一次全给，和一块一块给，单位是毫秒。第三条线是另一个回答，提示词很长：它的块数少，所以只看第一块在哪里。一条线是一段时间：灰色的部分什么也读不到，每一个记号是到达的一块。（图里，all at once 是一次全给，piece by piece 是一块一块给，with a long prompt 是提示词很长的另一个回答。）

# %% role="demo" id="first-and-last" tags=["nbval-ignore-output"]
def moments(question):
    """When it was asked, and when each piece arrived."""
    asked, arrived = time.perf_counter(), []
    for _ in stream(model, tokenizer, messages(question), temperature=0):
        arrived.append(time.perf_counter())
    return asked, arrived


long_question = "The quiet moon looks in at me. " * 60 + "Tell me about the moon"
short, long = (min((moments(text) for _ in range(5)), key=lambda seen: seen[1][-1] - seen[0]) for text in ("Tell me about the moon", long_question))


def milliseconds(seen):
    return [1000 * (moment - seen[0]) for moment in seen[1]]


show_timeline(
    [
        ("all at once", milliseconds(short)[-1:]),
        ("piece by piece", milliseconds(short)),
        ("piece by piece, with a long prompt", milliseconds(long)),
    ],
    "ms",
)

# %% role="demo" id="first-and-last-in-words"
first, total = short[1][0] - short[0], short[1][-1] - short[0]
print("the first piece comes in less than a third of the whole time:", first < total / 3)
print("after a long prompt, it takes more than twice as long:", long[1][0] - long[0] > 2 * first)

# %% [markdown] lang="en"
# Two numbers describe this. The **time to first token** is spent on reading the prompt, and so grows with it. After that the model writes at a steady pace, so many **tokens a second**. A pace is too slow only if people read faster; an empty page bothers them from the first second. So it is worth knowing both numbers.
#
# ### Exercise: two numbers
#
# Write `speeds(asked, arrived)`: the moment of the question, and a list of the moments at which tokens arrived, all in seconds on the same clock, in order. Return a **tuple of two**: the seconds from the question to the first token, and the tokens a second *from the first one on*: the first marks the beginning, so it is not counted, and the waiting before it does not belong to it. Where there is nothing to compute (no token; only one), the place holds `None`. Leave `arrived` as it is.
#
# Example: `speeds(10.0, [11.5, 11.75, 12.0])` is `(1.5, 4.0)`.
#
# *core · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# 说清这件事，要两个数。**首词元延迟**（time to first token）花在读提示词上，所以提示词越长它越大。之后模型匀速往下写，每秒多少个词元。写得比人读得还慢，才算太慢；而页面空着，从第一秒起就让人着急。所以两个数都值得知道。
#
# ### 练习：两个数
#
# 写一个函数 `speeds(asked, arrived)`：提问的时刻，以及各个词元到达时刻的列表，单位都是秒，用的是同一个钟，按先后排列。返回**一个两项的元组**：从提问到第一个词元的秒数；**从第一个词元起**每秒多少个词元，第一个只算起点，不计数，它之前等的时间也不算在内。没法算的（一个词元也没有；或者只有一个），那一项就是 `None`。`arrived` 不要改动。
#
# 例：`speeds(10.0, [11.5, 11.75, 12.0])` 返回 `(1.5, 4.0)`。
#
# 核心 · 6 分钟 · 1 分

# %% role="solution" id="stream-speed"
def speeds(asked, arrived):
    """(seconds to the first token, tokens a second from then on); None where there is nothing to compute.

    >>> speeds(10.0, [11.5, 11.75, 12.0])
    (1.5, 4.0)
    """
    ### BEGIN SOLUTION
    if not arrived:
        return None, None
    first = arrived[0] - asked
    if len(arrived) == 1:
        return first, None
    return first, (len(arrived) - 1) / (arrived[-1] - arrived[0])
    ### END SOLUTION

# %% role="check" id="stream-speed-check"
check("stream-speed", speeds)

# %% [markdown] lang="en"
# ## 8 · Over the wire
#
# "And then the server sends it to the browser." How? The browser asks, and the server's response simply does not end: it sends a line, and later another one. The format that chat services use is called **server-sent events**, and it is plain text:

# %% [markdown] lang="zh"
# ## 8 · 经过网络
#
# “然后服务器把它发给浏览器。”怎么发？浏览器发出请求，服务器的响应就是迟迟不结束：先发一行，过一会儿再发一行。聊天服务用的格式叫**服务器发送事件**（server-sent events，SSE），就是普通的文本：

# %% [markdown] lang="en"
# ```
# data: The
#
# data:  moon
#
# event: done
# data: first line
# data: second line
#
# ```
#
# - Lines belong together up to an **empty line**, which ends the event. (Here lines end with `\n`.)
# - `data: …` holds a line of the text. One space after the colon, if there is one, does not count; a second one would belong to the text, as in the second event above. A text with line breaks becomes several lines of `data:`.
# - `event: …` gives the event a name. Without it, its name is `message`. It may also stand behind the data.
# - A line that begins with a colon is a comment, which servers send to keep a silent connection open. Other fields (`id:`, `retry:`) we ignore.
#
# ### Exercise: write an event
#
# Write `event(data, name)`. `data` is a text in which there may be line breaks `\n` (and no `\r`), `name` a text, or `None` for an event without a name. Return the whole event, a `str`, so that a browser reads out of it exactly this name and this data.
#
# Example: `event("Good\nnight", "done")` is `'event: done\ndata: Good\ndata: night\n\n'`.
#
# *core · 7 minutes · 1 point*

# %% [markdown] lang="zh"
# ```
# data: The
#
# data:  moon
#
# event: done
# data: first line
# data: second line
#
# ```
#
# - 到一个**空行**为止的几行是一起的，空行结束一个事件。（这里每行以 `\n` 结尾。）
# - `data: …` 是文字的一行。冒号后面要是有一个空格，这个空格不算数；再有一个，就是文字本身的了，比如上面第二个事件。文字里有换行，就写成好几行 `data:`。
# - `event: …` 给事件一个名字。不写，名字就是 `message`。它也可以写在内容后面。
# - 以冒号开头的一行是注释：服务器没有数据可发时，就发一行注释，免得连接断掉。别的字段（`id:`、`retry:`）我们不管。
#
# ### 练习：写一个事件
#
# 写一个函数 `event(data, name)`。`data` 是一段文字，里面可能有换行 `\n`（没有 `\r`）；`name` 是文字，或者是 `None`，表示事件没有名字。返回整个事件，一个 `str`，要让浏览器读出来的正好是这个名字、这段文字。
#
# 例：`event("Good\nnight", "done")` 返回 `'event: done\ndata: Good\ndata: night\n\n'`。
#
# 核心 · 7 分钟 · 1 分

# %% role="solution" id="stream-event"
def event(data, name):
    r"""One server-sent event (str) with this data (str), and a name (str) or None.

    >>> event("Good\nnight", "done")
    'event: done\ndata: Good\ndata: night\n\n'
    """
    ### BEGIN SOLUTION
    lines = [] if name is None else [f"event: {name}"]
    lines += [f"data: {line}" for line in data.split("\n")]
    return "\n".join(lines) + "\n\n"
    ### END SOLUTION

# %% role="check" id="stream-event-check"
check("stream-event", event)

# %% [markdown] lang="en"
# ### Exercise: read events
#
# On the other side arrive bytes, in chunks that are cut wherever the network likes: in the middle of a line, of the word `data`, of a character.
#
# Write `read_events(chunks)`. `chunks` is a list of `bytes`. Return a **list of tuples `(name, data)`**, two `str` for each event that is complete, that is, ended by an empty line. An event without a line of `data:` is left out, and so is one that is not complete. Lines end with `\n`. Leave `chunks` as it is.
#
# Example: `read_events([b"data: Go", b"od\n\nevent: done\nda", b"ta: 2\n\n"])` is `[('message', 'Good'), ('done', '2')]`.
#
# *core · 14 minutes · 2 points*

# %% [markdown] lang="zh"
# ### 练习：读事件
#
# 另一头到达的是字节，一段一段的，网络爱在哪里切就在哪里切：一行中间、`data` 这个词中间、一个字中间。
#
# 写一个函数 `read_events(chunks)`。`chunks` 是一个由 `bytes` 组成的列表。返回一个**由元组 `(name, data)` 组成的列表**，每个完整的（也就是有空行结尾的）事件对应两个 `str`。一行 `data:` 都没有的事件不要，不完整的也不要。每行以 `\n` 结尾。`chunks` 不要改动。
#
# 例：`read_events([b"data: Go", b"od\n\nevent: done\nda", b"ta: 2\n\n"])` 返回 `[('message', 'Good'), ('done', '2')]`。
#
# 核心 · 14 分钟 · 2 分

# %% role="solution" id="stream-events"
def read_events(chunks):
    r"""(name, data), both str, of every complete event in these chunks of bytes: a list.

    >>> read_events([b"data: Go", b"od\n\nevent: done\nda", b"ta: 2\n\n"])
    [('message', 'Good'), ('done', '2')]
    """
    ### BEGIN SOLUTION
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    events, rest, name, lines = [], "", "message", []
    for chunk in chunks:
        rest += decoder.decode(chunk)
        *complete, rest = rest.split("\n")
        for line in complete:
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if line == "":
                if lines:
                    events.append((name, "\n".join(lines)))
                name, lines = "message", []
            elif field == "event":
                name = value
            elif field == "data":
                lines.append(value)
    return events
    ### END SOLUTION

# %% role="check" id="stream-events-check"
check("stream-events", read_events)

# %% [markdown] lang="en"
# ### A server, and two readers at once
#
# Here is a real one: a small web server on this machine, for as long as the `with` block lasts. It takes a function that makes an iterator of a prompt, our `stream` in this case. Two readers ask at the same moment, each in its own thread, and note every line that arrives. Of each we print the first four lines, and how the answer begins:

# %% [markdown] lang="zh"
# ### 一个服务器，两个读者
#
# 来一个真的：就在这台机器上，一个小小的网络服务器，`with` 结束它也就结束。给它一个函数，从提示词得到一个迭代器，这里就用我们的 `stream`。两个读者同时发问，各在各的线程里，每到一行就记下来。下面打印各自最先到的四行，还有回答的开头。（输出里，pieces 是块数，the two took turns, more than 5 times 是两边轮换了五次以上。）

# %% role="demo" id="two-readers"
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

from course_lib.chat_app import serve


def told_by_model(prompt):
    return stream(model, tokenizer, messages(prompt), temperature=0)


def connected(server, prompt):
    """A connection, and the response that has begun to arrive on it."""
    address = urlsplit(server.url)
    connection = HTTPConnection(address.hostname, address.port)
    connection.request("GET", f"{address.path}answer?prompt={quote(prompt)}")
    return connection, connection.getresponse()


prompts = ("Tell me about the moon", "请写一首赞美秋天的五言绝句")
heard = {prompt: [] for prompt in prompts}
turns = []


def read(server, prompt):
    connection, response = connected(server, prompt)
    for line in response:
        heard[prompt].append(line.decode().rstrip("\n"))
        turns.append(prompt[0])
    connection.close()


with serve(told_by_model) as server:
    readers = [Thread(target=read, args=(server, prompt)) for prompt in prompts]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
for lines in heard.values():
    data = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    pieces = [one["piece"] for one in data if "piece" in one]
    print(lines[:4], len(pieces), "pieces:", repr("".join(pieces)[:20]), "…")
print("the two took turns, more than 5 times:", sum(turns[n] != turns[n + 1] for n in range(len(turns) - 1)) > 5)

# %% [markdown] lang="en"
# Each piece travels as JSON, so that a line break in a text is `\n` written out and never a line of its own. Both readers got their own answer, whole: the server takes turns, a piece for one, a piece for the other.
#
# And the reader who closes the page? This one hears one line and goes:

# %% [markdown] lang="zh"
# 每一块都用 JSON 送来，所以文字里的换行写成 `\n`，永远不会真的另起一行。两个读者各自收到了自己的回答，一字不少：服务器轮流来，给这个一块，给那个一块。
#
# 那关掉网页的人呢？这一个只听了一行就走：

# %% role="demo" id="a-reader-leaves"
made = []


def slowly_told(prompt):
    for piece in told_by_model(prompt):
        made.append(piece)
        time.sleep(0.02)
        yield piece


with serve(slowly_told) as server:
    connection, response = connected(server, prompts[0])
    print(response.readline())
    response.close()
    connection.close()
    time.sleep(0.4)  # long enough for 20 more pieces
print("fewer than 10 of the 32 pieces were made:", len(made) < 10)

# %% [markdown] lang="en"
# That is the answer to the question at the top. The server notices that the connection is closed, it leaves the loop, and the generator goes no further.
#
# To use it in a browser, run a cell of your own with `server = serve(told_by_model)` and `print(server.url)`, and open the address; `server.close()` ends it. In lesson 18 this page will grow into a chat of your own.
#
# The same is possible here in the notebook. Type a question, press **Start**, and press **Stop** while it writes:

# %% [markdown] lang="zh"
# 开头的问题，答案就在这里。服务器察觉连接断了，就离开循环，生成器也就不再往下走。
#
# 要是想在浏览器里用它，就在自己的单元格里运行 `server = serve(told_by_model)` 和 `print(server.url)`，再打开那个地址；`server.close()` 关掉它。到第 18 课，这个页面会长成你自己的聊天程序。
#
# 在笔记本里也行。输入一个问题，按**开始**，写到一半再按**停止**：

# %% role="demo" id="a-stop-button" tags=["nbval-ignore-output"]
from course_lib.widgets import streaming_answer

streaming_answer(model, tokenizer, "Tell me about the moon", temperature=0)

# %% [markdown] lang="en"
# ## What you can do now
#
# | what you have | what you want | the line |
# |---|---|---|
# | `model.generate` | text on the screen | `TextStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)` |
# | `model.generate`, a pipeline | a loop, the library's way | `TextIteratorStreamer(…, timeout=…)` and a thread, with a `StoppingCriteria` to stop it |
# | the same | a loop that hears of errors and stops when it is left | `stream_from(partial(pipe, messages("…")), tokenizer)` |
# | model and tokenizer | a loop without a thread | `stream(model, tokenizer, messages("…"))` |
# | one of these | a page | server-sent events |
#
# You can make a model's answer arrive while it is being written, end it when nobody wants it any more, and say where an error will come out. You have put characters and events together from pieces cut anywhere, and held back exactly what could still turn out to be a stop string.
#
# To think about:
#
# 1. A word filter reads every answer and takes bad words out. Which of today's exercises is it like, and what must it hold back?
# 2. Your service sends one event for each token. Would you send one for every five? Who would notice, and which of the two numbers would change?
# 3. Somebody reads so slowly that the server makes tokens faster than they can be sent. Where do they wait in the version with a queue, where in the one with a generator?
#
# In **lesson 10** we will leave this machine and go to the Hub: where models come from, and how yours gets there.

# %% [markdown] lang="zh"
# ## 现在你会了什么
#
# | 手里有什么 | 想要什么 | 那一行 |
# |---|---|---|
# | `model.generate` | 屏幕上的文字 | `TextStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)` |
# | `model.generate`、流水线 | 一个循环，用库的办法 | `TextIteratorStreamer(…, timeout=…)` 加一个线程，再用 `StoppingCriteria` 让它停 |
# | 同上 | 一个听得到错误、离开就停的循环 | `stream_from(partial(pipe, messages("…")), tokenizer)` |
# | 模型和分词器 | 一个不用线程的循环 | `stream(model, tokenizer, messages("…"))` |
# | 以上任意一个 | 一个网页 | 服务器发送事件 |
#
# 你能让模型的回答一边写一边到达，没人要了就让它停，也说得出错误会在哪里冒出来。你把切得七零八落的字节拼成了字，拼成了事件，还做到了只扣住那些可能成为停止字符串的文字，一个字符也不多。
#
# 想一想：
#
# 1. 有一个过滤器，检查每个回答，把脏话去掉。它和今天的哪个练习相像？它必须扣住什么？
# 2. 你的服务每个词元发一个事件。要是改成每五个发一次呢？谁会察觉？两个数里，哪一个会变？
# 3. 有人读得很慢，服务器生成词元比发送还快。用队列的写法里，多出来的词元等在哪里？用生成器的写法里呢？
#
# **第 10 课**，我们离开这台机器，去 Hub 看看：模型从哪里来，你的模型又怎样放上去。
