"""Folds the dockets of some courts again and prints every difference: ``python -m``, courts."""

from __future__ import annotations

import sys

import django


def main() -> int:
    """Print the differences; 0 says that all were looked at, whatever was found."""
    django.setup()
    from zhixing.cases.docket.verify import verify_docket
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()):
        for court_no in map(int, sys.argv[1:]):
            for difference in verify_docket(court_no):
                print(str(difference)[:400], flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
