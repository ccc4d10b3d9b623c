"""graph1540: the information notes of the 1540 Committee as a knowledge graph, every answer with its sentence."""

__all__ = ["__version__"]

__version__ = "0.1.0"
