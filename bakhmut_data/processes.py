"""Processes that end with the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal

PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with(parent: int) -> None:
    """Have this process, a fork of `parent`, killed when that ends, whatever it is doing then.

    To be called by a fork of a process whose main thread forked it: Linux means the thread.
    """
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that was said
        os._exit(1)
