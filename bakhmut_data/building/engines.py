"""Who runs the extraction: this process, several on this machine, or a Dask cluster."""

from __future__ import annotations

import functools
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Protocol

from bakhmut_data.building.partitions import write_partition
from bakhmut_data.errors import BakhmutError
from bakhmut_data.records import Document

AHEAD = 2  # batches read before a worker is free; more only costs memory
RETRIES = 5  # how often a batch is given to another worker when one is lost

Batch = tuple[Document, ...]


class Engine(Protocol):
    """Turns batches into partitions and yields the number of documents done, as they are."""

    def __call__(self, batches: Iterable[Batch], folder: Path, *, raw: bool) -> Iterator[int]:
        """Extract all batches into partitions of `folder`."""


def in_this_process(batches: Iterable[Batch], folder: Path, *, raw: bool) -> Iterator[int]:
    """One batch after the other."""
    for batch in batches:
        write_partition(batch, folder, raw=raw)
        yield len(batch)


def in_processes(jobs: int) -> Engine:
    """`jobs` processes on this machine."""

    def run(batches: Iterable[Batch], folder: Path, *, raw: bool) -> Iterator[int]:
        # Each has one processor to itself: more threads of its own would only take turns.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        # Not fork: the parent may hold threads of its progress bar and of BLAS.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context) as pool:
            task = functools.partial(write_partition, folder=folder, raw=raw)
            yield from _bounded(batches, functools.partial(pool.submit, task), jobs + AHEAD)

    return run


def _bounded(batches: Iterable[Batch], submit: Callable[[Batch], Future[Path]], most: int) -> Iterator[int]:
    """Never more than `most` batches under way, so that reading stays a little ahead."""
    running: dict[Future[Path], int] = {}
    for batch in batches:
        running[submit(batch)] = len(batch)
        if len(running) >= most:
            yield from _finished(running, wait(running, return_when=FIRST_COMPLETED).done)
    yield from _finished(running, wait(running).done)


def _finished(running: dict[Future[Path], int], done: set[Future[Path]]) -> Iterator[int]:
    for future in done:
        future.result()
        yield running.pop(future)


def on_dask(scheduler: str | None, jobs: int) -> Engine:
    """A Dask cluster: the one whose scheduler has that address, else `jobs` processes of our own.

    Workers write their partitions into the output folder, which they must share. A lost
    worker's batches go to another; `BakhmutError` when the scheduler cannot be reached.
    """

    def run(batches: Iterable[Batch], folder: Path, *, raw: bool) -> Iterator[int]:
        # Here, because a build without Dask should not pay for importing it.
        try:
            from distributed import Client, LocalCluster, as_completed  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise BakhmutError("--engine dask: pip install 'distributed>=2026.8,<2027' first") from error

        cluster = (
            None if scheduler else LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
        )
        try:
            client = Client(scheduler or cluster, timeout="20s")
        except (OSError, TimeoutError) as error:
            raise BakhmutError(f"--scheduler {scheduler}: no Dask scheduler answers there") from error
        try:
            absolute = folder.resolve()
            futures = as_completed()
            sizes: dict[Any, int] = {}
            for batch in batches:
                future = client.submit(write_partition, batch, absolute, raw=raw, retries=RETRIES, pure=False)
                sizes[future.key] = len(batch)
                futures.add(future)
                if futures.count() >= 4 * max(1, len(client.nthreads())) + AHEAD:
                    yield _result(next(futures), sizes)
            for future in futures:
                yield _result(future, sizes)
        finally:
            client.close()
            if cluster is not None:
                cluster.close()

    return run


def _result(future: Any, sizes: dict[Any, int]) -> int:
    """The number of documents of a finished batch; an error in a worker is raised here."""
    future.result()
    return sizes[future.key]
