"""A lock that nobody who asks later gets before."""

import threading
import time

import pytest

from storage.turns import FairLock


def test_who_has_waited_longest_is_next() -> None:
    lock, order = FairLock(), []

    def take(number: int) -> None:
        with lock:
            order.append(number)

    threads = [threading.Thread(target=take, args=(number,)) for number in range(5)]
    with lock:
        for thread in threads:
            thread.start()
            waiting_for(lock, thread, threads)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def waiting_for(lock: FairLock, thread: threading.Thread, threads: list[threading.Thread]) -> None:
    deadline = time.monotonic() + 5
    while len(lock._waiting) <= threads.index(thread):
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_who_lets_go_and_takes_it_again_keeps_nobody_out() -> None:
    lock, stop, turns = FairLock(), threading.Event(), []

    def hog() -> None:
        while not stop.is_set():
            with lock:
                time.sleep(0.002)

    thread = threading.Thread(target=hog)
    thread.start()
    for _ in range(20):
        began = time.monotonic()
        with lock:
            turns.append(time.monotonic() - began)
    stop.set()
    thread.join()
    assert sum(turns) < 2.0


def test_an_error_in_the_block_lets_go() -> None:
    lock = FairLock()
    with pytest.raises(RuntimeError), lock:
        raise RuntimeError
    with lock:
        pass
