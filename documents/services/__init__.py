from documents.services.archive import archive, bring_back
from documents.services.copies import copy_report
from documents.services.cutting import join_paragraphs, split_paragraph
from documents.services.exemption import classify_section
from documents.services.front import change_front
from documents.services.imports import discard_import, keep_import, read_file, wait_for_officer
from documents.services.pieces import (
    add_paragraph,
    add_section,
    change_paragraph,
    change_section,
    move_paragraph,
    move_section,
    remove_paragraph,
    remove_section,
)
from documents.services.replacing import Replaced, replace_words
from documents.services.reports import begin_case, begin_report, create_report, free_slug
from documents.services.restore import restore_front, restore_paragraph, restore_section
from documents.services.styles import keep_style, take_style, withdraw_style
from documents.services.undo import undo

__all__ = [
    "Replaced",
    "add_paragraph",
    "add_section",
    "archive",
    "begin_case",
    "begin_report",
    "bring_back",
    "change_front",
    "change_paragraph",
    "change_section",
    "classify_section",
    "copy_report",
    "create_report",
    "discard_import",
    "free_slug",
    "join_paragraphs",
    "keep_import",
    "keep_style",
    "move_paragraph",
    "move_section",
    "read_file",
    "remove_paragraph",
    "remove_section",
    "replace_words",
    "restore_front",
    "restore_paragraph",
    "restore_section",
    "split_paragraph",
    "take_style",
    "undo",
    "wait_for_officer",
    "withdraw_style",
]
