"""Tests of loading, checking and importing."""
