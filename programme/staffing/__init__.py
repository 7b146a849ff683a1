"""Staffing files: CSV files and workbooks of posts, in the layouts that councils and departments use.

The bytes are read in a child process (`delimited`, `workbook`); what they say is understood here (`interpret`, with a
module for each layout in `rows`). Nothing in it knows the framework or the database.
"""

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from collab import uploads
from programme.staffing.interpret import Wishes, interpret
from programme.staffing.shapes import Problem, StaffingFile, StaffingPost
from programme.staffing.tables import Table
from programme.staffing.templates import template_csv, template_xlsx

__all__ = ["Problem", "StaffingFile", "StaffingPost", "read_staffing", "template_csv", "template_xlsx"]

READERS = {"csv": "programme.staffing.delimited:read", "xlsx": "programme.staffing.workbook:read"}


def read_staffing(
    data: bytes,
    *,
    filename: str,
    on_cost_rate: Decimal,
    keep_names: bool = False,
    mends: Mapping[tuple[int, str], str] | None = None,
    left_out: Collection[int] = (),
    whose_rate: str = "the council’s default",
    partners: Collection[str] | None = None,
) -> StaffingFile:
    """What a staffing file holds, with everything that is wrong or doubtful in it.

    `on_cost_rate` is for rows that give none, and `whose_rate` says whose it is. `mends` replaces cells, by row and
    heading; `left_out` names rows that are no posts: they are read, and neither accepted nor rejected. A post may be
    shared with `partners`, or with anybody where they are None. Raises Refused with a plain sentence where the file
    cannot be read as a staffing file at all.
    """
    wishes = Wishes(on_cost_rate, keep_names, mends or {}, frozenset(left_out), whose_rate, partners)
    read = uploads.read(data, filename=filename, readers=READERS)
    with _no_collector():
        return interpret(Table.from_bytes(read), wishes)


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """What is made of a file is needed until the last, so that looking for garbage costs a third and finds little."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
