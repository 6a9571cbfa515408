"""What the system's refusals mean, and the error of a text that cannot be read.

The system's own words differ between systems and languages, and so do Python's between versions: messages say the
sentences of this module instead.
"""

import errno
from typing import Final

_REASONS = {
    "ENOENT": "there is no such file or folder",
    "EACCES": "this is not permitted",
    "EPERM": "this is not permitted",
    "EISDIR": "this is a folder",
    "ENOTDIR": "a part of the path is no folder",
    "EEXIST": "it already exists",
    "ENOTEMPTY": "the folder is not empty",
    "ELOOP": "symbolic links lead in a circle",
    "ENAMETOOLONG": "the name is too long",
    "ENOSPC": "the disk is full",
    "EDQUOT": "your disk quota is full",
    "EFBIG": "the file would be too large",
    "EROFS": "the disk is read-only",
    "EIO": "the disk reports an error",
    "ESTALE": "the network disk reports an error",
    "ETIMEDOUT": "there was no answer in time",
    "EMFILE": "too many files are open",
    "ENFILE": "too many files are open",
    "ENOMEM": "the memory is full",
    "EBUSY": "another program is using it",
    "ETXTBSY": "another program is using it",
    "EADDRINUSE": "another program is using it",
    "EADDRNOTAVAIL": "the system does not support it",
    "ENOEXEC": "this is no program",
    "ENXIO": "there is no such device",
    "ENODEV": "there is no such device",
    "EPIPE": "it is no longer read",
}
"""What the names of POSIX <errno.h> mean to a user of files."""


_WRITABLE: Final = "make the file and its folder writable, or save elsewhere"
_REFUSALS: Final = {
    errno.ENOSPC: ("the disk is full", "make room on it and try again"),
    errno.EFBIG: ("the file would be larger than the system allows", "raise the limit on file sizes"),
    errno.EROFS: ("the disk is read-only", "make it writable, or save elsewhere"),
    errno.EACCES: ("writing is not permitted", _WRITABLE),
    errno.EPERM: ("writing is not permitted", _WRITABLE),
    errno.ENOENT: ("the folder does not exist", "make the folder"),
    errno.ENOTDIR: ("a file is where its folder should be", "choose another place"),
    errno.EEXIST: ("a file with this name already exists", "choose another place"),
    errno.EISDIR: ("a folder with this name already exists", "choose another name"),
    errno.ENAMETOOLONG: ("the name is longer than the system allows", "choose a shorter one"),
    errno.ELOOP: ("symbolic links lead in a circle", "remove them, or choose another name"),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("the disk or your quota on it is full", "make room on it and try again"),
}


class Refusal(OSError):  # noqa: N818 - said as users say it
    """A refusal of argmap's own: what is wrong, and what to do about it, each as part of a sentence."""

    what: str
    fix: str


def system_reason(error: OSError | ValueError) -> str:
    """Why the system refused what was asked of it, as part of a sentence in argmap's own words.

    A ValueError is what Python raises for a path that no system can hold, and for text that is not in its encoding.
    """
    if isinstance(error, UnicodeDecodeError):
        return "this is not text in UTF-8"
    if isinstance(error, Refusal):
        return error.what
    if not isinstance(error, OSError):
        return "its name has a character that no name can have"
    name = errno.errorcode.get(error.errno or 0, "of an unknown kind")
    return _REASONS.get(name, f"the system reports an error {name}")


def why_refused(error: OSError) -> tuple[str, str]:
    """Why something was not written, in a person's words, and what to do about it."""
    if isinstance(error, Refusal):
        return error.what, error.fix
    return _REFUSALS.get(error.errno or 0, (system_reason(error), "try again, or save elsewhere"))


class UnreadableSource(Exception):  # noqa: N818 - it names a state of the source, which the screen shows
    """A source cannot be read as text. The message says why, and how to fix it, in whole sentences."""
