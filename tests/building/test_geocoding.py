"""Asking a geocoder for unknown names, with a stand-in for the service."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from geopy.exc import GeocoderUnavailable

from bakhmut_data.building.geocoding import GeocodingError, geocode_unknown

pytestmark = pytest.mark.fast


class FakeGeocoder:
    """Knows one village, counts the questions, and can be out of order."""

    def __init__(self, *, broken: bool = False) -> None:
        self.asked: list[str] = []
        self.broken = broken

    def geocode(self, query: str, **_: Any) -> Any:
        """The village, nothing, or an error."""
        self.asked.append(query)
        if self.broken:
            raise GeocoderUnavailable("no route")
        if query != "Nova Dacha":
            return None
        raw = {"osm_type": "node", "osm_id": 5, "addresstype": "village", "name": "Nova Dacha"}
        raw["address"] = {"country_code": "ua", "state": "Donetsk Oblast"}
        return SimpleNamespace(latitude=48.5, longitude=38.1, raw=raw)


def test_an_answer_becomes_a_place(tmp_path: Path) -> None:
    place = geocode_unknown(["Nova Dacha"], tmp_path / "cache.json", geocoder=FakeGeocoder())["Nova Dacha"]
    assert place is not None
    assert (place.place_id, place.kind, place.country, place.admin1) == (
        "osm:node/5",
        "settlement",
        "UA",
        "Donetsk Oblast",
    )


def test_a_name_the_service_does_not_know_is_none(tmp_path: Path) -> None:
    assert geocode_unknown(["Nowhere"], tmp_path / "cache.json", geocoder=FakeGeocoder()) == {"Nowhere": None}


def test_no_name_is_asked_twice(tmp_path: Path) -> None:
    geocoder = FakeGeocoder()
    for _ in range(2):
        geocode_unknown(["Nova Dacha", "Nowhere", "Nowhere"], tmp_path / "cache.json", geocoder=geocoder)
    assert geocoder.asked == ["Nova Dacha", "Nowhere"]


def test_no_names_need_no_service(tmp_path: Path) -> None:
    assert geocode_unknown([], tmp_path / "cache.json") == {}
    assert not (tmp_path / "cache.json").exists()


def test_a_failing_service_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GeocodingError, match="geocoding of 'Nova Dacha' failed: no route"):
        geocode_unknown(["Nova Dacha"], tmp_path / "cache.json", geocoder=FakeGeocoder(broken=True))


@pytest.mark.parametrize("content", [b"{", b"[1]", b'{"a": {"b": 1}}', b"\xff\xfe"])
def test_a_broken_cache_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.json"
    path.write_bytes(content)
    with pytest.raises(GeocodingError, match=r"cache\.json: not a cache"):
        geocode_unknown(["x"], path, geocoder=FakeGeocoder())
