"""How a child can fail."""


class ChildFailed(Exception):
    """The child gave no result. The message is a plain sentence without anything of the payload."""


class TooSlow(ChildFailed):
    """It did not finish in its time and was stopped."""


class TooBig(ChildFailed):
    """It needed more memory than its ration, or answered with more than 64 MB."""
