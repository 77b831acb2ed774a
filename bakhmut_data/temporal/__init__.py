"""Parts of `timexes` and `publication`: patterns, values, anchors and known events."""
