from savings.forms.sharing import ComparisonForm, SharingForm

__all__ = ["ComparisonForm", "SharingForm"]
