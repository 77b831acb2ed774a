"""Parts of `control`: verbs and nouns of control, who gains, where, how sure."""
