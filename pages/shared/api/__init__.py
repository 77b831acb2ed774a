"""The same claims as data: addresses that programs ask, with the filters of the pages."""

__all__ = ["oembed", "previews", "routes"]
