"""The one way in which a service says no."""


class Refused(Exception):
    """A write that a rule forbids. `reason` is a plain English sentence for the person who asked.

    `code` is a short name for programs (the API's `code`), for example "stale" or "slug-in-use".
    """

    def __init__(self, reason: str, *, code: str = "refused") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
