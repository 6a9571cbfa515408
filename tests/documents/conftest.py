from tests.cli.conftest import argmap

__all__ = ["argmap"]
