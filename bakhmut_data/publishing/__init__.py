"""What is published: the static edition, the feed, the small map of a day, what a link shows."""

__all__ = ["edition", "feed", "front_days", "linked", "preview", "small_map"]
