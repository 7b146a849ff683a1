from documents.models.document import Document, HouseStyle
from documents.models.edit import Edit
from documents.models.imports import Import
from documents.models.text import Paragraph, Section

__all__ = ["Document", "Edit", "HouseStyle", "Import", "Paragraph", "Section"]
