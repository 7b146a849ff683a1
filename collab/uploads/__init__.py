"""The one guard in front of every parser of uploaded files, and of every file that is kept as it came."""

from collections.abc import Collection, Mapping

from collab import child
from collab.errors import Refused
from collab.uploads.archives import MOST_MEMBERS, MOST_UNPACKED
from collab.uploads.found import Found
from collab.uploads.kinds import recognise
from collab.uploads.whole import FOUND, OPENED_BY

__all__ = ["ENDINGS", "MOST_BYTES", "MOST_MEMBERS", "MOST_UNPACKED", "check", "plain_name", "read"]

MOST_BYTES = 20 * 1024 * 1024
SECONDS, MEGABYTES = 10, 256
# What the name of a file of each kind ends in.
ENDINGS = {
    "pdf": (".pdf",),
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "csv": (".csv", ".tsv"),
    "text": (".txt", ".md"),
}

_NAMES = {
    "pdf": "a PDF",
    "png": "a picture (PNG)",
    "jpeg": "a picture (JPEG)",
    "docx": "a Word document (.docx)",
    "xlsx": "an Excel workbook (.xlsx)",
    "csv": "a CSV file",
    "text": "Markdown or plain text",
}


def read(
    data: bytes, *, filename: str, readers: Mapping[str, str], seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> bytes:
    """What the reader of the file's kind makes of it, from a child process of its own.

    `readers` names the function ("package.module:name", bytes to bytes) for each kind that may be uploaded here:
    "docx", "xlsx", "csv" and "text". The kind is told from the content; the name decides only between
    "csv" and "text". Raises Refused, with a code that begins with "upload-" or the reader's own, where
    the file is of another kind, damaged, locked or unsafe, or takes more than `seconds` or `megabytes`;
    the sentence says what was found and what to do. The file is never written to disk.
    """
    kind = _known(data, filename, readers)
    return _run(readers[kind], data, filename, seconds=seconds, megabytes=megabytes)


def check(data: bytes, *, filename: str, kinds: Collection[str]) -> str:
    """The kind of a file that is kept as it came: of `kinds`, named as what it is, and whole as far as can be told.

    Raises Refused as `read` does, and where the name ends as that of another kind.
    """
    kind = _known(data, filename, kinds)
    if not filename.lower().endswith(ENDINGS[kind]):
        words = f"is {_NAMES[kind]}, and its name does not say so."
        raise _refused(
            filename, Found(words, "name", f"Give it a name that ends in {ENDINGS[kind][0]} and upload it again.")
        )
    if kind in OPENED_BY:
        found = _run(OPENED_BY[kind], data, filename, seconds=SECONDS, megabytes=MEGABYTES)
        if found:
            raise _refused(filename, FOUND[found])
    return kind


def plain_name(filename: str) -> str:
    """The last part of the name, without what cannot be printed."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if c.isprintable()).strip()


def _known(data: bytes, filename: str, kinds: Collection[str]) -> str:
    """Which of `kinds` it is; raises Refused."""
    try:
        return _kind(data, filename, kinds)
    except Found as found:
        wanted = f"Upload {_either([_NAMES[kind] for kind in kinds])} instead."
        raise _refused(filename, found, wanted) from None


def _run(function: str, data: bytes, filename: str, *, seconds: float, megabytes: int) -> bytes:
    try:
        return child.run(function, data, seconds=seconds, megabytes=megabytes)
    except child.TooSlow:
        words = f"took longer than {seconds:g} seconds to read, so reading it was stopped."
        found = Found(words, "too-slow", "Divide it into smaller files and upload those.")
    except child.TooBig:
        words = "needs more memory to read than one file may have."
        found = Found(words, "too-big", "Divide it into smaller files and upload those.")
    except child.ChildFailed:
        words = "could not be read: it may be damaged."
        advice = "Open it in the program that made it, save it under a new name and upload that."
        found = Found(words, "unreadable", advice)
    raise _refused(filename, found)


def _refused(filename: str, found: Found, wanted: str = "") -> Refused:
    """`wanted` is the advice where what was found has none of its own."""
    return Refused(f"“{_short(filename)}” {found.words} {found.advice or wanted}", code=f"upload-{found.code}")


def _kind(data: bytes, filename: str, kinds: Collection[str]) -> str:
    """One of `kinds`; raises Found."""
    if not data:
        raise Found("is empty.", "empty", "Check that it was saved, and upload it again.")
    if len(data) > MOST_BYTES:
        size = f"is {len(data) / 1024 / 1024:.1f} MB large; the most is {MOST_BYTES // 1024 // 1024} MB."
        raise Found(size, "too-large", "Take out pictures, or divide it into smaller files, and upload it again.")
    kind, words = recognise(data)
    if kind == "text" and "csv" in kinds and ("text" not in kinds or filename.lower().endswith((".csv", ".tsv"))):
        kind = "csv"
    if kind not in kinds:
        raise Found(words, "kind")
    return kind


def _short(filename: str) -> str:
    """The name as it may stand in a sentence."""
    name = plain_name(filename) or "The file"
    return name if len(name) <= 80 else f"{name[:60]}…{name[-15:]}"


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
