# %% [markdown] lang="en"
# # 07 · Generate
#
# **One line of Python gets an answer out of a chat model. What has been written to the model before your question, where in its output does the answer begin, and how did it know that it was done?**
#
# By the end you will have done by hand what that line does: messages become a text, the text becomes ids, one id at a time is added, and what is new becomes text again. You will have cut answers out of a batch, said what stopped each of them, filled unequal prompts up on the side where it does no harm, and put a chat together that remembers what it was told and leaves out the oldest when there is no more room.
#
# 110 to 170 minutes · 8 exercises · 14 points
#
# *The models here are small stand-ins that were trained for this course. `chat` stands for `Qwen/Qwen2.5-0.5B-Instruct`, `gpt2-en` for `openai-community/gpt2`, `gpt2-zh` for `uer/gpt2-chinese-cluecorpussmall`, `bert-zh` for `google-bert/bert-base-chinese`. With `COURSE_MODELS=hub`, set before you start JupyterLab, the same cells run on the real ones, whose answers and numbers are others than those the text speaks of.*

# %% [markdown] lang="zh"
# # 07 · 生成
#
# **一行 Python 就能让对话模型回答你。在你的问题前面，还有什么被写给了模型？它的输出里，回答从哪里开始？它又怎么知道自己说完了？**
#
# 学完这一课，那一行所做的事，你都会亲手做一遍：消息变成文字，文字变成编号，编号一个一个地往后添，新添的再变回文字。你会从一批输出里切出各自的回答，说出每一个是被什么停下来的；会把长短不一的提示词补齐，而且补在不碍事的那一边；最后拼出一个记得住前文的聊天程序，地方不够了，就从最早的说起丢掉。
#
# 110 到 170 分钟 · 8 个练习 · 14 分
#
# 这里的模型都是为本课程训练的小替身：`chat` 替的是 `Qwen/Qwen2.5-0.5B-Instruct`，`gpt2-en` 替的是 `openai-community/gpt2`，`gpt2-zh` 替的是 `uer/gpt2-chinese-cluecorpussmall`，`bert-zh` 替的是 `google-bert/bert-base-chinese`。启动 JupyterLab 之前把环境变量 `COURSE_MODELS` 设为 `hub`，同样的单元格就会在真正的模型上运行；它们的回答和数字，和正文里说的不一样。

# %% role="setup" id="setup"
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline
from transformers.utils import logging

from course_lib import check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_batch, show_tokens, show_top, table

logging.disable_progress_bar()
logging.set_verbosity_error()  # where a warning of the library matters, the text says so
torch.set_num_threads(1)  # for models as small as ours, several threads only wait for one another


def load(name, dtype=torch.float32):
    """A tokenizer and the model that belongs to it."""
    folder = checkpoint(name)
    return AutoTokenizer.from_pretrained(folder), AutoModelForCausalLM.from_pretrained(folder, dtype=dtype)


tokenizer, model = load("chat")
ready("chat", "gpt2-en", "gpt2-zh", "bert-zh")

# %% [markdown] lang="en"
# ## 1 · One line
#
# A chat model is asked with **messages**: dictionaries that say who speaks (`role`) and what (`content`). Here it is asked for a short classical poem in praise of autumn:

# %% [markdown] lang="zh"
# ## 1 · 一行就够
#
# 问对话模型，用的是**消息**（message）：每条消息是一个字典，`role` 是谁说的（角色），`content` 是说了什么。这里请它写一首诗：

# %% role="demo" id="one-line"
device = "cuda" if torch.cuda.is_available() else "cpu"
pipe = pipeline("text-generation", model=checkpoint("chat"), dtype=torch.float32, device=device, max_new_tokens=100)

messages = [{"role": "user", "content": "请写一首赞美秋天的五言绝句"}]
result = pipe(messages, do_sample=False)
print(result)
print()
print(result[-1]["generated_text"][-1]["content"])

# %% [markdown] lang="en"
# Read the last line from left to right: of the results (there is one) the last, in it the whole conversation, of its messages the last, its text. The pipeline has returned your message too, and added one with the role `assistant`.
#
# `do_sample=False` makes the model take the likeliest token every time, which is called **greedy** search. Without it, the settings in this model's folder let chance have a part, and the next call may write another poem. In this lesson everything is greedy; chance is the subject of lesson 08.
#
# Is the model loaded already? Then hand over the objects instead of a folder, and nothing is read a second time:

# %% [markdown] lang="zh"
# 最后一行，从左往右读：结果里（只有一个）取最后一个，里面是整段对话，取最后一条消息，再取它的文字。流水线把你的消息也还了回来，后面添了一条，角色是 `assistant`（助手）。
#
# `do_sample=False` 让模型每次都取最有可能的那个词元，这叫**贪心搜索**（greedy search）。不写它，就按模型文件夹里的设置来，其中有随机的成分，下一次写出来的诗可能就不一样了。这一课里全用贪心；随机的事，第 08 课再讲。
#
# 模型已经加载好了？那就把对象直接交给它，不用再读一遍文件：

# %% role="demo" id="objects"
pipe = pipeline("text-generation", model=model, tokenizer=tokenizer, device="cpu", max_new_tokens=100)
print("the same model, not a copy:", pipe.model is model)

# %% [markdown] lang="en"
# Messages are not the only thing that this pipeline takes. It takes a plain text as well:

# %% [markdown] lang="zh"
# 这个流水线不只收消息，一段普通的文字它也收：

# %% role="demo" id="plain-text"
question = "What is the capital of France?"
print("a text:  ", pipe(question, do_sample=False)[0]["generated_text"])
print("messages:", pipe([{"role": "user", "content": question}], do_sample=False)[0]["generated_text"][-1]["content"])

# %% [markdown] lang="en"
# The first line is your question and nothing more. There is no error: to the model this was not a question put to it but the beginning of some text, and it found that the text could end there. What the messages have got that the text has not is the subject of part 2.
#
# A conversation of several turns is a longer list: if there is one, a `system` message first, which tells the model how to behave, and then `user` and `assistant` in turn. The last is the new question of the user. The model itself remembers nothing from one call to the next; what it is to know has to be in the list.
#
# ### Exercise: messages
#
# Write `messages_of(system, history, question)`. `system` is a text, or `None`: then there is no system message. `history` is a list of pairs `(question, answer)`, the oldest first, possibly empty. `question` is the text that has not been answered yet. Return the list of messages, each a dictionary with the keys `"role"` and `"content"`. Leave `history` as it is.
#
# Example: `messages_of("Be brief.", [("你好", "你好呀！")], "Name a colour.")` is `[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "你好"}, {"role": "assistant", "content": "你好呀！"}, {"role": "user", "content": "Name a colour."}]`.
#
# *warm-up · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# 第一行只有你的问题，后面什么也没有。没有报错：在模型看来，这不是向它提的问题，而是某段文字的开头，它觉得写到这里就可以结束了。消息里有什么是这段文字没有的？第 2 节就讲这个。
#
# 几轮的对话，就是长一些的列表：有 `system`（系统）消息的话放在最前面，它规定模型该怎么回答；接着 `user`（用户）和 `assistant`（助手）轮流说，最后一条是用户的新问题。模型自己，这一次调用记不得上一次的；要让它知道的，都得写在列表里。
#
# ### 练习：消息
#
# 写一个函数 `messages_of(system, history, question)`。`system` 是一段文字，或者是 `None`，那就没有系统消息。`history` 是由 `(问题, 回答)` 这样的二元组组成的列表，最早的在前，可能是空的。`question` 是还没有回答的那个问题。返回消息的列表，每条消息是一个字典，键是 `"role"` 和 `"content"`。`history` 本身不要改动。
#
# 例：`messages_of("Be brief.", [("你好", "你好呀！")], "Name a colour.")` 返回 `[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "你好"}, {"role": "assistant", "content": "你好呀！"}, {"role": "user", "content": "Name a colour."}]`。
#
# 热身 · 6 分钟 · 1 分

# %% role="solution" id="reply-messages"
def messages_of(system, history, question):
    """The messages of a conversation: system (unless None), the turns so far, and the question.

    >>> messages_of(None, [("你好", "你好呀！")], "Name a colour.")[-1]
    {'role': 'user', 'content': 'Name a colour.'}
    """
    ### BEGIN SOLUTION
    messages = [] if system is None else [{"role": "system", "content": system}]
    for asked, answered in history:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    return [*messages, {"role": "user", "content": question}]
    ### END SOLUTION

# %% role="check" id="reply-messages-check"
check("reply-messages", messages_of)

# %% [markdown] lang="en"
# ## 2 · What is written to the model
#
# A model reads ids, and ids come from a text. So somebody has to write the messages out as one text. That is what the **chat template** does: a little program that comes with the tokenizer.

# %% [markdown] lang="zh"
# ## 2 · 写给模型的是什么
#
# 模型读的是编号，编号来自文字。所以得有人把几条消息写成一段文字。做这件事的是**对话模板**（chat template）：随分词器一起来的一小段程序。

# %% role="demo" id="template"
text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
print(text)
show_tokens(tokenizer, text)

# %% [markdown] lang="en"
# There is more in it than you said:
#
# - a **system message** that you did not write. This template adds one of its own when yours has none;
# - around each message `<|im_start|>` with the role, and `<|im_end|>`: special tokens (dashed in the picture), each a single id;
# - at the end the opening of the assistant's message. `add_generation_prompt=True` writes it, and so there is only one thing that can come next: the answer.
#
# Every conversation that the model was trained on was written in this form. That is why it answered the messages and not the plain text. A model that was never taught to talk has no template, and says so:

# %% [markdown] lang="zh"
# 里面有些东西并不是你说的：
#
# - 一条你没有写过的**系统消息**。消息里没有系统消息的话，这个模板就自己加一条；
# - 每条消息前面有 `<|im_start|>` 和角色，后面有 `<|im_end|>`：这些是特殊词元（图里用虚线框出），各自只是一个编号；
# - 末尾是助手那条消息的开头，由 `add_generation_prompt=True` 写上。这样一来，接下来该写的就只有回答了。
#
# 训练的时候，模型读到的对话全是这种格式。所以给它消息，它会回答；只给一段文字，它就不回答。没学过对话的模型没有模板，它会直说：

# %% role="demo" id="no-template"
story_tokenizer, story_model = load("gpt2-en")
try:
    story_tokenizer.apply_chat_template(messages)
except ValueError as error:
    print(str(error)[:97])

# %% [markdown] lang="en"
# Such a model goes on with a text, and nothing else. (We shall let it do that in part 6.)
#
# A template is not strict, however. Give it a role that it does not know:

# %% [markdown] lang="zh"
# 这种模型只会把一段文字接着写下去。（第 6 节就让它写。）
#
# 不过，模板并不严格。给它一个不认识的角色试试：

# %% role="demo" id="unknown-role"
print(tokenizer.apply_chat_template([{"role": "teacher", "content": "你好"}], tokenize=False, add_generation_prompt=True))

# %% [markdown] lang="en"
# The message is gone, without a word. The three names `system`, `user` and `assistant` have to be written as they are.
#
# From the text to the ids there is one more trap. A tokenizer may put special tokens of its own around every text, as BERT's does with `[CLS]` and `[SEP]` and Llama's with `<|begin_of_text|>`. But a template has already written those that its model needs. Our chat's tokenizer adds none, so let us take one that does, and give it a template. A template is a text, and can be set:

# %% [markdown] lang="zh"
# 那条消息不见了，一声不响。`system`、`user`、`assistant` 这三个名字，必须一字不差。
#
# 从文字到编号，还有一个坑。有的分词器会在每段文字的两头加上自己的特殊词元，BERT 的加 `[CLS]` 和 `[SEP]`，Llama 的加 `<|begin_of_text|>`。可是模型需要的那些，模板已经写进去了。我们这个对话模型的分词器不加，所以换一个会加的，给它配上模板。模板就是一段文字，可以自己设：

# %% role="demo" id="doubled"
bert_tokenizer = AutoTokenizer.from_pretrained(checkpoint("bert-zh"))
bert_tokenizer.chat_template = (
    "[CLS]{% for message in messages %}{{ message.role }}：{{ message.content }}[SEP]{% endfor %}"
    "{% if add_generation_prompt %}assistant：{% endif %}"
)
written = bert_tokenizer.apply_chat_template([{"role": "user", "content": "你好"}], tokenize=False, add_generation_prompt=True)
for added in (True, False):
    print(*bert_tokenizer(written, add_special_tokens=added).tokens())

# %% [markdown] lang="en"
# In the first row `[CLS]` stands there twice, and the `[SEP]` at the end closes the assistant's turn before it has begun. With `add_special_tokens=False` there is only what the template wrote. (`apply_chat_template(…)` with `tokenize=True`, which is its default, minds that by itself. It returns what a tokenizer's call returns: a dictionary with `input_ids` and `attention_mask`.)
#
# ### Exercise: from messages to ids
#
# Write `prompt_ids(tokenizer, messages)`: the ids of the prompt, as a plain list of whole numbers, as the tokenizer's own template writes it, ready for the assistant to answer, and without a special token that the template did not write. The check brings the chat's tokenizer and others: their templates differ, and so do the special tokens that they add to a text, in front or at both ends. Leave `messages` as they are.
#
# Example: `prompt_ids(tokenizer, [{"role": "user", "content": "你好"}])` has 23 ids and ends in `[5002, 2985, 198]`, that is `<|im_start|>assistant` and a line break.
#
# *core · 7 minutes · 1 point*

# %% [markdown] lang="zh"
# 第一行里，`[CLS]` 出现了两次，末尾的 `[SEP]` 更是在助手开口之前就把它的话结束了。加上 `add_special_tokens=False`，就只有模板写下的那些。（`apply_chat_template(…)` 不写 `tokenize=False` 的话，默认就是 `tokenize=True`，这一点它会自己留心；它返回的和调用分词器返回的一样，是一个字典，里面有 `input_ids` 和 `attention_mask`。）
#
# ### 练习：从消息到编号
#
# 写一个函数 `prompt_ids(tokenizer, messages)`，返回提示词的编号，一个由整数组成的普通列表：按这个分词器自己的模板来写，写到该助手回答的地方为止，模板没有写的特殊词元一个也不要多。检查会用对话模型的分词器，也会用别的：模板不一样，给文字加特殊词元的地方也不一样，有的在前，有的前后都加。`messages` 本身不要改动。
#
# 例：`prompt_ids(tokenizer, [{"role": "user", "content": "你好"}])` 有 23 个编号，最后是 `[5002, 2985, 198]`，也就是 `<|im_start|>assistant` 和一个换行。
#
# 核心 · 7 分钟 · 1 分

# %% role="solution" id="reply-ids"
def prompt_ids(tokenizer, messages):
    """The ids of the prompt that the tokenizer's template makes of messages.

    >>> prompt_ids(tokenizer, [{"role": "user", "content": "你好"}])[-3:]
    [5002, 2985, 198]
    """
    ### BEGIN SOLUTION
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False)["input_ids"]
    ### END SOLUTION

# %% role="check" id="reply-ids-check"
check("reply-ids", prompt_ids)

# %% [markdown] lang="en"
# ## 3 · By hand, in three steps
#
# Messages to ids, ids to more ids, the new ones to text. The poem is to be about spring this time, and is to do without the character 春, spring:

# %% [markdown] lang="zh"
# ## 3 · 亲手来，分三步
#
# 消息变成编号，编号添成更多的编号，新添的变回文字。这一回写春天，还不许出现“春”字：

# %% role="demo" id="by-hand"
messages = [{"role": "user", "content": "请写一首赞美春天的诗，要求不包含春字"}]

# 1: messages -> text -> ids
text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
inputs = tokenizer([text], return_tensors="pt").to(model.device)

# 2: ids -> more ids
output = model.generate(**inputs, max_new_tokens=512, do_sample=False)

print("in: ", tuple(inputs["input_ids"].shape), "  out:", tuple(output.shape))
print(tokenizer.decode(output[0]))

# %% [markdown] lang="en"
# Three things to notice in these lines.
#
# - `**inputs` hands over `input_ids` and `attention_mask` by name. (`generate(inputs)` without the two stars ends in an `AttributeError` with no text at all.)
# - `.to(model.device)`: model and inputs have to be on the same device, both in the computer's memory or both on the graphics card.
# - **The prompt comes back.** `generate` adds to what it was given, and returns all of it. So the answer has to be cut off, and where it begins is known: behind as many ids as went in.

# %% [markdown] lang="zh"
# 这几行里，有三点要留意。
#
# - `**inputs` 把 `input_ids` 和 `attention_mask` 按名字交进去。（不写那两个星号，`generate(inputs)` 会报 `AttributeError`，而且连一句说明都没有。）
# - `.to(model.device)`：模型和输入必须在同一个设备上，要么都在内存里，要么都在显卡上。
# - **提示词也回来了。** `generate` 是在你给的编号后面接着添，最后整个还给你。所以回答要自己切出来；从哪里切也清楚：进去了多少个编号，就从多少个之后算起。

# %% role="demo" id="trim"
# 3: the new ids -> text
generated = [ids[len(prompt) :] for prompt, ids in zip(inputs["input_ids"], output)]
answers = tokenizer.batch_decode(generated, skip_special_tokens=True)
print(answers[0])
print()
print("the pipeline's:", pipe(messages, do_sample=False)[0]["generated_text"][-1]["content"] == answers[0])

# %% [markdown] lang="en"
# `batch_decode` makes a list of texts of a list of rows of ids, and `skip_special_tokens=True` leaves out `<|im_end|>`. That is what the pipeline does, too, which then puts the answer behind your messages. Look back at the template once more: without `add_generation_prompt` the model would have had to open the assistant's message itself.

# %% [markdown] lang="zh"
# `batch_decode` 把几行编号变成几段文字，`skip_special_tokens=True` 会去掉 `<|im_end|>`。流水线做的也是这些，最后再把回答接到你的消息后面。再回头看一眼模板：要是不写 `add_generation_prompt`，助手那条消息的开头就得由模型自己来写了。

# %% role="demo" id="not-opened"
closed = tokenizer(tokenizer.apply_chat_template(messages, tokenize=False), return_tensors="pt")
more = model.generate(**closed, max_new_tokens=8, do_sample=False)
print(repr(tokenizer.decode(more[0, closed["input_ids"].shape[1] :])))

# %% [markdown] lang="en"
# It does so, and now the word `assistant` is part of the answer.
#
# ## 4 · When is it done?
#
# 512 tokens were allowed in step 2, and far fewer were written. A model ends its text with a token that it has learned for that: `eos`, *end of sequence*. Which one? There are two places to look:

# %% [markdown] lang="zh"
# 它写了，于是 `assistant` 这个词就成了回答的一部分。
#
# ## 4 · 什么时候算写完？
#
# 第 2 步里允许写 512 个词元，写出来的却少得多。模型学过一个专门用来结尾的词元，叫**结束词元**（eos，end of sequence）。是哪一个？有两个地方可以查：

# %% role="demo" id="ends"
print("the tokenizer's:        ", tokenizer.eos_token_id)
print("the generation_config's:", model.generation_config.eos_token_id)
print(tokenizer.convert_ids_to_tokens(model.generation_config.eos_token_id))

# %% [markdown] lang="en"
# `generate` goes by its `generation_config`, and that is **a list** here: whichever of the two is written first ends the text. `<|im_end|>` ends a message; `<|endoftext|>` ends a whole document (the real Qwen learned it in its first training, before it was taught to talk). If you look for `tokenizer.eos_token_id` alone, you will one day miss the other, and take what stands behind it for part of the answer. (In other models the entry is a single number, or `None`.)
#
# The other way to end is the limit, `max_new_tokens`. In the table: how many ids are new, the last of them, and the text.

# %% [markdown] lang="zh"
# `generate` 看的是 `generation_config`，而它在这里是**一个列表**：两个里面不管先写出哪一个，都算结束。`<|im_end|>` 结束一条消息；`<|endoftext|>` 结束一整篇文字（真正的 Qwen 是在学会对话之前，第一阶段的训练里学到它的）。只认 `tokenizer.eos_token_id`，总有一天会漏掉另一个，把它后面的也当成回答。（别的模型里，这一项可能是一个数，也可能是 `None`。）
#
# 另一种停法是到了上限 `max_new_tokens`。（表里：max_new_tokens 是上限，new 是新写的编号个数，the last 是最后一个词元，text 是文字。）

# %% role="demo" id="limits"
rows = []
start = inputs["input_ids"].shape[1]
for most in (5, 12, 512):
    new = model.generate(**inputs, max_new_tokens=most, do_sample=False)[0, start:]
    rows.append((most, len(new), repr(tokenizer.decode(new[-1])), repr(tokenizer.decode(new, skip_special_tokens=True))))
table(rows, ["max_new_tokens", "new", "the last", "text"])

# %% [markdown] lang="en"
# An answer that was stopped by its length breaks off where it happens to be. From the text alone you cannot be sure, a poem may be short; from the ids you can: is one of the ends among the new ones? Servers report it under names such as `finish_reason`: `"stop"` or `"length"`.
#
# Older tutorials write `max_length`. That counts **the prompt too**:

# %% [markdown] lang="zh"
# 被长度停下来的回答，断在哪里算哪里。光看文字说不准，诗本来就可以短；看编号就清楚了：新写的编号里，有没有结束词元？服务器也会报告这件事，名字叫 `finish_reason` 之类，值是 `"stop"` 或者 `"length"`。
#
# 旧教程里写的是 `max_length`。它把**提示词也算在内**。（表里：asked for 是所要求的，ids in all 是一共得到的编号个数，或者报的错。）

# %% role="demo" id="max-length"
def total(**limits):
    try:
        return model.generate(**inputs, do_sample=False, **limits).shape[1]
    except ValueError as error:
        return f"ValueError: {str(error)[:68]} …"


print("the prompt:", start, "ids   the generation_config's max_new_tokens:", model.generation_config.max_new_tokens)
table(
    [
        ("max_length=50", total(max_length=50)),
        ("max_length=50, max_new_tokens=None", total(max_length=50, max_new_tokens=None)),
        ("max_length=20, max_new_tokens=None", total(max_length=20, max_new_tokens=None)),
        ("max_new_tokens=0", total(max_new_tokens=0)),
    ],
    ["asked for", "ids in all"],
)

# %% [markdown] lang="en"
# In the first row nothing happened: more than 50 ids came out. This model's generation_config names a `max_new_tokens` of its own, and that wins; the library mentions it in its log, which we have switched off. Only with `max_new_tokens=None` beside it does `max_length` count, and when the prompt alone is longer, that is an error. `max_new_tokens` says what is meant, so use that. (Name it always: where neither you nor the folder says anything, 20 tokens are written, with a warning.)
#
# The error suggests cutting something, and `truncation=True` is soon found. What does it cut?

# %% [markdown] lang="zh"
# 第一行的 `max_length` 等于没写：出来的编号不止 50 个。这个模型的 generation_config 里自己写了 `max_new_tokens`，它说了算；库只在日志里提一句，而日志我们关掉了。旁边再写上 `max_new_tokens=None`，`max_length` 才算数；提示词本身就更长的话，就报错。`max_new_tokens` 说的正是你想要的，所以用它。（每次都要写：你没写，文件夹里也没写，就只写 20 个词元，外加一条警告。）
#
# 报错让人想到要截短点什么，`truncation=True` 一找就有。可它截掉的是什么？

# %% role="demo" id="truncation"
cut = tokenizer(text, truncation=True, max_length=30)["input_ids"]
print(tokenizer.decode(cut))

# %% [markdown] lang="en"
# It has cut **the prompt**, at its end: the last words of your request are gone, the very ones that name the character, and `<|im_end|>` and the assistant's opening with them. No answer can begin there. Nothing of this kind helps a conversation that has become too long. What does, you will write in part 9.
#
# ### Exercise: what is new
#
# `generate` was given several prompts at once. It returned a tensor with a row for each: first the prompts, filled up on the left to one length (what fills them up is called **padding**), then the answers; a row that ended early is filled up behind its end.
#
# Write `trimmed(ids, prompt_length, ends)`. `ids` is that tensor, shape `(rows, places)`, `prompt_length` how many places the prompts take (the same for all rows), `ends` a list with the ids that end an answer, possibly empty. Return a list with a list of ids for each row: what is new in it, up to the first of the ends, and without that. Where there is none, all that is new. You are not told with which id rows were filled up: it may be one of the ends, or 0, or an ordinary id, and before the end it can be part of an answer. Leave `ids` and `ends` as they are.
#
# Example: with the tensor of the next cell, `trimmed(four_rows, 3, [9])` is `[[31, 32], [33, 34, 35, 36], [37, 38, 39, 40], [41, 42, 43]]`.
#
# *core · 9 minutes · 2 points*

# %% [markdown] lang="zh"
# 它截的是**提示词**，而且是末尾：要求里最后那几个字没了，恰恰是说“不许出现哪个字”的那几个字，`<|im_end|>` 和助手的开头也跟着没了，也就没法回答了。对话太长的时候，这一类办法都帮不上忙。什么办法管用，第 9 节由你来写。
#
# ### 练习：新写的部分
#
# 一次把几段提示词交给 `generate`，它返回一个张量，每段一行：前面是提示词，在左边补到一样长（补上去的叫**填充**，padding）；后面是回答，早早结束的那一行，结束之后的地方也补满。
#
# 写一个函数 `trimmed(ids, prompt_length, ends)`。`ids` 就是这个张量，形状是 `(rows, places)`；`prompt_length` 是提示词占了几个位置（各行都一样）；`ends` 是能结束回答的编号，一个列表，可能是空的。返回一个列表，每行对应一个编号列表：这一行里新写的，到第一个结束编号为止，结束编号本身不要。没有结束编号的，新写的全都要。补的是哪个编号，不会告诉你：可能就是某个结束编号，可能是 0，也可能是普通的编号；在结束之前，它也可能是回答的一部分。`ids` 和 `ends` 本身都不要改动。
#
# 例：用下面一格里的张量，`trimmed(four_rows, 3, [9])` 返回 `[[31, 32], [33, 34, 35, 36], [37, 38, 39, 40], [41, 42, 43]]`。
#
# 核心 · 9 分钟 · 2 分

# %% role="setup" id="four-rows"
four_rows = torch.tensor(
    [
        [11, 9, 12, 31, 32, 9, 0],
        [0, 11, 9, 33, 34, 35, 36],
        [0, 0, 13, 37, 38, 39, 40],
        [0, 14, 15, 41, 42, 43, 9],
    ]
)

# %% role="solution" id="reply-trim"
def trimmed(ids, prompt_length, ends):
    """The new ids of each row, up to the first of `ends` and without it.

    >>> trimmed(torch.tensor([[11, 9, 31, 32, 9, 0], [0, 9, 33, 34, 35, 36]]), 2, [9])
    [[31, 32], [33, 34, 35, 36]]
    """
    ### BEGIN SOLUTION
    answers = []
    for row in ids[:, prompt_length:].tolist():
        stop = next((place for place, id in enumerate(row) if id in ends), len(row))
        answers.append(row[:stop])
    return answers
    ### END SOLUTION

# %% role="check" id="reply-trim-check"
check("reply-trim", trimmed)

# %% [markdown] lang="en"
# ### Exercise: what stopped it?
#
# Write `stopped_by(ids, prompt_length, ends)`, with the same parameters. Return a list with a word for each row: `"eos"` where one of `ends` is among the new ids (also where it was written at the very last place that was allowed), `"length"` otherwise. Leave `ids` and `ends` as they are.
#
# Example: `stopped_by(four_rows, 3, [9])` is `["eos", "length", "length", "eos"]`.
#
# *core · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# ### 练习：是什么让它停下的？
#
# 写一个函数 `stopped_by(ids, prompt_length, ends)`，参数和上一题一样。返回一个列表，每行对应一个词：新写的编号里有 `ends` 中的某一个，就是 `"eos"`（哪怕它正好写在允许的最后一个位置上）；没有，就是 `"length"`。`ids` 和 `ends` 本身都不要改动。
#
# 例：`stopped_by(four_rows, 3, [9])` 返回 `["eos", "length", "length", "eos"]`。
#
# 核心 · 6 分钟 · 1 分

# %% role="solution" id="reply-stop"
def stopped_by(ids, prompt_length, ends):
    """What stopped each row: "eos" or "length".

    >>> stopped_by(torch.tensor([[11, 9, 31, 32, 9, 0], [0, 9, 33, 34, 35, 36]]), 2, [9])
    ['eos', 'length']
    """
    ### BEGIN SOLUTION
    new = ids[:, prompt_length:].tolist()
    return ["eos" if any(id in ends for id in row) else "length" for row in new]
    ### END SOLUTION

# %% role="check" id="reply-stop-check"
check("reply-stop", stopped_by)

# %% [markdown] lang="en"
# ## 5 · Under `generate`
#
# What does the model itself do? It reads ids and gives scores (**logits**): for every place in the text, one number for each token of the vocabulary, which says how well that token would fit **behind** this place. Softmax turns them into probabilities.

# %% [markdown] lang="zh"
# ## 5 · `generate` 的里面
#
# 模型自己做的是什么？它读进编号，给出得分（**logits**）：文字里的每一个位置，对词表里的每一个词元都有一个数，说的是把这个词元接在这个位置**后面**有多合适。经过 softmax，得分就变成概率。

# %% role="demo" id="scores"
ids = inputs["input_ids"]
with torch.no_grad():
    scores = model(ids).logits
print("places and tokens:", tuple(scores[0].shape))

best = scores[0, -1].softmax(-1).topk(5)
show_top([(tokenizer.decode(id), float(share)) for share, id in zip(best.values, best.indices)])

# %% [markdown] lang="en"
# The picture shows the last place's five best: what the poem might begin with. That is all that a language model does, and the rest is a loop: read, look at the scores of the last place, take the best (`argmax`), append it, read again.

# %% [markdown] lang="zh"
# 图里是最后一个位置上得分最高的五个：这首诗可能从哪个字开始。语言模型做的就是这么多，剩下的是一个循环：读，看最后一个位置的得分，取最高的（`argmax`），接到后面，再读。

# %% role="demo" id="loop"
ids = inputs["input_ids"]
with torch.no_grad():
    for _ in range(12):
        scores = model(ids).logits[0, -1]
        new = scores.argmax()
        ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
        print(ids.shape[1] - 1, "ids read, then:", repr(tokenizer.decode(new)))

print("generate's ids:", ids[0].tolist() == model.generate(**inputs, max_new_tokens=12, do_sample=False)[0].tolist())

# %% [markdown] lang="en"
# The same ids. But look at the numbers: in each round the loop reads everything again, what it has read before included. `generate` does not. It reads the prompt once (that step is called **prefill**), keeps what its layers computed for each place (the key-value **cache**), and from then on reads only the one new token. The ids are the same, the work is far less; lesson 08 builds that and measures it. (Instead of the one best continuation, `generate(num_beams=4)` follows four side by side, which is beam search; you have met it in lesson 02.)
#
# ### Exercise: write, one id at a time
#
# Write `write(model, ids, most)`. `ids` is a tensor of shape `(1, places)`, the prompt; `most` how many ids may be written at most, 1 or more. Return a list with the new ids that `model.generate(ids, max_new_tokens=most, do_sample=False)` would add: each the one with the highest score, up to and including the first that ends the text. Which ids do that, the model's `generation_config.eos_token_id` says: `None`, a number, or a list. Leave `ids` as they are. The check brings tiny models with random weights, no two alike; `write` may call `generate`, but you learn more from a loop.
#
# Example: the model of the next cell, which has no end: `write(tiny_model, torch.tensor([[3, 7]]), 5)` is a list of five numbers from 0 to 39.
#
# *core · 12 minutes · 2 points*

# %% [markdown] lang="zh"
# 编号一样。可是看看那些数：每一轮，循环都要从头再读一遍，读过的也不例外。`generate` 不这样。提示词它只读一次（这一步叫**预填充**，prefill），各层为每个位置算出来的东西都留着（**键值缓存**，key-value cache），之后每次只读新来的那一个词元。编号一样，要做的事少得多；第 08 课会把它做出来，再量一量。（`generate(num_beams=4)` 不是只跟着最好的那一条往下写，而是四条并排着写，这就是第 02 课见过的束搜索。）
#
# ### 练习：一个编号一个编号地写
#
# 写一个函数 `write(model, ids, most)`。`ids` 是形状为 `(1, places)` 的张量，也就是提示词；`most` 是最多写几个编号，至少是 1。返回一个列表，里面是 `model.generate(ids, max_new_tokens=most, do_sample=False)` 会新添的编号：每次取得分最高的那个，直到第一个能结束文字的编号，它也包括在内。哪些编号能结束文字，由模型的 `generation_config.eos_token_id` 说了算：可能是 `None`，可能是一个数，也可能是一个列表。`ids` 本身不要改动。检查用的是权重随机的小小模型，个个不同；`write` 可以调用 `generate`，不过自己写循环学到的更多。
#
# 例：下面一格里的模型没有结束词元，`write(tiny_model, torch.tensor([[3, 7]]), 5)` 返回五个 0 到 39 之间的数组成的列表。
#
# 核心 · 12 分钟 · 2 分

# %% role="setup" id="tiny"
from transformers import GPT2Config, GPT2LMHeadModel

tiny_model = GPT2LMHeadModel(
    GPT2Config(vocab_size=40, n_positions=64, n_embd=32, n_layer=2, n_head=2, bos_token_id=None, eos_token_id=None)
).eval()

# %% role="solution" id="reply-greedy"
def write(model, ids, most):
    """The ids that `model` writes greedily after `ids`, (1, places): at most `most`, the end included.

    >>> len(write(tiny_model, torch.tensor([[3, 7]]), 5))
    5
    """
    ### BEGIN SOLUTION
    ends = model.generation_config.eos_token_id
    ends = [] if ends is None else [ends] if isinstance(ends, int) else ends
    written = []
    with torch.no_grad():
        while len(written) < most:
            new = model(ids).logits[0, -1].argmax()
            written.append(new.item())
            if new.item() in ends:
                break
            ids = torch.cat([ids, new.reshape(1, 1)], dim=1)
    return written
    ### END SOLUTION

# %% role="check" id="reply-greedy-check"
check("reply-greedy", write)

# %% [markdown] lang="en"
# The course has a function that does all of this, template, loop, cache and trimming, and keeps what it saw on the way. It is written to be read (`course_lib/generation/`, begin with `stepping.py`; `import course_lib.generation.stepping as it; print(it.__file__)` says where it is), and now you know every step of it:

# %% [markdown] lang="zh"
# 课程里有一个函数，模板、循环、缓存、切出回答，这些它都做，一路上看到的也都留着。它写出来就是给人读的（在 `course_lib/generation/` 里，从 `stepping.py` 读起；它在哪里，`import course_lib.generation.stepping as it; print(it.__file__)` 会告诉你），而现在，每一步你都看得懂了。（下面打印的是：文字，被什么停下的，每个词元和它的概率。）

# %% role="demo" id="course-generate"
from course_lib.generation import generate

found = generate(model, tokenizer, [{"role": "user", "content": "猫怎么叫？"}], temperature=0)
print(found.texts, found.stopped_by)
print([(tokenizer.decode(id), round(share, 2)) for id, share in zip(found.ids[0], found.probabilities[0])])

# %% [markdown] lang="en"
# (`temperature=0` is its way of saying greedy; the library's `generate(temperature=0)` refuses it where the model's settings sample, and asks for `do_sample=False`.)
#
# ## 6 · Several at once
#
# A model that reads several prompts at a time takes less time for each. But a tensor has rows of one length, so shorter prompts are filled up, and it matters on which side. Here is what the tokenizer makes of two beginnings of stories, once filled up on the right, where most tokenizers do it by default, and once on the left:

# %% [markdown] lang="zh"
# （`temperature=0` 是它表示贪心的写法；模型的设置是随机选的时候，库的 `generate(temperature=0)` 不接受这个值，要写 `do_sample=False`。）
#
# ## 6 · 几段一起来
#
# 几段提示词一起读，摊到每一段上的时间就少了。可是张量各行必须一样长，短的就要补满，而补在哪一边大有讲究。下面是分词器处理两个故事开头的结果：一次补在右边，多数分词器默认这样；一次补在左边：

# %% role="demo" id="two-sides"
starts = ["Once upon a time", "The little dog saw a big red ball in the garden and"]
sides = {
    side: story_tokenizer(starts, padding=True, padding_side=side, return_tensors="pt") for side in ("right", "left")
}
show_batch(sides["right"], story_tokenizer)

# %% role="demo" id="left-side"
show_batch(sides["left"], story_tokenizer)

# %% [markdown] lang="en"
# The model goes on **behind the last place**. With padding on the right, that last place is padding in the shorter row, and what the model writes goes on from there. With the ids goes the **attention mask**, 1 for a token and 0 for padding, so that padding is not read; `generate` also takes from it where a text begins. Let us try both sides, with the mask and without, and look at what comes out for the shorter beginning (the longer one has no padding and is right every time):

# %% [markdown] lang="zh"
# 模型是从**最后一个位置后面**往下写的。补在右边，短的那一行最后就是填充，写出来的便是填充的下文。和编号一起交进去的还有**注意力掩码**（attention mask）：词元是 1，填充是 0，这样填充就不会被读进去；文字从哪里开始，`generate` 也是从它那里知道的。两边都试试，带掩码和不带掩码，看看短的那个开头会得到什么（长的那个没有填充，每次都对）。（表里：padding 是填充在哪一边，right 右，left 左；mask 是掩码，with 带，without 不带；ids 是写出的编号，text 是文字；alone 是单独一段，没有填充。）

# %% role="demo" id="sides-and-masks"
def first_written(given, most=6):
    ids = story_model.generate(**given, max_new_tokens=most, do_sample=False)[0, given["input_ids"].shape[1] :]
    return ids.tolist(), repr(story_tokenizer.decode(ids))


rows = [("alone", "", *first_written(story_tokenizer(starts[:1], return_tensors="pt")))]
for side, batch in sides.items():
    rows.append((side, "with", *first_written(batch)))
    rows.append((side, "without", *first_written({"input_ids": batch["input_ids"]})))
table(rows, ["padding", "mask", "ids", "text"])

# %% [markdown] lang="en"
# Of the four ways one is right: left, with the mask. With the other three the model wrote something, too, and no error told you. (The library notes padding on the right in its log.) A pipeline pads on the left by itself: it sets `padding_side` of the tokenizer that it is given, and did so with our `tokenizer` in part 1. Whoever calls `generate` has to see to it: `padding_side="left"` in the tokenizer's call, or once for all `tokenizer.padding_side = "left"`.
#
# And if you write the loop yourself? Then there is a third thing. A model has to know at which **position** a token stands, and forward counts from the left end of the row, padding included, unless you say otherwise. The table compares the scores for the next token with those of the same text alone:

# %% [markdown] lang="zh"
# 四种办法里只有一种是对的：补在左边，带掩码。另外三种也写出了东西，而且没有任何报错。（补在右边的，库会在日志里提一句。）流水线自己会补在左边：它会改掉交给它的分词器的 `padding_side`，第 1 节里我们的 `tokenizer` 就被它改过了。直接调用 `generate`，就得自己留心：调用分词器时写 `padding_side="left"`，或者一次设好 `tokenizer.padding_side = "left"`。
#
# 要是循环由自己来写呢？那就还有第三样东西。模型得知道每个词元在什么**位置**（position），你不说，它就从行的最左边数起，填充也算。下面的表，拿下一个词元的得分和单独一段时的比。（表里：model 是模型；given 是交给模型的：ids 编号，mask 掩码，positions 位置；largest difference 是得分相差最多的有多少；next 是得分最高的词元。）

# %% role="demo" id="positions"
def next_scores(name_model, **given):
    with torch.no_grad():
        return name_model(**given).logits[0, -1]


rows = []
for name, its_tokenizer, its_model in (("gpt2-en", story_tokenizer, story_model), ("chat", tokenizer, model)):
    batch = its_tokenizer(starts, padding=True, padding_side="left", return_tensors="pt")
    ids, mask = batch["input_ids"], batch["attention_mask"]
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    alone = next_scores(its_model, **its_tokenizer(starts[:1], return_tensors="pt"))
    for what, given in (
        ("ids", {}),
        ("ids, mask", {"attention_mask": mask}),
        ("ids, mask, positions", {"attention_mask": mask, "position_ids": positions}),
    ):
        scores = next_scores(its_model, input_ids=ids, **given)
        apart = (scores - alone).abs().max().item()
        rows.append((name, what, f"{apart:.1f}", repr(its_tokenizer.decode(scores.argmax()))))
table(rows, ["model", "given", "largest difference", "next"])

# %% [markdown] lang="en"
# GPT-2 has learned a vector for each position, 0, 1, 2 …, and needs the right ones: with ids and mask alone its scores are off by several points. (The best token may come out right all the same, which makes the mistake hard to notice.) In the chat model a token only sees how far it is from the others, which padding on the left does not change, so the mask is enough; that is so in Qwen, Llama and most of today's models. Without the mask the scores of both are wrong, even where the best token is the same. (The chat model gets beginnings of stories without a template here, since only the scores are compared.)
#
# `mask.cumsum(-1)` counts the ones up to each place: 0 0 1 2 3. One less, and the first token has position 0. In the padding that gives -1, which is no position, and `clamp(min=0)` makes 0 of it; the mask hides those places anyway. `generate` computes positions in this way, from the mask.
#
# ### Exercise: fill up on the left
#
# Write `left_pad(rows, pad_id)`. `rows` is a list of lists of ids, each with at least one; `pad_id` the id to fill up with. Return a dictionary with three tensors of `torch.long` and shape `(rows, longest)`: `"input_ids"`, filled up on the left; `"attention_mask"`, 1 for what was in `rows` and 0 for what was filled up; `"position_ids"`, 0, 1, 2 … for what was in `rows`, and for the rest any position there is (0 to longest - 1). An id in `rows` may happen to be `pad_id`; it is a token all the same. Leave `rows` as they are.
#
# Example: `left_pad([[11, 12, 13], [21]], 0)["input_ids"]` is `tensor([[11, 12, 13], [0, 0, 21]])`.
#
# *core · 10 minutes · 2 points*

# %% [markdown] lang="zh"
# GPT-2 为 0、1、2……每个位置都学了一个向量，位置不对就不行：只给编号和掩码，得分差了好几分。（得分最高的词元说不定碰巧还是对的，这种错就更难发觉。）在对话模型里，一个词元只看得见别的词元离自己多远，左边补多少都不影响，所以有掩码就够了；Qwen、Llama 和如今的多数模型都是这样。没有掩码，两个模型的得分都不对，哪怕得分最高的词元碰巧一样。（这里只比得分，所以给对话模型的故事开头没有套模板。）
#
# `mask.cumsum(-1)` 数的是到每个位置为止有几个 1：0 0 1 2 3。减去一，第一个词元的位置就是 0。填充的地方成了 -1，而没有 -1 这个位置，`clamp(min=0)` 就把它变成 0；反正那些地方有掩码遮着。`generate` 就是这样从掩码算出位置的。
#
# ### 练习：补在左边
#
# 写一个函数 `left_pad(rows, pad_id)`。`rows` 是由编号列表组成的列表，每一行至少有一个编号；`pad_id` 是用来补满的编号。返回一个字典，里面有三个张量，都是 `torch.long`，形状都是 `(rows, longest)`：`"input_ids"` 是补在左边的编号；`"attention_mask"` 里，原来就在 `rows` 里的是 1，补上去的是 0；`"position_ids"` 里，原来就在 `rows` 里的依次是 0、1、2……，其余的写哪个位置都行，只要真有这个位置（0 到 longest - 1）。`rows` 里的编号也可能碰巧就是 `pad_id`，它照样是词元。`rows` 本身不要改动。
#
# 例：`left_pad([[11, 12, 13], [21]], 0)["input_ids"]` 返回 `tensor([[11, 12, 13], [0, 0, 21]])`。
#
# 核心 · 10 分钟 · 2 分

# %% role="solution" id="reply-pad"
def left_pad(rows, pad_id):
    """Ids, mask and positions of unequal rows, filled up on the left: three tensors of one shape.

    >>> left_pad([[11, 12, 13], [21]], 0)["input_ids"]
    tensor([[11, 12, 13],
            [ 0,  0, 21]])
    """
    ### BEGIN SOLUTION
    longest = max(len(row) for row in rows)
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (longest - len(row)) + [1] * len(row) for row in rows])
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    ### END SOLUTION

# %% role="check" id="reply-pad-check"
check("reply-pad", left_pad)

# %% [markdown] lang="en"
# ### Exercise: several answers from one call
#
# Write `answer_all(tokenizer, model, talks, most)`. `talks` is a list of conversations, each a list of messages, of unequal length. Have them all answered greedily by **one** call of `model.generate`, each with at most `most` new ids, and return the list of the answers' texts in the same order, without special tokens. Each has to be what the model answers to that conversation alone, and padding may not be read: `generate` gets the mask, too. The tokenizer is the chat's, freshly loaded, and so it pads on the right (the one in this notebook has padded on the left since part 1). Leave `talks` as they are.
#
# Example: `answer_all(tokenizer, model, [[{"role": "user", "content": "你好"}], [{"role": "user", "content": "What colour is snow?"}]], 8)` is a list of two texts.
#
# *core · 12 minutes · 2 points*

# %% [markdown] lang="zh"
# ### 练习：一次调用，几个回答
#
# 写一个函数 `answer_all(tokenizer, model, talks, most)`。`talks` 是由几段对话组成的列表，每段对话是一个消息列表，长短不一。只调用**一次** `model.generate`，用贪心搜索把它们都回答了，每个回答最多 `most` 个新编号；按原来的顺序返回回答的文字，一个列表，不带特殊词元。每个回答，都要和模型单独回答那段对话时一样；填充不许读进去，所以掩码也要交给 `generate`。分词器是对话模型的，刚刚加载，所以默认补在右边（这个笔记本里的那个，从第 1 节起就补在左边了）。`talks` 本身不要改动。
#
# 例：`answer_all(tokenizer, model, [[{"role": "user", "content": "你好"}], [{"role": "user", "content": "What colour is snow?"}]], 8)` 返回两段文字组成的列表。
#
# 核心 · 12 分钟 · 2 分

# %% role="solution" id="reply-several"
def answer_all(tokenizer, model, talks, most):
    """The texts that `model` answers greedily to several conversations, read together.

    >>> len(answer_all(tokenizer, model, [[{"role": "user", "content": "你好"}]], 16))
    1
    """
    ### BEGIN SOLUTION
    texts = [tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True) for talk in talks]
    batch = tokenizer(texts, padding=True, padding_side="left", add_special_tokens=False, return_tensors="pt")
    output = model.generate(**batch.to(model.device), max_new_tokens=most, do_sample=False)
    return tokenizer.batch_decode(output[:, batch["input_ids"].shape[1] :], skip_special_tokens=True)
    ### END SOLUTION

# %% role="check" id="reply-several-check"
check("reply-several", answer_all)

# %% [markdown] lang="en"
# ## 7 · What nobody asked for
#
# The Chinese GPT-2 has BERT's tokenizer, and what that returns fits a BERT. Look at what `tokenizer(…)` makes of the beginning of a sentence ("Mother says:"):

# %% [markdown] lang="zh"
# ## 7 · 多出来的东西
#
# 中文的 GPT-2 用的是 BERT 的分词器，返回的东西也是给 BERT 准备的。看看一句话的开头会变成什么：

# %% role="demo" id="bert-tokens"
zh_tokenizer, zh_model = load("gpt2-zh")
beginning = zh_tokenizer("妈妈说：", return_tensors="pt")
for name, value in beginning.items():
    print(f"{name:15}", value.tolist()[0])
print(zh_tokenizer.convert_ids_to_tokens(beginning["input_ids"][0]))

# %% [markdown] lang="en"
# There are two things in it that do not belong there. `[SEP]` stands at the end, and to this model it means that the story is over (102 is also its `eos`). And there are `token_type_ids`, all of them 0, which tell a BERT which of two texts a token belongs to. A GPT-2 has no such types. It takes them all the same: **for every type 0 it adds the embedding of token number 0**, here `[PAD]`, to that place. What comes out, with each of the two and without:

# %% [markdown] lang="zh"
# 里面有两样东西本不该在。一个是末尾的 `[SEP]`：对这个模型来说，它的意思是故事讲完了（102 正是它的 `eos`）。另一个是 `token_type_ids`，全是 0，它告诉 BERT 每个词元属于两段文字里的哪一段。GPT-2 没有这种类型，却照收不误：**每遇到一个类型 0，就把 0 号词元的嵌入加到那个位置上**，在这里就是 `[PAD]` 的。两样各自有和没有，写出来的是什么？（表里：[SEP] 和 token_type_ids 两列，yes 是有，no 是没有；text 是写出来的；最后一行是流水线。）

# %% role="demo" id="types"
zh_model.generation_config.max_new_tokens = 24
rows = []
for special in (True, False):
    given = zh_tokenizer("妈妈说：", add_special_tokens=special, return_tensors="pt")
    for typed in (True, False):
        kept = {name: value for name, value in given.items() if typed or name != "token_type_ids"}
        new = zh_model.generate(**kept, do_sample=False)[0, given["input_ids"].shape[1] :]
        written = zh_tokenizer.decode(new, skip_special_tokens=True).replace(" ", "")
        rows.append(("yes" if special else "no", "yes" if typed else "no", written))
story = pipeline("text-generation", model=zh_model, tokenizer=zh_tokenizer, device="cpu")
written = story("妈妈说：", do_sample=False, max_new_tokens=24, return_full_text=False)[0]["generated_text"]
rows.append(("pipeline", "", written.replace(" ", "")))
table(rows, ["[SEP]", "token_type_ids", "text"])

# %% [markdown] lang="en"
# Four calls, four texts, no error. The pipeline hands over ids and mask alone, so it writes what the second row does and not what `generate(**tokenizer(text))` gives, the first. For this model: `tokenizer(text, add_special_tokens=False, return_token_type_ids=False)`. And in general: what you hand to a model should be what it was trained on. Print it once before you trust it. (`return_full_text=False` leaves the prompt out of a pipeline's text.)
#
# ## 8 · Number type, device, and who reads along
#
# A weight can be kept in 4 bytes (`float32`) or in 2: `float16` has more digits, `bfloat16` reaches further. The files of this course are in `float16`, and we load them as `float32`. What does that cost?

# %% [markdown] lang="zh"
# 四种调用，四段文字，一次也没有报错。流水线只交编号和掩码，所以它写的和第二行一样，而不是第一行那样的 `generate(**tokenizer(text))`。对这个模型，要写 `tokenizer(text, add_special_tokens=False, return_token_type_ids=False)`。推而广之：交给模型的，应该和它训练时读的一样；先打印出来看一眼，再相信它。（`return_full_text=False` 让流水线返回的文字里不带提示词。）
#
# ## 8 · 数的类型、设备，还有谁在旁听
#
# 一个权重可以用 4 个字节存（`float32`），也可以用 2 个：`float16` 位数多些，`bfloat16` 装得下的范围大些。课程里的文件是 `float16`，我们加载成 `float32`。这要付出什么？（表里：number type 是数的类型，MiB 是权重占的内存，largest difference 是下一个词元的得分和 float32 相差最多的有多少，same ids 是写出来的编号是不是一样。）

# %% role="demo" id="number-types"
question = tokenizer(tokenizer.apply_chat_template(
    [{"role": "user", "content": "法国的首都是哪里？"}], tokenize=False, add_generation_prompt=True
), return_tensors="pt")  # fmt: skip
models = {dtype: load("chat", dtype)[1] for dtype in (torch.float32, torch.float16, torch.bfloat16)}


def answer_ids(its_model):
    return its_model.generate(**question, max_new_tokens=12, do_sample=False)[0].tolist()


exact = next_scores(models[torch.float32], **question)
rows = []
for dtype, its_model in models.items():
    apart = (next_scores(its_model, **question).float() - exact).abs().max().item()
    same = answer_ids(its_model) == answer_ids(models[torch.float32])
    rows.append((str(dtype), f"{its_model.get_memory_footprint() / 2**20:.1f}", f"{apart:.2f}", "yes" if same else "no"))
table(rows, ["number type", "MiB", "largest difference", "same ids"])

# %% [markdown] lang="en"
# Half the memory, scores that differ a little (more in `bfloat16`, which has fewer digits), and here the same answer. And the time? Measured on your processor, the best of three, for one prompt and for eight at once:

# %% [markdown] lang="zh"
# 内存少一半，得分略有出入（`bfloat16` 位数少，差得多些），而这里的回答是一样的。时间呢？在你的处理器上量一量，一段提示词，和八段一起，各取三次里最快的。（表里：one prompt 是一段，eight 是八段，单位是毫秒。）

# %% role="demo" id="how-fast" tags=["nbval-ignore-output"]
from time import perf_counter


def milliseconds(its_model, rows):
    batch = {name: value.repeat(rows, 1) for name, value in question.items()}
    times = []
    for _ in range(3):
        start = perf_counter()
        its_model.generate(**batch, max_new_tokens=12, do_sample=False)
        times.append(perf_counter() - start)
    return round(1000 * min(times))


table(
    [(str(dtype), milliseconds(its_model, 1), milliseconds(its_model, 8)) for dtype, its_model in models.items()],
    ["number type", "one prompt, ms", "eight, ms"],
)

# %% [markdown] lang="en"
# What is fastest depends on the processor: many can compute with `float32` only and convert everything else, some have instructions for `bfloat16`. Where you have not measured, `float32` is the safe choice on a processor. On the machine on which this was written, `float16` took more than twice as long as `float32` for eight prompts.
#
# On a graphics card it is the other way round: half precision is faster there, and memory is what runs out first. One takes `bfloat16` where the card computes with it (NVIDIA's since 2020) and `float16` on older ones such as the T4. The real Qwen2.5-0.5B has 494 million parameters: 2.0 GB in `float32`, 1.0 GB in half precision, and the cache comes on top. The code stays the same, `dtype=torch.bfloat16` when loading, then `model.to("cuda")`. (That paragraph has not been measured here: the course was written without a card.)
#
# And who reads along? Companies that may give no data away are told to run their model at home: then, it is said, nothing leaves the house. Is that so? Let us have every call of `connect` noted, while a model is loaded and asked something confidential:

# %% [markdown] lang="zh"
# 哪个快，要看处理器：许多处理器只会用 `float32` 算，别的都要先转换；有些带着 `bfloat16` 的指令。没有量过的话，在处理器上选 `float32` 最稳妥。写这一课的机器上，八段一起的时候，`float16` 用的时间是 `float32` 的两倍多。
#
# 在显卡上正好反过来：半精度更快，而最先不够用的是显存。显卡会算 `bfloat16` 的（NVIDIA 从 2020 年起的），就用它；更早的，比如 T4，用 `float16`。真正的 Qwen2.5-0.5B 有 4.94 亿个参数：`float32` 占 2.0 GB，半精度占 1.0 GB，缓存另算。代码不变，加载时写 `dtype=torch.bfloat16`，然后 `model.to("cuda")`。（这一段没有在这里量过：写这门课的时候，手边没有显卡。）
#
# 还有谁在旁听？数据不能外传的公司，常听到这样的建议：把模型放在自己的机器上跑，数据就出不了门。真是这样吗？我们来加载一个模型，问它一件机密的事，同时把每一次对 `connect` 的调用都记下来（connections tried 是调用的次数）：

# %% role="demo" id="who-reads-along"
import socket
from unittest import mock

tried = []


def refused(self, address):
    tried.append(address)
    raise OSError("no connection is allowed in this cell")


with mock.patch.object(socket.socket, "connect", refused):
    private = pipeline("text-generation", model=checkpoint("chat"), dtype=torch.float32, device="cpu")
    secret = [{"role": "user", "content": "我叫小明，我的工资是一万二。我叫什么名字？"}]
    private(secret, do_sample=False)
print("connections tried:", len(tried))

# %% [markdown] lang="en"
# None. A model from a folder is a file and some arithmetic, and what you ask it stays in this process. The claim holds for this step. Two things belong to it, though. The files have to come from somewhere once; and who loads by a name such as `"Qwen/Qwen2.5-0.5B-Instruct"`, and not by a folder, has the library ask the Hub for that name each time, even where the files are on the disk. What it sends is the model's name and its own version, not the prompt; `HF_HUB_OFFLINE=1` ends that too (lesson 11). And a model on somebody's server reads everything you send there (lesson 12). Lessons 17 and 18 build on this: your own documents, searched and asked about at home.
#
# ## 9 · The window
#
# A model can read only so many tokens, prompt and answer together. That is its **context window**; the config says how long it is. What happens beyond it?

# %% [markdown] lang="zh"
# 一次也没有。从文件夹加载的模型，就是一个文件加上一些计算，问它的话留在这个进程里。就这一步来说，那种说法成立。不过还有两点。文件总得先下载一次；而且，不用文件夹，用 `"Qwen/Qwen2.5-0.5B-Instruct"` 这样的名字来加载，就算文件已经在硬盘上，库每次也会向 Hub 问一问这个名字。它发出去的是名字和库的版本，不是提示词；设 `HF_HUB_OFFLINE=1`，连这个也不发（见第 11 课）。至于别人服务器上的模型，你发过去的它全都读得到（见第 12 课）。第 17、18 课就在这上面接着做：自己的文档，在本地查，在本地问。
#
# ## 9 · 窗口
#
# 模型一次能读多少词元是有限的，提示词和回答加在一起算。这就是**上下文窗口**（context window），有多长，配置里写着。超出去会怎样？

# %% role="demo" id="windows"
print("chat:", model.config.max_position_embeddings, "  gpt2-en:", story_model.config.max_position_embeddings)
try:
    story_model(torch.zeros((1, story_model.config.max_position_embeddings + 1), dtype=torch.long))
except IndexError as error:
    print("gpt2-en, one token more:", type(error).__name__, error)
longer = torch.full((1, model.config.max_position_embeddings + 1), 1017)
print("chat, one token more:", tuple(model(longer).logits.shape), "and no error")

# %% [markdown] lang="en"
# A GPT-2 has no vector for the next position: an `IndexError` that does not say what it is about. The chat model computes on, in distances that it never saw in training, and what it writes gets worse without a word (`generate` notes it in its log).
#
# So a conversation that goes on has to be made shorter. Not by cutting tokens, as in part 4: the template has to stay whole. It is done by leaving out the **oldest turns**, a question with its answer, while the system message, which says how to behave, and the last question stay.
#
# ### Exercise: what fits
#
# Write `fitting(tokenizer, messages, window, most)`. `messages` is a conversation: perhaps a system message, then `user` and `assistant` in turn, the last from the `user`. Return the list of the messages that are sent: the prompt that the template makes of them, opened for the answer, and `most` new tokens may together be at most `window` tokens. If they do not fit, leave out the oldest turn (a user's message and the assistant's answer to it), then the next, until they do; no more of them than necessary. The system message, where there is one, and the last question always stay. Where not even those fit, return an empty list. Leave `messages` as they are.
#
# Example: for `messages = messages_of("Be brief.", [("你好", "你好呀！"), ("猫怎么叫？", "猫喵喵叫。")], "狗呢？")` with a window of 60 and 20 new tokens, `fitting(tokenizer, messages, 60, 20)` is `messages[:1] + messages[3:]`.
#
# *stretch · 15 minutes · 3 points*

# %% [markdown] lang="zh"
# GPT-2 没有下一个位置的向量，于是来一个 `IndexError`，也不说是怎么回事。对话模型照样往下算，用的是训练时从没见过的距离，写出来的东西悄悄地越来越差（`generate` 只在日志里提一句）。
#
# 所以，一直聊下去的对话总得变短。不是像第 4 节那样截词元：模板必须完整。办法是丢掉**最早的几轮**，一问一答一起丢；说明该怎么表现的系统消息和最后的问题留下。
#
# ### 练习：装得下的
#
# 写一个函数 `fitting(tokenizer, messages, window, most)`。`messages` 是一段对话：也许先有一条系统消息，然后 `user` 和 `assistant` 轮流，最后一条是 `user` 的。返回要发送的消息，一个列表：模板把它们写成的提示词（写到该助手回答的地方为止），加上 `most` 个新词元，一共最多 `window` 个词元。装不下，就丢掉最早的一轮（用户的一条消息，和助手对它的回答），再装不下，就再丢一轮，装得下为止，不要多丢。系统消息（有的话）和最后的问题总要留下。连这两条都装不下，就返回空列表。`messages` 本身不要改动。
#
# 例：`messages = messages_of("Be brief.", [("你好", "你好呀！"), ("猫怎么叫？", "猫喵喵叫。")], "狗呢？")`，窗口是 60，新词元是 20，那么 `fitting(tokenizer, messages, 60, 20)` 返回 `messages[:1] + messages[3:]`。
#
# 挑战 · 15 分钟 · 3 分

# %% role="solution" id="reply-fit"
def fitting(tokenizer, messages, window, most):
    """The messages that fit into the window together with `most` new tokens: the oldest turns are left out.

    >>> fitting(tokenizer, [{"role": "user", "content": "你好"}], 20, 10)
    []
    """
    ### BEGIN SOLUTION
    head = messages[:1] if messages[0]["role"] == "system" else []
    turns = messages[len(head) :]
    while turns:
        text = tokenizer.apply_chat_template(head + turns, tokenize=False, add_generation_prompt=True)
        if len(tokenizer(text, add_special_tokens=False)["input_ids"]) + most <= window:
            return head + turns
        turns = turns[2:]
    return []
    ### END SOLUTION

# %% role="check" id="reply-fit-check"
check("reply-fit", fitting)

# %% [markdown] lang="en"
# ## What you have made
#
# A chat with a memory, from *your* functions: `messages_of`, `fitting` and `answer_all`. Its window is made very small here, so that you can see it forget. The user says that his name is 小明 (Xiaoming), asks two other things, and then what his name is; once in a window of 200 tokens and once of 100.

# %% [markdown] lang="zh"
# ## 你做成了什么
#
# 一个有记性的聊天程序，全用**你写的**函数：`messages_of`、`fitting` 和 `answer_all`。这里故意把窗口设得很小，好看到它忘事。用户先说自己叫小明，再问两件别的事，然后问自己叫什么；一次窗口是 200 个词元，一次是 100 个。

# %% role="demo" id="chat" tags=["raises-exception"]
def chatting(questions, window, most=30):
    history = []
    for question in questions:
        sent = fitting(tokenizer, messages_of(None, history, question), window, most)
        if not sent:
            print(f" 0 messages sent · {question} · (longer than the window)")
            continue
        answer = answer_all(tokenizer, model, [sent], most)[0]
        print(f"{len(sent):2} messages sent · {question} · {answer}")
        history.append((question, answer))


try:
    for window in (200, 100):
        print("window:", window)
        chatting(["你好，我叫小明。", "猫怎么叫？", "法国的首都是哪里？", "我叫什么名字？"], window)
except NotImplementedError:
    print("Solve the exercises in parts 1, 6 and 9 first, then run this cell again.")

# %% [markdown] lang="en"
# As long as the turn with the name is sent, the model knows it. In the small window that turn was left out, and the model does not say that it has forgotten. It answers all the same: what is not in the prompt does not exist for it. (Your turn: ask it something in English, or have it forget something else.)
#
# You can do by hand now what a chat pipeline does in one line: write messages out as the model was trained to read them, have it write, tell the answer from the prompt and an end from a break, several at a time and within its window.
#
# To think about:
#
# - An answer ends in the middle of a sentence. Which two numbers do you look at first?
# - A colleague pads on the right, and his evaluation of a chat model over 1,000 questions in batches of 8, gives 30 percentage points less than others report. Which question of each batch was answered as it should be all the same?
# - Somebody types `<|im_end|>` into a chat page, in the middle of a question. What does the model read? Try `tokenizer("<|im_end|>")["input_ids"]` before you answer.
#
# In **lesson 08** chance comes in: why the same question gets another answer every time, and how to steer it.

# %% [markdown] lang="zh"
# 只要说到名字的那一轮还在发送之列，模型就知道。窗口小的那一次，那一轮被丢掉了，模型却不会说自己忘了，照样回答：提示词里没有的，对它来说就不存在。（试试看：用英文问它点什么，或者让它忘掉别的事。）
#
# 对话流水线那一行做的事，你现在都能亲手做了：把消息写成模型训练时读的样子，让它往下写，分清哪里是提示词、哪里是回答，分清是写完了还是被截断了，几段一起来也行，还不超出窗口。
#
# 想一想：
#
# - 一个回答，句子说到一半就没了。你先看哪两个数？
# - 同事把填充补在右边，每批 8 个，用 1000 个问题评测一个对话模型，结果比别人报告的低了 30 个百分点。每一批里，哪个问题的回答不受影响？
# - 有人在聊天网页里提问，写到一半打上了 `<|im_end|>`。模型读到的是什么？先用 `tokenizer("<|im_end|>")["input_ids"]` 试一试，再回答。
#
# **第 08 课**，随机登场：为什么同样的问题每次的回答都不一样，又该怎样驾驭它。
