"""What is secret in an address is in no message."""

from __future__ import annotations

import pytest

from geomap.errors import FetchError
from geomap.web.addresses import target_of
from geomap.web.policy import Policy
from geomap.web.showing import shown


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://anna:canary@news.example/a", "https://…@news.example/a"),
        ("https://anna:a@canary@news.example/a", "https://…@news.example/a"),
        ("https://anna:cana/ry@news.example/a", "https://…@news.example/a"),
        ("https://canary@news.example", "https://…@news.example"),
        ("anna:canary@news.example", "anna:…@news.example"),
        ("https://news.example/@anna/1", "https://news.example/@anna/1"),
        ("https://news.example:8080/@anna", "https://news.example:8080/@anna"),
        ("https://[2001:db8::1]/@anna", "https://[2001:db8::1]/@anna"),
        ("https://news.example/f?token=canary&page=2", "https://news.example/f?token=…&page=2"),
        ("https://news.example/f?page=2&API_KEY=canary#x", "https://news.example/f?page=2&API_KEY=…#x"),
        ("https://news.example/f#access_token=canary", "https://news.example/f#access_token=…"),
        ("https://s.example/f?X-Amz-Signature=canary", "https://s.example/f?X-Amz-Signature=…"),
        ("https://news.example/f?q=token", "https://news.example/f?q=token"),
    ],
)
def test_what_is_shown(url, said):
    assert shown(url) == said


@pytest.mark.parametrize(
    "url",
    ["https://anna:canary/x@news.example/", "https://anna:x@canary:y@news.example:z/", "https://[canary/@a"],
)
def test_no_error_quotes_what_was_wrong(url):
    with pytest.raises(FetchError) as raised:
        target_of(url, Policy())
    assert "canary" not in str(raised.value).replace("[canary/@a", "")
    assert raised.value.__cause__ is None
