"""Run the inbox: ``python -m simulators.police --port 8200 --callback URL``."""

import sys

from simulators.police.cli import main

sys.exit(main())
