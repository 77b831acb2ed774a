"""What the server adds around the pages: titles, headers, files that are kept."""

__all__ = ["gate", "headers", "shell", "visits"]
