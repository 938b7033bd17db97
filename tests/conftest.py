"""Settings shared by all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.sockets import Sockets

# Shared machines are slow by fits: a deadline would fail what is right. CI draws the same examples
# each time, so that a failure there can be had again.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", parent=settings.get_profile("default"), derandomize=True, print_blob=True, max_examples=100
)
settings.load_profile("ci" if os.environ.get("CI") else "default")

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
