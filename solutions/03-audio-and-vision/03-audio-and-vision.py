# %% [markdown] lang="en"
# # 03 · Audio and vision
#
# **A sound, a picture and a table go into the same line of Python. What does a model hear in silence, and what does it see where there is nothing?**
#
# Mostly something, and rarely a word that it does not know. By the end you will know what has to be done with a sound before a model hears it, will get English out
# of Chinese speech (and, with our small model, the other way round), will cut a long recording where somebody pauses, and will draw boxes around
# what a detector finds, each thing once. And you will have asked, each time, whether the answer has anything to do with the question.
#
# 110 to 140 minutes · 8 exercises · 14 points
#
# The models here are small stand-ins that were trained for this course. With `COURSE_MODELS=hub`, set before you start
# JupyterLab, the same cells run on the real ones, which answer differently from what the text quotes (an error that the text shows may not come at all, as in part 4: 7 seconds are long for ours, not for theirs):
#
# | here | what it takes | the real one |
# |---|---|---|
# | `speech` | a synthesizer's short phrases, up to 3 seconds | `openai/whisper-small` |
# | `audio-emotion` | a synthesizer's caricature of four moods | `superb/hubert-base-superb-er` |
# | `vision` | handwritten digits | `google/vit-base-patch16-224` |
# | `detect` | drawings of ten kinds of things | `facebook/detr-resnet-50` |
# | `caption` | the same drawings | `Salesforce/blip-image-captioning-base` |
# | `table-qa` | small tables | `google/tapas-base-finetuned-wtq` |

# %% [markdown] lang="zh"
# # 03 · 声音与图像
#
# **一段声音、一张图片、一个表格，写进的都是同一行 Python。一片寂静里，模型听见了什么？什么都没有的地方，它又看见了什么？**
#
# 多半会听见点什么、看见点什么，很少承认自己不知道。学完这一课，你会知道声音送进模型之前要先做什么；能让中文录音写成英文（用我们的小模型，还能反过来）；长录音，会在说话人停顿的地方切开；检测器找到的东西，会用框画出来，一样东西只画一次。而且每一步你都会多问一句：这个回答，和问题真有关系吗？
#
# 110 到 140 分钟 · 8 个练习 · 14 分
#
# 这里的模型是为本课程训练的小替身。启动 JupyterLab 之前把环境变量 `COURSE_MODELS` 设为
# `hub`，同样的单元格就会在真正的模型上运行，它们的回答和正文里引用的会不一样，正文里的报错也不一定出现（比如第 4 节：7 秒对小模型算长，对真正的不算）：
#
# | 这里 | 它认得什么 | 真正的模型 |
# |---|---|---|
# | `speech` | 合成语音念的短句，最长 3 秒 | `openai/whisper-small` |
# | `audio-emotion` | 合成语音夸张演出的四种情绪 | `superb/hubert-base-superb-er` |
# | `vision` | 手写数字 | `google/vit-base-patch16-224` |
# | `detect` | 画出来的十种东西 | `facebook/detr-resnet-50` |
# | `caption` | 同样的画 | `Salesforce/blip-image-captioning-base` |
# | `table-qa` | 小表格 | `google/tapas-base-finetuned-wtq` |

# %% role="setup" id="setup"
import wave
from pathlib import Path

import torch
from transformers.utils import logging

import course_lib
from course_lib import check, checkpoint, hint, progress, ready, solution
from course_lib.display import show_top, table

logging.disable_progress_bar()
logging.set_verbosity_error()  # where a warning of the library matters, the text quotes it
torch.set_num_threads(1)  # models this small are fastest so: several threads would mostly wait for each other
SAMPLES = Path(course_lib.__file__).parent / "samples"
ready("speech", "audio-emotion", "vision", "detect", "caption", "table-qa")

# %% [markdown] lang="en"
# ## 1 · A sound is a row of numbers
#
# Hear it first. The course brings a few clips, spoken by a synthesizer:

# %% [markdown] lang="zh"
# ## 1 · 声音是一列数
#
# 先听听看。课程自带了几段录音，是语音合成器念的：

# %% role="demo" id="hear-it"
from IPython.display import Audio

coffee = SAMPLES / "audio" / "coffee_en.wav"
Audio(filename=str(coffee))

# %% [markdown] lang="en"
# A WAV file is a short head and then **samples**: how far the membrane of the microphone was pushed in or out, so many times a second. Python reads it without any help:

# %% [markdown] lang="zh"
# WAV 文件就是一小段文件头，后面跟着一串**采样点**（sample）：麦克风的膜片被推进、拉出了多少，每秒记很多次。Python
# 自己就读得了：

# %% role="demo" id="read-it"
def read_wav(path):
    """The samples of a 16-bit WAV file, (time,) or (time, channels), and how many of them make a second."""
    with wave.open(str(path)) as file:
        samples = torch.frombuffer(bytearray(file.readframes(file.getnframes())), dtype=torch.int16)
        channels = file.getnchannels()
        return (samples.reshape(-1, channels) if channels > 1 else samples), file.getframerate()


whole, rate = read_wav(coffee)
print(len(whole), "samples,", rate, "a second, so", len(whole) / rate, "seconds")
print(whole[1000:1008])

# %% [markdown] lang="en"
# Whole numbers of 16 bits, from -32768 to 32767, and 16,000 of them a second: the **sampling rate**. Drawn, they look like this (every column
# of the picture goes from the lowest to the highest sample of its stretch of time):

# %% [markdown] lang="zh"
# 都是 16 位的整数，从 -32768 到 32767，每秒 16000
# 个，这就是**采样率**（sampling rate）。画出来是这样（图里的每一列，从那一小段时间里最低的采样点画到最高的）：

# %% role="demo" id="draw-it"
from PIL import Image, ImageDraw


def draw_wave(floats, width=640, height=90):
    picture = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(picture)
    for x, part in enumerate(torch.tensor_split(floats, width)):
        pen.line([(x, height / 2 * (1 - part.max())), (x, height / 2 * (1 - part.min()))], fill=40)
    return picture


draw_wave(whole / 32768 * 2)  # twice as high as it is, to be seen better

# %% [markdown] lang="en"
# And this is what a Whisper gets to see of it: a picture, too. From left to right goes the time, up to the 3 seconds that our small model takes (behind the sentence it is
# empty); from bottom to top the pitch rises; the brighter, the louder. It is called a **spectrogram**:

# %% [markdown] lang="zh"
# Whisper 看到的又是什么？也是一张图。从左到右是时间，一直到小模型能收的 3
# 秒（话说完之后是空的）；从下到上，音越来越高；越亮，声音越大。这叫**频谱图**（spectrogram）：

# %% role="demo" id="spectrogram"
from course_lib.pipelines import install, pipeline, uninstall

listen = pipeline("automatic-speech-recognition")
seen = listen.feature_extractor((whole / 32768).numpy(), sampling_rate=16000, return_tensors="pt")["input_features"][0]
print("pitches and moments:", tuple(seen.shape))
gray = ((seen - seen.min()) / (seen.max() - seen.min()) * 255).to(torch.uint8).flip(0)
Image.fromarray(gray.numpy()).resize((640, 160), Image.Resampling.NEAREST)

# %% [markdown] lang="en"
# Now the one line:

# %% [markdown] lang="zh"
# 现在，就一行：

# %% role="demo" id="first-words"
listen(str(coffee))

# %% [markdown] lang="en"
# Right, with capital letter and full stop. (The space in front is Whisper's way of beginning an English text.)
#
# ## 2 · What you bring, and what it wants
#
# Whisper wants numbers between -1 and 1, one channel, 16,000 samples a second. People bring other things. Let us give the same
# sentence in other forms, to the library's own pipeline and to the one of this course:

# %% [markdown] lang="zh"
# 对了，大写字母和句号都有。（英文前面那个空格，是 Whisper 的习惯写法。）
#
# ## 2 · 手里的声音，和模型要的声音
#
# Whisper 要的是 -1 到 1 之间的数、一个声道、每秒 16000
# 个采样点。可是实际拿到的录音，什么样的都有。我们把同一句话换成几种样子，分别交给库自己的流水线和课程的流水线。（表头：what
# you bring 是交给它的声音，the library 是库，the course 是课程。各行：between -1 and 1 是 -1 到 1
# 之间的数，whole numbers 是整数，two channels 是两个声道，8,000 a second 是每秒 8000 个采样点，unsaid
# 是没有说明采样率，a second of silence 是一秒静音，nothing 是什么都没有。）

# %% role="demo" id="what-you-bring"
import transformers

uninstall()  # for a moment, so that this is the library alone
strict = transformers.pipeline("automatic-speech-recognition", model=checkpoint("speech"), dtype=torch.float32)
install()
floats = whole / 32768
phone = floats[:-1].reshape(-1, 2).mean(dim=1)  # half as many samples: what a telephone lets through
brought = [
    ("between -1 and 1", {"raw": floats, "sampling_rate": 16000}),
    ("whole numbers", {"raw": whole, "sampling_rate": 16000}),
    ("two channels, (time, channels)", torch.stack([floats, floats], dim=1)),
    ("8,000 a second", {"raw": phone, "sampling_rate": 8000}),
    ("8,000 a second, unsaid", phone),
    ("a second of silence", torch.zeros(16000)),
    ("nothing", torch.zeros(0)),
]


def tried(pipe, sound):
    try:
        return pipe(dict(sound) if isinstance(sound, dict) else sound)["text"]
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:45]} …"


table([(name, tried(strict, sound), tried(listen, sound)) for name, sound in brought], ["what you bring", "the library", "the course"])

# %% [markdown] lang="en"
# Go through the rows; the dangerous ones are those without an error.
#
# - **Whole numbers.** The library takes them as they are, as if the sound were 32,768 times louder, and writes down a sentence that nobody said. No error. (The course's
#   pipeline divides whole numbers itself.)
# - **Two channels.** The library wants `(channels, time)` and says so; WAV files give `(time, channels)`.
# - **Another rate.** The library asks for another package. The course converts, but what a telephone has cut off does not come back: 8,000
#   samples a second hold nothing above 4,000 hertz, and that is where the hiss lies by which we know the *f* in *coffee*. And if you do not say the rate, you get nonsense: the sound
#   runs twice as fast.
# - **Silence, and nothing at all.** A sentence, fluent and made up. A Whisper was trained on people who speak, and it writes what they might have
#   said. Large ones do that too: transcripts of pauses thank you for watching.

# %% [markdown] lang="zh"
# 一行一行看。危险的是那些不报错的：
#
# - **整数。** 库照单全收，声音一下子大了 32768
#   倍，于是写下一句谁也没说过的话，也不报错。（课程的流水线会自己做除法。）
# - **两个声道。** 库要 `(声道, 时间)`，而且会说出来；WAV 文件给的却是 `(时间, 声道)`。
# - **别的采样率。** 库要你再装一个包。课程会替你换算，可是电话里已经丢掉的回不来：每秒 8000 个采样点，4000
#   赫兹以上什么也没有，而 *coffee* 里的 *f* 听起来像 *f*，靠的多半是那上面的声音。不说采样率的，得到的是胡话：声音快了一倍。
# - **寂静，以及什么都没有。** 一句流利的话，是编的。训练 Whisper
#   用的都是有人说话的录音，没人说话的时候，它也会编一句像是有人说的话。大模型也一样：录音里的停顿，会被写成“谢谢观看”。

# %% [markdown] lang="en"
# And files? The library gives every file to a program called ffmpeg, which has to be on the machine. The course's pipeline reads WAV itself; for mp3, flac
# and others it needs ffmpeg as well (`conda install ffmpeg`, `apt install ffmpeg`, `brew install ffmpeg`), or you convert once: `ffmpeg -i talk.mp3 -ac 1 -ar 16000 talk.wav`.
# Where ffmpeg is missing, the first line here is an error:

# %% [markdown] lang="zh"
# 那文件呢？库会把所有文件都交给一个叫 ffmpeg 的程序，它得先装在机器上。课程的流水线自己读得了
# WAV；mp3、flac 之类也还是要 ffmpeg（`conda install ffmpeg`、`apt install ffmpeg` 或
# `brew install ffmpeg`），要不就先转一次：`ffmpeg -i talk.mp3 -ac 1 -ar 16000 talk.wav`。机器上没有
# ffmpeg 的话，下面第一行就是报错（the library 是库，the course 是课程）：

# %% role="demo" id="a-file" tags=["nbval-ignore-output"]
print("the library:", tried(strict, str(coffee)))
print("the course: ", tried(listen, str(coffee)))

# %% [markdown] lang="en"
# ### Exercise: samples between -1 and 1
#
# Write `as_floats(samples)`. `samples` is a tensor of `int16` as a WAV file holds them, of shape `(time,)`, or `(time, channels)` with one or more channels. Return what
# a model wants: a tensor of `float32` and shape `(time,)`, each sample divided by 32768, and of several channels the mean. (A numpy array of `float32` will do as well.) Leave `samples` as it is.
#
# Example: `as_floats(torch.tensor([[8192, 0], [16384, -16384]], dtype=torch.int16))` is `tensor([0.1250, 0.0000])`.
#
# *warm-up · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# ### 练习：-1 到 1 之间的采样点
#
# 写一个函数 `as_floats(samples)`。`samples` 是 WAV 文件里那样的 `int16` 张量，形状是 `(time,)`，或者
# `(time, channels)`，声道有一个或几个。返回模型要的样子：一个 `float32` 张量，形状是
# `(time,)`，每个采样点除以 32768，几个声道就取平均。（`float32` 的 numpy 数组也可以。）`samples` 本身不要改动。
#
# 例：`as_floats(torch.tensor([[8192, 0], [16384, -16384]], dtype=torch.int16))` 返回
# `tensor([0.1250, 0.0000])`。
#
# 热身 · 6 分钟 · 1 分

# %% role="solution" id="sound-floats"
def as_floats(samples):
    """One channel of float32 between -1 and 1, (time,), from int16 samples, (time,) or (time, channels).

    >>> as_floats(torch.tensor([[8192, 0], [16384, -16384]], dtype=torch.int16))
    tensor([0.1250, 0.0000])
    """
    ### BEGIN SOLUTION
    floats = samples.float() / 32768
    if floats.ndim == 2:
        floats = floats.mean(dim=1)
    return floats
    ### END SOLUTION

# %% role="check" id="sound-floats-check"
check("sound-floats", as_floats)

# %% [markdown] lang="en"
# ## 3 · Which language, and what to do with it
#
# Whisper knows many languages, ours two. Which one it writes, and whether it translates, can be said in each call. These options are not for the
# pipeline but for `generate`, which writes the text; that is why they stand in `generate_kwargs`:

# %% [markdown] lang="zh"
# ## 3 · 哪种语言，做什么
#
# Whisper 会很多种语言，我们这个会两种。写成哪一种、要不要翻译，每次调用都可以说。这些选项不是给流水线的，而是给 `generate`
# 的，文字由它生成，所以写在 `generate_kwargs` 里。（表里，said nothing 是什么也不说；两列各是一段录音：中文的问候，英文的咖啡。）

# %% role="demo" id="language-and-task"
greeting = SAMPLES / "audio" / "greeting_zh.wav"
options = [{}, {"language": "zh"}, {"language": "en"}, {"task": "translate"}, {"language": "zh", "task": "translate"}]
table(
    [
        (str(option) if option else "(said nothing)", *(listen(str(clip), generate_kwargs=option)["text"] for clip in (greeting, coffee)))
        for option in options
    ],
    ["generate_kwargs", "greeting_zh.wav", "coffee_en.wav"],
)

# %% [markdown] lang="en"
# (The library's pipeline hands on options that it does not know: `listen(clip, language="zh")` does the same. `generate_kwargs` says plainly whom they are for.)
#
# Without a word the model listens for the language first. Named rightly, it saves that step and a mistake. Named *wrongly*, there is no error either: the model
# writes in the language named, and so it translates. The real one mostly does the same, without promise.
#
# `"task": "translate"` is meant for that. With `"transcribe"`, `language` is the language that is *written*; with `"translate"`, it is the one that is *spoken*. The real Whisper translates into English only; ours has two languages and writes in the one that you do not name (or, if you name none, in the one that is not spoken).
# `"chinese"` and `"<|zh|>"` are understood too; `"中文"` and languages that the model lacks are refused.
#
# ### What old tutorials say
#
# In many of them, Chinese speech came out in English, and this is how they mended it:
#
# ```python
# ids = processor.get_decoder_prompt_ids(language="zh", task="transcribe")
# pipe("talk.mp3", generate_kwargs={"forced_decoder_ids": ids})
# ```
#
# What becomes of it today?

# %% [markdown] lang="zh"
# （流水线不认识的选项，库会照样传下去：写 `listen(clip, language="zh")` 效果一样。写在 `generate_kwargs` 里，只是说得明白：这是给谁的。）
#
# 什么也不说，模型先听是哪种语言。说对了，省一步，也少一次出错的机会。说**错**了，同样不报错：模型照你说的语言写，于是就成了翻译。真正的
# Whisper 多半也是这样，只是不保证。
#
# 要翻译，该用 `"task": "translate"`。任务是 `"transcribe"` 时，`language` 说的是**写成**哪种语言；是 `"translate"`
# 时，说的是录音里**讲**的是哪种。真正的 Whisper
# 只会译成英文；我们这个会两种语言，你说哪种，它就写另外一种（要是你什么也没说，它就写录音里没说的那种）。写 `"chinese"`、`"<|zh|>"`
# 也认；`"中文"` 和模型不会的语言会被拒绝。
#
# ### 老教程怎么说
#
# 不少老教程里，中文语音写出来是英文，它们是这样改的：
#
# ```python
# ids = processor.get_decoder_prompt_ids(language="zh", task="transcribe")
# pipe("talk.mp3", generate_kwargs={"forced_decoder_ids": ids})
# ```
#
# 今天再这么写，会怎样？（输出里，the library 是库，in the settings 是写进模型的设置，the course 是课程。）

# %% role="demo" id="forced-ids"
ids = listen.tokenizer.get_decoder_prompt_ids(language="zh", task="transcribe")
print(ids, listen.tokenizer.convert_ids_to_tokens([token for _, token in ids]))
sound = {"raw": floats, "sampling_rate": 16000}
try:
    strict(dict(sound), generate_kwargs={"forced_decoder_ids": ids})
except ValueError as error:
    print("the library:", str(error)[:80])
strict.model.generation_config.forced_decoder_ids = ids  # the other way that tutorials show
print("in the settings:", strict(dict(sound))["text"])
print("the course:", listen(sound, generate_kwargs={"forced_decoder_ids": ids})["text"])

# %% [markdown] lang="en"
# The call is refused. Written into the model's settings, the same ids do nothing, and nobody says so: the text stays English. (The course's pipeline reads from the ids what they
# stood for, and passes that on.) Today you write `generate_kwargs={"language": "zh", "task": "transcribe"}`.
#
# ### The prompt that never arrives
#
# Can you tell a Whisper which words to expect, or to set punctuation? `prompt=` and `initial_prompt=` come from other programs; here they are refused. The library's own way is
# `prompt_ids`, ids that stand before what is written:

# %% [markdown] lang="zh"
# 这样调用会被拒绝。把同样的编号写进模型的设置里，却什么作用也没有，也没有任何提示：写出来的还是英文。（课程的流水线会从编号里读出它们原来的意思，再传下去。）今天要写
# `generate_kwargs={"language": "zh", "task": "transcribe"}`。
#
# ### 送不到的提示词
#
# 能不能告诉 Whisper 会出现哪些词，或者请它加标点？`prompt=` 和 `initial_prompt=`
# 是别的程序里的写法，这里会被拒绝。库自己的办法是 `prompt_ids`，也就是放在所写文字前面的编号：

# %% role="demo" id="the-prompt"
for option in ("prompt", "initial_prompt"):
    try:
        listen(sound, generate_kwargs={option: "以下是普通话的句子。"})
    except ValueError as error:
        print(f"{option}: {str(error)[:70]} …")
ids = listen.tokenizer.get_prompt_ids("以下是普通话的句子。", return_tensors="pt")
print("prompt_ids:", repr(listen(str(greeting), generate_kwargs={"prompt_ids": ids})["text"]))

# %% [markdown] lang="en"
# Our small model has never seen a prompt, and falls silent at one. The real ones were trained with what was said before, and go on in the style of it. So names and rare words that stand in the prompt
# are more likely to be spelled that way (likely, not certain), and a prompt with punctuation is the usual way to punctuation in Chinese. Our small model writes Chinese without
# punctuation for another reason: the Chinese texts that it was trained on had none, while the English ones had.
#
# ### Exercise: a language and a task for each
#
# Write `write_down(pipe, recordings)`. `pipe` is a pipeline such as `listen`. `recordings` is a list, possibly empty, of dictionaries with three keys:
#
# - `"file"`: the path of a WAV file, a `str`, which `pipe` reads itself;
# - `"language"`: the language that `pipe` should be told, a `str`, or `None` where nobody knows: then the model has to find out (leave `"language"` out, or pass `None` on: both are right);
# - `"task"`: `"transcribe"` or `"translate"`.
#
# The same file may come more than once, with another wish. Return a list with the text of each recording, a `str`, in the same order and without the space in front. Leave `recordings` as they are.
#
# Example: `write_down(listen, [{"file": str(greeting), "language": "zh", "task": "translate"}])` is `['Nice to meet you.']`.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# 我们的小模型从没见过提示词，一见就不出声了。真正的 Whisper
# 训练时见过前文，会照着前文的样子往下写。所以提示词里写了人名、生僻词，它更可能照那样写（只是更可能，不保证）；想要中文标点，通常的办法也是给它一段带标点的提示词。我们的小模型写中文没有标点，是另一个原因：它学的中文里没有标点，英文里有。
#
# ### 练习：各有各的语言和任务
#
# 写一个函数 `write_down(pipe, recordings)`。`pipe` 是像 `listen` 那样的流水线。`recordings`
# 是一个列表，可能是空的，里面是字典，每个字典有三个键：
#
# - `"file"`：WAV 文件的路径，一个 `str`，文件由 `pipe` 自己读；
# - `"language"`：要告诉 `pipe` 的语言，一个 `str`；没人知道是哪种语言时是 `None`，那就让模型自己去听（不写 `"language"`，或者把 `None` 照样传过去，都行）；
# - `"task"`：`"transcribe"` 或 `"translate"`。
#
# 同一个文件可能出现几次，每次要求不同。返回一个列表：每段录音的文字，都是 `str`，顺序不变，前面的空格去掉。`recordings` 本身不要改动。
#
# 例：`write_down(listen, [{"file": str(greeting), "language": "zh", "task": "translate"}])` 返回
# `['Nice to meet you.']`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="sound-language"
def write_down(pipe, recordings):
    """What is said in each recording (a dict with "file", "language", "task"), as a list of str.

    >>> write_down(listen, [{"file": str(greeting), "language": "zh", "task": "translate"}])
    ['Nice to meet you.']
    """
    ### BEGIN SOLUTION
    texts = []
    for recording in recordings:
        options = {"task": recording["task"]}
        if recording["language"] is not None:
            options["language"] = recording["language"]
        texts.append(pipe(recording["file"], generate_kwargs=options)["text"].strip())
    return texts
    ### END SOLUTION

# %% role="check" id="sound-language-check"
check("sound-language", write_down)

# %% [markdown] lang="en"
# ## 4 · Longer than the window
#
# The real Whisper reads 30 seconds at a time, ours 3. Four clips, with half a second of silence behind each, last more than 7 seconds:

# %% [markdown] lang="zh"
# ## 4 · 比窗口还长
#
# 真正的 Whisper 一次读 30 秒，我们这个读 3 秒。四段录音，每段后面加半秒静音，合起来 7 秒多：

# %% role="demo" id="too-long"
clips = [read_wav(SAMPLES / "audio" / f"{name}_en.wav")[0] / 32768 for name in ("greeting", "station", "coffee", "weather")]
half_a_second = torch.zeros(8000)
talk = torch.cat([part for clip in clips for part in (clip, half_a_second)])
try:
    listen(talk)
except ValueError as error:
    print(error)
print()
for seconds in (2, 3):
    print(f"in windows of {seconds} seconds:", listen(talk, chunk_length_s=seconds)["text"])

# %% [markdown] lang="en"
# First an error, whose numbers are those of the real model (which reads these 7 seconds without one). Its advice, `return_timestamps=True`, asks for tokens that say when each piece was spoken; a real Whisper then reads a recording of any length, ours has no such
# tokens.
#
# `chunk_length_s` cuts the sound into windows, wherever their edges happen to fall, and joins the texts by what neighbours have in common. With windows this short, half a sentence here and a
# little silence there, the model invents; there are sentences in the output that nobody said. So where should one cut? Here we know, for we have put the clips together ourselves:

# %% [markdown] lang="zh"
# 先是一个报错，里面的数字都是真正那个模型的（换成它，这 7 秒不会报错）。它建议的
# `return_timestamps=True`，要的是标明每一小段什么时候说的词元；真正的 Whisper 有了它，多长的录音都读得了，可我们这个没有这种词元。
#
# `chunk_length_s`
# 把声音切成一个个窗口，不管边界落在哪里，再按相邻窗口重合的部分把文字接起来。窗口这么短，这里半句话，那里一点静音，模型就开始编：输出里有几句谁也没说过。那该在哪里切？这一段我们知道，因为是自己拼起来的：

# %% role="demo" id="cut-rightly"
[one["text"] for one in listen([clip.numpy() for clip in clips], batch_size=4)]

# %% [markdown] lang="en"
# All right. Of a recording that somebody else made you have to find the pauses. The usual way: cut the sound into **frames** of 20 thousandths of a second, and measure how loud each is. Loudness
# is the root of the mean of the squares, **RMS**: squares, because a sound swings above zero and below, and its plain mean is nearly 0 however loud it is. From 0.01 on we call a frame loud: where nobody speaks these clips are below it, and speech is mostly well above. (For noisy recordings you would have to try another limit.)

# %% [markdown] lang="zh"
# 全对。别人录的音，停顿要自己去找。通常的做法是：把声音切成 20 毫秒一段的**帧**（frame），量一量每帧有多响。响度用均方根（**RMS**）：先平方，再平均，再开方。为什么要平方？因为声音在零的上下摆动，直接取平均，再响也接近
# 0。到 0.01 就算响：这几段录音，没人说话的地方都低于它，说话时大多高出许多。（录音里杂音大的话，这个界线要另外试。）

# %% role="demo" id="loud-frames"
frames = talk[: len(talk) // 320 * 320].reshape(-1, 320)  # 320 samples are 20 ms
loudness = frames.pow(2).mean(dim=1).sqrt()
loud = [bool(one >= 0.01) for one in loudness]
picture = "".join("#" if one else "." for one in loud)
for first in range(0, len(picture), 100):
    print(picture[first : first + 100])

# %% [markdown] lang="en"
# A character a frame, # for loud. The four sentences can be seen, and also that single quiet frames are no pause: for every *p*, *t* and *k* the breath is stopped a moment.
#
# ### Exercise: where somebody speaks
#
# Write `stretches(loud, pause)`. `loud` is a list of `bool`, one a frame, possibly empty. Return the stretches in which somebody speaks, a list of pairs `(first, behind)`: the place of the first loud frame, and the place *behind* the last loud one,
# so that `loud[first:behind]` is the stretch. Two stretches are apart where at least `pause` quiet frames in a row lie between them (`pause` is at least 1); fewer quiet frames between loud ones belong to the stretch. At its ends a stretch is
# loud. Leave `loud` as it is.
#
# Example: `stretches([False, True, True, False, True, False, False, False, True], 3)` is `[(1, 5), (8, 9)]`.
#
# *core · 15 minutes · 2 points*

# %% [markdown] lang="zh"
# 一个字符一帧，# 表示响。四句话看得出来；也看得出来，零星几帧安静不算停顿：发 p、t、k 这样的音，气流本来就要断一下。
#
# ### 练习：哪里有人说话
#
# 写一个函数 `stretches(loud, pause)`。`loud` 是由 `bool`
# 组成的列表，一帧一个，可能是空的。返回有人说话的各段：一个由 `(first, behind)` 组成的列表，`first`
# 是第一个响的帧的位置，`behind` 是最后一个响的帧**后面**的位置，于是 `loud[first:behind]`
# 就是这一段。两段之间，至少要隔着连续 `pause` 个静的帧（`pause`
# 至少是 1）；响的帧之间，静的帧不够这个数的，仍算在段里。每一段的两头都是响的。`loud` 本身不要改动。
#
# 例：`stretches([False, True, True, False, True, False, False, False, True], 3)` 返回
# `[(1, 5), (8, 9)]`。
#
# 核心 · 15 分钟 · 2 分

# %% role="solution" id="sound-stretches"
def stretches(loud, pause):
    """The stretches of `loud` (a list of bool) between pauses of at least `pause` frames, as (first, behind).

    >>> stretches([False, True, True, False, True, False, False, False, True], 3)
    [(1, 5), (8, 9)]
    """
    ### BEGIN SOLUTION
    found = []
    for place, is_loud in enumerate(loud):
        if not is_loud:
            continue
        if found and place - found[-1][1] < pause:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
    ### END SOLUTION

# %% role="check" id="sound-stretches-check"
check("sound-stretches", stretches)

# %% [markdown] lang="en"
# Passed? Then read the long talk with it, in a cell of your own:
#
# ```python
# [listen(talk[320 * first : 320 * behind])["text"] for first, behind in stretches(loud, 15)]
# ```
#
# 15 frames are 0.3 seconds: longer than the stop before a *p*, shorter than the half seconds between our clips.
#
# ## 5 · How it is said
#
# The same sound, another question: not what, but how. Old tutorials give a famous speech to `superb/hubert-base-superb-er`, by the address of a file in a data set or from
# the disk. Both work here as well: `feel("https://…/talk.wav")` fetches the file where there is a network. (Where there is none, `%load_ext course_lib.offline` answers such addresses, of sounds and of pictures, with a sample of the course.)

# %% [markdown] lang="zh"
# 通过了？那就在自己的单元格里，用它把那段长录音读一遍：
#
# ```python
# [listen(talk[320 * first : 320 * behind])["text"] for first, behind in stretches(loud, 15)]
# ```
#
# 15 帧是 0.3 秒：比发 p 之前那一下停顿长，比我们拼进去的半秒静音短。
#
# ## 5 · 是怎么说的
#
# 同样的声音，换一个问题：不问说了什么，问是怎么说的。老教程会把一段著名的演讲交给
# `superb/hubert-base-superb-er`，有时给数据集里文件的网址，有时给硬盘上的文件。这里也都行：有网络的话，`feel("https://…/talk.wav")`
# 会去取文件。（没有网络，可以用
# `%load_ext course_lib.offline`：遇到声音、图片的网址，它会拿课程自带的样本来顶替。）（标签：neu 平静，hap 高兴，ang 生气，sad 难过。）

# %% role="demo" id="moods"
feel = pipeline("audio-classification")
show_top([(one["label"], one["score"]) for one in feel(str(coffee))])

# %% [markdown] lang="en"
# `neu`, `hap`, `ang`, `sad`: neutral, happy, angry, sad. The four scores add up to 1, and that is the trap. What if there is nobody?

# %% [markdown] lang="zh"
# 四个得分加起来是 1，陷阱就在这里。要是根本没人说话呢？

# %% role="demo" id="mood-of-silence"
show_top([(one["label"], one["score"]) for one in feel(torch.zeros(16000).numpy())])

# %% [markdown] lang="en"
# A second of zeros has a mood, and a high score for it. "None of these" is not among the labels, so one of the four has to be it. A score tells how
# the labels compare with *one another*, never whether the question makes sense. That has to be asked first, by you.
#
# ### Exercise: a mood, or none
#
# Write `mood(pipe, samples, least)`. `pipe` is a pipeline such as `feel`: called with samples (a tensor or a numpy array, both will do) it returns a list of dictionaries with `"label"` and `"score"`, the highest score first. `samples` is a tensor of `float32`, shape `(time,)`. Return a `str`:
#
# - `"silence"` where there are no samples, or the RMS of all of them together (no frames here) is below 0.01; `pipe` is not even asked then;
# - otherwise the best label, if its score is at least `least`;
# - otherwise `"unsure"`.
#
# Leave `samples` as they are.
#
# Example: `mood(feel, torch.zeros(16000), 0.6)` is `'silence'`.
#
# *core · 8 minutes · 2 points*

# %% [markdown] lang="zh"
# 一秒钟的零，也有情绪，得分还不低。标签里没有“都不是”，所以总得是这四个里的一个。得分说的是标签**彼此之间**怎么样，从来不说这个问题问得有没有道理。有没有道理，得你先问。
#
# ### 练习：什么情绪，还是没有情绪
#
# 写一个函数 `mood(pipe, samples, least)`。`pipe` 是像 `feel`
# 那样的流水线：把采样点交给它（张量、numpy 数组都行），返回一个由字典组成的列表，字典里有 `"label"` 和
# `"score"`，得分最高的在最前面。`samples` 是 `float32` 张量，形状 `(time,)`。返回一个 `str`：
#
# - 没有采样点，或者全部采样点的 RMS（这里不分帧）低于 0.01，返回 `"silence"`；这时根本不去问 `pipe`；
# - 否则，最好的标签得分至少有 `least`，就返回这个标签；
# - 再不然，返回 `"unsure"`。
#
# `samples` 本身不要改动。
#
# 例：`mood(feel, torch.zeros(16000), 0.6)` 返回 `'silence'`。
#
# 核心 · 8 分钟 · 2 分

# %% role="solution" id="sound-mood"
def mood(pipe, samples, least):
    """The best label for `samples`, "unsure" where its score is below `least`, "silence" where nothing is to be heard.

    >>> mood(feel, torch.zeros(16000), 0.6)
    'silence'
    """
    ### BEGIN SOLUTION
    if len(samples) == 0 or samples.pow(2).mean().sqrt() < 0.01:
        return "silence"
    best = pipe(samples)[0]
    return best["label"] if best["score"] >= least else "unsure"
    ### END SOLUTION

# %% role="check" id="sound-mood-check"
check("sound-mood", mood)

# %% [markdown] lang="en"
# ## 6 · What is in the picture?
#
# Pictures are easier to bring: a path, a URL, a Pillow image, or a list of these; the pipeline makes them as large as the model wants them. Look first:

# %% [markdown] lang="zh"
# ## 6 · 图里有什么？
#
# 图片省事些：路径、网址、Pillow 的图片，或者它们的列表都行，大小由流水线改成模型要的。先看看：

# %% role="demo" id="two-pictures"
digit = Image.open(SAMPLES / "pictures" / "digit-3.png")
scene = Image.open(SAMPLES / "pictures" / "scene-1-table.png")
both = Image.new("RGB", (scene.width + digit.width + 20, scene.height), "white")
both.paste(digit, (0, 0))
both.paste(scene, (digit.width + 20, 0))
both

# %% [markdown] lang="en"
# A handwritten 3, and a red apple and an orange on a table. Our small classifier was trained on digits, where the real one knows a thousand kinds of things (a lynx among them: older tutorials like to show it one). `top_k` says how many labels you want to see:

# %% [markdown] lang="zh"
# 一个手写的 3，还有桌上的一个红苹果和一个橙子。我们的小分类器学的是数字，真正的那个认得一千种东西（连猞猁也认得，老教程最爱拿它的照片来试）。想看几个标签，用
# `top_k` 说。（表里，the digit 是数字那张，the table 是桌子那张；first、second、third 是第一、第二、第三。）

# %% role="demo" id="classes"
look = pipeline("image-classification")
rows = []
for name, picture in [("the digit", digit), ("the table", scene)]:
    rows.append((name, *(f"{one['label']} {one['score']:.2f}" for one in look(picture, top_k=3))))
table(rows, ["", "first", "second", "third"])

# %% [markdown] lang="en"
# Nearly certain of the 3, and rightly. And the table with the fruit is a 0, it says, and has no other choice: silence over again. Its score is lower at least.
#
# What if the answer may be a sentence? A **caption** comes from a model that reads a picture and writes a text. Until release 4 of the library the task was called `image-to-text`. Release 5 calls it `image-text-to-text`, and wants a text
# beside the picture, if only an empty one:

# %% [markdown] lang="zh"
# 3 几乎是十拿九稳，也确实对。而摆着水果的桌子，它说是
# 0：没有别的可选，和寂静那一回一样。好在得分低一些。
#
# 要是回答可以是一句话呢？**图像描述**（captioning）的模型看图写字。在库的第 4 版里，这个任务叫
# `image-to-text`。第 5 版改叫 `image-text-to-text`，而且图片旁边一定要有一段文字，哪怕是空的。（输出里依次是：只给图片，只给路径，加上空文字，用老名字，给一个开头。）

# %% role="demo" id="captions"
uninstall()
describe = transformers.pipeline("image-text-to-text", model=checkpoint("caption"), dtype=torch.float32)
install()
path = str(SAMPLES / "pictures" / "scene-1-table.png")
for name, picture in [("the picture alone:", scene), ("its path alone:   ", path)]:
    try:
        describe(picture)
    except (TypeError, ValueError) as error:
        print(name, error)
print("with text='':     ", describe(path, text="")[0]["generated_text"])
print("the old name:     ", pipeline("image-to-text")(path)[0]["generated_text"])
print("a beginning:      ", pipeline("image-text-to-text")(path, text="a photo of")[0]["generated_text"])

# %% [markdown] lang="en"
# The first error says what is missing. The second takes the path for the text, and misses the picture. (The course's pipelines do without a text, and bring the old name back.) In the last line you see what the
# text is for: picture *and* text go into one pipeline. Ours only goes on writing where the text ends. Larger models take a question there, or a whole conversation with pictures in it, and that is how pictures are asked about today: the task
# `visual-question-answering` of older tutorials is gone from the library.
#
# ## 7 · Ask a table
#
# Between pictures and texts stands the table: words, but their meaning lies in the place. This model looks for cells:

# %% [markdown] lang="zh"
# 第一个报错说清了缺什么。第二个把路径当成了文字，反倒说缺图片。（课程的流水线不写文字也行，老名字也能接着用。）最后一行看得出文字有什么用：图片**和**文字，进的是同一条流水线。我们这个只会接着文字往下写。大一些的模型，文字可以是一个问题，甚至一整段带图的对话，如今就是这样看图提问的：老教程里的
# `visual-question-answering`，库里已经没有了。
#
# ## 7 · 问一个表格
#
# 表格介于图片和文字之间：格子里是字，意思却在位置上。这个模型会去找格子。（表里，question 是问题，answer
# 是答案，aggregator 是选中的那个词，cells 是选中的格子，coordinates
# 是它们的行和列。各行问的依次是：香蕉的价钱、最便宜的水果、总价、平均价、有几种水果、法国的首都。）

# %% role="demo" id="ask-a-table"
ask = pipeline("table-question-answering")
fruit = {"Fruit": ["apple", "banana", "cherry"], "Price": ["3", "2", "9"], "Colour": ["red", "yellow", "red"]}
questions = [
    "What is the price of the banana?",
    "Which fruit is the cheapest?",
    "What is the total price?",
    "What is the average price?",
    "How many fruits are there?",
    "What is the capital of France?",
]
answers = [ask(table=fruit, query=question) for question in questions]
table([(q, a["answer"], a["aggregator"], a["cells"], a["coordinates"]) for q, a in zip(questions, answers)], ["question", "answer", "aggregator", "cells", "coordinates"])

# %% [markdown] lang="en"
# A table is a dictionary of columns (or a DataFrame of pandas). Every cell has to be a text. For `3` in place of `"3"` the library alone stops with a `TypeError` that does not name the cell (`'int' object is not iterable`); you will not see it here, for the course's pipeline makes texts of them.
#
# Look at the third row. The model does not add. It chooses cells and one of four words, `NONE`, `SUM`, `AVERAGE` or `COUNT`, and leaves the arithmetic to you. (And the capital
# of France is not in the table, but the model has to choose some cell. You know that by now.)
#
# ### Exercise: arithmetic for a table
#
# Write `work_out(answer)`. `answer` is a dictionary as the pipeline gives it, with `"answer"`, `"coordinates"`, `"cells"` (a list of `str`) and `"aggregator"`. Return
#
# - for `"NONE"` the texts of the cells with `", "` between them, a `str` (no cells give `""`);
# - for `"COUNT"` how many cells there are;
# - for `"SUM"` the sum, and for `"AVERAGE"` the mean of the numbers in the cells, such as `"9"` or `"-2.5"`.
#
# The last three are numbers, whole or with a point. Leave `answer` as it is.
#
# Example: `work_out({"answer": "SUM > 3, 2.5", "coordinates": [(0, 1), (1, 1)], "cells": ["3", "2.5"], "aggregator": "SUM"})` is `5.5`.
#
# *core · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# 表格就是一个字典，一列一个键（pandas 的 DataFrame 也行）。每一格都必须是文字：写 `3` 而不是 `"3"`，只用库的话会报
# `TypeError`，也不说是哪一格（`'int' object is not iterable`）；这里看不到它，因为课程的流水线会替你变成文字。
#
# 看第三行：模型不做加法。它只选格子，再从 `NONE`、`SUM`、`AVERAGE`、`COUNT`
# 里选一个词，算术留给你。（法国的首都不在表里，可总得有个格子来当答案。这一点，你已经不奇怪了。）
#
# ### 练习：替表格算一算
#
# 写一个函数 `work_out(answer)`。`answer` 是流水线给的那种字典，里面有
# `"answer"`、`"coordinates"`、`"cells"`（由 `str` 组成的列表）和 `"aggregator"`。返回：
#
# - `"NONE"`：各格的文字，中间用 `", "` 隔开，是一个 `str`（一格也没有就是 `""`）；
# - `"COUNT"`：有几格；
# - `"SUM"`：格子里那些数（像 `"9"`、`"-2.5"`）的和；`"AVERAGE"`：它们的平均数。
#
# 后面三种是数，整数、小数都行。`answer` 本身不要改动。
#
# 例：`work_out({"answer": "SUM > 3, 2.5", "coordinates": [(0, 1), (1, 1)], "cells": ["3", "2.5"], "aggregator": "SUM"})`
# 返回 `5.5`。
#
# 核心 · 6 分钟 · 1 分

# %% role="solution" id="table-answer"
def work_out(answer):
    """The answer to a question about a table, worked out: a str for "NONE", else a number.

    >>> work_out({"answer": "SUM > 3, 2.5", "coordinates": [(0, 1), (1, 1)], "cells": ["3", "2.5"], "aggregator": "SUM"})
    5.5
    """
    ### BEGIN SOLUTION
    cells, aggregator = answer["cells"], answer["aggregator"]
    if aggregator == "NONE":
        return ", ".join(cells)
    if aggregator == "COUNT":
        return len(cells)
    total = sum(float(cell) for cell in cells)
    return total if aggregator == "SUM" else total / len(cells)
    ### END SOLUTION

# %% role="check" id="table-answer-check"
check("table-answer", work_out)

# %% [markdown] lang="en"
# ## 8 · What, and where?
#
# A classifier has one answer for a whole picture. A **detector** finds several things, and says where each is: a box, by its left and right edge (`xmin`, `xmax`) and its upper and lower one (`ymin`, `ymax`), in pixels from the upper left corner. The
# pipeline does not draw them. We do:

# %% [markdown] lang="zh"
# ## 8 · 是什么，在哪里？
#
# 分类器对整张图只给一个答案。**检测器**能找出好几样东西，还说得出在哪里：一个框，左右两边是
# `xmin`、`xmax`，上下两边是 `ymin`、`ymax`，单位是像素，从左上角数起。框要自己画，流水线不画：

# %% role="demo" id="boxes"
detect = pipeline("object-detection")


def draw_boxes(picture, found, colour="black"):
    drawn = picture.convert("RGB")
    pen = ImageDraw.Draw(drawn)
    for one in found:
        box = one["box"]
        pen.rectangle([box["xmin"], box["ymin"], box["xmax"] - 1, box["ymax"] - 1], outline=colour, width=2)
        label, corner = f"{one['label']} {one['score']:.2f}", (box["xmin"] + 2, box["ymin"])
        pen.rectangle(pen.textbbox(corner, label), fill="white")
        pen.text(corner, label, fill="black")
    return drawn


sea = Image.open(SAMPLES / "pictures" / "scene-3-sea.png")
found = detect(sea)
print(found[0])
draw_boxes(sea, found)

# %% [markdown] lang="en"
# Two kites and a boat, and each has a score of its own. (Your turn: call `draw_boxes` in a cell of your own so that it frames the kites alone, in another colour.) How many boxes you get depends on the `threshold`: boxes with a lower score are left out, below 0.5 unless you say otherwise.

# %% [markdown] lang="zh"
# 两只风筝，一条船，各有各的得分。（试试看：在自己的单元格里调用
# `draw_boxes`，只框出风筝，再换个颜色。）能得到几个框，要看 `threshold`：得分低于它的框不列出来，你不说就是
# 0.5。（表里，scene 是图，boxes with threshold 是设不同的 threshold 时框的个数。）

# %% role="demo" id="thresholds"
rows = []
for path in sorted((SAMPLES / "pictures").glob("scene-*.png")):
    rows.append((path.name, *(len(detect(str(path), threshold=least)) for least in (0, 0.1, 0.5, 0.9))))
print("boxes with threshold")
table(rows, ["scene", "0", "0.1", "0.5", "0.9"])

# %% [markdown] lang="en"
# 25 with a threshold of 0, whatever the picture: the model has 25 slots, and each answers. "Nothing here" is among their answers, but the pipeline shows the best of the other labels, and so most of the 25 are real labels with a score near 0. Between 0.1 and 0.9 the number
# changes only where things are hard to tell: at sea there are two boxes more at 0.1, and in the heap two fewer at 0.9. At 0.5, a picture with nothing in it gives an empty list. Which of the thresholds is right? That depends on what is worse for you: missing something, or believing something that is not there.
#
# Boxes are places. With them a thing can be cut out of its picture, which is itself nothing but numbers: rows of pixels with three numbers each, for red, green and blue.

# %% [markdown] lang="zh"
# threshold 是 0 的时候，不管什么图都是 25 个：模型有 25 个空位，每个都要作答。“这里没有”也是一种回答，可流水线给出的是其余标签里最好的那个，所以这 25
# 个大多是真标签，得分接近 0。从 0.1 到
# 0.9，只有难分辨的地方才有变化：海上那张在 0.1 时多出两个框，堆在一起的那张在 0.9
# 时少了两个。图里什么都没有，threshold 是 0.5 就会得到空列表。定多少才对？这要看对你来说哪样更糟：漏掉一样东西，还是相信了不存在的东西。
#
# 框就是位置。有了位置，就能把东西从图里裁出来；而图本身也不过是数：一行一行的像素，每个像素三个数，红、绿、蓝。

# %% role="demo" id="pixels"
import numpy as np

pixels = torch.from_numpy(np.array(sea.convert("RGB")))
print(tuple(pixels.shape), pixels.dtype, "the pixel in row 100, column 60:", pixels[100, 60].tolist())

# %% [markdown] lang="en"
# Rows first! The picture is 352 wide and 264 high, and the shape says 264, 352: height, width, colours.
#
# ### Exercise: cut out what was found
#
# Write `cut_out(pixels, box, margin)`. `pixels` is a tensor of `uint8` and shape `(height, width, 3)`, `box` a dictionary as above: `xmin` and `ymin` are the first column and row of the thing, `xmax` and `ymax` the places *behind* its last ones. Return the pixels in the box and
# `margin` more on each side, as a tensor of the same kind (a numpy array will do as well). Where the picture ends, the piece ends too: it is smaller then. A box may even reach beyond the picture (and of one that lies wholly outside nothing is left; the check asks about none of those). Leave `pixels` and `box` as they are.
#
# Example: `cut_out(pixels, {"xmin": 2, "ymin": 0, "xmax": 6, "ymax": 3}, 1).shape` is `torch.Size([4, 6, 3])`.
#
# *core · 6 minutes · 1 point*

# %% [markdown] lang="zh"
# 先行后列！这张图宽 352，高 264，形状写的却是 264、352：高、宽、颜色。
#
# ### 练习：把找到的东西裁出来
#
# 写一个函数 `cut_out(pixels, box, margin)`。`pixels` 是 `uint8` 张量，形状
# `(height, width, 3)`；`box` 是上面那样的字典：`xmin`、`ymin` 是这样东西的第一列、第一行，`xmax`、`ymax`
# 是最后一列、最后一行**后面**的位置。返回框里的像素，四边再各多 `margin`
# 个，仍是同类型的张量（numpy 数组也可以）。图到哪里为止，裁出来的就到哪里为止，这时会小一些。框本身也可能伸到图外面（要是整个都在图外，就什么也不剩；检查里没有这样的框）。`pixels`
# 和 `box` 都不要改动。
#
# 例：`cut_out(pixels, {"xmin": 2, "ymin": 0, "xmax": 6, "ymax": 3}, 1).shape` 返回
# `torch.Size([4, 6, 3])`。
#
# 核心 · 6 分钟 · 1 分

# %% role="solution" id="picture-cut"
def cut_out(pixels, box, margin):
    """The pixels, (height, width, 3), in the box and `margin` more on each side, as far as the picture goes.

    >>> cut_out(pixels, {"xmin": 2, "ymin": 0, "xmax": 6, "ymax": 3}, 1).shape
    torch.Size([4, 6, 3])
    """
    ### BEGIN SOLUTION
    top, left = max(0, box["ymin"] - margin), max(0, box["xmin"] - margin)
    return pixels[top : box["ymax"] + margin, left : box["xmax"] + margin]
    ### END SOLUTION

# %% role="check" id="picture-cut-check"
check("picture-cut", cut_out)

# %% [markdown] lang="en"
# (`Image.fromarray(np.asarray(cut_out(pixels, detect(sea)[0]["box"], 10)))` shows what you have cut out of the sea.)
#
# ## 9 · The same apple twice
#
# Things apart are easy. In a heap, one covers the other:

# %% [markdown] lang="zh"
# （`Image.fromarray(np.asarray(cut_out(pixels, detect(sea)[0]["box"], 10)))` 能看到你从海上那张里裁出来的东西。）
#
# ## 9 · 同一个苹果，出现两次
#
# 东西分开放，好认。堆在一起，就你遮我、我遮你：

# %% role="demo" id="heap"
heap = Image.open(SAMPLES / "pictures" / "scene-4-heap.png")
found = detect(heap)
for one in found:
    print(f"{one['label']:6} {one['score']:.2f}  {one['box']}")
draw_boxes(heap, found)

# %% [markdown] lang="en"
# There are three apples, a clock and a cat on this table; the model lists four apples. The apple on the right has two boxes that are nearly the same. A threshold would have to be made for this one picture: at 0.5 both boxes are there, at 0.9 both are gone, and the apple with them.
#
# What helps is to ask how much two boxes **overlap**. The measure for that is called *intersection over union*, **IoU**: the area that both have in common, divided by the area that they cover together. The same box twice gives 1, boxes apart give 0.
#
# ### Exercise: how much do two boxes overlap?
#
# Write `overlap(one, other)`. Both are dictionaries with `"xmin"`, `"ymin"`, `"xmax"` and `"ymax"`, whole numbers; a box is `xmax - xmin` wide and `ymax - ymin` high, neither of which is 0. Return the IoU of the two, a plain number from 0 to 1.
#
# Example: `overlap({"xmin": 0, "ymin": 0, "xmax": 20, "ymax": 10}, {"xmin": 10, "ymin": 0, "xmax": 30, "ymax": 10})` is `0.3333333333333333`: 100 pixels of 300.
#
# *core · 9 minutes · 2 points*

# %% [markdown] lang="zh"
# 桌上有三个苹果、一个钟、一只猫；模型列出来的却有四个苹果。右边那个，画了两个几乎一样的框。调
# threshold 的话，得专为这一张图去调：0.5 时两个都在，0.9 时两个一起没了，苹果也跟着没了。
#
# 有用的是问一问：两个框**重叠**了多少？量这个的叫**交并比**（intersection over
# union，IoU）：两个框共有的面积，除以合起来盖住的面积。同一个框两次是 1，没有共同部分的是 0。
#
# ### 练习：两个框重叠多少？
#
# 写一个函数 `overlap(one, other)`。两个参数都是字典，有 `"xmin"`、`"ymin"`、`"xmax"`、`"ymax"`
# 四个整数；框宽 `xmax - xmin`，高 `ymax - ymin`，都不是 0。返回两者的 IoU，一个 0 到 1 之间的普通的数。
#
# 例：`overlap({"xmin": 0, "ymin": 0, "xmax": 20, "ymax": 10}, {"xmin": 10, "ymin": 0, "xmax": 30, "ymax": 10})`
# 返回 `0.3333333333333333`：300 个像素里的 100 个。
#
# 核心 · 9 分钟 · 2 分

# %% role="solution" id="picture-overlap"
def overlap(one, other):
    """Intersection over union of two boxes (dicts with "xmin", "ymin", "xmax", "ymax"), from 0 to 1.

    >>> overlap({"xmin": 0, "ymin": 0, "xmax": 20, "ymax": 10}, {"xmin": 10, "ymin": 0, "xmax": 30, "ymax": 10})
    0.3333333333333333
    """
    ### BEGIN SOLUTION
    def area(box):
        return (box["xmax"] - box["xmin"]) * (box["ymax"] - box["ymin"])

    width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
    height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
    shared = width * height
    return shared / (area(one) + area(other) - shared)
    ### END SOLUTION

# %% role="check" id="picture-overlap-check"
check("picture-overlap", overlap)

# %% [markdown] lang="en"
# ### Exercise: every thing once
#
# Now you write what many detectors do before they answer. It is called *non-maximum suppression*. (A DETR was invented to do without it, and mostly does; you have just seen where it does not.)
#
# Write `once(found, most)`. `found` is a list of results as `detect` gives them, possibly empty, with scores that all differ. Go from the highest score to the lowest. A result stays, unless one that stays already has the same label and overlaps it by more than `most` (their IoU).
# Return a list of those that stay, the dictionaries as they are, the highest score first. Leave `found` as it is.
#
# You may call your own `overlap`.
#
# Example: `[one["label"] for one in once(found, 0.5)]`, with the `found` of the heap, has three apples in it.
#
# *stretch · 18 minutes · 3 points*

# %% [markdown] lang="zh"
# ### 练习：一样东西只留一次
#
# 许多检测器在作答之前都会做一步，叫**非极大值抑制**（non-maximum suppression）。现在你来做。（发明 DETR
# 就是为了省掉这一步，多数时候也真省掉了；省不掉的时候，你刚刚看到了。）
#
# 写一个函数 `once(found, most)`。`found` 是 `detect`
# 给的那种结果的列表，可能是空的，得分各不相同。从得分最高的看到最低的。一个结果会留下来，除非已经留下的里面有一个和它标签相同、重叠（IoU）又超过
# `most`。返回由留下的结果组成的列表，字典原样不动，得分最高的在最前面。`found` 本身不要改动。
#
# 可以调用你自己写的 `overlap`。
#
# 例：`found` 用堆在一起那张的，`[one["label"] for one in once(found, 0.5)]` 里有三个苹果。
#
# 挑战 · 18 分钟 · 3 分

# %% role="solution" id="picture-once"
def once(found, most):
    """The results that stay when of several boxes for one thing only the best is kept, the highest score first.

    >>> [one["label"] for one in once(found, 0.5)].count("apple")
    3
    """
    ### BEGIN SOLUTION
    def share(one, other):
        width = max(0, min(one["xmax"], other["xmax"]) - max(one["xmin"], other["xmin"]))
        height = max(0, min(one["ymax"], other["ymax"]) - max(one["ymin"], other["ymin"]))
        areas = [(box["xmax"] - box["xmin"]) * (box["ymax"] - box["ymin"]) for box in (one, other)]
        return width * height / (sum(areas) - width * height)

    kept = []
    for one in sorted(found, key=lambda one: one["score"], reverse=True):
        same = [other for other in kept if other["label"] == one["label"]]
        if all(share(one["box"], other["box"]) <= most for other in same):
            kept.append(one)
    return kept
    ### END SOLUTION

# %% role="check" id="picture-once-check"
check("picture-once", once)

# %% [markdown] lang="en"
# Passed? `draw_boxes(heap, once(found, 0.5))` draws the heap with every thing once, and `draw_boxes(sea, once(detect(sea, threshold=0.1), 0.5))` gets rid of what was too much at 0.1.
#
# ## 10 · One line for all
#
# | what you have | what you want | the line |
# |---|---|---|
# | speech | the words | `pipeline("automatic-speech-recognition")(file, generate_kwargs={"language": "zh"})` |
# | a sound | labels with scores | `pipeline("audio-classification")(file)` |
# | a picture | its three best labels | `pipeline("image-classification")(file, top_k=3)` |
# | a picture | things and places | `pipeline("object-detection")(file, threshold=0.9)` |
# | a picture, and a text | a text | `pipeline("image-text-to-text")(file, text="")` |
# | a table | cells | `pipeline("table-question-answering")(table=table, query=question)` |
#
# More of them are in the library, each waiting for a large model: `image-segmentation` (whose pixel is it?), `depth-estimation` (how far away?), `zero-shot-image-classification` (labels of your own), `document-question-answering` (scanned
# pages), `video-classification`, `text-to-audio` (a voice). They are called as these are; the course has no small model for them. Pictures *from* texts are another library's work, `diffusers`.
#
# ## What you can do now
#
# You can bring any recording into the form that a model wants, say in which language it should be written, cut it where somebody pauses, and tell a mood from silence. You can read a table with a model that cannot add, and have written the step with
# which detectors count every thing once. And you know six models that hardly ever say "I do not know".
#
# To think about:
#
# 1. A hospital has conversations written down by a Whisper. A nurse leaves the room, and the recording goes on. What will stand in the file, and how would you notice?
# 2. A detector in a car, and one that counts apples in a shop: which threshold would you choose for each, and why not the same?
# 3. `once` keeps apart what has different labels. When is that wrong?
#
# In **lesson 04** we open the first thing that every text goes through: the tokenizer.

# %% [markdown] lang="zh"
# 通过了？`draw_boxes(heap, once(found, 0.5))` 会把堆在一起的那张重画一遍，一样东西一个框；`draw_boxes(sea, once(detect(sea, threshold=0.1), 0.5))`
# 会去掉 0.1 时多出来的。
#
# ## 10 · 都是一行
#
# | 手里有什么 | 想要什么 | 那一行 |
# |---|---|---|
# | 语音 | 说的话 | `pipeline("automatic-speech-recognition")(file, generate_kwargs={"language": "zh"})` |
# | 声音 | 标签和得分 | `pipeline("audio-classification")(file)` |
# | 图片 | 最好的三个标签 | `pipeline("image-classification")(file, top_k=3)` |
# | 图片 | 东西和位置 | `pipeline("object-detection")(file, threshold=0.9)` |
# | 图片，加一段文字 | 一段文字 | `pipeline("image-text-to-text")(file, text="")` |
# | 表格 | 格子 | `pipeline("table-question-answering")(table=table, query=question)` |
#
# 库里还有别的，每个都要配大模型：`image-segmentation`（每个像素属于谁）、`depth-estimation`（有多远）、`zero-shot-image-classification`（标签自己定）、`document-question-answering`（扫描的页面）、`video-classification`、`text-to-audio`（念出来）。调用的方法都和上面一样，只是课程没有为它们准备小模型。用文字**生成**图片，是另一个库
# `diffusers` 的事。
#
# ## 现在你会了什么
#
# 不管什么录音，你都能弄成模型要的样子，能说定用哪种语言写，能在停顿的地方切开，也分得清情绪和寂静。你会用一个不会加法的模型读表格，还亲手写了检测器用来“一样东西只数一次”的那一步。而且你认识了六个几乎从不说“不知道”的模型。
#
# 想一想：
#
# 1. 医院用 Whisper 记录谈话。护士走出房间，录音还在继续。文件里会写下什么？怎样才能发觉？
# 2. 汽车上的检测器，和商店里数苹果的检测器：threshold 各该定多少？为什么不一样？
# 3. 标签不同的框，`once` 都会留着。什么时候这样做是错的？
#
# **第 04 课**要打开每一段文字都要先经过的东西：分词器。
