"""`course_lib.local_hub`: repositories, as huggingface_hub's, transformers' and datasets' own clients find them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import datasets
import huggingface_hub
import pytest
import transformers
from huggingface_hub import HfApi, ModelCard, get_session, hf_hub_download, snapshot_download
from huggingface_hub.errors import RemoteEntryNotFoundError, RepositoryNotFoundError, RevisionNotFoundError

from course_lib.local_hub import Exchange, LocalHub, Record, use
from course_lib.local_hub.cards import front_matter, tags_of
from course_lib.local_hub.contents import content_of, is_large
from course_lib.local_hub.messages import Refusal
from course_lib.local_hub.repositories import commit_of, listing, refuse_bad_id, refuse_bad_path
from course_lib.models import checkpoint
from course_lib.zoo import catalogue

BERT = "glassbox/bert-zh"


@pytest.fixture(scope="module")
def local() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


@pytest.fixture
def api(local: LocalHub) -> HfApi:
    return HfApi()


# Finding --------------------------------------------------------------------------------------------------------------


def test_every_model_of_the_course_is_on_the_hub_under_its_own_name(api: HfApi) -> None:
    names = {model.id for model in api.list_models()}
    assert names >= {f"glassbox/{name}" for name, entry in catalogue.entries().items() if entry.trained_here}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"pipeline_tag": "text-classification", "filter": "en"}, "glassbox/sentiment-en"),
        ({"filter": ["zh", "translation"], "sort": "downloads"}, "glassbox/translate-en-zh"),
        ({"filter": "license:other"}, "glassbox/bert-zh-gated"),
        ({"search": "gpt2", "sort": "likes"}, "glassbox/gpt2-en"),
        ({"search": "GLASSBOX embed"}, "glassbox/embed"),
        ({"author": "glassbox", "sort": "downloads", "limit": 1}, "glassbox/chat"),
        ({"gated": True}, "glassbox/bert-zh-gated"),
        ({"filter": "qwen2"}, "glassbox/chat"),
    ],
)
def test_a_model_is_found_by_task_language_licence_words_and_rank(
    api: HfApi, asked: dict[str, str], first: str
) -> None:
    assert next(iter(api.list_models(**asked))).id == first


def test_a_list_is_sorted_and_goes_on_from_page_to_page(local: LocalHub, api: HfApi) -> None:
    mark = len(local.requests)
    downloads = [model.downloads or 0 for model in api.list_models(sort="downloads")]
    assert downloads == sorted(downloads, reverse=True) and len(downloads) >= 20
    assert len(local.requests.since(mark)) == 1
    response = get_session().get(f"{local.address}/api/models", params={"limit": 8, "filter": "zh"})
    seen = [model["id"] for model in response.json()]
    while following := response.links.get("next"):
        response = get_session().get(following["url"])
        seen += [model["id"] for model in response.json()]
    assert len(seen) == len(set(seen)) == len(list(api.list_models(filter="zh", token=False)))


def test_a_data_set_is_found_too(api: HfApi) -> None:
    found = list(api.list_datasets(filter=["language:zh"])) + list(api.list_datasets(filter="zh", sort="likes"))
    assert found[0].id == "glassbox/reviews-zh"
    assert api.dataset_info("glassbox/reviews-zh").card_data["task_categories"] == ["text-classification"]


def test_an_order_or_a_number_that_makes_no_sense_is_refused(local: LocalHub) -> None:
    for asked in ("sort=weight", "limit=many", "cursor=-1"):
        assert get_session().get(f"{local.address}/api/models?{asked}").status_code == 400


# One repository -------------------------------------------------------------------------------------------------------


def test_what_is_told_about_a_model_is_true(api: HfApi) -> None:
    told = api.model_info(BERT, files_metadata=True)
    assert (told.pipeline_tag, told.library_name, told.private, told.gated) == (
        "fill-mask",
        "transformers",
        False,
        False,
    )
    assert {"zh", "en", "bert", "safetensors", "license:apache-2.0"} <= set(told.tags or ())
    folder = checkpoint("bert-zh")
    weights = next(one for one in told.siblings or () if one.rfilename == "model.safetensors")
    assert weights.size == (folder / "model.safetensors").stat().st_size
    assert weights.lfs is not None and len(weights.lfs.sha256) == 64
    names = {one.rfilename for one in told.siblings or ()}
    assert {"config.json", "README.md", "tokenizer.json"} <= names and not {"recipe.py", "card.json"} & names
    assert api.model_info(BERT, expand=["downloads", "sha"]).sha == told.sha


def test_the_card_is_read_before_the_weights(local: LocalHub, api: HfApi) -> None:
    mark = len(local.requests)
    card = ModelCard.load("glassbox/sentiment-en")
    assert card.data.license == "apache-2.0" and card.data.language == ["en"] and "Held out" in card.text
    assert {one.path.rpartition("/")[2] for one in local.requests.since(mark)} == {"README.md"}


def test_revisions_are_branches_tags_and_whole_commits(api: HfApi) -> None:
    history = api.list_repo_commits(BERT)
    assert [one.title for one in history] == ["Write the card", "Upload the files"]
    refs = api.list_repo_refs(BERT)
    assert [(one.name, one.target_commit) for one in refs.branches] == [("main", history[0].commit_id)]
    assert [(one.name, one.target_commit) for one in refs.tags] == [("v1.0", history[1].commit_id)]
    assert not api.file_exists(BERT, "README.md", revision="v1.0") and api.file_exists(BERT, "README.md")
    assert api.model_info(BERT, revision=history[1].commit_id).sha == history[1].commit_id
    with pytest.raises(RevisionNotFoundError):
        api.model_info(BERT, revision=history[1].commit_id[:10])


def test_files_are_listed_folder_by_folder(api: HfApi) -> None:
    assert "1_Pooling" in [one.path for one in api.list_repo_tree("glassbox/embed")]
    assert [one.path for one in api.list_repo_tree("glassbox/embed", "1_Pooling")] == ["1_Pooling/config.json"]
    assert "1_Pooling/config.json" in api.list_repo_files("glassbox/embed")
    with pytest.raises(RemoteEntryNotFoundError):
        list(api.list_repo_tree("glassbox/embed", "no-such-folder"))
    found = api.get_paths_info("glassbox/embed", ["config.json", "1_Pooling", "missing.txt"])
    assert sorted(one.path for one in found) == ["1_Pooling", "config.json"]


def test_what_is_not_there_is_said_in_the_words_that_make_the_right_exception(api: HfApi) -> None:
    with pytest.raises(RepositoryNotFoundError):
        api.model_info("bert-base-chinese")
    with pytest.raises(RepositoryNotFoundError):
        api.model_info("google-bert/bert-base-chinese", token=False)
    with pytest.raises(RevisionNotFoundError):
        hf_hub_download(BERT, "config.json", revision="v9")
    with pytest.raises(RemoteEntryNotFoundError):
        hf_hub_download(BERT, "pytorch_model.bin")


def test_metadata_of_a_safetensors_file_is_read_with_ranges(local: LocalHub, api: HfApi) -> None:
    mark = len(local.requests)
    assert api.get_safetensors_metadata(BERT).sharded is False
    ranges = [one for one in local.requests.since(mark) if one.range]
    assert ranges and {one.status for one in ranges} == {206}


# Downloads ------------------------------------------------------------------------------------------------------------


def test_a_file_comes_whole_and_lies_in_the_cache_as_the_protocol_says(local: LocalHub) -> None:
    path = Path(hf_hub_download(BERT, "model.safetensors"))
    assert path.read_bytes() == (checkpoint("bert-zh") / "model.safetensors").read_bytes()
    folder = local.home / "hub" / "models--glassbox--bert-zh"
    commit = (folder / "refs" / "main").read_text()
    assert path == folder / "snapshots" / commit / "model.safetensors"
    assert len(path.resolve().name) == 64
    with pytest.raises(RemoteEntryNotFoundError):
        hf_hub_download(BERT, "vocab.txt")
    assert (folder / ".no_exist" / commit / "vocab.txt").exists()


def test_a_warm_snapshot_asks_once_and_one_of_a_commit_never(local: LocalHub) -> None:
    name = "glassbox/sentiment-en"
    folder = snapshot_download(name)
    assert (Path(folder) / "config.json").is_file()
    mark = len(local.requests)
    assert snapshot_download(name) == folder
    assert [one.path for one in local.requests.since(mark)] == [f"/api/models/{name}/revision/main"]
    assert snapshot_download(name, revision=Path(folder).name) == folder
    assert len(local.requests.since(mark)) == 1
    older = snapshot_download(name, revision="v1.0", allow_patterns="*.json")
    assert Path(older).parent == Path(folder).parent and older != folder


def test_a_large_file_may_lie_elsewhere_and_the_token_does_not_go_there(local: LocalHub, tmp_path: Path) -> None:
    local.hub.large_files_elsewhere = True
    try:
        mark = len(local.requests)
        path = hf_hub_download("glassbox/vision", "model.safetensors", cache_dir=tmp_path)
    finally:
        local.hub.large_files_elsewhere = False
    assert Path(path).read_bytes() == (checkpoint("vision") / "model.safetensors").read_bytes()
    asked, fetched = local.requests.since(mark)
    assert (asked.method, asked.status, bool(asked.token)) == ("HEAD", 302, True)
    assert (fetched.method, fetched.status, fetched.token, fetched.host) == ("GET", 200, "", "localhost")
    assert fetched.path.startswith("/store/")


@pytest.mark.parametrize(
    ("asked", "status", "part", "told"),
    [
        ("bytes=0-3", 206, slice(0, 4), "bytes 0-3/{size}"),
        ("bytes=10-", 206, slice(10, None), "bytes 10-{last}/{size}"),
        ("bytes=-5", 206, slice(-5, None), None),
        ("bytes=5-999999999", 206, slice(5, None), None),
        ("bytes=999999999-", 416, slice(0, 0), "bytes */{size}"),
        ("bytes=7-3", 416, slice(0, 0), None),
        ("lines=1-2", 200, slice(None), None),
        ("bytes=x", 200, slice(None), None),
    ],
)
def test_a_range_gives_a_part(local: LocalHub, asked: str, status: int, part: slice, told: str | None) -> None:
    whole = (checkpoint("bert-zh") / "config.json").read_bytes()
    answer = get_session().get(f"{local.address}/{BERT}/resolve/main/config.json", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, whole[part])
    if told:
        assert answer.headers["Content-Range"] == told.format(size=len(whole), last=len(whole) - 1)


def test_models_are_loaded_by_their_names(local: LocalHub) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(BERT)
    model = transformers.AutoModelForMaskedLM.from_pretrained(BERT, dtype="float32")
    assert tokenizer.mask_token == "[MASK]" and model.config.model_type == "bert"
    mark = len(local.requests)
    classify = transformers.pipeline("text-classification", model="glassbox/sentiment-zh", device="cpu")
    assert classify("很好吃。")[0]["label"] == classify.model.config.id2label[1]
    assert {one.status for one in local.requests.since(mark)} <= {200, 404}
    assert not [one for one in local.requests if one.status >= 500]


def test_data_sets_are_loaded_by_their_names(local: LocalHub) -> None:
    reviews = datasets.load_dataset("glassbox/reviews-zh")
    assert {part: len(rows) for part, rows in reviews.items()} == {"train": 140, "test": 80}
    streamed = datasets.load_dataset("glassbox/sentences-zh-en", split="train", streaming=True)
    assert set(next(iter(streamed))) == {"zh", "en"}
    sounds = datasets.load_dataset("glassbox/spoken-phrases", split="train")
    clip = hf_hub_download("glassbox/spoken-phrases", f"data/{sounds[0]['file_name']}", repo_type="dataset")
    assert sounds[0]["transcription"] and Path(clip).read_bytes()[:4] == b"RIFF"
    with pytest.raises(datasets.exceptions.DatasetNotFoundError):
        datasets.load_dataset("imdb")


def test_what_is_downloaded_is_counted(local: LocalHub, api: HfApi, tmp_path: Path) -> None:
    before = api.model_info("glassbox/ner").downloads or 0
    hf_hub_download("glassbox/ner", "config.json", cache_dir=tmp_path)
    assert api.model_info("glassbox/ner").downloads == before + 1


# The record -----------------------------------------------------------------------------------------------------------


def test_every_request_is_on_record_when_its_answer_is_there(local: LocalHub) -> None:
    mark = len(local.requests)
    for _ in range(20):
        get_session().get(f"{local.address}/{BERT}/resolve/main/model.safetensors")
        get_session().head(f"{local.address}/{BERT}/resolve/main/config.json")
        get_session().get(f"{local.address}/nothing/here")
    seen = local.requests.since(mark)
    assert len(seen) == 60
    size = (checkpoint("bert-zh") / "model.safetensors").stat().st_size
    assert {(one.method, one.status, one.sent) for one in seen if "safetensors" in one.path} == {("GET", 200, size)}
    assert {one.status for one in seen.of("GET", "/nothing")} == {404}
    assert [one.number for one in seen] == sorted(one.number for one in seen)


def test_a_record_shows_itself_in_both_languages_and_never_a_token(
    local: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = len(local.requests)
    HfApi().whoami()
    shown = local.requests.since(mark)
    token = os.environ["HF_TOKEN"]
    for text in (repr(shown), shown._repr_html_(), repr(list(shown)), repr(local.hub.student), repr(local.token)):
        assert token not in text
    assert "/api/whoami-v2" in repr(shown) and f"hf_glassbox_…{token[-4:]}" in repr(shown)
    monkeypatch.setenv("COURSE_LANG", "zh")
    assert "状态码" in repr(shown) and "令牌已遮住" in shown._repr_html_()
    assert "还没有" in repr(Record()) and "还没有" in Record()._repr_html_()


def test_a_record_is_short_where_hashes_are_long() -> None:
    commit = "83f6bc85dfd3701a892f00720579dc9c3eeb552c"
    record = Record([Exchange(1, "GET", f"/a/b/resolve/{commit}/{'x' * 200}<script>", status=200)])
    assert "83f6bc8…" in repr(record) and commit not in repr(record) and max(map(len, repr(record).split("\n"))) < 160
    assert "<script>" not in record._repr_html_()


# The parts ------------------------------------------------------------------------------------------------------------


def test_a_card_without_metadata_has_none_and_a_broken_one_is_said_to_be() -> None:
    assert front_matter("# Title\n---\nlicense: mit\n---\n") == {}
    assert front_matter("---\n---\nText") == {} and front_matter("---\nlicense: mit\n") == {}
    for broken in ("---\na: [\n---\n", "---\n- a\n---\n", "---\na: &x [1]\nb: *x\n---\n"):
        with pytest.raises(ValueError):
            front_matter(broken)
    assert front_matter("---\nwhen: 2026-01-01\n---\n") == {"when": "2026-01-01"}
    assert tags_of({"tags": ["a", "a"], "datasets": "d"}, {}, {}) == ["a", "dataset:d", "region:us"]


def test_names_that_could_lead_out_of_a_folder_are_refused() -> None:
    for bad in (
        "../x",
        "/etc/passwd",
        "a/../b",
        "a//b",
        "",
        ".",
        "a\\b",
        "a\0b",
        "C:/x",
        "x" * 501,
        ".git/config",
        "a/",
    ):
        with pytest.raises(Refusal):
            refuse_bad_path(bad)
    for bad in ("a", "a/b/c", "../b", "a/..", "a/b.git", "a/b--c", "a/ b", "", "/b", "a/-"):
        with pytest.raises(Refusal):
            refuse_bad_id(bad)


def test_a_commit_is_named_after_all_that_it_holds() -> None:
    one = commit_of({"a": content_of("1"), "b/c": content_of("2")}, "t", date=0, author="x")
    again = commit_of({"b/c": content_of("2"), "a": content_of("1")}, "t", date=0, author="x")
    other = commit_of({"a": content_of("1"), "b/c": content_of("3")}, "t", date=0, author="x")
    assert one.oid == again.oid != other.oid
    assert [entry["path"] for entry in listing(one, recursive=True)] == ["b", "a", "b/c"]
    assert is_large("x.parquet", 1) and not is_large("x.parquet", 0) and is_large("x.txt", 1 << 24)


def test_a_commit_has_the_same_name_on_every_machine(local: LocalHub) -> None:
    first = local.hub.repositories.find("dataset", "glassbox/reviews-en")
    assert first is not None and first.head.date < time.time()
    with huggingface_hub.HfFileSystem().open("datasets/glassbox/reviews-en/README.md") as card:
        assert b"license: apache-2.0" in card.read()
