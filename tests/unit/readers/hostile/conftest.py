"""What the tests of hostile inputs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.errors import InputError
from geomap.model import Document
from geomap.readers import read

Reading = Callable[..., tuple[list[Document], list[str]]]


@pytest.fixture
def read_bytes(tmp_path: Path) -> Reading:
    """Read bytes as a file of a name; the documents, and each fault without the folder's name."""

    def reading(content: bytes, name: str) -> tuple[list[Document], list[str]]:
        path = tmp_path / name
        path.write_bytes(content)
        faults: list[InputError] = []
        documents = list(read(path, on_error=faults.append))
        assert all(type(fault) is InputError for fault in faults)
        return documents, [str(fault).replace(f"{tmp_path.as_posix()}/", "") for fault in faults]

    return reading
