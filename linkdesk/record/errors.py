"""Every refusal LinkDesk can give; the docstring is the sentence the worker reads."""

from __future__ import annotations

from http import HTTPStatus
from inspect import cleandoc
from typing import ClassVar


class LinkDeskError(Exception):
    """Something went wrong in LinkDesk. Nothing was changed. Please try again."""

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self, sentence: str = "") -> None:
        """Take a sentence for the worker, or speak the docstring of the class."""
        super().__init__(sentence or cleandoc(type(self).__doc__ or "").replace("\n", " "))

    @property
    def sentence(self) -> str:
        """The plain sentence: what is wrong, what happened to the data, what to do."""
        return str(self)


class NotFound(LinkDeskError):  # noqa: N818 - the name is the sentence's subject
    """That record is not here. Nothing was changed. Go back to the caseload and look for it."""

    status = HTTPStatus.NOT_FOUND


class Stale(LinkDeskError):  # noqa: N818
    """Someone saved this page after you opened it. Your words are kept. Compare the two, then save again."""

    status = HTTPStatus.CONFLICT


class ScreenReturned(LinkDeskError):  # noqa: N818
    """The screen went to somebody else after this page was opened, so this was not kept. Close this window."""

    status = HTTPStatus.CONFLICT


class RuleBroken(LinkDeskError):  # noqa: N818
    """That cannot be saved as it is. Nothing was changed. Please check the page."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotAllowed(LinkDeskError):  # noqa: N818
    """This page is not open to you now. Nothing was changed."""

    status = HTTPStatus.FORBIDDEN


class VaultLocked(LinkDeskError):  # noqa: N818
    """LinkDesk is locked, so this was not done. What was kept while you typed is on Today. Unlock LinkDesk to go on."""

    status = HTTPStatus.FORBIDDEN


class VaultRefused(LinkDeskError):  # noqa: N818
    """The vault cannot be opened. It was left untouched."""

    status = HTTPStatus.CONFLICT


class WrongSecret(LinkDeskError):  # noqa: N818
    """That did not open the vault. Nothing was changed. Check it and try again."""

    status = HTTPStatus.FORBIDDEN


class TooManyTries(LinkDeskError):  # noqa: N818
    """There were too many wrong tries. Nothing was changed. Wait, then try again."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class FileRefused(LinkDeskError):  # noqa: N818
    """That file cannot be used. Nothing was read from it. Choose another file."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class DiskFull(LinkDeskError):  # noqa: N818
    """The disk is full, so this was not saved. Your words are still on this page. Free some space, then save again."""

    status = HTTPStatus.INSUFFICIENT_STORAGE


class Busy(LinkDeskError):  # noqa: N818
    """LinkDesk is busy with other work just now. Nothing was changed. Wait a moment, then try again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
