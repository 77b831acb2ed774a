"""What is published of some tables: their claims with where they stand, as pages need them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from bakhmut_data.claims import citation, filtering, sentences
from bakhmut_data.comparing import subjects
from bakhmut_data.errors import TableError
from bakhmut_data.store import comparing, counting, fetching, opening, selections
from bakhmut_data.tables import copies, files, question_words, word_choices
from bakhmut_data.tables.rows import Tables
from bakhmut_data.wording import cells, evidence

# A document's id is the name of its folder; ids made by `build` are digits.
FOLDER_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}")
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Material:
    """Tables in a folder, opened to be asked, with their version and the time they were made (RFC 3339)."""

    folder: Path
    tables: Tables
    beside: Mapping[str, pd.DataFrame]
    store: opening.Store
    version: str
    made: str

    @functools.cached_property
    def tally(self) -> counting.Tally:
        """The numbers of all claims."""
        return counting.tally(self.store, filtering.Filters())

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets in the order of their documents."""
        return tuple(self.store.outlets)

    @functools.cached_property
    def documents(self) -> dict[str, dict[Any, Any]]:
        """The documents by their ids, each with the number of claims `found` in it, in their order."""
        rows = fetching.first_documents(self.store, fetching.ALL).to_dict("records")
        names = {row["document_id"]: row["name"] for row in rows}
        return {str(row["document_id"]): {**row, "original": names.get(row["copy_of"])} for row in rows}

    @functools.cached_property
    def claims(self) -> pd.DataFrame:
        """The claims and the positions read in statements, in reading order."""
        return fetching.claims(self.store, selections.Selection(stands=True))

    @functools.cached_property
    def inside(self) -> dict[str, str]:
        """By the id of each statement what was found in it."""
        found = evidence.inside_statements(self.store, list(self.documents))
        return {statement: words for there in found.values() for statement, words in there.items()}

    @functools.cached_property
    def lined_up(self) -> pd.DataFrame:
        """The claims that are compared with one another."""
        return comparing.lined_up(self.store, filtering.Filters())

    @functools.cached_property
    def subjects(self) -> tuple[subjects.Subject, ...]:
        """What more than one voice speaks of."""
        return subjects.find_subjects(self.lined_up)

    @functools.cached_property
    def by_id(self) -> dict[str, dict[Any, Any]]:
        """The claims by their ids."""
        return {str(row["claim_id"]): row for row in self.claims.to_dict("records")}

    def document_of(self, claim_id: str) -> str:
        """The document in which a claim stands."""
        return str(self.by_id[claim_id]["document_id"])

    def standing_at(self, there: str) -> dict[str, str]:
        """Where a claim or a word stands, by its id; pages of documents have a place for each claim alone."""
        if claim := self.by_id.get(there):
            return {"id": there, "document": str(claim["document_id"])}
        return {"id": "", "document": word_choices.document_of(there)}

    def of_kind(self, *kinds: str) -> list[dict[Any, Any]]:
        """The claims of some kinds that are counted, in reading order."""
        chosen = self.claims[self.claims["kind"].isin(kinds) & self.claims["claim"]]
        return chosen.to_dict("records")

    def shown(self, claim: Row) -> dict[str, Any]:
        """A claim as every list shows it: what, who, when, and where it stands."""
        claim_id = str(claim["claim_id"])
        return {
            "id": claim_id,
            "document": str(claim["document_id"]),
            "kind": str(claim["kind"]),
            "what": sentences.describe(claim, self.inside.get(claim_id, "")),
            "who": sentences.attribute(claim),
            "when": sentences.days(claim["earliest"], claim["latest"]),
            "source": str(claim["source"]),
            "where": evidence.where(claim, self.documents[str(claim["document_id"])]),
        }


def read_material(folder: Path) -> Material:
    """The tables of a folder; `TableError` where they are missing, broken or cannot be published."""
    tables = files.read_tables(folder)
    words, asked = word_choices.read_words(folder), question_words.read_question_words(folder)
    for document_id in tables.documents["document_id"]:
        if not FOLDER_NAME.fullmatch(str(document_id)):
            raise TableError(f"{folder}: document_id {str(document_id)[:40]!r} is no name for a folder")
    beside = {word_choices.WORDS: words, question_words.QUESTION_WORDS: asked}
    opened = opening.store_of(tables, copies.read_copies(folder), words, asked)
    return Material(folder, tables, beside, opened, citation.table_version(folder), files.read_made(folder))


def pairs_of(found: Sequence[subjects.Subject], material: Material) -> list[dict[str, Any]]:
    """Subjects with the two claims of each that are furthest apart."""
    pairs = []
    for subject in found:
        ends = (subject.pairs[0].left, subject.pairs[0].right)
        both = [[alone(material.by_id[end])] for end in ends]
        pairs.append({"title": subject.title, "note": cells.pair_note(subject), "cells": both})
    return pairs


def alone(claim: Row) -> dict[str, Any]:
    """A claim in a cell that no outlet heads."""
    return {**cells.alone(claim), "document": str(claim["document_id"])}
