"""What the server adds around the pages: titles, headers, files that are kept."""

__all__ = ["fronts", "gate", "headers", "robots", "shell", "visits"]
