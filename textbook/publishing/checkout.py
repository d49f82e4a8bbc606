"""What git says of this checkout, and does with it."""

from __future__ import annotations

import subprocess

from textbook.model import Problem


def clean() -> None:
    """Raise Problem where the checkout holds what no commit has, or where git cannot tell."""
    # New files are asked for by name, as a person's git may be told not to show them.
    if changed := git("status", "--porcelain", "--untracked-files=normal"):
        raise Problem(f"this checkout holds what no commit has: commit or git stash it\n{changed}")


def git(*arguments: str, allow: bool = False) -> str:
    """What a git command prints. Raises Problem where it fails; nothing if that is allowed."""
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, errors="replace", check=False)
    except FileNotFoundError as error:
        raise Problem("git is not installed: install it, https://git-scm.com/downloads") from error
    if done.returncode and not allow:
        raise Problem(f"{' '.join(command)}: {done.stderr.strip()}")
    return "" if done.returncode else done.stdout.strip()
