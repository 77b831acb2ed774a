"""Makes `built/front.json`, the estimated front of each day: `python -m bakhmut_data.making.front`."""

from __future__ import annotations

import json
from typing import Any

from bakhmut_data.front.estimate import Fronts, front_measures, packed
from bakhmut_data.front.files import (
    AREAS,
    BOX,
    FIRST,
    LAST,
    LINES,
    MEASURES,
    SHIPPED,
    STEPS,
    days_between,
)


def build_shipped() -> bytes:
    """The shipped file's bytes, from the reference table: the same on every machine."""
    fronts = Fronts()
    layers: dict[str, list[dict[str, Any]]] = {name: [] for name in (*AREAS, *LINES, MEASURES)}
    for day in days_between(f"{FIRST}:{LAST}"):
        estimate = fronts.on(day)
        drawn = {name: packed(getattr(estimate, name)) for name in (*AREAS, *LINES)}
        for name, value in {**drawn, MEASURES: front_measures(estimate)}.items():
            if not layers[name] or layers[name][-1]["value"] != value:
                layers[name].append({"since": day.isoformat(), "value": value})
    whole = {
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
        "box": BOX,
        "steps_per_degree": STEPS,
        "layers": layers,
    }
    return (json.dumps(whole, separators=(",", ":")) + "\n").encode()


if __name__ == "__main__":
    SHIPPED.write_bytes(build_shipped())
