"""Where a recogniser computes."""

import ctranslate2
import pytest

from models.errors import UserError
from transcribe.engines.device import Device, choose_device


@pytest.fixture
def on_machine(monkeypatch: pytest.MonkeyPatch):
    """A machine with so many GPUs that know these numbers, and so many cores."""

    def make(gpus: int, cores: int, known: frozenset[str] = frozenset()) -> None:
        monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: gpus)
        monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda _device: set(known))
        monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(cores)))

    return make


@pytest.mark.parametrize(
    ("cores", "device"),
    [(1, Device("cpu", "int8", 1, 1)), (2, Device("cpu", "int8", 2, 1)), (9, Device("cpu", "int8", 2, 4))],
)
def test_all_cores_work_without_a_gpu(on_machine, cores: int, device: Device) -> None:
    on_machine(0, cores)
    assert choose_device("auto") == choose_device("cpu") == device


@pytest.mark.parametrize(
    ("known", "numbers"),
    [
        ({"float32", "float16", "int8_float16"}, "float16"),
        ({"float32", "int8_float32"}, "int8_float32"),
        ({"float32"}, "float32"),
    ],
)
def test_a_gpu_is_used_with_the_best_numbers_it_knows(on_machine, known: set[str], numbers: str) -> None:
    on_machine(1, 8, frozenset(known))
    assert choose_device("auto") == choose_device("cuda") == Device("cuda", numbers, 1, 1)
    assert choose_device("cpu").name == "cpu"


def test_a_gpu_that_is_not_there(on_machine) -> None:
    on_machine(0, 2)
    with pytest.raises(UserError, match=r"engine\.no_gpu"):
        choose_device("cuda")
