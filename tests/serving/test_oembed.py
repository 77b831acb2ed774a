"""What other sites show of a pasted link: a frame where they may, else a picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from pages.shared.api import oembed
from pages.shared.api.problems import Problem
from tests.serving.sockets import Answer, ask
from tests.serving.tables_served import serving

FRAMED = {"BAKHMUT_EMBEDDED_BY": "https://news.example"}
HOST = "maps.example"


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, path = tmp_path_factory.mktemp("framed"), "--server.baseUrlPath=bakhmut"
    with serving(folder, path, environment=FRAMED, base="/bakhmut") as address:
        yield address


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("alone")) as address:
        yield address


def get(address: str, **asked: object) -> Answer:
    return ask(address, f"/api/v1/oembed.json?{urlencode(asked)}")


def shown(address: str, link: str, **asked: object) -> dict[str, Any]:
    answer = get(address, url=f"{address}{link}", **asked)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = json.loads(answer.body)
    return found


def title(address: str, link: str) -> str:
    found: str = shown(address, link)["title"]
    return found


def test_a_title_is_that_of_the_very_view_with_what_is_found_there(alone: str) -> None:
    # Two wounded in two outlets, ten each; the front of the reference on that day.
    assert title(alone, "/figures?m=wounded").startswith("How many: wounded: 2 claims in 2 outlets.")
    assert title(alone, "/front?day=2023-03-09").startswith(
        "The front on 9 March 2023: Estimated for 9 March"
    )
    assert title(alone, "/timeline") != title(alone, "/timeline?src=Daily")
    assert title(alone, "/positions?qn=hold").startswith("Should the defenders stay?: No answer to it")


@pytest.mark.parametrize(
    ("link", "begins"),
    [
        ("/figures?only=wounded-people&m=killed", "Wounded, in people: 2 claims in 2 outlets."),
        ("/timeline?only=dated&lane=place", "Claims by the days they speak for, in lanes by place: "),
        ("/timeline?only=dated&lane=nothing", "Claims by the days they speak for, in lanes by source: "),
        ("/?only=claims&kind=figure", "Who speaks of which day: figures"),
        ("/compare?only=rows&lens=day", "Which days they speak for, by source: "),
        ("/compare?only=nothing", "Sources side by side: "),
    ],
)
def test_of_one_chart_it_is_the_title_that_the_chart_has_on_its_page(
    alone: str, link: str, begins: str
) -> None:
    assert title(alone, link).startswith(begins)


def test_the_link_of_one_chart_is_a_frame_with_that_chart_where_sites_may_frame_it(framed: str) -> None:
    found = shown(framed, "/timeline?only=dated&q=killed&utm_source=x", maxwidth=500, maxheight=9_000)
    named = found["title"]
    assert named.startswith("Claims by the days they speak for, in lanes by source: ")
    assert found == {
        "version": "1.0",
        "title": named,
        "provider_name": "Bakhmut, as reported",
        "provider_url": f"{framed}/",
        "cache_age": 3600,
        "type": "rich",
        "width": 500,
        "height": 640,
        "html": f'<iframe src="{framed}/timeline?only=dated&amp;q=killed&amp;embed=true" '
        f'title="{escape(named)}" width="500" height="640" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>',
    }


def test_the_link_of_a_page_is_a_frame_with_the_page_alone(framed: str) -> None:
    for link in ("", "/", "/front/", "/compare?lens=words"):
        found = shown(framed, link)
        assert (found["type"], found["width"], found["height"]) == ("rich", 800, 640)
        source = unescape(re.findall('src="([^"]*)"', found["html"])[0])
        assert parse_qs(urlsplit(source).query)["embed"] == ["true"]


def test_without_leave_to_frame_it_a_link_is_a_picture_that_fits_or_else_a_title(alone: str) -> None:
    found = shown(alone, "/figures?only=killed-people&src=Daily", maxwidth=600)
    assert (found["type"], found["width"], found["height"]) == ("photo", 600, 315)
    assert found["url"] == f"{alone}/api/v1/preview.png?page=figures&src=Daily&width=600"
    assert ask(alone, urlsplit(found["url"]).path + "?" + urlsplit(found["url"]).query).status == 200
    # 210 pixels high, 400 wide.
    assert [shown(alone, "/", maxheight=210)[side] for side in ("width", "height")] == [400, 210]
    small = shown(alone, "/", maxwidth=199)
    assert small["type"] == "link"
    assert not {"html", "url", "width", "height"} & set(small)


def test_every_page_says_where_to_ask_for_its_very_view(framed: str) -> None:
    page = ask(framed, "/figures?q=%22%3E%3Cscript%3E&only=killed-people").body.decode()
    link = re.findall(
        '<link rel="alternate" type="application/json\\+oembed" title="[^"]*" href="([^"]*)"', page
    )
    assert len(link) == 1
    asked = unescape(link[0]).removeprefix(framed)
    found = json.loads(ask(framed, asked).body)
    source = unescape(re.findall('src="([^"]*)"', found["html"])[0])
    assert parse_qs(urlsplit(source).query) == {
        "q": ['"><script>'],
        "only": ["killed-people"],
        "embed": ["true"],
    }
    assert "<script" not in found["html"]
    secure = ask(framed, "/figures", headers={"X-Forwarded-Proto": "https"}).body.decode()
    assert f"oembed.json?url={quote(f'{framed}/figures', safe='').replace('http', 'https')}" in secure
    long = ask(framed, f"/figures?q={'a' * 1_600}").body.decode()
    assert f'oembed.json?url={quote(f"{framed}/figures", safe="")}"' in long


@pytest.mark.parametrize(
    ("asked", "status", "parameter"),
    [
        ({}, 400, "url"),
        ({"url": ""}, 400, "url"),
        ({"url": "https://elsewhere.example/timeline"}, 404, "url"),
        ({"url": "javascript:alert(1)"}, 400, "url"),
        ({"url": "{here}/nowhere"}, 404, "url"),
        ({"url": "{here}/add"}, 404, "url"),
        ({"url": "{here}/api/v1/claims.json"}, 404, "url"),
        ({"url": "{here}/timeline\r\nSet-Cookie: a=b"}, 400, "url"),
        ({"url": "http://[::1/timeline"}, 404, "url"),
        ({"url": "{here}/timeline?" + "&".join(["q=1"] * 101)}, 404, "url"),
        ({"url": "{here}/timeline?q=" + "a" * 2_000}, 400, "url"),
        ({"url": "{here}/timeline", "maxwidth": 0}, 400, "maxwidth"),
        ({"url": "{here}/timeline", "maxheight": "9" * 500}, 400, "maxheight"),
        ({"url": "{here}/timeline", "format": "yaml"}, 400, "format"),
        ({"url": "{here}/timeline", "format": "xml"}, 501, "format"),
    ],
)
def test_what_is_no_link_of_a_page_here_is_refused_in_one_line(
    alone: str, asked: dict[str, object], status: int, parameter: str
) -> None:
    named = {name: str(value).replace("{here}", alone) for name, value in asked.items()}
    answer = get(alone, **named)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers
    problem = json.loads(answer.body)
    assert problem["parameter"] == parameter
    assert all(letter.isprintable() for letter in problem["detail"])


def test_what_stands_in_a_frame_is_escaped(framed: str) -> None:
    found = shown(framed, "/timeline?q=%22%20onload%3D%22alert(1)&only=%3Cb%3E&x%22%3E=1&tab-a%22=1")
    assert found["html"].count('"') == 12  # two for each of six attributes
    assert "<b>" not in found["html"]
    assert "onload=" not in found["html"]


def test_words_of_a_consumer_of_its_own_are_passed_over(alone: str) -> None:
    assert shown(alone, "/figures", theme="dark", omit_script=1) == shown(alone, "/figures")


def test_who_says_not_to_follow_readers_is_answered(alone: str) -> None:
    assert shown(alone, "/", dnt=1)["version"] == "1.0"


@pytest.mark.parametrize(
    ("link", "host", "here"),
    [
        (f"https://{HOST}/front", HOST, True),
        (f"https://{HOST}:443/front", HOST, True),
        (f"http://{HOST.upper()}/front/?day=2023-03-09", HOST, True),
        (f"https://{HOST}:8443/front", HOST, False),
        (f"https://{HOST}@elsewhere.example/front", HOST, False),
        (f"https://reader@{HOST}/front", HOST, False),
        (f"ftp://{HOST}/front", HOST, False),
        ("https:///front", "", False),
        (f"https://{HOST}/fronts", HOST, False),
        (f"https://{HOST}//front", HOST, False),
    ],
)
def test_a_link_is_read_as_far_as_it_leads_to_a_page_of_the_server_that_was_asked(
    link: str, host: str, *, here: bool
) -> None:
    if not here:
        with pytest.raises(Problem, match="leads to no page"):
            oembed.read_link(link, host)
        return
    linked = oembed.read_link(link, host)
    assert linked.page == "front"
    assert linked.server == f"{urlsplit(link).scheme}://{host}"
