"""Swiss roll: points on a two-dimensional sheet, rolled up in three dimensions."""

from autoencode.data.dataset import Dataset


def load_swiss_roll() -> Dataset:
    """Draw 2,000 points of the roll without noise; 20 % are test samples.

    Returns
    -------
    Dataset
        Coordinates x, y, z, float64 of shape (1600, 3) and (400, 3). The label is
        continuous: the angle along the roll, in radians, 1.5 pi to 4.5 pi.
    """
    from sklearn import datasets

    X, angle = datasets.make_swiss_roll(n_samples=2000, noise=0.0, random_state=0)
    return Dataset(
        name="swiss_roll",
        X=X,
        y=angle,
        feature_names=("x", "y", "z"),
        label_name="angle along the roll",
        source=(
            "scikit-learn, drawn with seed 0; S. Marsland, 'Machine learning: an "
            "algorithmic perspective', chapter 6, 2014"
        ),
    ).split(test=0.2, seed=0)
