"""Freezing releases and giving them out."""

from pipeline.errors import PipelineError

__all__ = ["PipelineError"]
