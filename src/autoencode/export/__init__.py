"""Fitted models as ONNX files, programs of PyTorch, and folders for model hubs."""

from autoencode.export.writing import (
    Exported,
    export_folder,
    export_onnx,
    export_torch,
)

__all__ = ["Exported", "export_folder", "export_onnx", "export_torch"]
