"""How much of the gold the extractor finds: see docs/evaluation.md."""
