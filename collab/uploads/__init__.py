"""The one guard in front of every parser of uploaded files."""

from collections.abc import Mapping

from collab import child
from collab.errors import Refused
from collab.uploads.archives import MOST_MEMBERS, MOST_UNPACKED
from collab.uploads.found import Found
from collab.uploads.kinds import recognise

__all__ = ["MOST_BYTES", "MOST_MEMBERS", "MOST_UNPACKED", "read"]

MOST_BYTES = 20 * 1024 * 1024

_NAMES = {
    "docx": "a Word document (.docx)",
    "xlsx": "an Excel workbook (.xlsx)",
    "csv": "a CSV file",
    "text": "Markdown or plain text",
}


def read(data: bytes, *, filename: str, readers: Mapping[str, str], seconds: float = 10, megabytes: int = 256) -> bytes:
    """What the reader of the file's kind makes of it, from a child process of its own.

    `readers` names the function ("package.module:name", bytes to bytes) for each kind that may be uploaded here:
    "docx", "xlsx", "csv" and "text". The kind is told from the content; the name decides only between
    "csv" and "text". Raises Refused, with a code that begins with "upload-" or the reader's own, where
    the file is of another kind, damaged, locked or unsafe, or takes more than `seconds` or `megabytes`;
    the sentence says what was found and what to do. The file is never written to disk.
    """
    name = _short(filename)
    wanted = f"Upload {_either([_NAMES[kind] for kind in readers])} instead."
    try:
        function = readers[_kind(data, filename, readers)]
    except Found as found:
        raise Refused(f"“{name}” {found.words} {found.advice or wanted}", code=f"upload-{found.code}") from None
    try:
        return child.run(function, data, seconds=seconds, megabytes=megabytes)
    except child.TooSlow:
        words = f"“{name}” took longer than {seconds:g} seconds to read, so reading it was stopped."
        raise Refused(f"{words} Divide it into smaller files and upload those.", code="upload-too-slow") from None
    except child.TooBig:
        words = f"“{name}” needs more memory to read than one file may have."
        raise Refused(f"{words} Divide it into smaller files and upload those.", code="upload-too-big") from None
    except child.ChildFailed:
        words = f"“{name}” could not be read: it may be damaged."
        advice = "Open it in the program that made it, save it under a new name and upload that."
        raise Refused(f"{words} {advice}", code="upload-unreadable") from None


def _kind(data: bytes, filename: str, readers: Mapping[str, str]) -> str:
    """A key of `readers`; raises Found."""
    if not data:
        raise Found("is empty.", "empty", "Check that it was saved, and upload it again.")
    if len(data) > MOST_BYTES:
        size = f"is {len(data) / 1024 / 1024:.1f} MB large; the most is {MOST_BYTES // 1024 // 1024} MB."
        raise Found(size, "too-large", "Take out pictures, or divide it into smaller files, and upload it again.")
    kind, words = recognise(data)
    if kind == "text" and "csv" in readers and ("text" not in readers or filename.lower().endswith((".csv", ".tsv"))):
        kind = "csv"
    if kind not in readers:
        raise Found(words, "kind")
    return kind


def _short(filename: str) -> str:
    """The name as it may stand in a sentence."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if c.isprintable()).strip() or "The file"
    return name if len(name) <= 80 else f"{name[:60]}…{name[-15:]}"


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
