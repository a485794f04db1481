"""A contact sheet: page pictures of many prints side by side, to be looked at.

`.venv/bin/python -m tests.printing.contact_sheet FILE.png [PART]`: the sample of the checks, or with PART every case of
the long run whose name holds it, like "plan easy-read 16 ur".
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL import ImageDraw

from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.rules import Format
from tests.printing.matrix import MAKERS
from tests.printing.matrix import product
from tests.printing.matrix import sample
from tests.printing.placing import Watched

WIDE, HIGH, HEAD, ACROSS, MOST = 300, 424, 16, 8, 96


def main() -> None:
    """Write the sheet."""
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    cases = [case for case in product() if wanted in case.key and case.format != Format.TEXT] if wanted else sample()
    press = Watched()
    tiles: list[tuple[str, Image.Image]] = []
    for case in cases:
        html, *sheets = MAKERS[case.item](case)
        pdf = press.pdf(html, *sheets, closer=case.closer)
        for number in range(1, count_pages(pdf) + 1):
            if len(tiles) < MOST:
                tiles.append((f"{case.key} {number}", Image.open(BytesIO(page_picture(pdf, number)))))
    press.close()
    rows = -(-len(tiles) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDE + 8), rows * (HIGH + HEAD + 8)), "#777")
    draw = ImageDraw.Draw(sheet)
    for place, (name, picture) in enumerate(tiles):
        left, top = place % ACROSS * (WIDE + 8), place // ACROSS * (HIGH + HEAD + 8)
        draw.text((left + 2, top + 2), name[:52], fill="white")
        sheet.paste(picture.resize((WIDE, HIGH)), (left, top + HEAD))
    sheet.save(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
