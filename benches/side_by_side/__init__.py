"""Whole processes side by side: ours, the peers', and the least that could be done at all."""
