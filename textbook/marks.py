"""Marks in authors' texts: what they tell the checks, code, and characters that may not be used."""

from __future__ import annotations

import re

UNPROVEN = re.compile(r" ?<!-- unproven: ([\w/]+) -->")
"""Follows a sentence that states what only a GPU's run of a program could show."""
PINS = re.compile(r" ?<!-- shown: ([^<>\n]+) -->")
"""Ends a line of prose: which line of which program or output shows a value in it."""
UNSHOWN = re.compile(r" ?<!-- unshown: [^<>\n]+ -->")
"""Ends a line of prose whose values come from elsewhere, and says from where."""
PICTURE = re.compile(r"<!-- picture: ([^<>]+?) -->")
"""Before a block: what its figure shows."""
NOTES = re.compile(rf"{UNPROVEN.pattern}|{PINS.pattern}|{UNSHOWN.pattern}|\s*{PICTURE.pattern}")
"""What an author tells the checks of a sentence, and no reader sees."""
BROKEN = "broken_"
"""Begins the name of a program that a reader is to mend."""
INLINE = re.compile(r"(?<!`)(?P<signs>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=signs)(?!`)", re.S)
"""Code within a paragraph, its signs included."""
MARKS = "\ue000\ue001\ue002\ue003"
"""Characters that stand for blocks and code while prose is rewritten; authors may not use them."""
UNSEEN = re.compile(
    f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u3164\uffa0"
    f"\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e007f{MARKS}]|(?<![\u2190-\U0001faff\ufe0f])\u200d"
)
"""Control characters, those of no width, those that turn the direction of a line, and MARKS.

What joins the parts of an emoji may stand between them.
"""
