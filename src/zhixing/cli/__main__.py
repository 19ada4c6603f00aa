"""Finding and running the command that the user typed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from types import FrameType

from zhixing.cli.command import Failure, find_command
from zhixing.platform.embedded.errors import ServerError


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    signal.signal(signal.SIGTERM, _leave)
    name = arguments[0] if arguments else "help"
    name = "help" if name in ("-h", "--help") else name
    command = find_command(name)
    if command is None:
        print(f"没有命令 {name}。运行 ./zx help 查看全部命令。", file=sys.stderr)
        print(f"There is no command {name}. Run ./zx help to see them all.", file=sys.stderr)
        return 2
    try:
        return command.run(arguments[1:])
    except (Failure, ServerError) as refusal:
        print(refusal, file=sys.stderr)
        return getattr(refusal, "code", 1)
    except KeyboardInterrupt:
        print("\n已中断。 · Interrupted.", file=sys.stderr)
        return 130


def _leave(number: int, frame: FrameType | None) -> None:
    """Turn SIGTERM into an ordinary exit, so that what we started is stopped."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
