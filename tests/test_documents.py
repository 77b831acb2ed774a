"""Files become documents, or one line says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data import documents
from bakhmut_data.errors import DocumentError
from bakhmut_data.records import Document


def write(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (folder / f"{name}.txt").write_bytes(content)
    return folder


def test_a_text_is_read_with_its_hash_and_language(tmp_path: Path) -> None:
    [document] = documents.read_documents(write(tmp_path, a=b"The troops held the village on Monday."))
    assert isinstance(document, Document)
    assert (document.file, document.language, document.document_id) == ("a.txt", "en", document.sha256[:12])


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"PK\x03\x04\0\0\0", "not a text file")],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    good, bad = documents.read_documents(write(tmp_path, a=b"A good text.", b=content))
    assert isinstance(good, Document)
    assert isinstance(bad, documents.Refusal)
    assert str(bad).startswith("b.txt: ")
    assert reason in bad.reason


def test_a_second_copy_is_named_and_read_once(tmp_path: Path) -> None:
    first, second = documents.read_documents(write(tmp_path, a=b"The same.", b=b"The same."))
    assert isinstance(first, Document)
    assert isinstance(second, documents.Refusal)
    assert (str(second), second.fatal) == ("b.txt: same text as a.txt, read once", False)


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no documents"):
        list(documents.read_documents(tmp_path))


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such folder"):
        list(documents.read_documents(tmp_path / "nowhere"))


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    with pytest.raises(DocumentError, match="more than the 10 read"):
        documents.read_document(write(tmp_path, a=b"Longer than ten bytes") / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    assert documents.decode("Бахмут — café\r\n".encode(encoding), "a.txt") == "Бахмут — café\n"


def test_an_older_encoding_is_recognised() -> None:
    text = (
        "Le président a déclaré que la ville était tenue. À l’est, les combats ont continué toute la journée. "
        * 5
    )
    assert "président a déclaré" in documents.decode(text.encode("cp1252"), "a.txt")
