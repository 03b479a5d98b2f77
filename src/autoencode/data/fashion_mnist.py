"""Fashion-MNIST: 70,000 images of clothes, 28 x 28 pixels."""

from autoencode.data.dataset import Dataset
from autoencode.data.download import RemoteFile, fetch
from autoencode.data.idx import read_images_and_labels

BASE_URLS = (
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
)
CLASS_NAMES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


def _file(name: str, sha256: str) -> RemoteFile:
    return RemoteFile(
        dataset="fashion_mnist",
        path=f"fashion-mnist/{name}",
        sha256=sha256,
        urls=tuple(base + name for base in BASE_URLS),
    )


TRAIN_IMAGES = _file(
    "train-images-idx3-ubyte.gz",
    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
)
TRAIN_LABELS = _file(
    "train-labels-idx1-ubyte.gz",
    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
)
TEST_IMAGES = _file(
    "t10k-images-idx3-ubyte.gz",
    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
)
TEST_LABELS = _file(
    "t10k-labels-idx1-ubyte.gz",
    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
)


def load_fashion_mnist() -> Dataset:
    """Load Fashion-MNIST with its test set; downloads 31 MB the first time.

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
        name="fashion_mnist",
        X=X,
        y=y,
        X_test=X_test,
        y_test=y_test,
        class_names=CLASS_NAMES,
        image_shape=(28, 28),
        label_name="garment",
        source=(
            "H. Xiao, K. Rasul, R. Vollgraf, 'Fashion-MNIST: a novel image dataset for "
            "benchmarking machine learning algorithms', arXiv:1708.07747, 2017"
        ),
    )
