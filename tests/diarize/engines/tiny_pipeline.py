"""A pyannote pipeline in the layout of speaker-diarization-community-1 with small random networks, made in a second.

Its turns mean nothing; that it loads and runs through the real library is what is tested. Not a test module.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest


def can_import_pyannote() -> bool:
    """Whether pyannote.audio is here; helps torchaudio past its compiled part where that does not fit this torch."""
    if find_spec("pyannote") is None or find_spec("pyannote.audio") is None:
        return False
    try:
        import torchaudio  # noqa: F401 - only whether it loads
    except OSError:
        for name in [name for name in sys.modules if name.split(".")[0] == "torchaudio"]:
            del sys.modules[name]
        stub: Any = ModuleType("torchaudio._extension")
        stub.fail_if_no_align = lambda function: function
        stub._IS_TORCHAUDIO_EXT_AVAILABLE = False
        sys.modules["torchaudio._extension"] = stub
    return True


def need_pyannote() -> None:
    """Skip the test without pyannote; fail it where pyannote is what the run is for (scripts/test)."""
    if not can_import_pyannote():
        if os.environ.get("THUKY_TEST_PYANNOTE"):
            pytest.fail("this run is to test pyannote, which cannot be imported here")
        pytest.skip("the extra thuky[pyannote] is not installed here")


def build(folder: Path) -> Path:
    """Write config.yaml, two checkpoints and a PLDA into ``folder``."""
    import torch
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import XVectorSincNet
    from pyannote.audio.models.segmentation import PyanNet

    torch.manual_seed(0)
    small = {"hidden_size": 16, "num_layers": 1}
    segmentation = PyanNet(sincnet={"stride": 10}, lstm={**small, "bidirectional": True}, linear=small)
    segmentation.specifications = Specifications(
        problem=Problem.MONO_LABEL_CLASSIFICATION,
        resolution=Resolution.FRAME,
        duration=10.0,
        warm_up=(0.0, 0.0),
        classes=["a", "b", "c"],
        powerset_max_classes=2,
        permutation_invariant=True,
    )
    embedding = XVectorSincNet(sample_rate=16_000, dimension=256)
    embedding.specifications = Specifications(
        problem=Problem.REPRESENTATION, resolution=Resolution.CHUNK, duration=5.0, warm_up=(0.0, 0.0)
    )
    for name, model in (("segmentation", segmentation), ("embedding", embedding)):
        model.build()
        (folder / name).mkdir(parents=True)
        torch.save(
            {
                "state_dict": model.state_dict(),
                "hyper_parameters": dict(model.hparams),
                "pytorch-lightning_version": "2.6.0",
                "epoch": 0,
                "global_step": 0,
                "pyannote.audio": {
                    "versions": {"torch": "2.8.0", "pyannote.audio": "4.0.0"},
                    "architecture": {"module": type(model).__module__, "class": type(model).__name__},
                    "specifications": model.specifications,
                },
            },
            folder / name / "pytorch_model.bin",
        )
    generator = np.random.default_rng(0)
    (folder / "plda").mkdir()
    np.savez(
        folder / "plda" / "xvec_transform.npz",
        mean1=np.zeros(256),
        mean2=np.zeros(128),
        lda=generator.standard_normal((256, 128)),
    )
    rotation = np.linalg.qr(generator.standard_normal((128, 128)))[0]
    np.savez(folder / "plda" / "plda.npz", mu=np.zeros(128), tr=rotation, psi=np.linspace(10, 1, 128))
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder


CONFIG = """\
dependencies:
  pyannote.audio: 4.0.0
pipeline:
  name: pyannote.audio.pipelines.SpeakerDiarization
  params:
    clustering: VBxClustering
    segmentation: $model/segmentation
    segmentation_batch_size: 8
    embedding: $model/embedding
    embedding_batch_size: 8
    embedding_exclude_overlap: true
    plda: $model/plda
params:
  clustering:
    threshold: 0.6
    Fa: 0.07
    Fb: 0.8
  segmentation:
    min_duration_off: 0.0
"""
