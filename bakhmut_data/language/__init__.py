"""What every finder reads: sentences and words, numbers, times, calendars, events that everybody knows."""

__all__ = ["analysis", "calendars", "events", "numbers", "stems", "times"]
