"""A visit without a browser: the messages that Streamlit's own page would send, over a real socket."""

from __future__ import annotations

import contextlib
import http.cookies
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.serving.sockets import Answer, ask

PATIENCE = 60.0


@dataclass
class Visit:
    """One visit: its session, the widgets on its page by their keys, and what was said."""

    address: str
    socket: ClientConnection
    token: str
    source: str = "127.0.0.1"
    session: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    finished: int = 0
    deferred: dict[str, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def run(self, page: str = "", **states: object) -> None:
        """Runs the page with what was typed and pressed, and returns when it has run to its end."""
        self.start(page, **states)
        before = self.finished
        self.listen_until(lambda: self.finished > before)

    def start(self, page: str = "", **states: object) -> None:
        """Runs the page and does not wait."""
        message = BackMsg()
        message.rerun_script.page_name = page
        for key, value in states.items():
            state: WidgetState = message.rerun_script.widget_states.widgets.add()
            state.id = self.widgets[key.replace("_", "-")]
            if value is True:
                state.trigger_value = True
            elif isinstance(value, list):
                for number, name, size in value:
                    file = state.file_uploader_state_value.uploaded_file_info.add()
                    file.file_id, file.name, file.size = number, name, size
                    file.file_urls.upload_url = f"/_stcore/upload_file/{self.session}/{number}"
            else:
                state.string_value = str(value)
        self.socket.send(message.SerializeToString())

    def listen_until(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Takes messages until it is done; TimeoutError when that takes too long."""
        end = time.monotonic() + patience
        while not done():
            self._take(ForwardMsg.FromString(self.socket.recv(timeout=end - time.monotonic())))

    def download(self, key: str) -> str:
        """The address of the file of a download's button, which is made for that."""
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = key, self.session
        asked.deferred_file.file_id = self.deferred[key]
        before = len(self.made)
        self.socket.send(message.SerializeToString())
        self.listen_until(lambda: len(self.made) > before)
        return self.made[-1]

    def put(self, name: str, content: bytes, *, number: str, patience: float = PATIENCE) -> Answer:
        """Sends a file as the uploader of the page does."""
        mark = "frontier"
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
        return ask(
            self.address,
            f"/_stcore/upload_file/{self.session}/{number}",
            method="PUT",
            body=head.encode() + content + f"\r\n--{mark}--\r\n".encode(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "X-Xsrftoken": self.token,
                "Cookie": f"_streamlit_xsrf={self.token}",
            },
            patience=patience,
            source=self.source,
        )

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "script_finished":
            self.finished += 1
        elif kind == "backend_operation_response":
            self.made.append(message.backend_operation_response.deferred_file.url)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            drawn = element.WhichOneof("type") or "empty"
            held = getattr(element, drawn)
            if drawn == "download_button":
                self.deferred[named_by(held.id)] = held.deferred_file_id
            if named := getattr(held, "id", ""):
                self.widgets[named_by(named)] = named
            self.words.append(str(getattr(held, "body", "")))


def named_by(identity: str) -> str:
    """The key of a widget by its id, which ends in it."""
    return identity.split("-", 2)[-1]


@contextlib.contextmanager
def visiting(address: str, page: str = "", source: str = "127.0.0.1") -> Iterator[Visit]:
    """A visit from an address of this machine whose first page has run; it ends with the block."""
    health = ask(address, "/_stcore/health", source=source)
    cookies = http.cookies.SimpleCookie(health.headers["set-cookie"])
    token = cookies["_streamlit_xsrf"].value
    parts = urlsplit(address)
    with connect(
        f"ws://{parts.netloc}{parts.path}/_stcore/stream",
        origin=Origin(f"{parts.scheme}://{parts.netloc}"),
        source_address=(source, 0),
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        max_queue=None,  # what is sent is taken at once, as a browser takes it: its end is then heard too
        open_timeout=PATIENCE,
        ping_interval=None,
        additional_headers={"Cookie": f"_streamlit_xsrf={token}"},
    ) as socket:
        visit = Visit(address, socket, token, source)
        visit.run(page)
        yield visit
