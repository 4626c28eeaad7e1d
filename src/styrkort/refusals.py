"""Why the system refused a file or folder, in Swedish."""

import errno

__all__ = ["why"]

_REASONS = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EBUSY: "ett annat program har den öppen",
    errno.ENOENT: "den finns inte",
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "en del av sökvägen är en fil",
    errno.EEXIST: "det finns redan en fil med det namnet",
    errno.EROFS: "disken går bara att läsa",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "länken leder runt till sig själv",
    errno.EIO: "disken svarar med fel",
    errno.ENOSPC: "disken är full",
}


def why(error: OSError) -> str:
    """The reason in a few words; the system's own where we have none."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
