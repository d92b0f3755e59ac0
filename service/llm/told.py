"""One stream of text out of several tries."""

from service.core.ports import OnText


class Told:
    """Passes text on once, however often it is started again.

    `begin` is called before each try and gives the `on_text` for it. What a new try repeats of what was told is not told again; a
    try that says something else is not told at all, because what was told cannot be taken back.
    """

    def __init__(self, on_text: OnText | None) -> None:
        self._on_text = on_text
        self._told = ""

    def begin(self) -> OnText | None:
        """Return the `on_text` of a new try; None when nobody listens."""
        if self._on_text is None:
            return None
        said = ""

        def on_text(piece: str) -> None:
            nonlocal said
            said += piece
            self._tell(said)

        return on_text

    def _tell(self, said: str) -> None:
        if self._on_text is None or len(said) <= len(self._told) or not said.startswith(self._told):
            return
        new, self._told = said[len(self._told) :], said
        self._on_text(new)
