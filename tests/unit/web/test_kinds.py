"""What a server's word on the kind of what it sends is worth."""

from __future__ import annotations

import pytest

from geomap.web.kinds import as_utf8, suffix_of


@pytest.mark.parametrize(
    ("stated", "address", "suffix"),
    [
        ("text/html", "https://example.org/a.pdf", ".html"),
        ("application/xhtml+xml", "https://example.org/", ".html"),
        ("application/json", "https://example.org/", ".json"),
        ("text/csv", "https://example.org/", ".csv"),
        ("application/pdf", "https://example.org/x", ".pdf"),
        ("application/rss+xml", "https://example.org/x", ".rss"),
        ("text/plain", "https://example.org/a.csv?b=c.pdf", ".csv"),
        ("text/plain", "https://example.org/a", ""),
        ("text/plain", "https://example.org/a.php", ".php"),
        ("application/octet-stream", "https://example.org/a.PDF", ".pdf"),
        ("", "https://example.org/a.ndjson", ".ndjson"),
        ("text/xml", "https://example.org/a", ""),
        ("application/gzip", "https://example.org/a.jsonl.gz", ".gz"),
    ],
)
def test_suffixes(stated, address, suffix):
    assert suffix_of(stated, address) == suffix


CYRILLIC = "Обстріл"


@pytest.mark.parametrize(
    ("body", "charset", "after"),
    [
        (CYRILLIC.encode("cp1251"), "windows-1251", CYRILLIC.encode()),
        (CYRILLIC.encode("cp1251"), None, CYRILLIC.encode("cp1251")),
        (CYRILLIC.encode(), "windows-1251", CYRILLIC.encode()),
        (CYRILLIC.encode("cp1251"), "utf-8", CYRILLIC.encode("cp1251")),
        (CYRILLIC.encode("cp1251"), "unheard-of", CYRILLIC.encode("cp1251")),
        (CYRILLIC.encode("cp1251"), "rot13", CYRILLIC.encode("cp1251")),
        (CYRILLIC.encode("cp1251"), "base64", CYRILLIC.encode("cp1251")),
        (b"%PDF-1.7 \xff\xfe", "utf-8", b"%PDF-1.7 \xff\xfe"),
    ],
)
def test_a_stated_encoding_counts_where_the_bytes_agree(body, charset, after):
    assert as_utf8(body, charset) == after
