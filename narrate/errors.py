"""The whole error tree. The class carries the exit code; only ``cli`` turns one into a line and an exit."""


class NarrateError(Exception):
    """Something a user can understand and act on: what is wrong, and what to do about it."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def line(self) -> str:
        """All of it, for a person."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


class UsageError(NarrateError):
    """The command's words are off."""

    exit_code = 2


class InputError(NarrateError):
    """The source is missing, unreadable, or holds no article."""

    exit_code = 3


class FetchError(InputError):
    """The web did not give what was asked of it."""

    def __init__(self, message: str, hint: str = "", *, status: int = 0, wait_s: float | None = None) -> None:
        super().__init__(message, hint)
        self.status = status
        """The server's answer; 0 where there was none."""
        self.wait_s = wait_s
        """How long the server asks to be left alone, where it tells."""

    @property
    def gone(self) -> bool:
        """Whether another try is for nothing."""
        return self.status in {404, 410}


class VoiceError(NarrateError):
    """The voice is unknown, not installed, or its profile is wrong."""

    exit_code = 4


class EngineError(NarrateError):
    """The engine could not speak."""

    exit_code = 5


class OutputError(NarrateError):
    """The result could not be written."""

    exit_code = 6


class DiskFullError(OutputError):
    """There is no room for the result, nor would there be for another."""


class BatchError(NarrateError):
    """Some sources failed; the rest are done."""

    exit_code = 7


class BusyError(NarrateError):
    """Another run has the show."""

    exit_code = 8


class CheckError(NarrateError):
    """A file is not what its source asks for."""

    exit_code = 9
