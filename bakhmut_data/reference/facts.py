"""What is not in dispute and is needed in several folders: one home for each fact (`facts.toml`)."""

from __future__ import annotations

import datetime as dt

from bakhmut_data import reference

_FACTS = reference.read_toml("facts.toml")

FIRST_DAY_OF_WAR: dt.date = _FACTS["first_day_of_war"]

# Latitude and longitude, in degrees.
BAKHMUT: tuple[float, float] = (_FACTS["bakhmut"]["latitude"], _FACTS["bakhmut"]["longitude"])
CITY_HALL: tuple[float, float] = (_FACTS["city_hall"]["latitude"], _FACTS["city_hall"]["longitude"])
