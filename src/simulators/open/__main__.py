"""Run the simulated institution: ``python -m simulators.open``."""

import sys

from simulators.open.cli import main

sys.exit(main())
