"""``python -m styrkort``: the same commands."""

import sys

from styrkort.cli import main

sys.exit(main())
