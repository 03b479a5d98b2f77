"""Sections of the page about image models: denoising, generated images, codes."""

from benchmarks.markdown import load, table, where

IMAGES = {"mnist": "MNIST", "fashion_mnist": "Fashion-MNIST"}
SAME_IMAGES = "autoencoder, BM3D's images"  # the subset on which BM3D is measured
MEASURES = ("1-NN", "linear probe", "NMI", "trustworthiness", "error")


def display_name(name):
    """Return the name of a model with spaces."""
    return name.replace("_", " ")


def section(heading, note, benchmark, lines_of):
    """Return a section with the results of each data set."""
    lines = []
    for name, title in IMAGES.items():
        result = load(f"{benchmark}_{name}")
        if result is not None:
            lines += [*lines_of(name, title, result), f"{where(result)}\n"]
    return [f"## {heading}\n", note, *lines] if lines else []


def denoising():
    """Return the section about denoising."""
    note = (
        "Peak signal-to-noise ratio in dB of 2,000 test images (BM3D: 200), clipped to "
        "[0, 1]. The autoencoder has one hidden layer of 1,024 units and 1,024 "
        "components; the command gives the number of epochs. The blind model has 2,048 "
        "of each and was trained on all Gaussian levels from 0.05 to 0.55 for three "
        "times as long. Ours are trained on 60,000 clean images, PCA on as many noisy "
        "ones. The other methods are not trained; their parameter was tuned on 200 "
        "training images, and BM3D is given the noise level. The last column is ours "
        "on the images of BM3D.\n"
    )
    return section("Denoising", note, "denoising", ratios)


def ratios(name, title, result):
    """Return a table of PSNR by noise and method."""
    found = result["psnr_db"]
    methods = list(dict.fromkeys(name for each in found.values() for name in each))
    methods = ["noisy", *(name for name in methods if name != "noisy")]
    rows = []
    for noise, each in found.items():
        best = max(value for name, value in each.items() if name != SAME_IMAGES)
        cells = [f"{each[name]:.2f}" if name in each else "–" for name in methods]
        marked = [
            f"**{cell}**" if each.get(name) == best else cell
            for name, cell in zip(methods, cells, strict=True)
        ]
        rows.append([noise, *marked])
    return [
        f"### {title}\n",
        table(["", *methods], rows),
        f"\n![{title}, Gaussian noise of 0.5](denoising_{name}.png)\n",
    ]


def samplers():
    """Return the section about generated images."""
    note = (
        "10,000 generated images of each model against the 10,000 test images, on 64 "
        "features of a small classifier trained in the same run. An accuracy of 0.5 "
        "means that generated and real images are indistinguishable. Dense networks, "
        "16 components, all trained for about the same time. A hundred images of each "
        "model: [samples](samples/).\n"
    )
    return section("Generated images", note, "samplers", distances)


def distances(_, title, result):
    """Return a table of distances of generated from real images, the lowest first."""
    found = sorted(
        result["samplers"].items(), key=lambda each: each[1]["frechet_distance"]
    )
    rows = [
        [
            display_name(key),
            f"{each['frechet_distance']:.1f}",
            f"{each['two_sample_accuracy']:.3f}",
            each["epochs"] or "–",
        ]
        for key, each in found
    ]
    header = ["", "Fréchet distance", "1-NN accuracy, generated or real", "epochs"]
    return [
        f"### {title}\n",
        table(header, rows),
        f"\nThe classifier's test accuracy is {result['classifier_accuracy']:.1%}.\n",
    ]


def codes():
    """Return the section about the quality of codes."""
    note = (
        "Evaluated on test images: accuracy of classes by the nearest training code "
        "(1-NN) and by a linear classifier of codes, normalized mutual information of "
        "k-means clusters and classes (NMI), trustworthiness, squared error. Models "
        "are trained on one thread for about the number of seconds given in the "
        "command. The machine was shared, so compare the epochs too.\n"
    )
    return section("Codes", note, "codes", code_quality)


def code_quality(_, title, result):
    """Return one table per code size."""
    lines = []
    for size, models in result["codes"].items():
        highest = max(each["1-NN"] for each in models.values())
        rows = []
        for key, each in models.items():
            cells = [f"{each[measure]:.4f}" for measure in MEASURES[:-1]]
            if each["1-NN"] == highest:
                cells[0] = f"**{cells[0]}**"
            cells += [f"{each['error']:.2f}", each.get("epochs", "–")]
            rows.append([display_name(key), *cells])
        heading = f"### {title}, {size} components\n"
        lines += [heading, table(["", *MEASURES, "epochs"], rows), ""]
    return lines
