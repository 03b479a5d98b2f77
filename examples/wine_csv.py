"""Write an example table: a column of identifiers, 13 numbers, and a text label.

Run as ``python examples/wine_csv.py wine.csv``; then

    autoencode fit wine.csv --id sample --label cultivar --components 2
"""

import csv
import sys

from sklearn.datasets import load_wine


def main(path):
    wine = load_wine()
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["sample", *wine.feature_names, "cultivar"])
        for number, (row, label) in enumerate(zip(wine.data, wine.target, strict=True)):
            writer.writerow([f"wine-{number:03}", *row, wine.target_names[label]])


if __name__ == "__main__":
    main(sys.argv[1])
