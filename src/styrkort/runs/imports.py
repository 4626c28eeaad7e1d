"""Importing in the background what a later step needs, while this one waits for a kernel."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

__all__ = ["ahead"]


@contextmanager
def ahead(*modules: str) -> Iterator[None]:
    """Import ``modules`` in a thread of their own; done when the block is left.

    After Ctrl-C nobody waits for it: an import that was broken off may keep its lock for ever.
    """
    thread = threading.Thread(target=_import, args=(modules,), daemon=True)
    thread.start()
    waited_for = True
    try:
        yield
    except KeyboardInterrupt:
        waited_for = False
        raise
    finally:
        if waited_for:
            thread.join()


def _import(modules: tuple[str, ...]) -> None:
    for module in modules:
        with suppress(Exception):  # whoever needs it will meet the same fault, and tell it
            import_module(module)
