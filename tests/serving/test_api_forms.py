"""What the API says of its own addresses, for few outlets and for many."""

from __future__ import annotations

import pytest

from pages.shared.api import description, endpoints, form
from pages.shared.api.parameters import MOST_NAMED, Parameter
from pages.shared.api.problems import Problem

pytestmark = pytest.mark.fast
MANY = tuple(f"Outlet {number}" for number in range(MOST_NAMED + 1))


def source_of(sources: tuple[str, ...]) -> Parameter:
    claims = next(each for each in endpoints.endpoints(sources) if each.path == "claims")
    return claims.parameters[0]


@pytest.mark.parametrize(("sources", "named"), [(MANY[:-1], True), (MANY, False)])
def test_outlets_are_named_one_by_one_where_they_are_few(sources: tuple[str, ...], *, named: bool) -> None:
    described = description.described(endpoints.endpoints(sources), "/api/v1/", "v")
    taken = described["paths"]["/claims.json"]["get"]["parameters"][0]
    assert taken["name"] == "src"
    assert ("enum" in taken["schema"]["items"]) == named
    page = form.page(endpoints.endpoints(sources), "/api/v1/", "v")
    assert ("Outlet 7<" in page) == named
    assert ('<input id="claims-src" name="src"' in page) != named


def test_one_of_many_outlets_is_still_taken_and_another_refused() -> None:
    assert source_of(MANY).read(["Outlet 200"]) == ["Outlet 200"]
    with pytest.raises(Problem, match=r"Outlet 0; Outlet 1; .*; and 171 more"):
        source_of(MANY).read(["Outlet 201"])


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("1900-02-29", False),
        ("2000-02-29", True),
        ("2023-04-31", False),
        ("2023-12-31", True),
        ("2023-4-1", True),
        ("2023-13", False),
        ("2023-9", True),
        ("0999", False),
        ("2023-03-08\n", False),
        ("", True),
    ],
)
def test_days_that_there_are_are_taken_as_on_a_page(day: str, *, there: bool) -> None:
    first = next(each for each in source_free() if each.name == "from")
    if there:
        assert first.read([day]) == day
        return
    with pytest.raises(Problem, match="write 2023, 2023-03 or 2023-03-08"):
        first.read([day])


def source_free() -> tuple[Parameter, ...]:
    return next(iter(endpoints.endpoints(()))).parameters
