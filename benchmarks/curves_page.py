"""Section of the page about errors by training time."""

from matplotlib import pyplot as plt

from benchmarks.markdown import load, table, where
from benchmarks.measure import RESULTS

DATA = {
    "mnist": "MNIST, 784-1000-500-250-30",
    "fashion": "Fashion-MNIST, 784-1000-500-250-30",
    "table": "Breast cancer, standardised, 5 components",
}
LOW_ERROR = 3.0  # of MNIST


def curves():
    """Return the section with a table and a figure for each data set."""
    lines = []
    for name, title in DATA.items():
        result = load(f"error_against_time_{name}")
        if result is None:
            continue
        found = result["seconds_and_validation_error"]
        picture = draw(name, title, found)
        lines += [
            f"### {title}\n",
            at_equal_time(found, with_low_error=name == "mnist"),
            f"\n![{title}]({picture})\n\nSeconds: {result['clock']}.\n",
            f"{where(result)}\n",
        ]
    note = (
        "All are compared at the time when the shortest fit ends: the lowest error on "
        "held-out samples until then. A schedule that ends later is then still at a "
        "high learning rate. The tutorial's loop has 784-1000-500-250-30 too, but "
        "PyTorch's defaults; this package has its own, except for what is named.\n"
    )
    return ["## Error against time\n", note, *lines] if lines else []


def draw(name, title, found):
    """Draw the curves; return the name of the picture."""
    figure, axes = plt.subplots(figsize=(7, 4))
    for label, points in found.items():
        seconds, errors = zip(*points, strict=True)
        colour = "black" if label == "tutorial loop" else None
        axes.plot(seconds, errors, label=label, color=colour)
    axes.set(xlabel="seconds", ylabel="validation error", title=title)
    axes.set_yscale("log")
    axes.legend()
    axes.spines[["top", "right"]].set_visible(False)
    picture = f"error_against_time_{name}.png"
    figure.savefig(RESULTS / picture, dpi=120, bbox_inches="tight")
    plt.close(figure)
    return picture


def at_equal_time(found, *, with_low_error):
    """Return a table of the errors at the time when the shortest fit ends."""
    shortest = min(points[-1][0] for points in found.values())
    header = ["", "total seconds", f"validation error after {shortest:.1f} s"]
    rows = []
    for label, points in found.items():
        until = [error for seconds, error in points if seconds <= shortest]
        error = f"{min(until):.2f}" if until else "–"
        rows.append([label, f"{points[-1][0]:.1f}", error])
        if with_low_error:
            reached = (s for s, error in points if error <= LOW_ERROR)
            rows[-1].append(next((f"{seconds:.0f}" for seconds in reached), "–"))
    if with_low_error:
        header.append(f"seconds to {LOW_ERROR:.2f}")
    return table(header, rows)
