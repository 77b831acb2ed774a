"""Who is reported to say what."""

from bakhmut_data.finding.statements import topic_model
from bakhmut_data.finding.statements.finder import find_statements
from bakhmut_data.finding.statements.topics import topic_of
from bakhmut_data.finding.statements.who.speakers import SpeakerIndex

__all__ = ["SpeakerIndex", "find_statements", "topic_model", "topic_of"]
