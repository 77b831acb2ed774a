"""What the server adds around the pages: titles, headers, what is kept."""

__all__ = ["elsewhere", "fronts", "gate", "headers", "shell", "visits"]
