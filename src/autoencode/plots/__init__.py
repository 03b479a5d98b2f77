"""Pictures: arrays in, a matplotlib ``Figure`` out; no display and no global state.

training.py          learning_curve, scree
reconstructions.py   reconstructions, reconstructions_through_epochs, error_map
codes.py             codes_map, codes_map_3d
units.py             code_units
canvas.py            save_figure, and what all pictures share: colours, labels
images.py            samples as images, and rows of images as one picture

matplotlib is imported when a picture is drawn, never with the package.
"""
