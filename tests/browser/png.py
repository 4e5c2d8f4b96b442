"""Smaller PNG files, with nothing but Python's own library: 256 colours are plenty for a page."""

import collections
import itertools
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    """The chunks of a PNG file: name and content."""
    at = len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def paeth(left, above, corner):
    """PNG's own guess at a byte from those around it."""
    guess = left + above - corner
    near = [abs(guess - it) for it in (left, above, corner)]
    return (left, above, corner)[near.index(min(near))]


def rows(data):
    """The width of a picture as Chromium takes it, and the rows of its pixels, each (red, green, blue)."""
    packed = b""
    for name, content in chunks(data):
        if name == b"IHDR":
            width, height, depth, kind, *_ = struct.unpack(">IIBBBBB", content)
            assert depth == 8 and kind in (2, 6), "not eight bits of red, green and blue"
            step = 3 if kind == 2 else 4
        elif name == b"IDAT":
            packed += content
    raw = zlib.decompress(packed)
    before, lines, stride = bytearray(width * step), [], width * step + 1
    for start in range(0, height * stride, stride):
        method, line = raw[start], bytearray(raw[start + 1 : start + stride])
        for at in range(len(line)) if method else ():
            left = line[at - step] if at >= step else 0
            corner = before[at - step] if at >= step else 0
            above = before[at]
            guess = (0, left, above, (left + above) // 2)
            add = paeth(left, above, corner) if method == 4 else guess[method]
            line[at] = (line[at] + add) & 255
        lines.append([tuple(line[at : at + 3]) for at in range(0, len(line), step)])
        before = line
    return width, lines


def palette(lines):
    """The colours that are used most, and the nearest of them for each that is used."""
    used = collections.Counter(itertools.chain.from_iterable(lines))
    kept, groups = [], set()
    # Of colours that are much the same, the one that is used most stands for all.
    for fine in (4, 0):
        for colour, _ in used.most_common():
            group = tuple(part >> fine for part in colour)
            if len(kept) < 256 and group not in groups and colour not in kept:
                groups.add(group)
                kept.append(colour)

    def nearest(colour):
        distance = lambda other: sum((a - b) ** 2 for a, b in zip(colour, other))
        return min(range(len(kept)), key=lambda at: distance(kept[at]))

    place = {colour: at for at, colour in enumerate(kept)}
    return kept, {colour: place.get(colour, None) or nearest(colour) for colour in used}


def chunk(name, content):
    """A chunk as it is written."""
    sum_ = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + sum_


def smaller(data):
    """The same picture with a palette."""
    width, lines = rows(data)
    kept, place = palette(lines)
    header = struct.pack(">IIBBBBB", width, len(lines), 8, 3, 0, 0, 0)
    colours = bytes(itertools.chain.from_iterable(kept))
    raw = b"".join(b"\0" + bytes(place[colour] for colour in line) for line in lines)
    parts = [(b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(chunk(*part) for part in parts)
