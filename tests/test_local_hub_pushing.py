"""`course_lib.local_hub`: accounts and tokens, gated and private repositories, and pushing, with the real clients."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasets
import huggingface_hub
import pytest
import transformers
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi, ModelCard, get_session, hf_hub_download
from huggingface_hub.errors import (
    BadRequestError,
    GatedRepoError,
    HfHubHTTPError,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from course_lib.local_hub import Account, LocalHub, Token, use
from course_lib.local_hub.accounts import PREFIX, Accounts, masked
from course_lib.local_hub.messages import Refusal
from course_lib.models import checkpoint

# huggingface_hub hands a large file to its HTTP library in a way that this one calls old.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=<...>' to upload raw bytes:DeprecationWarning")
GATED, PRIVATE = "glassbox/bert-zh-gated", "glassbox/sentiment-zh-private"


@pytest.fixture(scope="module")
def local() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


@pytest.fixture
def api(local: LocalHub) -> HfApi:
    return HfApi()


@pytest.fixture
def teacher(local: LocalHub) -> HfApi:
    return HfApi(token=local.hub.accounts.new_token("teacher", "write").value)


def refused(status: int, call: Any, *args: Any, **options: Any) -> str:
    """What a client says when it was refused with this status."""
    with pytest.raises(HfHubHTTPError) as caught:
        call(*args, **options)
    assert caught.value.response.status_code == status, str(caught.value)
    return str(caught.value)


# Accounts and tokens --------------------------------------------------------------------------------------------------


def test_a_token_says_who_one_is_and_what_it_is_good_for(local: LocalHub) -> None:
    made = local.hub.token("fineGrained", name="to read one", rights=["read"], repositories=["student/notes"])
    told = HfApi(token=made.value).whoami()
    assert (told["name"], told["auth"]["accessToken"]["role"]) == ("student", "fineGrained")
    assert told["auth"]["accessToken"]["fineGrained"]["scoped"][0]["permissions"] == ["repo.content.read"]
    assert HfApi(token=local.hub.token("read").value).whoami()["auth"]["accessToken"]["role"] == "read"
    assert get_session().get(f"{local.address}/api/whoami-v2").status_code == 401


def test_a_revoked_token_is_worthless_at_once_and_rotation_needs_no_new_account(local: LocalHub) -> None:
    old, new = local.hub.token("read"), local.hub.token("read")
    assert HfApi(token=old.value).whoami()["name"] == "student"
    local.hub.accounts.revoke(old)
    refused(401, HfApi(token=old.value).whoami)
    refused(401, HfApi(token=old.value).model_info, "glassbox/chat")
    assert HfApi(token=new.value).whoami()["name"] == "student"
    assert old not in local.hub.accounts.tokens_of("student") and new in local.hub.accounts.tokens_of("student")


def test_login_keeps_a_token_in_the_hubs_own_home(local: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_TOKEN")
    token = local.hub.token("read").value
    huggingface_hub.login(token=token)
    assert (local.home / "token").read_text() == token == huggingface_hub.get_token()
    assert huggingface_hub.whoami()["name"] == "student"
    huggingface_hub.logout()
    assert huggingface_hub.get_token() is None
    with pytest.raises(HfHubHTTPError):
        huggingface_hub.login(token="hf_mistyped")


def test_a_token_is_shown_masked_and_never_by_a_repr(local: LocalHub) -> None:
    token = local.hub.token("write")
    assert token.value.startswith(PREFIX) and token.value not in repr(token)
    assert token.shown == masked(token.value) and token.value[len(PREFIX) : -4] not in token.shown
    assert masked("hf_short") == "hf_…" and masked("x") == "…"


@pytest.mark.parametrize(
    ("role", "options", "can"),
    [
        ("write", {}, True),
        ("read", {}, False),
        ("fineGrained", {"rights": ["read"]}, False),
        ("fineGrained", {"rights": ["read", "write"]}, True),
        ("fineGrained", {"rights": ["read", "write"], "repositories": ["student/another"]}, False),
        ("fineGrained", {"rights": ["read", "write"], "repositories": ["student/rights"]}, True),
        ("fineGrained", {}, False),
    ],
)
def test_only_a_token_that_may_write_pushes(
    local: LocalHub, api: HfApi, role: str, options: dict[str, Any], can: bool
) -> None:
    api.create_repo("rights", exist_ok=True)
    with_token = HfApi(token=local.hub.token(role, **options).value)
    push = dict(path_or_fileobj=os.urandom(8), path_in_repo="a.txt", repo_id="student/rights")
    if can:
        assert with_token.upload_file(**push).oid
    else:
        assert "rights" in refused(403, with_token.upload_file, **push)
        assert "rights" in refused(403, with_token.delete_repo, "student/rights")


def test_nobody_pushes_without_a_token_or_into_a_namespace_of_others(local: LocalHub, api: HfApi) -> None:
    refused(401, HfApi(token=False).create_repo, "mine")
    assert "namespace" in refused(403, api.create_repo, "glassbox/mine")
    refused(403, api.upload_file, path_or_fileobj=b"x", path_in_repo="x", repo_id="glassbox/chat")
    refused(403, api.delete_repo, "glassbox/chat")
    refused(403, api.create_tag, "glassbox/chat", tag="v2")
    assert "write" not in repr(local.hub.requests[-1].token)


def test_roles_and_rights_that_there_are_not_are_refused() -> None:
    accounts = Accounts()
    accounts.add(Account("mei", "Mei"))
    for owner, role, options in (("nobody", "read", {}), ("mei", "admin", {}), ("mei", "fineGrained", {"rights": "x"})):
        with pytest.raises(Refusal):
            accounts.new_token(owner, role, **options)  # type: ignore[arg-type]
    assert isinstance(accounts.new_token("mei"), Token)


# Gated and private ----------------------------------------------------------------------------------------------------


def test_of_a_gated_model_everything_is_seen_but_its_files(local: LocalHub, api: HfApi, teacher: HfApi) -> None:
    assert api.model_info(GATED).gated == "auto"
    with pytest.raises(GatedRepoError, match="not in the authorized list"):
        hf_hub_download(GATED, "config.json")
    with pytest.raises(GatedRepoError, match="Please log in"):
        hf_hub_download(GATED, "config.json", token=False)
    with pytest.raises(OSError, match="gated repo"):
        transformers.AutoTokenizer.from_pretrained(GATED)
    with pytest.raises(GatedRepoError):
        api.auth_check(GATED)
    asked = get_session().post(f"{local.address}/{GATED}/ask-access", headers=api._build_hf_headers())
    assert asked.json() == {"status": "accepted"}
    api.auth_check(GATED)
    assert Path(hf_hub_download(GATED, "config.json")).is_file()
    refused(403, api.update_repo_settings, GATED, gated=False)
    teacher.cancel_access_request(GATED, "student")
    with pytest.raises(GatedRepoError):
        api.auth_check(GATED)
    assert Path(hf_hub_download(GATED, "config.json")).is_file()  # what was had stays in the cache


def test_a_gate_that_a_person_opens(local: LocalHub, api: HfApi, teacher: HfApi) -> None:
    teacher.update_repo_settings("glassbox/qa", gated="manual")
    asked = get_session().post(f"{local.address}/glassbox/qa/ask-access", headers=api._build_hf_headers())
    assert asked.json() == {"status": "pending"}
    with pytest.raises(GatedRepoError):
        hf_hub_download("glassbox/qa", "config.json")
    refused(403, lambda: list(api.list_pending_access_requests("glassbox/qa")))
    assert [one.username for one in teacher.list_pending_access_requests("glassbox/qa")] == ["student"]
    teacher.reject_access_request("glassbox/qa", "student", rejection_reason="no")
    teacher.accept_access_request("glassbox/qa", "student")
    assert Path(hf_hub_download("glassbox/qa", "config.json")).is_file()
    teacher.grant_access("glassbox/qa", "teacher")
    refused(404, teacher.grant_access, "glassbox/qa", "nobody")
    teacher.update_repo_settings("glassbox/qa", gated=False)
    anonymous = get_session().post(f"{local.address}/glassbox/qa/ask-access")
    assert anonymous.status_code == 401


def test_a_private_repository_is_not_there_for_a_stranger(api: HfApi, teacher: HfApi) -> None:
    assert teacher.model_info(PRIVATE).private and PRIVATE in {model.id for model in teacher.list_models()}
    for one in (api, HfApi(token=False)):
        with pytest.raises(RepositoryNotFoundError):
            one.model_info(PRIVATE)
        assert PRIVATE not in {model.id for model in one.list_models()}
    with pytest.raises(RepositoryNotFoundError):
        hf_hub_download(PRIVATE, "config.json")
    api.create_repo("diary", private=True)
    api.upload_file(path_or_fileobj=b"secret", path_in_repo="day.txt", repo_id="student/diary")
    assert Path(hf_hub_download("student/diary", "day.txt")).read_text() == "secret"
    with pytest.raises(RepositoryNotFoundError):
        teacher.model_info("student/diary")
    api.update_repo_settings("student/diary", private=False)
    assert teacher.model_info("student/diary").private is False


def test_a_hash_opens_nobody_elses_file(local: LocalHub, api: HfApi, teacher: HfApi) -> None:
    weights = next(one for one in teacher.list_repo_tree(PRIVATE) if one.path == "model.safetensors")
    api.create_repo("curious", exist_ok=True)
    operations = [CommitOperationAdd("stolen.safetensors", b"x")]
    operations[0].upload_info.sha256 = bytes.fromhex(weights.lfs.sha256)
    operations[0]._upload_mode, operations[0]._is_uploaded = "lfs", True
    assert "was not uploaded" in refused(400, api.create_commit, "student/curious", operations, commit_message="take")


# Pushing --------------------------------------------------------------------------------------------------------------


def test_a_model_is_pushed_with_its_card_and_comes_back(local: LocalHub, api: HfApi) -> None:
    model = transformers.AutoModelForSequenceClassification.from_pretrained(checkpoint("sentiment-en"))
    tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint("sentiment-en"))
    mark = len(local.requests)
    model.push_to_hub("my-reviews")
    tokenizer.push_to_hub("my-reviews")
    ModelCard("---\nlicense: mit\nlanguage: en\npipeline_tag: text-classification\n---\n# Mine\n").push_to_hub(
        "student/my-reviews"
    )
    sent = local.requests.since(mark)
    assert sent.of("PUT", "/upload/")[0].received > 2_000_000 and {one.status for one in sent} <= {200, 404, 409}
    told = api.model_info("student/my-reviews")
    assert told.pipeline_tag == "text-classification" and "license:mit" in (told.tags or ())
    assert api.list_repo_commits("student/my-reviews")[0].title.startswith("Upload README.md")
    again = transformers.AutoModelForSequenceClassification.from_pretrained("student/my-reviews")
    assert all(a.equal(b) for a, b in zip(model.parameters(), again.parameters(), strict=True))
    found = list(api.list_models(author="student", filter="license:mit"))
    assert [one.id for one in found] == ["student/my-reviews"]


def test_what_was_not_changed_is_not_sent_again(local: LocalHub, api: HfApi, tmp_path: Path) -> None:
    api.create_repo("twice")
    (tmp_path / "weights.safetensors").write_bytes(b"\0" * 100_000)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "诗 one.txt").write_text("床前明月光", encoding="utf-8")
    first = api.upload_folder(repo_id="student/twice", folder_path=tmp_path)
    mark = len(local.requests)
    second = api.upload_folder(repo_id="student/twice", folder_path=tmp_path)
    assert first.oid == second.oid and not local.requests.since(mark).of("POST", "/commit/")
    assert Path(hf_hub_download("student/twice", "data/诗 one.txt")).read_text(encoding="utf-8") == "床前明月光"


def test_a_data_set_is_pushed_and_loaded(api: HfApi) -> None:
    rows = datasets.Dataset.from_dict({"text": ["好", "bad"], "label": [1, 0]})
    rows.push_to_hub("student/small")
    assert datasets.load_dataset("student/small", split="train")["text"][:] == ["好", "bad"]
    assert [path for path in api.list_repo_files("student/small", repo_type="dataset") if "parquet" in path]


def test_main_moves_and_a_commit_stays(local: LocalHub, api: HfApi) -> None:
    api.create_repo("moving")
    one = api.upload_file(path_or_fileobj=b"1", path_in_repo="v.txt", repo_id="student/moving")
    first = Path(hf_hub_download("student/moving", "v.txt"))
    two = api.upload_file(path_or_fileobj=b"2", path_in_repo="v.txt", repo_id="student/moving")
    second = Path(hf_hub_download("student/moving", "v.txt"))
    assert (first.read_text(), second.read_text()) == ("1", "2") and first.parent != second.parent
    assert hf_hub_download("student/moving", "v.txt", revision=one.oid) == str(first)
    assert "A commit has happened since" in refused(
        412, api.upload_file, path_or_fileobj=b"3", path_in_repo="v.txt", repo_id="student/moving",
        parent_commit=one.oid,
    )  # fmt: skip
    assert api.upload_file(
        path_or_fileobj=b"3", path_in_repo="v.txt", repo_id="student/moving", parent_commit=two.oid
    ).oid


def test_files_and_folders_are_deleted(api: HfApi) -> None:
    api.create_repo("deleting")
    api.create_commit(
        "student/deleting", [CommitOperationAdd(name, b"x") for name in ("a.txt", "d/b.txt", "d/e/c.txt")],
        commit_message="three",
    )  # fmt: skip
    api.delete_file("a.txt", "student/deleting")
    api.delete_folder("d/e", "student/deleting")
    assert api.list_repo_files("student/deleting") == ["d/b.txt"]
    with pytest.raises(RemoteEntryNotFoundError):
        api.delete_file("a.txt", "student/deleting")
    with pytest.raises(RemoteEntryNotFoundError):
        api.create_commit("student/deleting", [CommitOperationDelete("no/")], commit_message="x")


def test_branches_and_tags(api: HfApi) -> None:
    api.create_repo("branches")
    first = api.upload_file(path_or_fileobj=b"1", path_in_repo="v.txt", repo_id="student/branches")
    api.create_branch("student/branches", branch="trial/one")
    api.create_tag("student/branches", tag="v1")
    refused(409, api.create_tag, "student/branches", tag="v1")
    refused(409, api.create_branch, "student/branches", branch="trial/one")
    api.create_branch("student/branches", branch="trial/one", exist_ok=True)
    api.upload_file(path_or_fileobj=b"2", path_in_repo="v.txt", repo_id="student/branches", revision="trial/one")
    assert Path(hf_hub_download("student/branches", "v.txt")).read_text() == "1"
    assert Path(hf_hub_download("student/branches", "v.txt", revision="trial/one")).read_text() == "2"
    assert api.model_info("student/branches", revision="v1").sha == first.oid
    api.delete_branch("student/branches", branch="trial/one")
    api.delete_tag("student/branches", tag="v1")
    for name in ("trial/one", "v1"):
        with pytest.raises(RevisionNotFoundError):
            api.model_info("student/branches", revision=name)
    refused(403, api.delete_branch, "student/branches", branch="main")
    with pytest.raises(RevisionNotFoundError):
        api.upload_file(path_or_fileobj=b"2", path_in_repo="v.txt", repo_id="student/branches", revision="nowhere")


def test_a_repository_is_made_once_and_deleted_for_good(api: HfApi) -> None:
    url = api.create_repo("once")
    assert url.repo_id == "student/once" and api.repo_exists("student/once")
    refused(409, api.create_repo, "once")
    assert api.create_repo("once", exist_ok=True).repo_id == "student/once"
    api.delete_repo("once")
    assert not api.repo_exists("student/once")
    with pytest.raises(RepositoryNotFoundError):
        api.delete_repo("student/once")
    api.delete_repo("student/once", missing_ok=True)
    with pytest.raises(BadRequestError):
        get_session_post(api, "/api/repos/create", {"name": "a b"})
    with pytest.raises(BadRequestError):
        get_session_post(api, "/api/repos/create", {"name": "x", "type": "kernel"})


def get_session_post(api: HfApi, path: str, json: Any) -> None:
    answer = get_session().post(f"{api.endpoint}{path}", json=json, headers=api._build_hf_headers())
    huggingface_hub.utils.hf_raise_for_status(answer)


def test_a_card_is_looked_at_before_anything_is_sent(local: LocalHub, api: HfApi) -> None:
    api.create_repo("cards")
    mark = len(local.requests)
    with pytest.raises(ValueError, match="Invalid metadata"):
        api.upload_file(path_or_fileobj=b"---\na: [\n---\n", path_in_repo="README.md", repo_id="student/cards")
    assert [one.path for one in local.requests.since(mark)] == ["/api/validate-yaml"]
    with pytest.warns(UserWarning, match="empty or missing yaml"):
        api.upload_file(path_or_fileobj=b"# No metadata", path_in_repo="README.md", repo_id="student/cards")
    huggingface_hub.metadata_update("student/cards", {"license": "mit", "language": ["zh"]})
    assert {"license:mit", "zh"} <= set(api.model_info("student/cards").tags or ())


@pytest.mark.parametrize("path", ["../out.txt", "/etc/x", "a/../../b", "a\\..\\b", ".git/config", "nul\0.txt"])
def test_a_path_that_leads_out_is_refused_and_nothing_is_written(local: LocalHub, api: HfApi, path: str) -> None:
    api.create_repo("paths", exist_ok=True)
    head = b'{"key":"header","value":{"summary":"x"}}\n'
    line = json.dumps({"key": "file", "value": {"path": path, "content": "eA==", "encoding": "base64"}}).encode()
    answer = get_session().post(
        f"{local.address}/api/models/student/paths/commit/main", content=head + line, headers=api._build_hf_headers()
    )
    assert answer.status_code == 400
    assert api.list_repo_files("student/paths") == []
    written = [path for path in local.hub.uploads.folder.parent.iterdir()]
    assert {path.name for path in written} == {"uploads", "home", "bin"}


def test_a_large_file_of_other_bytes_or_another_size_is_not_kept(local: LocalHub, api: HfApi) -> None:
    api.create_repo("lfs", exist_ok=True)
    kept = {path.name for path in local.hub.uploads.folder.iterdir()}
    headers = api._build_hf_headers()
    asked = {"operation": "upload", "objects": [{"oid": "a" * 64, "size": 3}, {"oid": "b" * 64, "size": 1 << 40}]}
    told = get_session().post(f"{local.address}/student/lfs.git/info/lfs/objects/batch", json=asked, headers=headers)
    first, second = told.json()["objects"]
    assert second["error"]["code"] == 413
    href = first["actions"]["upload"]["href"]
    assert get_session().put(href, content=b"abc").status_code == 400
    assert get_session().put(href, content=b"abcd").status_code == 400
    assert get_session().put(href[:-4] + "0000", content=b"abc").status_code == 403
    verify = first["actions"]["verify"]["href"]
    assert get_session().post(verify, json={"oid": "a" * 64, "size": 3}).status_code == 404
    assert {path.name for path in local.hub.uploads.folder.iterdir()} == kept
