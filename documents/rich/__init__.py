"""The text of a paragraph as the editor of the desk has it: HTML of a few tags, made from the notation and
read back into it. Whatever else comes as HTML, from Word for instance, is read by the same reader."""

from documents.rich.reading import Read, from_editor, left_out
from documents.rich.writing import to_editor

__all__ = ["Read", "from_editor", "left_out", "to_editor"]
