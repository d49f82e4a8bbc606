"""What lies at the root of the published site and is about all of its editions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.utils.yaml import yaml_load

FINGERPRINT = re.compile(r'data-fingerprint="(\w+)"')


def feed(editions: list[Mapping[str, Any]], where: str) -> str:
    """An Atom feed of the editions that were published from here, the newest first."""
    with Path("mkdocs.yml").open("rb") as file:
        config = yaml_load(file)
    language, name, root = config["theme"]["language"], escape(config["site_name"]), escape(where)
    entries, dates = "", []
    for one in editions:
        if updated := (one.get("properties") or {}).get("updated"):
            dates.append(updated)
            link = f"{root}{escape(one['version'])}/"
            entries += (
                f"<entry><title>{escape(one['title'])}</title><id>{link}</id>"
                f'<link href="{link}"/><updated>{escape(updated)}</updated></entry>\n'
            )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}"><title>{name}</title>'
        f"<id>{root}</id><updated>{max(dates)}</updated>"
        f"<author><name>{urlsplit(where).netloc}</name></author>"
        f'<link href="{root}"/><link rel="self" href="{root}feed.xml"/>\n{entries}</feed>\n'
    )


def pages(site: Path) -> str:
    """The fingerprint of each page by its address, by which older editions see what changed."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        if match := FINGERPRINT.search(path.read_text("utf-8")):
            folder = path.parent.relative_to(site).as_posix()
            found["" if folder == "." else f"{folder}/"] = match[1]
    return json.dumps(found, indent=0) + "\n"


def sitemap(where: str) -> str:
    """The root's sitemap, which names the newest edition's."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{escape(where)}latest/sitemap.xml</loc></sitemap></sitemapindex>\n"
    )
