"""What is published: the static edition, the feed, the small map of a day, the picture of a link."""

__all__ = ["edition", "feed", "preview", "small_map"]
