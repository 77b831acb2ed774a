"""What the server adds around the pages: titles, headers, what is kept."""

__all__ = ["fronts", "gate", "headers", "robots", "shell", "visits"]
