from documents.models.document import Document, HouseStyle
from documents.models.edit import Edit, EditPart
from documents.models.imports import Import
from documents.models.text import Paragraph, Section

__all__ = ["Document", "Edit", "EditPart", "HouseStyle", "Import", "Paragraph", "Section"]
