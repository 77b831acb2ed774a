"""The routes of the API within the dashboard's server."""

from __future__ import annotations

import functools
import json
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bakhmut_data.answers import csvw
from bakhmut_data.limits import answers_from
from pages.shared import options
from pages.shared.api import answers, description, endpoints, form, parameters, problems
from pages.shared.api.answers import Given
from pages.shared.api.desk import Desk, client_of
from pages.shared.api.endpoints import Endpoint
from pages.shared.api.problems import Problem
from pages.shared.paths import API
from pages.shared.state import datasets

METHODS = ["GET", "HEAD", "OPTIONS"]
ALLOWED = ", ".join(METHODS)
JSON, HTML = "application/json", "text/html"
DAY_KEPT = 86_400  # seconds for which a browser need not ask again whether it may ask


def routes() -> list[BaseRoute]:
    """What the server of the dashboard answers besides its pages."""
    here = above()
    return [Route(here.rstrip("/"), functools.partial(_go_on, here)), Mount(here.rstrip("/"), api(here))]


def above() -> str:
    """Where the API lies on this server."""
    return f"{options.root()}/{API}/"


def api(above: str) -> Starlette:
    """The API as an application of its own, which is found below an address."""
    desk = Desk(answers_from())
    found = [
        Route(f"/{each.path}.{suffix}", _answering(desk, above, each.path, suffix), methods=METHODS)
        for each in endpoints.endpoints(())
        for suffix in each.answers
    ]
    described = [
        Route("/openapi.json", functools.partial(_describe, desk, above), methods=METHODS),
        Route("/", functools.partial(_try, desk, above), methods=METHODS),
    ]
    return Starlette(
        routes=[*described, *found],
        exception_handlers=problems.HANDLERS,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=METHODS,
                allow_headers=["*"],
                expose_headers=answers.SHOWN,
                max_age=DAY_KEPT,
            )
        ],
    )


def _answering(desk: Desk, above: str, path: str, suffix: str) -> Callable[[Request], Awaitable[Response]]:
    """What answers at one address in one form."""

    async def respond(request: Request) -> Response:
        if request.method == "OPTIONS":
            return _options()
        if len(request.scope["query_string"]) > desk.limits.query_bytes:
            raise Problem(414, f"The query is longer than {desk.limits.query_bytes:,} bytes; ask for less.")
        etag, answer = await desk.ask(lambda: _written(request, path, suffix), _client(request))
        if answer is None:
            return answers.unchanged(etag)
        described = ""
        if suffix == "csv":
            beside = request.url.path.removesuffix(suffix) + csvw.SUFFIX
            described = answers.with_query(beside, request.query_params.multi_items())
        return answers.send(answer, endpoints.MEDIA[suffix], etag, above, described)

    return respond


def _written(request: Request, path: str, suffix: str) -> tuple[str, answers.Written | None]:
    """The tag of an answer, and the answer, None where who asks has it already."""
    data = datasets.load_for_all()
    endpoint = _endpoint(data.sources, path)
    # A standard's own address is asked by those who know it from elsewhere, with words of their own.
    passing = endpoint.schema is not None
    asked = parameters.read(request.query_params, endpoint.taken(suffix), passing=passing)
    within = {each.name: each.read([request.path_params[each.name]]) for each in endpoint.within}
    given = Given(
        data,
        datasets.version(),
        str(datasets.stamp(datasets.tables_folder())),
        parameters.Asked({**asked.named, **within}, asked.ignored),
        request.url.path,
        tuple(request.query_params.multi_items()),
        request.headers.get("host", ""),
    )
    etag = answers.tag(given)
    if answers.is_known(request, etag):
        return etag, None
    return etag, endpoint.answers[suffix](given)


@functools.lru_cache(maxsize=2)
def _endpoints(sources: tuple[str, ...]) -> Mapping[str, Endpoint]:
    return {each.path: each for each in endpoints.endpoints(sources)}


def _endpoint(sources: tuple[str, ...], path: str) -> Endpoint:
    return _endpoints(sources)[path]


def _sources() -> tuple[str, ...]:
    return datasets.load_for_all().sources


@functools.lru_cache(maxsize=2)
def _described(sources: tuple[str, ...], above: str, version: str) -> bytes:
    return json.dumps(description.described(_endpoints(sources).values(), above, version)).encode()


@functools.lru_cache(maxsize=2)
def _tried(sources: tuple[str, ...], above: str, version: str) -> str:
    return form.page(_endpoints(sources).values(), above, version)


async def _describe(desk: Desk, above: str, request: Request) -> Response:
    if request.method == "OPTIONS":
        return _options()
    described = await desk.ask(lambda: _described(_sources(), above, datasets.version()), _client(request))
    return _whole(described, JSON, request)


async def _try(desk: Desk, above: str, request: Request) -> Response:
    if request.method == "OPTIONS":
        return _options()
    tried = await desk.ask(lambda: _tried(_sources(), above, datasets.version()), _client(request))
    return _whole(tried.encode(), HTML, request)


def _whole(body: bytes, media: str, request: Request) -> Response:
    """What is the same until the tables or the program change, or that it still is."""
    etag = answers.tag_of(body)
    if answers.is_known(request, etag):
        return answers.unchanged(etag)
    return Response(body, headers={"etag": etag, "cache-control": "no-cache"}, media_type=media)


def _client(request: Request) -> str:
    """Who asks, as the proxy says that the server trusts."""
    return client_of(request.client.host if request.client else "")


async def _go_on(above: str, _: Request) -> Response:
    return RedirectResponse(above, 308)


def _options() -> Response:
    return Response(status_code=204, headers={"allow": ALLOWED})
