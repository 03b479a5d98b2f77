"""The page's sections about the family on images: denoising, new samples, codes."""

from benchmarks.markdown import load, table, where

IMAGES = {"mnist": "MNIST", "fashion_mnist": "Fashion-MNIST"}
SAME_IMAGES = "autoencoder, BM3D's images"  # besides those on all test images
MEASURES = ("1-NN", "linear probe", "NMI", "trustworthiness", "error")


def in_words(name):
    """A variant's name, as people write it."""
    return name.replace("_", " ")


def section(heading, note, measured, lines_of):
    """A section with the lines of each set of images that was measured."""
    lines = []
    for name, title in IMAGES.items():
        result = load(f"{measured}_{name}")
        if result is not None:
            lines += [*lines_of(name, title, result), f"{where(result)}\n"]
    return [f"## {heading}\n", note, *lines] if lines else []


def denoising():
    """Clean images from noisy ones, beside what needs no training."""
    note = (
        "Peak signal-to-noise ratio in dB of 2,000 test images (BM3D: of 200), values "
        "clipped to [0, 1]. The autoencoder has one hidden layer of 1,024 and a code "
        "of 1,024 numbers, and as many epochs as the command tells; the blind one has "
        "2,048 of each, and learned all Gaussian levels between 0.05 and 0.55 at once, "
        "in three times as many. "
        "Ours have seen 60,000 clean images, PCA as many noisy ones, the others none: "
        "their one setting was chosen on 200 training images, and BM3D is told the "
        "level. The last column is ours on the very images that BM3D cleaned.\n"
    )
    return section("Denoising", note, "denoising", ratios)


def ratios(name, title, result):
    """Signal to noise, by kind of noise and by what takes it away."""
    found = result["psnr_db"]
    ways = list(dict.fromkeys(way for each in found.values() for way in each))
    ways = ["noisy", *(way for way in ways if way != "noisy")]  # BM3D's come last
    rows = []
    for kind, each in found.items():
        best = max(value for way, value in each.items() if way != SAME_IMAGES)
        cells = [f"{each[way]:.2f}" if way in each else "–" for way in ways]
        marked = [
            f"**{cell}**" if each.get(way) == best else cell
            for way, cell in zip(ways, cells, strict=True)
        ]
        rows.append([kind, *marked])
    return [
        f"### {title}\n",
        table(["", *ways], rows),
        f"\n![{title}, Gaussian noise of 0.5](denoising_{name}.png)\n",
    ]


def samplers():
    """New images of every variant."""
    note = (
        "10,000 new images of each against the 10,000 test images, on 64 features of a "
        "small classifier that is trained in the run. 0.5 is what neighbours tell by "
        "chance. Codes of 16 numbers, dense networks, as many epochs as fit into the "
        "same time. A hundred of each variant: [samples](samples/).\n"
    )
    return section("New images", note, "samplers", distances)


def distances(_, title, result):
    """How far new images are from real ones, the nearest first."""
    found = sorted(
        result["samplers"].items(), key=lambda each: each[1]["frechet_distance"]
    )
    rows = [
        [
            in_words(key),
            f"{each['frechet_distance']:.1f}",
            f"{each['two_sample_accuracy']:.3f}",
            each["epochs"] or "–",
        ]
        for key, each in found
    ]
    header = ["", "Fréchet distance", "told from real by a neighbour", "epochs"]
    return [
        f"### {title}\n",
        table(header, rows),
        f"\nThe classifier knows {result['classifier_accuracy']:.1%} of the test "
        f"images.\n",
    ]


def codes():
    """What codes are good for, of every variant at equal time."""
    note = (
        "Measured on test images: classes by the nearest training code (1-NN) and by "
        "a linear classifier of codes, clusters of k-means against classes (NMI), "
        "trustworthiness, squared error. Each model has as many epochs as fit into the "
        "same time, whose seconds the command tells, on one thread, beside other work: "
        "how many those are changed with its load, so look at the epochs too.\n"
    )
    return section("Codes", note, "codes", worths)


def worths(_, title, result):
    """A table for each size of code."""
    lines = []
    for size, models in result["codes"].items():
        highest = max(each["1-NN"] for each in models.values())
        rows = []
        for key, each in models.items():
            cells = [f"{each[measure]:.4f}" for measure in MEASURES[:-1]]
            if each["1-NN"] == highest:
                cells[0] = f"**{cells[0]}**"
            cells += [f"{each['error']:.2f}", each.get("epochs", "–")]
            rows.append([in_words(key), *cells])
        heading = f"### {title}, codes of {size} numbers\n"
        lines += [heading, table(["", *MEASURES, "epochs"], rows), ""]
    return lines
