"""The finders, a folder each; none knows another. `bakhmut_data.extraction` has the order of the steps."""
