"""``python -m zhixing.law``: the library's own command, without the platform around it."""

import sys

from zhixing.law.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))
