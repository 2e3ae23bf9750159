"""The test's end of `dying_often`: a service that can be killed and started in a moment."""

import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Mortal:
    """One forking process, and the server it started last."""

    def __init__(self, address: str, data: Path, *, under: tuple[str, ...] = ()) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        words = [*under, sys.executable, "-m", "tests.app.dying_often", address, str(data)]
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self.server = 0
        assert self.heard() == "ready"

    def heard(self) -> str:
        """The next line it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, words: str) -> str:
        """Send a line and read one."""
        assert self.process.stdin is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return self.heard()

    def start(self) -> None:
        """Start a server."""
        self.server = int(self.ask(f"serve {self.port}"))

    def kill(self) -> None:
        """Kill the server, with no chance to tidy up."""
        assert self.ask(f"kill {self.server}") == "killed"

    def end(self) -> None:
        """Let the forking process end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
