"""What a frozen value works out of itself only where it is asked for, and then keeps."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """As `functools.cached_property`, which in Python 3.11 takes a lock each time that it reads.

    Two threads may both work it out; what is worked out is pure, so they find the same.
    """

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> T:
        # Found in the instance's own dictionary from now on, before this is asked.
        value = instance.__dict__[self._name] = self._read(instance)
        return value
