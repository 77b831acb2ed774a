"""Which day, place and speaker each record gets, and what reviewers set right."""

from bakhmut_data.linking.linker import link
from bakhmut_data.linking.reviews import review
from bakhmut_data.linking.topics import Topics

__all__ = ["Topics", "link", "review"]
