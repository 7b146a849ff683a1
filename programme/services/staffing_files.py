"""A staffing file comes in on a page: read, mended, read again, and saved as a draft or thrown away."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from collab.errors import Refused
from collab.jobs.services import prune_after
from programme.models import Council, Programme, StaffingUpload
from programme.queries.access import may_in
from programme.queries.uploads import KEPT_FOR
from programme.rules import baselines as rules
from programme.services.drafts import Drafted, draft_baseline, read_baseline_file
from programme.services.membership import refuse
from programme.staffing import StaffingFile

# Rows that are mended on a page; whoever has more of them mends the file.
MOST_MENDED = 200
GONE = "This file has been saved or thrown away already."


def receive_file(
    *, programme: Programme, council: Council, as_at: datetime.date, file_name: str, data: bytes, keep_names: bool,
    by: Any,
) -> StaffingUpload:  # fmt: skip
    """The file, read, waiting for `by` to look at it; what nobody came back to within a week goes.

    Refused with code "not-allowed", or where it cannot be read as a staffing file.
    """
    refuse(rules.why_not_keep_staffing(council, may_in(programme, by)), "not-allowed")
    upload = StaffingUpload(
        by=by, programme=programme, council=council, as_at=as_at, file_name=file_name[:200], data=data,
        keep_names=keep_names,
    )  # fmt: skip
    upload.reading = reading_of(_read(upload))
    with transaction.atomic():
        throw_away_old_files()
        upload.save()
        prune_after(KEPT_FOR)
    return upload


def throw_away_old_files() -> None:
    """Those that nobody came back to in time. A worker does it too, when the time of each is over."""
    StaffingUpload.objects.filter(read_at__lte=timezone.now() - KEPT_FOR).delete()


def mend_file(
    upload: StaffingUpload, *, mends: Mapping[tuple[int, str], str], left_out: Collection[int]
) -> StaffingUpload:
    """Read again with these cells and without these rows, besides what was mended before."""
    cells = {(row, heading): text for row, heading, text in upload.mends} | dict(mends)
    upload.mends = [[row, heading, text] for (row, heading), text in sorted(cells.items())]
    upload.left_out = sorted({*upload.left_out, *left_out})
    upload.reading = reading_of(_read(upload))
    _save(upload)
    return upload


def read_anew(upload: StaffingUpload) -> StaffingUpload:
    """As it came, without anything that was mended."""
    upload.mends, upload.left_out = [], []
    upload.reading = reading_of(_read(upload))
    _save(upload)
    return upload


def keep_file(upload: StaffingUpload, *, accept_partial: bool, by: Any) -> Drafted:
    """The posts as a draft baseline; the file goes. Refused as by `draft_baseline`, or with code "gone"."""
    file = _read(upload)
    with transaction.atomic():
        if not StaffingUpload.objects.select_for_update().filter(pk=upload.pk).exists():
            raise Refused(GONE, code="gone")
        drafted = draft_baseline(
            upload.programme, upload.council, as_at=upload.as_at, file=file, source=source_of(upload), by=by,
            reason=f"brought in from {upload.file_name}", accept_partial=accept_partial,
        )  # fmt: skip
        upload.delete()
    return drafted


def discard_file(upload: StaffingUpload) -> None:
    upload.delete()


def source_of(upload: StaffingUpload) -> str:
    """What the baseline says that it was made from."""
    mended = len({row for row, _, _ in upload.mends})
    found = [f"the file {upload.file_name}"]
    found += [f"{mended:,} row{'' if mended == 1 else 's'} mended here"] if mended else []
    left = len(upload.left_out)
    return ", ".join([*found, f"{left:,} row{'' if left == 1 else 's'} left out"] if left else found)


def reading_of(file: StaffingFile) -> dict[str, Any]:
    """What a page shows of a file: its posts in totals, and all that is wrong or doubtful.

    Cells are pairs in the order of the file, which one of the databases would not keep in an object.
    """
    cells = [[row, [*map(list, texts.items())]] for row, texts in list(file.rejected_cells.items())[:MOST_MENDED]]
    return {
        **file.as_json(), "columns": file.columns, "hidden": file.hidden, "header_row": file.header_row,
        "left_out": file.left_out, "cells": cells,
        "estimated": sum(bool(post.estimated) for post in file.posts),
        "vacant": sum(post.vacant for post in file.posts),
        "unpaid": sum(not post.salary_pence for post in file.posts),
    }  # fmt: skip


def _read(upload: StaffingUpload) -> StaffingFile:
    return read_baseline_file(
        bytes(upload.data), filename=upload.file_name, programme=upload.programme, council=upload.council,
        as_at=upload.as_at, keep_names=upload.keep_names,
        mends={(row, heading): text for row, heading, text in upload.mends}, left_out=frozenset(upload.left_out),
    )  # fmt: skip


def _save(upload: StaffingUpload) -> None:
    saved = StaffingUpload.objects.filter(pk=upload.pk).update(
        mends=upload.mends, left_out=upload.left_out, reading=upload.reading
    )
    if not saved:
        raise Refused(GONE, code="gone")
