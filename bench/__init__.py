"""The benchmark: every figure that the documentation names, beside a bare measure of the same work in the same run."""
