"""Programs that write files which ship; the dashboard and the builds never run them."""

__all__: list[str] = []
