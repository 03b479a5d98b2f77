"""MNIST: 70,000 images of handwritten digits, 28 x 28 pixels."""

from autoencode.data.dataset import Dataset
from autoencode.data.download import RemoteFile, fetch
from autoencode.data.idx import read_images_and_labels

BASE_URLS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)


def _file(name: str, sha256: str) -> RemoteFile:
    urls = tuple(base + name for base in BASE_URLS)
    return RemoteFile(dataset="mnist", path=f"mnist/{name}", sha256=sha256, urls=urls)


TRAIN_IMAGES = _file(
    "train-images-idx3-ubyte.gz",
    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
)
TRAIN_LABELS = _file(
    "train-labels-idx1-ubyte.gz",
    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
)
TEST_IMAGES = _file(
    "t10k-images-idx3-ubyte.gz",
    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
)
TEST_LABELS = _file(
    "t10k-labels-idx1-ubyte.gz",
    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
)


def load_mnist() -> Dataset:
    """Load MNIST with its test set; downloads 12 MB the first time.

    Returns
    -------
    Dataset
        Pixels in [0, 1], float32 of shape (60000, 784) and (10000, 784); ten classes.

    Raises
    ------
    DownloadError
        If a file is not found locally and cannot be downloaded.
    DataFileError
        If AUTOENCODE_DATA holds a damaged file.
    """
    X, y = read_images_and_labels(fetch(TRAIN_IMAGES), fetch(TRAIN_LABELS))
    X_test, y_test = read_images_and_labels(fetch(TEST_IMAGES), fetch(TEST_LABELS))
    return Dataset(
        name="mnist",
        X=X,
        y=y,
        X_test=X_test,
        y_test=y_test,
        class_names=tuple("0123456789"),
        image_shape=(28, 28),
        label_name="digit",
        source=(
            "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, 'Gradient-based learning "
            "applied to document recognition', Proceedings of the IEEE 86(11), 1998"
        ),
    )
