from savings.forms.erosion import ConflictsForm, DecideForm, PastDayForm
from savings.forms.sharing import ComparisonForm, SharingForm

__all__ = ["ComparisonForm", "ConflictsForm", "DecideForm", "PastDayForm", "SharingForm"]
