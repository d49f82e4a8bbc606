"""What the golden copies hold, no machine printed: pytest-codeblocks must not run them."""

collect_ignore_glob = ["*.md"]
