"""The tables that are shown: where they lie, the dataset read from them once for all readers, its version."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from bakhmut_data import checking
from bakhmut_data.answers import about
from bakhmut_data.claims import citation
from bakhmut_data.errors import TableError
from bakhmut_data.sandbox.background import State
from bakhmut_data.store import files as store_files
from bakhmut_data.store import opening
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import question_words as words_of_questions
from bakhmut_data.tables import schemas
from bakhmut_data.tables import word_choices as choices_of_words
from bakhmut_data.tables.copies import read_copies
from bakhmut_data.tables.rows import Tables, join_table, join_tables
from pages.shared import palette
from pages.shared.paths import CHECKOUT
from pages.shared.state import building, uploads

TABLES = Path(os.environ.get("BAKHMUT_TABLES", CHECKOUT / "bakhmut_data" / "built"))
DOCUMENTS = Path(os.environ.get("BAKHMUT_DOCUMENTS", CHECKOUT / "documents"))

PARTIAL = ".partial"  # there while a build goes on: until it is whole, the old store answers


@dataclass(frozen=True, slots=True)
class Dataset:
    """The claims as a store that answers, the outlets in order, and how to read a table whole.

    `answers` is what has been asked of all its claims; `on_disk` whether the store is a folder.
    """

    store: opening.Store
    colors: Mapping[str, str]
    read: Callable[[str], pd.DataFrame]
    number_of: Callable[[str], int]
    answers: dict[Any, Any] = field(default_factory=dict, repr=False)
    on_disk: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets, in the order of the documents."""
        return tuple(self.colors)

    @property
    def tables(self) -> Tables:
        """Every table, read whole each time: for downloads."""
        return Tables(**{name: self.read(name) for name in schemas.SCHEMAS})


@contextlib.asynccontextmanager
async def opened_at_start() -> AsyncIterator[None]:
    """Builds the operator's documents while a server runs, and first opens what all readers share."""
    async with building.built_at_start(DOCUMENTS, TABLES):
        warm()
        yield


def build_state() -> State:
    """How far the build of the operator's documents is."""
    return building.state(TABLES)


def tables_folder() -> Path:
    """Where the tables lie that are shown: those that ship, or those of the operator's documents."""
    return build_state().folder


def shown() -> tuple[Path, int]:
    """What is shown: the folder and its stamp."""
    folder = tables_folder()
    return folder, stamp(folder)


def stamp(folder: Path) -> int:
    """Changes when the tables in a folder or the store beside them do."""
    files = [*folder.glob("documents.*"), *folder.glob(f"{store_files.FOLDER}/{store_files.STAMP}")]
    return max((file.stat().st_mtime_ns for file in files), default=0)


def load() -> Dataset:
    """The dataset as it lies on the disk, opened once for all readers until it changes.

    A reader who added documents gets it with them.
    """
    folder = tables_folder()
    return _with_added(folder, stamp(folder)) if uploads.added() else load_for_all()


def load_for_all() -> Dataset:
    """The dataset that all readers share: nothing that anybody added is in it."""
    folder = tables_folder()
    return load_shared(folder, stamp(folder))


def warm() -> None:
    """Opens what all readers share, where it is there, so that the first of them does not wait for it."""
    with contextlib.suppress(TableError):  # each page says so
        load_for_all()


def known_texts() -> frozenset[str]:
    """The sha256 of every document that all readers see."""
    return frozenset(load_for_all().read("documents")["sha256"])


def version() -> str:
    """The version of the tables on the screen."""
    return _version(tables_folder(), stamp(tables_folder()))


def shown_version() -> str:
    """The version of what this visit is shown, marked where it holds documents that its reader added."""
    return f"{version()}{tables_files.ADDED_MARK if uploads.added() else ''}"


def about_shown(what: str) -> Mapping[str, Any]:
    """What a file of what this visit is shown says of itself."""
    return (about.with_added if uploads.added() else about.about)(what, shown_version())


def cite(title: str) -> str:
    """A citation of what stands under a title, without its link: by version of the tables and day, in UTC."""
    return citation.citation(title, shown_version(), dt.datetime.now(dt.UTC).date())


def word_choices() -> pd.DataFrame:
    """Which words the documents choose, as `word_choices.read_words`; of added documents none are counted."""
    return beside()[choices_of_words.WORDS]


def beside() -> dict[str, pd.DataFrame]:
    """The words that lie beside the tables, by name; of added documents none."""
    return _beside(tables_folder(), stamp(tables_folder()))


@functools.lru_cache(maxsize=2)
def load_shared(folder: Path, _changed: int) -> Dataset:
    """The dataset of a folder that all readers share, read anew when its `stamp` has changed."""
    read = functools.partial(tables_files.read_table, folder)
    number_of = functools.cache(functools.partial(tables_files.count_rows, folder))
    checking.check_description(folder)
    stored = _has_store(folder) or store_files.is_damaged(folder)
    if stored and (store_files.is_sound(folder) or _mended(folder)):
        opened = opening.open_store(folder / store_files.FOLDER)
        return _dataset(opened, read, number_of, on_disk=True)
    whole, copies = tables_files.read_tables(folder), read_copies(folder)
    words, asked = choices_of_words.read_words(folder), words_of_questions.read_question_words(folder)
    return _dataset(opening.store_of(whole, copies, words, asked), read, number_of)


@uploads.kept
def _with_added(folder: Path, changed: int) -> Dataset:
    """The dataset with the documents of one reader after the others; those are not read again."""
    base, added = load_shared(folder, changed), uploads.added_tables()

    def read(name: str) -> pd.DataFrame:
        return join_table(name, [base.read(name), getattr(added, name)])

    copied, asked = uploads.find_copied(folder), uploads.added_question_words()
    if _has_store(folder) and store_files.is_sound(folder):
        opened = opening.open_store(folder / store_files.FOLDER, added, copied, asked)
    else:
        whole = join_tables([base.tables, added])
        everyones = read_copies(folder)
        every_asked = pd.concat([words_of_questions.read_question_words(folder), asked], ignore_index=True)
        words = choices_of_words.read_words(folder)
        opened = opening.store_of(whole, {**everyones, **copied}, words, every_asked)
    return _dataset(opened, read, lambda name: len(read(name)))


def _mended(folder: Path) -> bool:
    """Whether a store that was damaged could be made anew from the tables; they answer alone where not."""
    if not tables_files.is_whole(folder):
        return False
    try:
        store_files.write_store(tables_files.read_tables(folder), folder)
    except OSError:  # nobody may write there
        return False
    return True


def without_paths(text: str) -> str:
    """What an error says to readers: where things lie on the server is none of their business."""
    for folder in sorted({TABLES, DOCUMENTS, tables_folder(), CHECKOUT}, key=lambda path: -len(str(path))):
        text = text.replace(str(folder.resolve()), folder.name).replace(str(folder), folder.name)
    return text


def _has_store(folder: Path) -> bool:
    """Whether a store answers for the tables: until a build is whole, the old one does."""
    between = is_being_built(folder) or not tables_files.is_whole(folder)
    under_way = between and store_files.is_readable(folder)
    return under_way or store_files.is_current(folder)


def is_being_built(folder: Path) -> bool:
    """Whether a build goes on in the folder, which replaces its files one after the other."""
    return (folder / PARTIAL).is_dir()


def _dataset(
    opened: opening.Store,
    read: Callable[[str], pd.DataFrame],
    number_of: Callable[[str], int],
    *,
    on_disk: bool = False,
) -> Dataset:
    colors = palette.source_colors(tuple(opened.outlets))
    return Dataset(opened, colors, read, number_of, on_disk=on_disk)


@functools.lru_cache(maxsize=2)
def _version(folder: Path, _changed: int) -> str:
    return citation.table_version(folder)


@functools.lru_cache(maxsize=2)
def _beside(folder: Path, _changed: int) -> dict[str, pd.DataFrame]:
    return {
        choices_of_words.WORDS: choices_of_words.read_words(folder),
        words_of_questions.QUESTION_WORDS: words_of_questions.read_question_words(folder),
    }
