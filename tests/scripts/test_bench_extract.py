"""The script that says how well the extractor agrees with annotated meetings."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "bench_extract"
MEETING = "\n".join(
    (
        json.dumps({"id": "m1", "language": "vi", "style": "clean", "recorded_at": "2026-03-12T08:00:00+07:00"}),
        "===",
        "u1|Lý Thu|Anh Hải gửi cho tôi bảng số liệu trước thứ tư tuần sau nhé.",
        "u2|Mạc Hải|Dạ, em sẽ gửi đúng hạn.",
        "===",
        json.dumps(
            {
                "kind": "task",
                "what": "Gửi bảng số liệu",
                "owners": ["Mạc Hải"],
                "due": "2026-03-20",
                "due_text": "trước thứ tư tuần sau",
                "evidence": ["u1", "u2"],
            }
        ),
    )
)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_figures_and_differences_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "m1.txt").write_text(MEETING, encoding="utf-8")
    told = run("-v", tmp_path)
    assert told.returncode == 0, told.stderr
    assert "task: 1 found, 0 invented, 0 missed" in told.stdout
    assert (
        "   due      task | Gửi bảng số liệu | Mạc Hải | 2026-03-20 «trước thứ tư tuần sau» | u1,u2 <> 2026-03-18"
        in (told.stdout)
    )
    figures = told.stdout.split("\nall ")[1].split("\n")[0].split()
    assert figures == ["1.000", "1.000", "1.000", "0.000", "1.000", "1.000"]


def test_a_folder_without_annotated_files_is_an_error(tmp_path: Path) -> None:
    told = run(tmp_path)
    assert told.returncode == 1
    assert "no annotated files" in told.stderr
