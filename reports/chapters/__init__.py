"""The parts of a quarterly report: each writes its sentences, figures and tables from the Workings."""
