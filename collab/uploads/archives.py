"""What a zip archive really holds, found out without trusting a word that it says about itself."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from collab.uploads.found import Found

MOST_MEMBERS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
# A long, monotonous document is packed about 1 : 50, and nothing that people write is packed above 1 : 200.
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024

_CHUNK = 65536
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_MOST_DIRECTORY = MOST_MEMBERS * 512
_MOST_TYPES = 1024 * 1024
_XML_NAMES = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
# Encodings in which the letters of a mark-up declaration are what they seem to be.
_PLAIN_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}

_SAVE_ANEW = "Open it in the program that made it, save it under a new name and upload that."
_UNSAFE = "Do not open it if you do not know who made it; otherwise save it under a new name and upload that."


@dataclass(frozen=True)
class Contents:
    """The members' names in small letters; what [Content_Types].xml and mimetype say."""

    names: frozenset[str]
    content_types: bytes
    media_type: str

    def has(self, name: str) -> bool:
        """Whether a member of this name is in any folder."""
        return any(member.rsplit("/", 1)[-1] == name for member in self.names)


def inspect(data: bytes) -> Contents:
    """Unpacks every member once, piece by piece, keeping none; raises Found where anything is wrong."""
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            for member in members:
                # The library's own checks: the two headers must tell the same.
                archive.open(member).close()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, struct.error):
        raise _damaged() from None
    kept = _unpack_all(data, members)
    return Contents(
        names=frozenset(member.filename.lower() for member in members),
        content_types=kept.get("[content_types].xml", b"").replace(b"\0", b""),
        media_type=kept.get("mimetype", b"")[:200].decode("ascii", "replace").strip(),
    )


def _check_end(data: bytes) -> None:
    """The record at the end is looked at first: from a false one the library would read millions of members."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 65535))
    if not data.startswith(b"PK\x03\x04") or at < 0 or at + _END.size > len(data):
        raise _damaged()
    _, disk, _, here, total, size, _, comment = _END.unpack_from(data, at)
    if data[at - 20 : at - 16] == b"PK\x06\x07" or disk or here != total or at + _END.size + comment != len(data):
        raise _damaged()
    if total > MOST_MEMBERS or size > _MOST_DIRECTORY:
        raise _too_many()


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise _too_many()
    if not members or min(member.header_offset for member in members) != 0:
        raise _damaged()
    if any(member.flag_bits & 0x2041 for member in members):
        raise Found("is protected with a password.", "password", "Save it without a password and upload that.")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise Found("is packed in an unusual way.", "unsafe", _SAVE_ANEW)
    names = [member.orig_filename for member in members]
    if any(_is_trick(name) for name in names):
        raise Found("holds a file whose name points outside it, as no document's does.", "unsafe", _UNSAFE)
    if len({name.lower() for name in names}) < len(names):
        raise Found("holds two files of the same name, as no document does.", "unsafe", _UNSAFE)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_much()


def _is_trick(name: str) -> bool:
    return not name or name.startswith("/") or any(c in name for c in "\\:\0") or ".." in name.split("/")


def _unpack_all(data: bytes, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    total = 0
    for member in members:
        name = member.filename.lower()
        keep = bytearray()
        watch = _XmlWatch() if name.endswith(_XML_NAMES) else None
        size = check = 0
        for piece in _unpack(data, member):
            size += len(piece)
            check = zlib.crc32(piece, check)
            if total + size > MOST_UNPACKED:
                raise _too_much()
            if size > RATIO_COUNTS_FROM and size > HIGHEST_RATIO * member.compress_size:
                raise Found("is packed so tightly that it looks made to do harm.", "unsafe", _UNSAFE)
            if watch:
                watch.see(piece)
            if name in ("[content_types].xml", "mimetype") and len(keep) < _MOST_TYPES:
                keep += piece
        if size != member.file_size:
            raise Found("holds more or less than it says that it holds.", "unsafe", _UNSAFE)
        if check != member.CRC:
            raise _damaged()
        if watch:
            watch.close()
        if keep:
            kept[name] = bytes(keep)
        total += size
    return kept


def _unpack(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the bytes unpack to, however long the member says that it is."""
    local = _LOCAL.unpack_from(data, member.header_offset)
    start = member.header_offset + _LOCAL.size + local[-2] + local[-1]
    packed = memoryview(data)[start : start + member.compress_size]
    pieces = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
    if member.compress_type == zipfile.ZIP_STORED:
        yield from map(bytes, pieces)
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in pieces:
            rest: bytes | memoryview = piece
            while rest:
                yield unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error:
        raise _damaged() from None
    if not unpacker.eof or unpacker.unused_data:
        raise _damaged()


class _XmlWatch:
    """Sees a member's XML pass by and finds what could make a parser run away."""

    def __init__(self) -> None:
        self.head = b""
        self.tail = b""

    def see(self, piece: bytes) -> None:
        # Without the empty bytes, UTF-16 and UTF-32 read like UTF-8 where mark-up is concerned.
        piece = piece.replace(b"\0", b"")
        if len(self.head) < 1024:
            self.head += piece[:1024]
        window = self.tail + piece
        if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise Found("holds XML with declarations of its own, as no document does.", "unsafe", _UNSAFE)
        self.tail = window[-16:]

    def close(self) -> None:
        head = self.head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
        named = _ENCODING.match(head)
        if (head and not head.startswith(b"<")) or (named and named[1].lower() not in _PLAIN_ENCODINGS):
            raise Found("holds XML in an unusual encoding.", "unsafe", _SAVE_ANEW)


def _damaged() -> Found:
    return Found("is damaged: it is not a complete document.", "damaged", _SAVE_ANEW)


def _too_many() -> Found:
    return Found(f"holds more than {MOST_MEMBERS:,} files within it.", "unsafe", _UNSAFE)


def _too_much() -> Found:
    words = f"unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB."
    return Found(words, "too-large", "Take out pictures, or divide it into smaller files, and upload it again.")
