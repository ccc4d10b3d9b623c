"""Fuzzers: damaged notes in, claims with evidence or a refusal out."""
