"""Plots: arrays in, a matplotlib ``Figure`` out; no display and no global state.

training.py          learning_curve, loss_curves, scree
reconstructions.py   reconstructions, reconstructions_through_epochs, error_map
codes.py             codes_map, codes_maps, codes_map_3d, draw_map
units.py             code_units
unit_meaning.py      unit_correlations, unit_inputs, traversal_lines
anomalies.py         score_histogram, top_anomalies, error_maps
tables.py            column_bars
sweep.py             error_curves
comparison.py        comparison_maps, accuracy_curves
images.py            image_grid, image_sheet
canvas.py            save_figure, and shared helpers: colours, labels

matplotlib is imported when a figure is drawn, not with the package.
"""
