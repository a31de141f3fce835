"""The same posts give the same frames in every process, whatever order its sets are in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SEEDS = range(8)
# Whole frames with their rules, and the claims they join, of a third of the gold posts.
PROGRAM = """
from benchmarks.gold import fields_of, posts_of
from claims.keys import claim_of
from claims.language.extract import Extractor
from claims.topics import load_topic

topic = load_topic("backward-running")
extractor = Extractor(topic)
for post in posts_of("backward-running")[::3]:
    for frame in extractor.read(fields_of(post)):
        print(frame, claim_of(frame, topic))
"""


def start(seed: int) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=ROOT, env=env, stdout=-1)


def test_eight_hash_seeds_give_the_same_frames_and_claims() -> None:
    runs = [start(seed) for seed in SEEDS]
    outputs = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0] * len(runs)
    assert len(outputs[0].splitlines()) > 40
    assert outputs == outputs[:1] * len(outputs)
