"""Where the site is served: the address is tried and told before anything else is done."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import subprocess
import sys

from textbook.model import Problem


def serve(address: str) -> int:
    """`mkdocs serve` at an address that is free. Raises Problem where it is not."""
    host, port = read(address)
    attempt(host, port)
    print(f"http://{address}/ opens as soon as pages are ready; Ctrl-C ends it", flush=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if os.name == "posix":
        os.execve(sys.executable, command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


def read(address: str) -> tuple[str, int]:
    """Host and port. Raises Problem where it is no address."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal() and int(port) < 2**16):
        raise Problem(f"ADDRESS={address}: is no address: write host:port, 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def attempt(host: str, port: int) -> None:
    """Listen for a moment. Raises Problem, with an address that is free, where that fails."""
    try:
        listen(host, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            cure = "make serve ADDRESS=127.0.0.1:8000"
            raise Problem(f"{host}:{port}: {error.strerror}: {cure}") from error
        for other in range(port + 1, min(port + 100, 2**16)):
            with contextlib.suppress(OSError):
                listen(host, other)
                cure = f"make serve ADDRESS={host}:{other}"
                raise Problem(f"{host}:{port} is taken by another program: {cure}") from error
        raise Problem(f"{host}:{port} is taken: make serve ADDRESS=host:port") from error


def listen(host: str, port: int) -> None:
    """Take an address as a server does, and leave it again."""
    family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # Elsewhere it would take what another program has.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(where)
        probe.listen()
