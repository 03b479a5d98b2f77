"""Generate docs/benchmarks/README.md and its figures from the JSON results beside it.

python -m benchmarks.page
"""

import statistics

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from benchmarks import curves_page, family_page
from benchmarks.contestants import PEERS
from benchmarks.markdown import load, table, where
from benchmarks.measure import RESULTS

OURS, OTHERS = "#1b6ca8", "#b8b8b8"


def bars(name, title, values, unit):
    """Draw one bar per contestant, the longest on top."""
    figure, axes = plt.subplots(figsize=(7, 0.35 * len(values) + 0.9))
    names = sorted(values, key=values.get)
    colours = [OURS if n.startswith("autoencode") else OTHERS for n in names]
    drawn = axes.barh(names, [values[n] for n in names], color=colours)
    axes.bar_label(drawn, fmt="{:,.3g}" if max(values.values()) < 100 else "{:,.0f}")
    axes.margins(x=0.15)
    axes.set_title(title, loc="left")
    axes.set_xlabel(unit)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(RESULTS / f"{name}.png", dpi=120, bbox_inches="tight")
    plt.close(figure)
    return f"![{title}]({name}.png)"


def speed_rows(result):
    """Return the table rows of a measurement of speed, and the fastest peer."""
    medians = result["median"]
    fastest = max(PEERS, key=lambda n: medians.get(n, {}).get("samples_per_second", 0))
    base = medians[fastest]["samples_per_second"]
    rows = []
    for name, each in medians.items():
        gflops = each["samples_per_second"] * result["flops_per_sample"] / 1e9
        dtype = "bfloat16" if name == "autoencode" else "float32"
        share = gflops / result["ceilings_gflops"][dtype]
        rows.append(
            [
                name,
                f"{each['samples_per_second']:,.0f}",
                f"{each['samples_per_second'] / base:.2f}",
                f"{gflops:,.0f}",
                f"{share:.0%} of {dtype}",
                f"{each['memory_mb']:,.0f}",
                f"{each['test_error']:.2f}",
            ]
        )
    return rows, fastest


def speed(batch_size):
    result = load(f"training_speed_{batch_size}")
    if result is None:
        return []
    rows, fastest = speed_rows(result)
    widths = "-".join(map(str, result["network"]))
    picture = bars(
        f"training_speed_{batch_size}",
        f"Training {widths} on MNIST, batch {batch_size}",
        {k: each["samples_per_second"] for k, each in result["median"].items()},
        "samples per second",
    )
    limits = ", ".join(f"{k} {v:,.0f}" for k, v in result["ceilings_gflops"].items())
    return [
        f"## Training, batches of {batch_size}\n",
        f"{widths} and back, ReLU, MNIST's 60,000 images; {result['optimizer']}. "
        f"Complete fits, medians of "
        f"{len(next(iter(result['rounds'].values())))} alternating rounds. Peak: the "
        f"best of five shapes of `torch.mm` in the same run, GFLOP/s: {limits}. Above "
        f"the float32 peak, another library than PyTorch's default computed the "
        f"products (`training/products.py`).\n",
        table(
            [
                "",
                "samples/s",
                f"x {fastest}",
                "GFLOP/s",
                "share of peak",
                "memory, MB",
                "test error",
            ],
            rows,
        ),
        "",
        picture,
        f"\n{where(result)}\n",
    ]


def small():
    result = load("small")
    if result is None:
        return []
    lines = [
        f"## Small data: {result['data']}, 64-32-8, {result['epochs']} epochs\n",
        f"{result['optimizer']}.\n",
    ]
    sizes = [key for key in result if key.startswith("batch ")]
    names = result[sizes[0]]["median"]
    rows = [
        [
            name,
            *[f"{result[size]['median'][name]:.2f}" for size in sizes],
            *[f"{result[size]['training_error'][name]:.2f}" for size in sizes],
        ]
        for name in names
    ]
    header = ["", *[f"seconds, {s}" for s in sizes], *[f"error, {s}" for s in sizes]]
    lines += [table(header, rows), ""]
    lines.append(
        bars(
            "small",
            f"{result['data']}: 100 epochs, {sizes[0]}",
            result[sizes[0]]["median"],
            "seconds (lower is better)",
        )
    )
    return [*lines, f"\n{where(result, 'python -m benchmarks.other_shapes small')}\n"]


def rates(name, title, note):
    """Return the section of a comparison of two formats of the same samples."""
    result = load(name)
    if result is None:
        return []
    (first, a), (second, b) = result["median"].items()
    memory = result["memory_mb"]
    return [
        f"## {title}\n",
        f"{result['data']}, {'-'.join(map(str, result['network']))} and back. {note}\n",
        table(
            ["", "samples/s", "memory above the data, MB"],
            [
                [first, f"{a:,.0f}", f"{memory[first]:,.0f}"],
                [second, f"{b:,.0f}", f"{memory[second]:,.0f}"],
            ],
        ),
        f"\n{where(result, f'python -m benchmarks.other_shapes {name}')}\n",
    ]


def encoding():
    result = load("encoding")
    if result is None:
        return []
    return [
        "## Encoding\n",
        f"`transform` of {result['data']}, float32: "
        f"**{result['median_share']:.0%}** of the float32 peak of `torch.mm` "
        f"({result['float32_ceiling_gflops']:.0f} GFLOP/s), and "
        f"{result['memory_mb_above_data']:.1f} MB above the data.\n",
        f"{where(result, 'python -m benchmarks.other_shapes encoding')}\n",
    ]


def weight_decay():
    result = load("weight_decay")
    if result is None:
        return []
    decays = [key for key in next(iter(result["unexplained"].values())) if key != "PCA"]
    rows = []
    for name, shares in result["unexplained"].items():
        best = min(shares[key] for key in decays)
        cells = [f"{100 * shares[key]:.1f} %" for key in decays]
        cells = [
            f"**{cell}**" if shares[key] == best else cell
            for cell, key in zip(cells, decays, strict=True)
        ]
        rows.append([name, *cells, f"{100 * shares['PCA']:.1f} %"])
    return [
        "## Weight decay\n",
        "Share of the variance of test samples that is not explained, by weight decay, "
        "without linear paths and with other parameters at their defaults; medians of "
        "three splits. The default, 0.1, is never more than 0.1 percentage points "
        "worse than 0; larger values improve some tables.\n",
        table(["", *decays, "PCA"], rows),
        f"\n{where(result)}\n",
    ]


def boltzmann():
    result = load("rbm")
    if result is None:
        return []
    theirs = result["median"]["BernoulliRBM"]
    rows = [
        [
            name,
            f"{seconds:.2f}",
            f"{theirs / seconds:.1f}",
            f"{result['log_likelihood_of_new_images'][name]:.1f}",
        ]
        for name, seconds in result["median"].items()
    ]
    header = ["", "seconds per epoch", "x BernoulliRBM", "log likelihood, test images"]
    return [
        "## Boltzmann machines\n",
        "784-1000, batches of 100, MNIST's 60,000 images, learning rate 0.05, momentum "
        "0.9; medians of 5 alternating rounds. Log likelihoods in nats after "
        f"{result['epochs']} epochs, by annealed importance sampling.\n",
        table(header, rows),
        f"\n{where(result)}\n",
    ]


def anomalies():
    result = load("anomalies")
    if result is None:
        return []
    rows = [
        [name, f"{area:.1f}", f"{result['seconds_a_seed'][name]:.0f}"]
        for name, area in sorted(result["mean_area"].items(), key=lambda each: -each[1])
    ]
    return [
        "## Anomalies in tables\n",
        "Mean ROC AUC in percent over the tables of ADBench, trained on half of the "
        "normal rows; all detectors with default parameters. PyOD's autoencoder with "
        "the first seed only.\n",
        table(["detector", "ROC AUC", "seconds, all tables"], rows),
        f"\n{where(result)}\n",
    ]


def detection():
    result = load("detect")
    if result is None:
        return []
    medians, fits = result["rows_a_second"], result["fit_seconds"]
    rows = [
        [name, f"{rate:,.0f}", f"{fits[name]:.1f}"] for name, rate in medians.items()
    ]
    rates_of_file = ", ".join(
        f"{rate:,.0f} rows per second with `{options}`"
        for options, rate in result["file"].items()
    )
    return [
        "## Scoring rows\n",
        "Twenty columns, 100,000 rows in memory, alternating with PyOD's autoencoder, "
        "both fitted to 10,000 rows with default parameters.\n",
        table(["detector", "rows per second", "seconds to fit"], rows),
        f"\n`autoencode detect` on a file of 5 million rows: {rates_of_file}; at most "
        f"{result['memory_gib']:.1f} GiB, including cached pages of the file.\n",
        f"{where(result, 'python -m benchmarks.detect')}\n",
    ]


def retrieval():
    result = load("retrieval")
    if result is None:
        return []
    rows = []
    for kind, each in result["kinds"].items():
        size = each.get("bytes_per_document")
        row = [
            kind,
            f"{each['documents_per_second']:,.0f}",
            "–" if size is None else f"{size:.0f}",
        ]
        for n_queries in ("1", "100"):
            found = each["ms_per_query"][n_queries]
            for name in ("search", "kneighbors", "scikit-learn"):
                times = found.get(name)
                row.append(f"{statistics.median(times):.1f}" if times else "–")
        rows.append(row)
    columns = ["codes", "documents added per second", "bytes per added document"]
    for n_queries in ("1 query", "100 queries"):
        columns += [f"{n_queries}: search of codes", "kneighbors", "scikit-learn"]
    return [
        "## Search among documents\n",
        f"{result['documents']:,} documents, made by drawing words from those of 20 "
        f"Newsgroups; counts of 2,000 stems. The retriever is trained on "
        f"{result['trained']:,}, the others are added in blocks. Milliseconds per "
        "query for 10 neighbours, medians of alternating rounds; `kneighbors` encodes "
        "the queries too. scikit-learn: `NearestNeighbors` with brute force and cosine "
        "distance, on the same codes. Processor time of one thread. "
        f"{result['texts_counted_per_second']:,.0f} texts are counted per second.\n",
        table(columns, rows),
        f"\n{where(result, 'OMP_NUM_THREADS=1 ' + result['command'])}\n",
    ]


def growth():
    result = load("growth")
    if result is None:
        return []
    figure, axes = plt.subplots(2, 3, figsize=(10, 5.5), layout="constrained")
    for column, (name, points) in zip(axes.T, result["series"].items(), strict=True):
        for row, key in zip(column, ("seconds", "memory_mb"), strict=True):
            row.loglog([p[name] for p in points], [p[key] for p in points], "o-")
            row.set_xlabel(name)
            row.set_ylabel("memory, MB" if key == "memory_mb" else "seconds per epoch")
            row.spines[["top", "right"]].set_visible(False)
    figure.savefig(RESULTS / "growth.png", dpi=120)
    plt.close(figure)
    return [
        "## Scaling\n",
        "Time is proportional to the number of rows, and, above about 100,000 weights, "
        "to the number of weights, which grows with the number of columns. Memory "
        "above the data grows by about 24 bytes per weight, and by 8 to 30 bytes per "
        "row for row indices.\n",
        "![Scaling](growth.png)",
        f"\n{where(result)}\n",
    ]


def main():
    parts = [
        "# Benchmarks\n",
        "Measured by `make bench`; anomalies, images and documents by the commands "
        "given there. This page and its figures are generated by `python -m "
        "benchmarks.page` from the JSON files beside it, which contain every round. "
        "Machines are shared: only ratios within one run are meaningful.\n",
        *speed(256),
        *speed(1024),
        *small(),
        *rates(
            "wide",
            "Wide data: sparse columns",
            "Sparse rows are made dense one batch at a time.",
        ),
        *rates(
            "tall",
            "Tall data: ten million rows",
            "Rows of a memory map are read one batch at a time, in random order.",
        ),
        *encoding(),
        *curves_page.curves(),
        *weight_decay(),
        *boltzmann(),
        *anomalies(),
        *detection(),
        *retrieval(),
        *family_page.denoising(),
        *family_page.samplers(),
        *family_page.codes(),
        *growth(),
    ]
    (RESULTS / "README.md").write_text("\n".join(parts).rstrip() + "\n")


if __name__ == "__main__":
    main()
