"""The end of a crew ends its own workers."""

import multiprocessing
import time

import pytest

from narrate.batch.crew import Crew


@pytest.fixture
def other():
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    process.start()
    yield process
    process.kill()
    process.join()
    process.close()


def test_a_process_that_was_there_before_a_crew_outlives_it(other):
    crew = Crew(1, 60.0)

    outcomes = list(crew.work([], lambda number, task: pytest.fail("no task"), lambda: None))

    assert outcomes == []
    other.join(0.2)  # the time that one needs to die
    assert other.is_alive()
