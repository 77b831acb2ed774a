"""How the server is kept going: who runs when, what is logged and counted, how it ends."""

__all__ = ["health", "logs", "metrics", "runs", "stopping", "warming"]
