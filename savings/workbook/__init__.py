"""An appraisal as a workbook that reckons it anew: every figure a formula, exact to the penny.

A spreadsheet has fifteen digits. What needs more of them (an amount × a council's weight × a part of the saving) is
reckoned in whole numbers of pennies and millionths, a few digits at a time, as on paper.
"""

from savings.workbook.build import to_workbook
from savings.workbook.contents import Contents, ModelContents, PostRow

__all__ = ["Contents", "ModelContents", "PostRow", "to_workbook"]
