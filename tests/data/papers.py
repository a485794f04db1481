"""Pictures and PDFs, sound and hostile, made here so that no file of others is needed."""

from __future__ import annotations

import io
import struct
import zlib


def pdf(pages: int = 1, extra: str = "", size: str = "595 842", catalog: str = "") -> bytes:
    """Return a small PDF with a right table of places."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    objects = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    objects += [f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] {extra} >>"] * pages
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), words: str = "") -> bytes:
    """Return a picture with words in its metadata, and a place and a camera where the kind can hold them."""
    from PIL import Image
    from PIL import PngImagePlugin

    made, out = Image.new("RGB", size, "red"), io.BytesIO()
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", words or "none")
        made.save(out, kind, pnginfo=info)
    else:
        exif = made.getexif()
        exif[0x010E] = words or "none"
        exif[0x0112] = 6  # turned by a quarter
        made.save(out, kind, exif=exif)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Return a tiny PNG that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
