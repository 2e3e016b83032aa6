"""`course_lib.offline`: names on the hub, addresses and data sets are answered on this machine, announced once, and
afterwards every library is as it was.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import torch
import transformers

from course_lib import offline
from course_lib.errors import CourseError
from course_lib.offline import nearest, stand_in, stand_ins
from course_lib.offline.data_sets import _bounds
from course_lib.zoo import catalogue

ROOT = Path(__file__).parents[1]
ADDRESS = "http://images.cocodataset.org/val2017/000000039769.jpg"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The extension, with nothing told yet; a name that slips through fails at once."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(stand_ins, "_told", set())
    with offline.tutorials_offline():
        yield


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("bert-base-uncased", "bert-zh"), ("google-bert/bert-base-cased", "bert-zh"), ("distilroberta-base", "bert-zh"),
        ("distilbert-base-uncased-finetuned-sst-2-english", "sentiment-en"),
        ("cardiffnlp/twitter-roberta-base-sentiment-latest", "sentiment-en"),
        ("uer/roberta-base-finetuned-jd-binary-chinese", "sentiment-zh"),
        ("uer/roberta-base-finetuned-dianping-chinese", "sentiment-zh"),
        ("gpt2", "gpt2-en"), ("distilgpt2", "gpt2-en"), ("EleutherAI/gpt-neo-125m", "gpt2-en"),
        ("uer/gpt2-chinese-poem", "gpt2-zh"), ("Qwen/Qwen2.5-7B-Instruct", "chat"),
        ("microsoft/DialoGPT-small", "chat"),
        ("t5-small", "summarize"), ("google/flan-t5-base", "summarize"),
        ("sshleifer/distilbart-cnn-12-6", "summarize"),
        ("Helsinki-NLP/opus-mt-zh-en", "translate-zh-en"), ("Helsinki-NLP/opus-mt-fr-en", "translate-en-zh"),
        ("dslim/bert-base-NER", "ner"), ("deepset/roberta-base-squad2", "qa"),
        ("facebook/bart-large-mnli", "zero-shot"),
        ("google/tapas-base-finetuned-wtq", "table-qa"), ("sentence-transformers/all-mpnet-base-v2", "embed"),
        ("openai/whisper-large-v2", "speech"), ("facebook/wav2vec2-base-960h", "speech"),
        ("superb/hubert-large-superb-er", "audio-emotion"),
        ("ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition", "audio-emotion"),
        ("google/vit-base-patch16-224", "vision"),
        ("facebook/detr-resnet-101", "detect"), ("Salesforce/blip-image-captioning-large", "caption"),
        ("hfl/rbt3", "bert-zh"), ("CompVis/stable-diffusion-v1-4", None),
    ],
)  # fmt: skip
def test_a_name_is_answered_by_what_is_nearest(name: str, own: str | None) -> None:
    assert stand_in(name) == own


def test_every_real_model_of_the_catalogue_is_answered_by_its_own_stand_in() -> None:
    for own, entry in catalogue.entries().items():
        assert stand_in(entry.hub_id) == own
        assert stand_in(entry.hub_id.rpartition("/")[2]) == own
        assert offline.nearest(entry.hub_id) == entry.hub_id
    assert nearest("bert-base-chineese") == "google-bert/bert-base-chinese"


def test_everything_of_a_name_is_loaded_and_it_is_said_once(loaded: None, capsys: pytest.CaptureFixture[str]) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained("distilgpt2", revision="main", token="never sent")
    config = transformers.AutoConfig.from_pretrained("distilgpt2")
    model = transformers.AutoModelForCausalLM.from_pretrained("distilgpt2", torch_dtype=torch.float32)
    again = transformers.GPT2LMHeadModel.from_pretrained(pretrained_model_name_or_path="distilgpt2")
    assert type(model) is type(again)
    assert transformers.AutoModel.from_pretrained("distilgpt2").dtype == torch.float32
    assert transformers.AutoConfig.from_pretrained("./distilgpt2/").vocab_size == config.vocab_size
    assert transformers.AutoModelForCausalLM.from_pretrained("distilgpt2", device_map="auto", load_in_4bit=True)
    assert config.vocab_size == len(tokenizer)
    assert transformers.GenerationConfig.from_pretrained("distilgpt2").eos_token_id is not None
    assert transformers.AutoImageProcessor.from_pretrained("google/vit-base-patch16-224")
    assert transformers.AutoProcessor.from_pretrained("openai/whisper-tiny")
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 3
    assert told[0].startswith("distilgpt2 is answered by gpt2-en, a small model of this course")


def test_pipelines_are_made_by_task_by_name_or_by_both(loaded: None, capsys: pytest.CaptureFixture[str]) -> None:
    from transformers import pipeline

    assert pipeline("sentiment-analysis")("Good value.")[0]["label"] in ("POSITIVE", "NEGATIVE")
    assert "text-classification" not in capsys.readouterr().out
    assert pipeline(model="dslim/bert-base-NER", grouped_entities=True)("王小明住在北京。")
    assert (
        "generated_text" in pipeline("text-generation", "distilgpt2", framework="pt")("once upon", max_new_tokens=3)[0]
    )
    (filled,) = pipeline("fill-mask", model="distilroberta-base")("it is a <mask> day.", top_k=1)
    assert "<mask>" not in filled["sequence"]
    assert pipeline("summarization", model="facebook/bart-large-cnn")("A fire destroyed a shop.")[0]["summary_text"]
    # Another head than the name's own: the course's model for the task.
    assert pipeline("text-classification", model="bert-base-uncased").model.config.id2label[1] == "POSITIVE"


def test_dropped_calls_of_tokenizers_come_back(loaded: None) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained("bert-base-uncased")
    assert tokenizer.tokenize("Good Day") == tokenizer.tokenize("good day")
    pair = tokenizer("good day", "my friend")
    assert tokenizer.encode_plus("good day", "my friend")["input_ids"] == pair["input_ids"]
    assert tokenizer.batch_encode_plus(["good", "day"]) == tokenizer(["good", "day"])
    first, second = (tokenizer.encode(text, add_special_tokens=False) for text in ("good day", "my friend"))
    assert tokenizer.prepare_for_model(first, second) == pair
    assert tokenizer.build_inputs_with_special_tokens(first, second) == pair["input_ids"]
    assert tokenizer.create_token_type_ids_from_sequences(first, second) == pair["token_type_ids"]
    assert tokenizer.additional_special_tokens == []
    assert len(tokenizer.encode_plus("good", max_length=9, pad_to_max_length=True)["input_ids"]) == 9


def test_addresses_of_pictures_and_sounds_are_answered_by_samples(
    loaded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image
    from transformers import pipeline

    assert Image.open(io.BytesIO(httpx.get(ADDRESS).content)).size == (352, 264)
    assert pipeline("object-detection", model="facebook/detr-resnet-50")(ADDRESS)
    heard = pipeline(model="openai/whisper-large-v2")("https://example.org/asr_dummy/resolve/main/mlk.flac")
    assert heard["text"].strip()
    assert capsys.readouterr().out.count(ADDRESS) == 1
    with pytest.raises(CourseError, match=r"would have been fetched"):
        httpx.get("https://example.org/data.csv")


def test_data_sets_come_in_the_columns_that_tutorials_read(loaded: None) -> None:
    import datasets

    whole = datasets.load_dataset("stanfordnlp/imdb")
    assert whole["train"].column_names == ["text", "label"]
    some = datasets.load_dataset("glue", "mrpc", split="train[:10%]")
    assert some.column_names == ["sentence1", "sentence2", "label", "idx"]
    assert len(some) == 3
    assert datasets.load_dataset("food101", split="train[:2]")[0]["image"].size == (352, 264)
    assert datasets.load_dataset("superb", "asr", split="test").column_names[0] == "id"
    squad = datasets.load_dataset("squad", split="validation")[0]
    start = squad["answers"]["answer_start"][0]
    assert squad["context"][start:].startswith(squad["answers"]["text"][0])
    with pytest.raises(CourseError, match="would have been downloaded"):
        datasets.load_dataset("wikitext")
    assert _bounds("2:10%", 50) == (2, 5)


def test_sounds_of_a_data_set_are_decoded_without_torchcodec(loaded: None) -> None:
    import datasets
    from transformers import pipeline

    clips = datasets.load_dataset("PolyAI/minds14", "en-US", split="train")
    audio = clips[0]["audio"]
    assert audio["sampling_rate"] == 16_000 and audio["array"].ndim == 1 and audio["array"].dtype == "float32"
    slower = clips.cast_column("audio", datasets.Audio(sampling_rate=8_000))[0]["audio"]
    assert abs(2 * len(slower["array"]) - len(audio["array"])) <= 1 and slower["sampling_rate"] == 8_000
    assert pipeline("automatic-speech-recognition")(dict(audio))["text"].strip()
    kept = clips.map(lambda row: {"seconds": len(row["audio"]["array"]) / row["audio"]["sampling_rate"]})
    assert kept[0]["seconds"] == pytest.approx(len(audio["array"]) / 16_000)
    made = datasets.Dataset.from_dict({"audio": [{"array": audio["array"], "sampling_rate": 16_000}]})
    made = made.cast_column("audio", datasets.Audio())
    assert made[0]["audio"]["array"] == pytest.approx(audio["array"], abs=1e-3)


def test_lengths_meant_for_larger_models_are_made_to_fit_and_it_is_said(
    loaded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    from transformers import pipeline

    long = "the train was late and the students were waiting. " * 40
    assert pipeline("translation_en_to_zh", model="Helsinki-NLP/opus-mt-en-zh")(long, min_length=3)[0][
        "translation_text"
    ]
    assert "translate-en-zh reads at most 128 tokens" in capsys.readouterr().out
    write = pipeline("text-generation", model="gpt2")
    told = "once upon a time there was a small dog who lived by the sea. "
    assert write(told, max_length=8)[0]["generated_text"].startswith(told)
    assert "A length of 8 tokens was meant for a larger model" in capsys.readouterr().out
    assert write("once", max_length=5000, do_sample=False)[0]["generated_text"]


def test_ones_own_model_is_left_as_it_is(loaded: None, tmp_path: Path) -> None:
    from transformers import pipeline

    for name, auto in (("gpt2", "AutoModelForCausalLM"), ("bert-base-chinese", "AutoModelForMaskedLM")):
        transformers.AutoTokenizer.from_pretrained(name).save_pretrained(tmp_path / name)
        getattr(transformers, auto).from_pretrained(name).save_pretrained(tmp_path / name)
    mine = transformers.AutoModelForCausalLM.from_pretrained(tmp_path / "gpt2")
    with pytest.raises(ValueError, match="max_length"):
        mine.generate(torch.tensor([[1] * 9]), max_length=8)
    capitals = pipeline("fill-mask", model=str(tmp_path / "bert-base-chinese")).tokenizer
    assert capitals.tokenize("Good") != capitals.tokenize("good")


def test_languages_that_the_course_has_no_model_for_are_answered_in_chinese(
    loaded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    from transformers import TranslationPipeline, pipeline

    translate = pipeline("translation_en_to_de")
    assert isinstance(translate, TranslationPipeline)
    assert translate("I like cats.")[0]["translation_text"] == "我喜欢猫。"
    assert "no model for translation_en_to_de: translate-en-zh answers" in capsys.readouterr().out


def test_filters_of_older_sampling_loops_come_back(loaded: None) -> None:
    from transformers import top_k_top_p_filtering

    logits = torch.tensor([[1.0, 4.0, 2.0, 3.0]])
    assert top_k_top_p_filtering(logits.clone(), top_k=2).isinf().tolist() == [[True, False, True, False]]
    assert top_k_top_p_filtering(logits.clone(), top_p=0.5).isinf().tolist() == [[True, False, True, True]]
    assert top_k_top_p_filtering(logits.clone()).equal(logits)


def test_files_of_ones_own_are_loaded_as_ever(loaded: None, tmp_path: Path) -> None:
    import datasets

    (tmp_path / "my.csv").write_text("text,label\ngood,1\n")
    rows = datasets.load_dataset("csv", data_files=str(tmp_path / "my.csv"), cache_dir=str(tmp_path / "cache"))
    assert rows["train"][0] == {"text": "good", "label": 1}
    tokenizer = transformers.AutoTokenizer.from_pretrained("gpt2")
    tokenizer.save_pretrained(tmp_path / "mine")
    assert len(transformers.AutoTokenizer.from_pretrained(tmp_path / "mine")) == len(tokenizer)
    assert len(transformers.AutoTokenizer.from_pretrained(str(tmp_path / "mine"))) == len(tokenizer)


def test_what_nothing_can_stand_in_for_is_said_to_be_so(loaded: None) -> None:
    import huggingface_hub

    with pytest.raises(CourseError) as caught:
        transformers.AutoModel.from_pretrained("CompVis/stable-diffusion-v1-4")
    assert "%unload_ext" in str(caught.value)
    assert Path(huggingface_hub.hf_hub_download("gpt2", "config.json")).is_file()
    with pytest.raises(CourseError, match=r"has no file tf_model\.h5"):
        huggingface_hub.hf_hub_download("gpt2", "tf_model.h5")


def test_afterwards_every_library_is_as_it_was() -> None:
    import datasets
    import huggingface_hub

    owners = (transformers, transformers.pipelines, datasets, huggingface_hub, httpx, transformers.AutoTokenizer,
              transformers.PreTrainedModel, transformers.PreTrainedTokenizerBase)  # fmt: skip
    before = [dict(vars(owner)) for owner in owners]
    offline.start()
    offline.start()
    offline.stop()
    for owner, own in zip(owners, before, strict=True):
        changed = {name for name in own if vars(owner).get(name) is not own[name]}
        assert not changed
    assert not hasattr(transformers.PreTrainedTokenizerBase, "encode_plus")


def test_it_works_as_the_first_line_of_a_notebook_whatever_was_imported_before() -> None:
    code = (
        "from IPython.core.interactiveshell import InteractiveShell as S\n"
        "shell = S.instance()\n"
        "shell.run_line_magic('load_ext', 'course_lib.offline')\n"
        "shell.run_cell('from transformers import pipeline; p = pipeline(\"ner\")').raise_error()\n"
        "shell.run_line_magic('unload_ext', 'course_lib.offline')\n"
        "import transformers; assert transformers.pipeline.__module__ == 'transformers.pipelines'\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "ner" in made.stdout


def test_a_notebook_is_run_into_a_copy(tmp_path: Path) -> None:
    import json

    import nbformat

    cells = ["from transformers import pipeline\npipeline('ner')('王小明住在北京。')[0]['entity']", "1 / 0"]
    old = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(old, tmp_path / "old.ipynb")
    before = (tmp_path / "old.ipynb").read_bytes()
    command = [sys.executable, "-m", "course_lib", "run", str(tmp_path / "old.ipynb"), "--json"]
    made = subprocess.run([*command, "--out", str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True)
    assert json.loads(made.stdout) == {
        "cells": 2, "ran": 1, "copy": str(tmp_path / "out" / "old.ipynb"),
        "failed": [{"cell": 2, "error": "ZeroDivisionError: division by zero"}],
    }  # fmt: skip
    copy = nbformat.read(tmp_path / "out" / "old.ipynb", as_version=4)
    assert [cell.source for cell in copy.cells] == ["%load_ext course_lib.offline", *cells]
    assert "-PER" in str(copy.cells[1].outputs)
    assert (tmp_path / "old.ipynb").read_bytes() == before
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "old.ipynb").write_text("theirs")
    refused = subprocess.run([*command, "--out", str(tmp_path / "theirs")], cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 2
    assert (tmp_path / "theirs" / "old.ipynb").read_text() == "theirs"
