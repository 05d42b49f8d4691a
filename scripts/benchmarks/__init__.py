"""Measures the generator on trees of any size, each figure in the same run as what it is compared with."""
