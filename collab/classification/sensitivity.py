"""How sensitive a stored field may be."""

from enum import Enum


class Sensitivity(Enum):
    PUBLIC = "public: a fact of record, such as a council's name"
    INTERNAL = "internal: for those whose role opens it"
    PERSONAL = "personal: about a person who can be told from it"
    EXEMPT_CAPABLE = "exempt-capable: words or figures that may be exempt from publication"


PUBLIC, INTERNAL, PERSONAL = Sensitivity.PUBLIC, Sensitivity.INTERNAL, Sensitivity.PERSONAL
EXEMPT_CAPABLE = Sensitivity.EXEMPT_CAPABLE
