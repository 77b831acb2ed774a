"""Every kind of file gives up its text, or says in one line why not."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import pytest

from bakhmut_data.errors import DocumentError
from bakhmut_data.limits import Limits
from bakhmut_data.reading import formats

SENTENCE = "The council said on Monday that forty people had left the village by the river."


def read(content: bytes, name: str, limits: Limits | None = None) -> list[formats.Content]:
    return list(formats.read_content(content, name, limits or Limits()))


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(body),
        )
    )


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(SENTENCE)))
    writer.encrypt("secret", algorithm="RC4-128")
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def word() -> bytes:
    file = docx.Document()
    file.core_properties.title, file.core_properties.author = "Bridge closed", "Ada Stone"
    file.add_paragraph(SENTENCE)
    sink = io.BytesIO()
    file.save(sink)
    return sink.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Bridge closed", "Ada Stone <ada@example.org>"
    message["Date"] = "Wed, 08 Mar 2023 10:00:00 +0000"
    message.set_content(SENTENCE)
    return message.as_bytes()


def page() -> bytes:
    paragraphs = "".join(f"<p>{SENTENCE} Part {number}.</p>" for number in range(6))
    return f"""<!doctype html><html><head><title>Bridge closed</title>
        <meta property="og:site_name" content="River Post">
        <meta property="article:published_time" content="2023-03-08T10:00:00Z"></head>
        <body><nav><a href="/">All our sections</a></nav><article><h1>Bridge closed</h1>{paragraphs}</article>
        <script>alert("not text")</script><footer>Read more stories</footer></body></html>""".encode()


def packed(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return sink.getvalue()


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(
        pa.table({"text": [SENTENCE, SENTENCE + " Twice."], "publisher": ["River Post", None]}), sink
    )
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", SENTENCE.encode()),
        ("a.md", SENTENCE.encode()),
        ("a.pdf", pdf(SENTENCE)),
        ("a.docx", word()),
        ("a.eml", mail()),
        ("a.html", page()),
        ("a.csv", b"text\n" + SENTENCE.encode()),
        ("a.jsonl", json.dumps({"text": SENTENCE}).encode()),
        ("a.parquet", parquet()),
        ("a.zip", packed(a_txt=SENTENCE.encode())),
        ("a.txt.gz", gzip.compress(SENTENCE.encode())),
        ("a.zip", packed(inner_zip=packed(a_txt=SENTENCE.encode()))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_format_gives_its_text(name: str, content: bytes) -> None:
    assert SENTENCE in read(content, name)[0].text


def test_a_page_gives_its_metadata_and_neither_menu_nor_script() -> None:
    [found] = read(page(), "a.html")
    assert (found.title, found.publisher, str(found.published)) == (
        "Bridge closed",
        "River Post",
        "2023-03-08",
    )
    assert not any(word in found.text for word in ("sections", "alert", "Read more"))


def test_a_mail_gives_subject_sender_and_day() -> None:
    [found] = read(mail(), "a.eml")
    assert (found.title, found.author, str(found.published)) == ("Bridge closed", "Ada Stone", "2023-03-08")


def test_a_table_gives_one_document_a_row() -> None:
    first, second = read(parquet(), "a.parquet")
    assert (first.part, first.publisher) == ("row 1", "River Post")
    assert (second.part, second.publisher) == ("row 2", None)


def test_an_archive_names_its_members() -> None:
    content = packed(folder__a_txt=b"One.", b_csv=b"text\nTwo.")
    assert [found.part for found in read(content, "a.zip")] == ["folder/a.txt", "b.csv/row 1"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"Plain words", "not a PDF file"),
        ("a.docx", b"Plain words", "not a Word file"),
        ("a.docx", packed(a_txt=b"x"), "broken Word file"),
        ("a.txt", page(), "an HTML page"),
        ("a.txt", b"PK\x03\x04\0\0", "not a text file"),
        ("a.pdf", pdf(SENTENCE)[:200], "broken PDF|without text"),
        ("a.pdf", pdf(""), "without text"),
        ("a.pdf", encrypted_pdf(), "encrypted PDF"),
        ("a.zip", b"PK\x03\x04broken", "broken archive"),
        ("a.gz", b"\x1f\x8bbroken", "broken archive"),
        ("a.csv", b"title\nx", "without a column text"),
        ("a.parquet", b"PAR1 broken", "broken Parquet"),
        ("a.html", b"<html><body></body></html>", "no main text"),
        ("a.html", b"<div>" * 200_000, "no main text"),
        ("a.zip", packed(**{"..__a_txt": b"x"}), "climbs out|broken"),
        ("a.zip", packed(a_zip=packed(b_zip=packed(c_txt=b"x"))), "3 levels deep"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(content, name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [(b"{", "not JSON"), (b"[" * 100_000, "not JSON"), (b'["x"]', "no field text")],
    ids=["cut off", "deep", "no object"],
)
def test_a_broken_line_is_refused_and_the_later_ones_are_read(line: bytes, reason: str) -> None:
    first, broken, last = read(b'{"text": "One."}\n' + line + b'\n{"text": "Two."}', "a.jsonl")
    assert (first.text, last.text, last.part) == ("One.", "Two.", "row 3")
    assert (broken.refused or "").startswith("line 2 ")
    assert reason in (broken.refused or "")


def test_a_broken_pdf_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DocumentError):
        read(b"%PDF-1.7\nnothing follows", "a.pdf")
    assert caplog.records == []


def test_a_member_that_climbs_out_of_its_archive_is_refused() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("../../a.txt", "x")
    with pytest.raises(DocumentError, match="climbs out of the archive"):
        read(sink.getvalue(), "a.zip")


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.txt.gz"])
def test_a_bomb_is_refused_before_it_unfolds(name: str) -> None:
    zeros = b"0" * 20_000_000
    content = gzip.compress(zeros) if name.endswith("gz") else packed(a_txt=zeros)
    with pytest.raises(DocumentError, match="unfolds to"):
        read(content, name, Limits(file_bytes=5_000_000, unpacked_bytes=5_000_000))
