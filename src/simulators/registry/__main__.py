"""Run the simulated registry: ``python -m simulators.registry``."""

import sys

from simulators.registry.cli import main

sys.exit(main())
