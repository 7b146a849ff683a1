"""What stands against a file."""


class Found(Exception):
    """`words` go on from the file's name ("is empty."); `advice` is a sentence on what to do, or "" where
    another kind of file is wanted; `code` is short, for programs."""

    def __init__(self, words: str, code: str, advice: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.code = code
        self.advice = advice
