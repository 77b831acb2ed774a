"""What sort of text a document is: news, opinion, explainer, aggregation, bulletin, transcript or other."""

from bakhmut_data.finding.genre.finder import find_genre

__all__ = ["find_genre"]
