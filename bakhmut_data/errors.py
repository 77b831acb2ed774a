"""Every error a user can meet, under one base."""


class BakhmutError(Exception):
    """An expected failure whose message is one line: which file or field, and what to do."""


class DocumentError(BakhmutError):
    """A document cannot be read; the message names its file."""


class ReferenceDataError(BakhmutError):
    """A file of `reference/` breaks its own rules; the message names file and line."""


class ModelError(BakhmutError):
    """The language model is absent or not the known one; the message says how to install it."""


class TableError(BakhmutError):
    """A table breaks the contract of `tables.SCHEMAS`; the message names table and column."""


class TooSlowError(BakhmutError):
    """What was asked takes longer than it may; the message says so in one line."""
