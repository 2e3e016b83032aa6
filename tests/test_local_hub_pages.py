"""`course_lib.local_hub`: pages for people, in both languages, as a browser asks for them; and forms that only they
send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from browsers import browser_page
from huggingface_hub import HfApi, get_session, hf_hub_download
from huggingface_hub.errors import GatedRepoError

from course_lib.local_hub import LocalHub, use
from course_lib.local_hub.card_pages import as_html
from course_lib.local_hub.deployments import HARDWARE

PAGES = ("/models", "/datasets", "/settings/tokens", "/endpoints", "/login", "/glassbox/chat",
         "/glassbox/chat/tree/main", "/datasets/glassbox/reviews-zh", "/datasets/glassbox/reviews-zh/tree/v1.0",
         "/glassbox/bert-zh-gated")  # fmt: skip


class Browser:
    """A browser without a window: it keeps cookies, follows redirects, and sends forms as they stand on a page."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies: dict[str, str] = {}
        self.text = ""

    def get(self, path: str, **headers: str) -> Any:
        url = path if path.startswith("http") else self.address + path
        return self._took(get_session().get(url, headers=self._headers(headers), follow_redirects=False))

    def send(self, action: str, **fields: Any) -> Any:
        seal = re.search(r'name="seal" value="(\w+)"', self.text)
        data = {"seal": seal[1] if seal else "", **fields}
        return self._took(
            get_session().post(
                self.address + action,
                data=data,
                headers=self._headers({"Origin": self.address}),
                follow_redirects=False,
            )
        )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Accept": "text/html", **({"Cookie": cookie} if cookie else {}), **more}

    def _took(self, answer: Any) -> Any:
        for one in answer.headers.get_list("Set-Cookie"):
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        get_session().cookies.clear()
        if answer.status_code == 303:
            return self.get(answer.headers["Location"])
        self.text = unescape(answer.text)
        return answer


@pytest.fixture(scope="module")
def local() -> Iterator[LocalHub]:
    with use() as hub:
        yield hub


@pytest.fixture
def browser(local: LocalHub) -> Browser:
    """A browser that was logged in by the address that the hub gives out."""
    one = Browser(local.address)
    assert one.get(local.pages).status_code == 200 and "student" in one.text
    return one


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages_and_names_what_it_is(browser: Browser, path: str, language: str) -> None:
    answer = browser.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in browser.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"] and "<script" not in browser.text
    assert "{" not in re.sub(r"<(style|article|pre)>.*?</\1>", "", browser.text, flags=re.S)
    again = browser.get(path)
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in again.text


def test_a_browsers_own_language_is_spoken(local: LocalHub) -> None:
    one = Browser(local.address)
    one.get("/models", **{"Accept-Language": "zh-TW,zh;q=0.9,en;q=0.8"})
    assert "<h1>模型</h1>" in one.text
    one = Browser(local.address)
    one.get("/models", **{"Accept-Language": "fr,de"})
    assert "<h1>Models</h1>" in one.text


def names(text: str) -> list[str]:
    return re.findall(r'<td><a href="/(?:datasets/)?[^"]+">([^<]+)</a></td>', text)


def test_models_are_found_with_filters_as_by_the_client(browser: Browser) -> None:
    browser.get("/models?task=text-classification&language=zh&license=license:apache-2.0")
    assert names(browser.text) == ["glassbox/sentiment-zh"]
    browser.get("/models?search=gpt2&sort=likes")
    assert names(browser.text) == ["glassbox/gpt2-en", "glassbox/gpt2-zh"]
    browser.get("/datasets?language=zh&sort=downloads")
    assert names(browser.text)[0] == "glassbox/reviews-zh"
    browser.get("/models?search=<script>alert(1)</script>")
    assert names(browser.text) == [] and 'value="<script>' in browser.text


def test_a_card_is_shown_and_a_private_one_is_not(browser: Browser) -> None:
    browser.get("/glassbox/sentiment-en")
    assert "license:apache-2.0" in browser.text and "<h2>sentiment-en</h2>" in browser.text
    assert "library_name:" not in browser.text
    assert browser.get("/glassbox/sentiment-zh-private").status_code == 404 and "<h1>" in browser.text
    browser.get("/glassbox/chat/tree/main")
    link = re.search(r'href="(/glassbox/chat/resolve/[0-9a-f]{40}/config.json)"', browser.text)
    assert link and browser.get(link[1]).status_code == 200


def test_the_button_of_a_gated_model_lets_one_in(browser: Browser) -> None:
    with pytest.raises(GatedRepoError):
        hf_hub_download("glassbox/bert-zh-gated", "config.json")
    browser.get("/glassbox/bert-zh-gated?lang=en")
    assert "Agree, and ask for access" in browser.text
    browser.send("/glassbox/bert-zh-gated/agree")
    assert "you were let in" in browser.text
    assert hf_hub_download("glassbox/bert-zh-gated", "config.json")


def test_a_token_is_made_shown_once_and_revoked(local: LocalHub, browser: Browser) -> None:
    browser.get("/settings/tokens?lang=en")
    browser.send("/settings/tokens", name="for the lesson", role="fineGrained", right=["read", "inference"])
    value = re.search(r'id="new-token">(hf_glassbox_\w+)<', browser.text)
    assert value is not None
    told = HfApi(token=value[1]).whoami()["auth"]["accessToken"]
    assert (told["displayName"], told["role"]) == ("for the lesson", "fineGrained")
    browser.get("/settings/tokens")
    assert value[1] not in browser.text and "for the lesson" in browser.text
    row = next(one for one in browser.text.split("<tr>") if "for the lesson" in one)
    shown, created = re.search(r'value="(hf_glassbox_…\w+)"', row), re.search(r'name="created" value="([^"]+)"', row)
    assert shown and created
    browser.send("/settings/tokens/revoke", shown=shown[1], created=created[1])
    assert "for the lesson" not in browser.text and local.hub.accounts.token(value[1]) is None
    assert browser.send("/settings/tokens", name="x", role="admin").status_code == 400


def test_an_endpoint_is_made_paused_and_deleted_only_by_its_name(browser: Browser, local: LocalHub) -> None:
    browser.get("/endpoints?lang=en")
    asked = {"repository": "glassbox/sentiment-en", "hardware": HARDWARE[1].id, "type": "public"}
    browser.send("/endpoints", name="from-a-page", **asked)
    assert "from-a-page" in browser.text and "$" in browser.text
    assert HfApi().get_inference_endpoint("from-a-page").status in ("pending", "initializing")
    browser.send("/endpoints/student/from-a-page/pause")
    assert HfApi().get_inference_endpoint("from-a-page").status == "paused" and "Resume" in browser.text
    assert browser.send("/endpoints/student/from-a-page/delete", name="something").status_code == 400
    browser.get("/endpoints")
    browser.send("/endpoints/student/from-a-page/delete", name="from-a-page")
    assert HfApi().list_inference_endpoints() == [] and "deleted" in repr(local.meter)


def test_a_form_of_another_page_or_of_nobody_is_not_taken(local: LocalHub, browser: Browser) -> None:
    browser.get("/settings/tokens")
    count = len(local.hub.accounts.tokens_of("student"))
    assert browser.send("/settings/tokens", seal="0" * 32, name="x", role="read").status_code == 403
    cookie = {"Cookie": f"glassbox_hub={browser.cookies['glassbox_hub']}"}
    for headers, status in ((cookie, 403), ({**cookie, "Origin": "https://evil.invalid"}, 403), ({}, 401)):
        answer = get_session().post(f"{local.address}/settings/tokens", data={"role": "read"}, headers=headers)
        assert answer.status_code == status
    assert len(local.hub.accounts.tokens_of("student")) == count
    assert Browser(local.address).get("/login?key=" + "0" * 32).status_code == 403
    stranger = Browser(local.address)
    assert "Log in first" in stranger.get("/settings/tokens").text and "Log in first" in stranger.get("/endpoints").text


def test_a_write_token_logs_in_and_a_read_token_does_not(local: LocalHub) -> None:
    one = Browser(local.address)
    assert one.send("/login", token=local.hub.token("read").value).status_code == 403
    assert one.send("/login", token=local.hub.token("write").value).status_code == 200 and "student" in one.text


def test_no_secret_of_a_page_is_on_record(local: LocalHub, browser: Browser) -> None:
    key = local.pages.partition("key=")[2]
    assert key not in repr(local.requests) + local.requests._repr_html_() + repr(list(local.requests))
    assert "key=…" in repr(local.requests)


def test_of_a_card_only_little_is_taken_for_markdown_and_nothing_for_html() -> None:
    card = "# One\n\n<img src=x onerror=y>\n- a `b`\n  c\n- **d**\n\n| x | y |\n|---|---|\n"
    card += "| 1 | [z](javascript:alert(1)) |"
    shown = as_html(card + '\n\n```\n<b>\n```\n[w](https://a.invalid/?q="x) [v](https://a.invalid/)')
    assert "<img" not in shown and "<b>" not in shown and 'href="javascript' not in shown
    assert "<li>a <code>b</code> c</li><li><strong>d</strong></li>" in shown
    assert 'href="https://a.invalid/"' in shown and "<tr><td>1</td>" in shown
    assert as_html("```\nno end") and as_html("-") and as_html("|")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_person_walks_through_the_pages(local: LocalHub, scheme: Any) -> None:
    with browser_page() as page:
        page.emulate_media(color_scheme=scheme)
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(local.pages)
        page.get_by_label("language").select_option("zh")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("link", name="glassbox/chat").click()
        page.get_by_role("link", name="Files and history").click()
        assert page.get_by_text("model.safetensors").is_visible()
        page.get_by_role("link", name="中文").click()
        page.get_by_role("link", name="访问令牌").click()
        page.get_by_label("名字").fill("浏览器里做的")
        page.get_by_role("button", name="新建").click()
        assert page.locator("#new-token").inner_text().startswith("hf_glassbox_")
        page.get_by_role("link", name="推理端点").click()
        page.get_by_label("名字").fill("from-a-browser")
        page.get_by_role("button", name="新建").click()
        page.get_by_label("要删除，请输入 from-a-browser").fill("from-a-browser")
        page.get_by_role("button", name="删除").click()
        assert page.get_by_text("from-a-browser").count() == 0
        assert problems == []
