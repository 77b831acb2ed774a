"""The dashboard without a browser: opened at a page and an address, and what is then on its screen."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PATIENCE = 120  # seconds; the first text that is read waits for the language model


def opened(page: str = "battle/overview", **query: str | list[str]) -> AppTest:
    """The dashboard at a page with an address's values, run once there; `from_` is the address's `from`."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    return app.switch_page(f"pages/{page}.py").run()


def words(app: AppTest) -> str:
    """All the HTML of a page."""
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def sent(app: AppTest, kind: str) -> list[Any]:
    """The messages of one kind of element."""
    return [element.proto for element in app.get(kind)]


def drawn(app: AppTest, component: str) -> list[dict[str, Any]]:
    """What was sent to each component of a name."""
    found = [proto for proto in sent(app, "bidi_component") if proto.component_name == f"bakhmut_{component}"]
    return [json.loads(proto.json) for proto in found]
