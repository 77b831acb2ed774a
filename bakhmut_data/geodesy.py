"""Distances on the ground."""

from __future__ import annotations

import math

from bakhmut_data.records import Place

KM_PER_DEGREE = 111.2


def kilometres_between(place: Place, other: Place) -> float:
    """How far apart two places of one country lie."""
    north = place.latitude - other.latitude
    east = (place.longitude - other.longitude) * math.cos(math.radians(other.latitude))
    return math.hypot(north, east) * KM_PER_DEGREE
