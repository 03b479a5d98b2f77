"""Which runs the browser opens: one for each form of what a page is given.

Most estimators give the pages of explorer and report the same names and types of
values, of which the browser shows one; the forms of all are compared with those.
"""

from autoencode.estimators import ESTIMATORS

OPENED = ("autoencoder", "anomaly_detector", "classifier", "clustering", "retriever")
OPENED += ("item_recommender", "rating_recommender", "table_autoencoder")
OTHERS = [name for name in ESTIMATORS if name not in OPENED]


def form(value):
    """The names and types of JSON: the same for all pages that show it alike."""
    if isinstance(value, dict):
        return {name: form(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return sorted({str(form(each)) for each in value})
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if is_number else type(value).__name__
