"""Engines give the same, and what kills a worker is told."""

from __future__ import annotations

import os
import pickle
import signal

import pytest

from geomap.engines import Died, Done, Serial, make_engine
from geomap.engines.cluster import Dask
from geomap.engines.pool import Pool
from geomap.errors import EngineError, InputError, UsageError

pytestmark = pytest.mark.network

SQUARES = {Done(index, abs(index)) for index in range(7)}


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as engine:
        yield engine


@pytest.fixture(scope="module")
def dask():
    with Dask(2) as engine:
        yield engine


@pytest.fixture(params=["serial", "pool", "dask"])
def engine(request):
    return Serial() if request.param == "serial" else request.getfixturevalue(request.param)


def test_every_task_is_done_once(engine):
    assert sorted(done.index for done in engine.map(abs, range(7))) == list(range(7))
    assert set(engine.map(abs, range(7))) == SQUARES
    assert list(engine.map(abs, ())) == []


def test_tasks_are_taken_as_workers_become_free(engine):
    taken = 0

    def many():
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield number

    results = engine.map(abs, many())
    for _ in range(3):
        next(results)
    results.close()
    assert taken < 20
    assert set(engine.map(abs, range(7))) == SQUARES


def test_what_a_function_raises_is_raised(engine):
    with pytest.raises(ValueError, match="invalid literal"):
        list(engine.map(int, ["1", "none"]))
    assert set(engine.map(abs, range(7))) == SQUARES


@pytest.mark.parametrize("name", ["pool", "dask"])
def test_a_task_that_kills_its_worker_is_told_and_the_others_are_done(name, request):
    engine = request.getfixturevalue(name)
    results = sorted(
        engine.map(eval, ["1", "2", "__import__('os')._exit(5)", "4", "5"]), key=lambda r: r.index
    )
    assert [done.value for done in results if isinstance(done, Done)] == [1, 2, 4, 5]
    (died,) = (each for each in results if isinstance(each, Died))
    assert died.index == 2
    assert "died" in died.what or "status 5" in died.what


def test_a_worker_that_is_killed_is_replaced_and_its_task_done_again(pool, tmp_path):
    # Kills its worker the first time only.
    once = f"__import__('os').path.exists({str(tmp_path / 'a')!r}) or (open({str(tmp_path / 'a')!r}, 'w'), __import__('os').kill(__import__('os').getpid(), 9))"
    assert list(pool.map(eval, [once])) == [Done(0, True)]


def test_an_idle_worker_that_died_is_replaced(pool):
    list(pool.map(abs, range(2)))
    for process in pool.processes:
        os.kill(process, signal.SIGKILL)
    assert set(pool.map(abs, range(7))) == SQUARES


def test_an_interrupt_ends_the_workers(monkeypatch):
    with Pool(2) as pool:
        processes = [done.value for done in pool.map(eval, ["__import__('os').getpid()"] * 4)]

        def interrupted(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr("geomap.engines.pool.wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            list(pool.map(eval, ["__import__('time').sleep(600)"] * 2))
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_workers_that_end_as_they_start_are_told_of(monkeypatch):
    monkeypatch.setattr("geomap.engines.pool.serve", os._exit)
    with Pool(1) as pool, pytest.raises(EngineError, match="worker processes end as they start"):
        list(pool.map(abs, [1]))


def test_workers_use_one_thread(pool):
    asked = "__import__('os').environ.get('OMP_NUM_THREADS')"
    assert list(pool.map(eval, [asked])) == [Done(0, "1")]


def test_a_scheduler_that_is_not_there_is_one_line(monkeypatch):
    monkeypatch.setattr("geomap.engines.cluster._PATIENCE", "1s")
    engine = make_engine("dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(
        EngineError, match=r"^tcp://127.0.0.1:9: the scheduler cannot be reached .*; start one"
    ):
        engine.__enter__()


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("spark", {}, "there is no engine 'spark'; one of serial, pool, dask is needed"),
        ("pool", {"scheduler": "tcp://a:1"}, "the engine pool has no scheduler"),
        ("dask", {"scheduler": "tcp://a:1", "workers": 2}, "a scheduler has the workers"),
        ("pool", {"workers": 0}, "0 workers do nothing"),
        ("serial", {"workers": 2}, "the engine serial is one process"),
    ],
)
def test_what_an_engine_has_no_use_for_is_refused(name, given, told):
    with pytest.raises(UsageError, match=told):
        make_engine(name, **given)


def test_engines_by_name():
    assert make_engine("serial").workers == 1
    assert make_engine("pool", workers=3).workers == 3
    assert make_engine("dask", workers=3).workers == 3
    assert make_engine("dask", scheduler="tcp://a:1").workers is None


def test_errors_of_geomap_come_back_from_workers_as_they_are():
    error = pickle.loads(pickle.dumps(InputError("not there", where="a.txt", hint="look")))
    assert (str(error), error.what, error.where, error.hint) == (
        "a.txt: not there; look",
        "not there",
        "a.txt",
        "look",
    )


def test_a_worker_that_hangs_in_a_loop_of_c_can_be_ended():
    # As reading a shard does: Python's own lock is held meanwhile.
    hangs = (
        "(__import__('faulthandler').dump_traceback_later(0.05, exit=True, file=open('/dev/null', 'w')), "
        "__import__('re').match('(a+)+$', 'a' * 60 + 'b'))"
    )
    with Pool(1, tries=1) as pool:
        assert list(pool.map(eval, [hangs])) == [Died(0, "its worker process left with status 1")]
