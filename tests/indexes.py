"""Package indexes in folders, with tiny packages, for the real pip to ask."""

from __future__ import annotations

import zipfile
from pathlib import Path


def wheel(folder: Path, name: str, version: str) -> None:
    """Write a package with one module that holds its version."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as file:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            file.writestr(path, text)


def index(folder: Path, *wheels: tuple[str, str]) -> str:
    """A package index in a folder; returns its address."""
    for name, version in wheels:
        wheel(folder / name, name, version)
    for package in folder.iterdir():
        links = "".join(f'<a href="{one.name}">{one.name}</a>' for one in package.glob("*.whl"))
        (package / "index.html").write_text(f"<!DOCTYPE html>{links}", "utf-8")
    return folder.as_uri()
