"""Settings shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.property.drawing import TIMES, examples
from tests.sockets import Sockets

# Shared machines are slow by fits: a deadline would fail what is right. The same examples are drawn each
# time, so that a failure can be had again; chance has its turn in `make fuzz`, which keeps what it finds.
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz",
    parent=settings.get_profile("ci"),
    derandomize=False,
    database=DirectoryBasedExampleDatabase(Path("build") / "fuzz" / "examples"),
    max_examples=examples(100),
)
settings.load_profile("fuzz" if TIMES > 1 else "ci")

_SOCKETS = Sockets()
_SOCKETS.install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test, with its fixtures, speak to this machine if it is marked ``network``."""
    _SOCKETS.loopback = item.get_closest_marker("network") is not None
    return (yield)


@pytest.fixture(autouse=True)
def _no_sockets() -> Iterator[None]:
    """What was refused fails the test, whoever caught the error."""
    before = len(_SOCKETS.refused)
    yield
    assert _SOCKETS.refused[before:] == []


@pytest.fixture(scope="session", autouse=True)
def _no_overlays_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have places of his own installed: no test sees them, none adds to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the user's data, empty, of this test alone."""
    folder = tmp_path / "user-data"
    monkeypatch.setenv("GEOMAP_DATA_DIR", str(folder))
    return folder
