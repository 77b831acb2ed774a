"""What a server would write beside its log, as lines of the log: what libraries note, warnings, crashes.

It may repeat what a reader typed, or say where a reader is. So as soon as there may be readers, a line has
the kind, the place in the code and the type of an error, and no words.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from streamlit import logger as streamlit_logger

STANDARD = (1, 2)  # descriptors of output and errors
PIECE = 65_536  # bytes
ACCESS = "uvicorn.access"  # silent as long as nobody listens; our own lines say more and less
LAST_WORDS = 1.0  # seconds at the end of the process, for what is still on its way


class Output:
    """All that is written to the standard output and errors of this process, as lines by `write`.

    Words are kept until `has_readers`.
    """

    def __init__(self, write: Callable[..., None]) -> None:
        self.write = write
        self.has_readers = False

    def take(self) -> None:
        """From now on nothing goes out but by `write`, which has to have a descriptor of its own."""
        self._take_records()
        sys.excepthook = self._crash
        threading.excepthook = lambda args: self._failed(args.exc_value)
        sys.unraisablehook = lambda args: self._failed(args.exc_value)
        warnings.showwarning = lambda *told: self._warn(*told[:4])
        self._take_descriptors()

    def says(self, words: str) -> dict[str, str]:
        """The words as a fact of a line, while nobody's but the operator's can be in them."""
        return {} if self.has_readers or not words.strip() else {"says": words.strip()}

    def _take_records(self) -> None:
        for name, logger in list(logging.root.manager.loggerDict.items()):
            if isinstance(logger, logging.Logger) and name != ACCESS:
                _hand_on(logger)
        logging.root.handlers = [_Records(self)]
        # Loggers of modules that are imported later; Streamlit gives each a handler of its own.
        streamlit_logger.setup_formatter = _hand_on

    def _crash(self, _: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            self._failed(error)

    def _failed(self, error: BaseException | None) -> None:
        if error is not None:
            self.write("failure", **facts_of(error), **self.says(str(error)))

    def _warn(self, message: Warning | str, category: type[Warning], path: str, line: int) -> None:
        at = f"{Path(path).name}:{line}"
        self.write("warning", kind=category.__name__, at=at, **self.says(str(message)))

    def _take_descriptors(self) -> None:
        """What is printed, by this process and those it starts, comes here through a pipe."""
        kept = {number: os.dup(number) for number in STANDARD}
        ours, theirs = os.pipe()
        for number in STANDARD:
            os.dup2(theirs, number)
        os.close(theirs)
        reading = threading.Thread(target=self._read, args=(ours,), name="output", daemon=True)
        reading.start()

        def give_back() -> None:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            for number, was in kept.items():
                os.dup2(was, number)
            reading.join(LAST_WORDS)

        atexit.register(give_back)

    def _read(self, descriptor: int) -> None:
        while piece := os.read(descriptor, PIECE):
            self.write("output", bytes=len(piece), **self.says(piece.decode("utf-8", "replace")))


class _Records(logging.Handler):
    """What libraries note, by level, name and place."""

    def __init__(self, output: Output) -> None:
        super().__init__()
        self.output = output

    def emit(self, record: logging.LogRecord) -> None:
        """One line."""
        facts = {"level": record.levelname, "by": record.name, "at": f"{record.filename}:{record.lineno}"}
        words = _message(record)
        if record.exc_info and (error := record.exc_info[1]):
            facts |= {"error": type(error).__name__, "in": _where(error)}
            words = f"{words} {error}"
        self.output.write("note", **facts, **self.output.says(words))


def facts_of(error: BaseException) -> dict[str, str]:
    """What a line says of an error, which may itself repeat what was typed: its type and where it arose."""
    return {"error": type(error).__name__, "at": _where(error)}


def _where(error: BaseException) -> str:
    """The module and line in which an error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def _message(record: logging.LogRecord) -> str:
    """What a record says; of one whose values do not fit its words, the words.

    Whoever wrote it goes on with its work: a handler that raised would end that.
    """
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def _hand_on(logger: logging.Logger) -> None:
    """A logger that writes nothing itself."""
    logger.handlers = []
    logger.propagate = True
    # What Streamlit takes away when it gives a logger another handler.
    logger.streamlit_console_handler = logging.NullHandler()  # type: ignore[attr-defined]
