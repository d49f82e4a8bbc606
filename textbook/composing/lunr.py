"""A fault of lunr, which Material's search runs on, mended in the built site's copy of it.

lunr tells the nodes of its tree of words apart by a text: each letter, and after it the number of
the node that it leads to, with nothing between them. Where letters are digits two nodes may have
the same text, and count as one: then a query for `1` meets words that nobody wrote, and the whole
search ends in an error (https://github.com/olivernn/lunr.js/issues/503). Error messages that
readers paste hold such numbers.
"""

from __future__ import annotations

import re
from pathlib import Path

WORKER = "assets/javascripts/workers/search.*.js"
JOINED = re.compile(r'(this\.final\?"1":"0",[^{}]*\{[^{}]*?(\w)=\2\+\w\+\w\.id)(\+",")?\}')
"""Where the text is put together: `e=e+s+o.id`, in a loop."""


def mend(site: Path) -> bool:
    """Put a comma after each number; false where it is not known where that would be."""
    found = False
    for path in site.glob(WORKER):
        text, count = JOINED.subn(r'\1+","}', path.read_text("utf-8"))
        path.write_text(text, "utf-8", newline="")
        found = found or count == 1
    return found
