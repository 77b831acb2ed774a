"""The day of publication, from what the text tells."""

from bakhmut_data.finding.published.finder import date_document

__all__ = ["date_document"]
