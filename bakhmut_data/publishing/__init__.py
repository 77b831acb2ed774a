"""What is published without a server: the static edition, the feed, the small map of a day."""

__all__ = ["edition", "feed", "small_map"]
