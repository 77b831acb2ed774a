"""What is said where there is no answer: one line, as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bakhmut_data.errors import TableError, TooSlowError
from pages.shared.state import datasets

MEDIA = "application/problem+json"
SECONDS = "5"  # until it may be worth asking again


class Problem(Exception):  # noqa: N818 - what the standard calls it
    """No answer: a status, one line that says why and what to do, and the parameter that it is about."""

    def __init__(self, status: int, detail: str, parameter: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, _on_one_line(detail), _on_one_line(parameter)


def say(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """A problem as an answer."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.parameter:
        content["parameter"] = problem.parameter
    again = {"retry-after": SECONDS} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    kept = {"cache-control": "no-store", **again, **(headers or {})}
    return JSONResponse(content, problem.status, kept, media_type=MEDIA)


def _on_one_line(text: str) -> str:
    """The text without anything that moves the cursor or turns the reading around."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


async def on_problem(_: Request, error: Exception) -> Response:
    """Answers a problem that was raised."""
    assert isinstance(error, Problem)
    return say(error)


async def on_http(_: Request, error: Exception) -> Response:
    """Answers what routing refuses: addresses that are none, and ways of asking other than GET."""
    assert isinstance(error, HTTPException)
    why = {
        404: "Nothing is here; openapi.json names every address.",
        405: "Data is only read here: GET, HEAD or OPTIONS.",
    }.get(error.status_code, str(error.detail))
    return say(Problem(error.status_code, why), dict(error.headers or {}))


async def on_slow(_: Request, error: Exception) -> Response:
    """Answers what takes too long."""
    return say(Problem(503, f"No answer in time: {error}."))


async def on_tables(_: Request, error: Exception) -> Response:
    """Answers where there are no tables."""
    return say(Problem(503, f"There are no tables to answer from: {datasets.without_paths(str(error))}"))


async def on_fault(_: Request, __: Exception) -> Response:
    """Answers where something went wrong that nobody foresaw; the error itself goes to the log."""
    return say(Problem(500, "Something went wrong here; whoever runs this server can see in its log what."))


HANDLERS: dict[Any, Any] = {
    Problem: on_problem,
    HTTPException: on_http,
    TooSlowError: on_slow,
    TableError: on_tables,
    Exception: on_fault,
}
