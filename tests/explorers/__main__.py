"""Compare the explorers' arithmetic with PyTorch: `python -m tests.explorers [CHAINS]`.

All small shapes with every operation and every argument, all pairs of small shapes, and random
chains of operations, 100000 unless told otherwise. Takes minutes; `make test` takes a part of it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from playwright.sync_api import sync_playwright

from tests.chromium import launch
from tests.explorers import asking


def main(chains: int) -> int:
    """Say what differs, and how much was asked."""
    began = time.monotonic()
    asked: Counter[str] = Counter()

    def counted() -> asking.Asked:
        for kind, question in asking.questions(sizes=3, count=chains, seed=0):
            asked[kind] += 1
            yield kind, question

    wrong = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for one in asking.differing(asking.open_page(browser), counted()):
            wrong += 1
            if wrong <= 20:
                print(f"{one['kind']} {one['question']}")
                print(f"  PyTorch: {one['answer']}\n  script:  {one['said']}")
        browser.close()
    told = ", ".join(f"{count} of {kind}" for kind, count in asked.items())
    print(f"{told}: {wrong} differ ({time.monotonic() - began:.0f} s)")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
