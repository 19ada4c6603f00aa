"""Run the simulated bank: ``python -m simulators.bank --name gongshang --url …``."""

import sys

from simulators.bank.cli import main

sys.exit(main())
