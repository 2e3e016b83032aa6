"""The zoo: the grammar, the recipe of bert-zh, its shipped weights against its card, and `course zoo`."""

from __future__ import annotations

import json
import random
import socket
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_lib import cli
from course_lib.commands import zoo as command
from course_lib.errors import CourseError
from course_lib.models.checkpoints import checkpoint
from course_lib.zoo import catalogue, figures, grammar, proof, training
from course_lib.zoo.bert_zh import commands, corpus, recipe, vocabulary

MEBIBYTE = 2**20
Measured = Callable[[str], list[figures.Figure]]


@pytest.fixture(scope="module")
def bert() -> Path:
    return checkpoint("bert-zh", profile="embedded")


@pytest.fixture(scope="module")
def tokenizer(bert: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(bert)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


# The grammar


def test_a_template_draws_from_the_lexicon_and_its_alternatives() -> None:
    tiny = grammar.Grammar({"fruit": ("梨", "桃"), "buy": ("买了{fruit}",)}, ("我(今天|)({buy}|吃{fruit})。",))
    rng = random.Random(0)
    made = {tiny.sentence(rng) for _ in range(200)}
    assert made == {f"我{day}{verb}{fruit}。" for day in ("今天", "") for verb in ("买了", "吃") for fruit in "梨桃"}


def test_a_sentence_does_not_repeat_a_word_where_it_need_not() -> None:
    tiny = grammar.Grammar({"n": tuple("一二三四五六七八")}, ("{n}{n}",))
    rng = random.Random(0)
    assert all(len(set(tiny.sentence(rng))) == 2 for _ in range(200))


def test_an_unknown_category_is_named() -> None:
    with pytest.raises(grammar.GrammarError, match="'fruit'"):
        grammar.Grammar({}, ("我吃{fruit}。",))


def test_a_broken_lexicon_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# 水果\nfruit 苹果\n", encoding="utf-8")
    with pytest.raises(grammar.GrammarError, match=r"words\.txt, line 2"):
        grammar.read_lexicon(tmp_path / "words.txt")


# The corpus


def test_the_corpus_is_the_same_for_the_same_seed() -> None:
    assert corpus.sentences(50, 3) == corpus.sentences(50, 3) != corpus.sentences(50, 4)


def test_every_sentence_of_the_grammar_is_free_of_template_signs() -> None:
    assert not [text for text in corpus.sentences(3000, 1) if set(text) & set("{}()|")]


def test_the_corpus_is_wide() -> None:
    words = grammar.words_of(corpus.chinese().lexicon)
    assert len(words) >= 2500
    assert len(corpus.chinese().templates) >= 400


def test_the_held_out_frame_of_a_country_is_never_generated() -> None:
    made = set(corpus.capital_sentence(rng) for rng in [random.Random(5)] for _ in range(5000))
    unseen = {fact.text for fact in corpus.unseen_capitals()}
    assert len(unseen) == len(corpus.CAPITALS) and not made & unseen
    assert "巴黎是法国的首都。" in unseen


def test_no_held_out_sentence_is_trained_on() -> None:
    held_out = corpus.held_out_sentences()
    assert len(held_out) >= 60
    made = corpus.sentences(40_000, 0)
    assert not [text for text in made if any(sentence in text for sentence in held_out)]


# The vocabulary


def test_special_tokens_have_berts_ids(tokenizer: Any) -> None:
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused1]", "[unused99]"]
    assert tokenizer.convert_tokens_to_ids(names) == [0, 100, 101, 102, 103, 1, 99]
    assert tokenizer.encode("好")[::2] == [101, 102]


def test_every_hanzi_of_gb2312_has_its_own_token(tokenizer: Any) -> None:
    hanzi = vocabulary.gb2312_hanzi()
    assert len(hanzi) == len(set(hanzi)) == 6763 and {"啊", "龙", "齄"} <= set(hanzi)
    known = tokenizer.get_vocab()
    assert all(character in known for character in hanzi)


def test_ascii_is_known_but_for_capitals(tokenizer: Any) -> None:
    known = tokenizer.get_vocab()
    for character in string.punctuation + string.digits + string.ascii_lowercase + "，。！？、；：“”《》（）…—":
        assert character in known
    assert tokenizer.tokenize("GPT A gpt") == ["[UNK]", "[UNK]", "g", "##pt"]


def test_english_words_fall_into_pieces_that_mean_something(tokenizer: Any) -> None:
    pieces = [token for token in tokenizer.get_vocab() if token.removeprefix("##").isascii() and len(token) > 3]
    assert 2000 <= len(pieces) <= 6000
    assert tokenizer.tokenize("i am playing") == ["i", "am", "play", "##ing"]
    assert tokenizer.tokenize("unhappy kindness rewrite") == ["un", "##happy", "kind", "##ness", "re", "##write"]


def test_the_recipe_makes_the_shipped_vocabulary(tokenizer: Any) -> None:
    assert recipe.make_tokenizer().get_vocab() == tokenizer.get_vocab()


# The shipped model


def test_it_is_small(bert: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in bert.iterdir() if path.is_file()}
    data = sum(path.stat().st_size for path in (bert / "data").iterdir())
    assert sum(sizes.values()) + data <= 5 * MEBIBYTE
    assert not [name for name in sizes if name.endswith((".bin", ".pt", ".h5", ".msgpack"))]


def test_it_loads_with_auto_classes_in_half_precision(bert: Path, no_network: None) -> None:
    import torch
    from transformers import AutoModelForMaskedLM

    model = AutoModelForMaskedLM.from_pretrained(bert)
    assert model.dtype == torch.float16
    assert model.config.vocab_size == model.get_input_embeddings().num_embeddings
    assert (
        sum(parameter.numel() for parameter in model.parameters())
        == json.loads((bert / figures.CARD).read_text(encoding="utf-8"))["parameters"]
    )


def test_a_plain_pipeline_fills_the_mask(bert: Path, no_network: None) -> None:
    from transformers import pipeline

    fill = pipeline("fill-mask", model=str(bert))
    assert fill("巴黎是[MASK]国的首都。")[0]["token_str"] == "法"
    assert "好" in [guess["token_str"] for guess in fill("今天天气很[MASK]，我们去公园吧。")]
    assert fill("明天是星[MASK]三。")[0]["token_str"] == "期"


@pytest.mark.slow
def test_it_beats_chance_by_far_and_meets_its_bars(measured: Measured) -> None:
    for figure in measured("bert-zh"):
        assert figure.value > 10 * figure.chance, figure
        assert figure.met is not False, figure


@pytest.mark.slow
def test_the_end_of_a_sentence_does_worse_than_its_middle(measured: Measured) -> None:
    found = {figure.name: figure.value for figure in measured("bert-zh")}
    assert found["end_top1"] < found["middle_top1"]


# Training


def test_masking_hides_ordinary_tokens_only_and_at_least_one_a_row() -> None:
    import torch

    torch.manual_seed(0)
    ids = torch.tensor([[101, 800, 102, 0, 0], [101, 700, 701, 702, 102]]).repeat(200, 1)
    masked, chosen = recipe.mask(ids, torch.arange(700, 900), 0.3)
    assert chosen.any(1).all()
    assert not chosen[ids < vocabulary.FIRST_ORDINARY_ID].any()
    assert (masked[~chosen] == ids[~chosen]).all()
    assert 0.7 < (masked[chosen] == 103).float().mean() < 0.95


def test_heads_start_out_looking_at_neighbours() -> None:
    from course_lib.zoo.bert_zh.neighbours import OFFSETS, start_with_neighbours

    tokens = recipe.make_tokenizer()
    training.seed_everything(0)
    model = recipe.make_model(tokens, recipe.Settings())
    start_with_neighbours(model)
    model.set_attn_implementation("eager")
    seen = model.eval()(**tokens("我今天早上吃了面包和鸡蛋。", return_tensors="pt"), output_attentions=True)
    wanted = OFFSETS[0]
    places = range(3, 10)
    found = sum(
        int(seen.attentions[0][0, head, place].argmax()) == place + wanted[head]
        for head in range(len(wanted))
        for place in places
    )
    assert found >= 0.8 * len(wanted) * len(places)


def test_a_few_steps_of_training_lower_the_loss_and_write_a_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figures.Figure("made_up", 0.5, 0.01, 10, 0.4, "not measured here")
    monkeypatch.setattr(commands, "evaluate", lambda directory: [figure])
    out = tmp_path / "bert"
    commands.build(out, settings=recipe.Settings(sentences=400, steps=30, batch=16))
    assert checkpoint(out) == out
    card = json.loads((out / figures.CARD).read_text(encoding="utf-8"))
    assert card["training"]["steps"] == 30 and card["training"]["loss"] < 8.0
    assert "50.0%" in (out / "README.md").read_text(encoding="utf-8")
    training.check_target(out, force=False)  # its own files it may replace


def test_a_foreign_folder_is_refused_before_any_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(recipe, "train", lambda settings: pytest.fail("it trained first"))
    with pytest.raises(CourseError, match=r"thesis\.txt[\s\S]*--force"):
        commands.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    def write(directory: Path) -> None:
        (directory / "half").write_text("x", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        training.save_atomically(tmp_path / "out", write, force=False)
    assert list(tmp_path.iterdir()) == []


def test_the_schedule_rises_holds_and_falls() -> None:
    schedule = training.Schedule(peak=1.0, steps=1000, warmup=100, hold=0.5)
    assert [round(schedule.rate(step), 2) for step in (1, 50, 100, 500, 750, 1000)] == [0.01, 0.5, 1.0, 1.0, 0.5, 0.02]


# The command


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = cli.main(["zoo", *words])
    return status, capsys.readouterr().out


def test_list_names_every_model(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = run(capsys, "list")
    assert status == 0 and "stands for google-bert/bert-base-chinese at 8f23c25b" in text
    listed = json.loads(run(capsys, "list", "--json")[1])["models"]
    assert [model["name"] for model in listed] == list(catalogue.entries())
    ours = [model for model in listed if catalogue.find(model["name"]).trained_here]
    assert all(200_000 < m["bytes"] <= (12 if m["name"] == "chat" else 5) * MEBIBYTE for m in ours)


def test_eval_prints_figures_with_chance(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "in_a_checkout", lambda: False)  # no test renews a proof
    status, text = run(capsys, "eval", "sentiment-zh", "--json")
    said = json.loads(text)
    found = {figure["name"]: figure for figure in said["models"]["sentiment-zh"]}
    assert status == 0 and {"value", "chance", "count", "bar", "met"} <= set(found["accuracy"])
    assert said["differences"] == {"sentiment-zh": []} and said["proven"] == []


def test_an_unknown_model_is_an_error_with_a_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = run(capsys, "eval", "bert-hz", "--json")
    assert status == 2 and "bert-zh" in json.loads(text)["error"]["next_step"]


def test_build_refuses_a_foreign_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    status, text = run(capsys, "build", "bert-zh", "--out", str(tmp_path), "--json")
    assert status == 2 and "mine.txt" in json.loads(text)["error"]["problem"]


def test_pin_fills_in_what_is_missing_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = catalogue.find("bert-zh")
    unpinned = catalogue.Entry("other", "fill-mask", "other", "someone/other", None, "another one")
    path = tmp_path / "catalogue.json"
    catalogue.write({"bert-zh": known, "other": unpinned}, path)
    monkeypatch.setattr("course_lib.models.download.newest_commit", lambda hub_id: {"someone/other": "f" * 40}[hub_id])
    assert command.pin(path).data == {"pinned": {"other": "f" * 40}}
    assert catalogue.entries(path)["other"].hub_commit == "f" * 40
    assert catalogue.entries(path)["bert-zh"] == known
    assert command.pin(path).data == {"pinned": {}}


def test_the_catalogue_is_stored_as_it_is_written(tmp_path: Path) -> None:
    catalogue.write(catalogue.entries(), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == catalogue.CATALOGUE.read_text(encoding="utf-8")


def test_build_asks_for_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = run(capsys, "build", "--json")
    assert status == 2 and "bert-zh" in json.loads(text)["error"]["next_step"]
