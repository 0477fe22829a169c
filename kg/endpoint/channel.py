"""Connections of waitress, made ours: errors are problem documents, and answers take the short way out.

Waitress copies each part of an answer through a buffer, larger ones through a file, and sends the header by
itself. Here what the client can take at once goes to its socket straight away, the header with the first
part of the body; only the rest of it waits in waitress's buffers.
"""

from http import HTTPStatus
from typing import Any

from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.task import ErrorTask, WSGITask

from kg.endpoint.access import Accounts
from kg.endpoint.problems import MEDIA_TYPE, document
from kg.errors import KgError


class ProblemTask(ErrorTask):
    """An error that waitress finds before any handler does, in the shape of all others."""

    def execute(self) -> None:
        request: Any = self.request  # the stubs take it for the error itself
        status = HTTPStatus(request.error.code)
        self.status = f"{status.value} {request.error.reason}"
        path = getattr(request, "path", "")  # a request whose header does not parse has none
        body = document(status, str(request.error.body), path).encode()
        self.response_headers = [("Content-Type", MEDIA_TYPE)]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
        channel: Any = self.channel
        channel.accounts.note(
            {
                "REQUEST_METHOD": getattr(request, "command", ""),
                "PATH_INFO": path,
                "REMOTE_ADDR": str(self.channel.addr[0]),
            },
            status.value,
            len(body),
        )


class AnswerTask(WSGITask):
    """An answer whose header travels with the first part of its body, and that may have to break off."""

    def execute(self) -> None:
        try:
            super().execute()
        except KgError as error:  # told by figures and access log; it is no fault to show a traceback of
            raise ClientDisconnected(str(error)) from error

    def write(self, data: bytes) -> None:
        channel: Any = self.channel
        if data and self.has_body and not self.wrote_header and self.complete:
            channel.head = self.build_response_header()
            self.wrote_header = True
        super().write(data)
        if channel.head:  # nothing was sent of a body that its length says is empty
            channel.write_soon(b"")


class Channel(HTTPChannel):
    """A connection."""

    error_task_class = ProblemTask
    task_class = AnswerTask
    accounts: Accounts
    head: bytes = b""
    """The header of the answer that is about to begin."""

    def write_soon(self, data: Any) -> int:
        """Send what the client takes now; the rest when it takes more. Raises ClientDisconnected."""
        if isinstance(data, bytes | bytearray | memoryview):  # else a file, behind a header of its own
            head, self.head = self.head, b""
            data = bytes(data)
            with self.outbuf_lock:
                if self.connected and not self.total_outbufs_len:
                    head, data = self._sent(head, data)
            data = head + data
        written: int = super().write_soon(data)
        return written

    def _sent(self, head: bytes, data: bytes) -> tuple[bytes, bytes]:
        """What is left of the two after sending what goes without waiting."""
        connection: Any = self.socket
        try:
            sent = connection.sendmsg([head, data])
        except OSError:  # the usual way meets it again, and knows what to do
            return head, data
        return head[sent:], data[max(0, sent - len(head)) :]
