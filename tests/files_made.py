"""Files of the kinds that geomap reads, made in memory: PDF, Word, mail, WARC."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

STORY = "Shells struck the outskirts of Eastford on Sunday, the governor said. Two people were killed."


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", created: str = "") -> bytes:
    """A PDF with so many pages of lines."""
    info = (f"/Title ({title}) " if title else "") + (f"/CreationDate ({created})" if created else "")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(f"<< {info} >>".encode())
    file = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(objects),
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(file)
    )


def docx(body: str, core: str = "", *, part: str = "word/document.xml") -> bytes:
    """A Word file with such a body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, body)
        if core:
            archive.writestr("docProps/core.xml", core)
    return file.getvalue()


def word_body(*paragraphs: str) -> str:
    """The XML of a Word file's body; what is in paragraphs is XML too."""
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    inner = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return f"<w:document {namespaces}><w:body>{inner}</w:body></w:document>"


def warc_record(
    uri: str,
    content: bytes,
    *,
    media: str = "text/html; charset=utf-8",
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "",
) -> bytes:
    """A record of a WARC file."""
    block = content
    if kind == "response":
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + content
        media = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-05-07T01:02:03Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


MAIL = (
    b'From: "Agency Desk" <desk@example.org>\r\n'
    b"Subject: =?utf-8?q?Shelling_of_Beaus=C3=A9jour?=\r\n"
    b"Date: Wed, 14 Oct 2020 01:30:00 +0400\r\nMIME-Version: 1.0\r\nMessage-ID: <a@b>\r\n"
    b"Content-Type: multipart/mixed; boundary=X\r\n\r\n"
    b"--X\r\nContent-Type: multipart/alternative; boundary=Y\r\n\r\n"
    b"--Y\r\nContent-Type: text/html\r\n\r\n<p>Not this one.</p>\r\n"
    b"--Y\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "Обстрел города.".encode("cp1251")
    + b"\r\n--Y--\r\n--X\r\nContent-Type: application/pdf\r\n"
    b"Content-Disposition: attachment; filename=report.pdf\r\n\r\nxx\r\n--X--\r\n"
)
"""A mail with a plain text, an HTML text and an attachment."""
