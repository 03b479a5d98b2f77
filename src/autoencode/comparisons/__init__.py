"""Comparisons of methods on the user's data.

compare.py      `compare`: maps of several methods, and their figures
methods.py      `METHODS`: the methods by name, and the packages they need
measuring.py    one method: its fit, its map and its figures
memory.py       the memory that a fit needs
result.py       `Comparison`: table, files and picture
classifiers.py  `compare_classifiers`: raw data and codes, the curse of dimensionality
mixtures.py     `MixtureClassifier`: a Gaussian mixture for each class
accuracies.py   `ClassifierComparison`: table, files and picture
"""
