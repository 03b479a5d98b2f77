"""The manifest for Kubernetes has the fields of a RayJob, and a command that exists."""

import shlex
from pathlib import Path

import jsonschema
import pytest
import yaml

from autoencode.cli.main import main

PLACE = Path(__file__).parents[2] / "docs" / "kuberay.yaml"


def fields(required="", **properties):
    """A schema of an object that has no other fields."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


TEXT, WHOLE, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
TEXTS = {"type": "object", "additionalProperties": TEXT}
CONTAINER = fields(
    "name image resources",
    name=TEXT,
    image=TEXT,
    resources=fields(requests=TEXTS, limits=TEXTS),
    volumeMounts={
        "type": "array",
        "items": fields("name mountPath", name=TEXT, mountPath=TEXT),
    },
)
POD = fields(
    "containers",
    containers={"type": "array", "items": CONTAINER, "minItems": 1},
    volumes={
        "type": "array",
        "items": fields(
            "name", name=TEXT, persistentVolumeClaim=fields("claimName", claimName=TEXT)
        ),
    },
)
GROUP = {"rayStartParams": TEXTS, "template": fields("spec", spec=POD)}
# The part of RayJob, version v1 of the operator's API, that the manifest uses.
RAY_JOB = fields(
    "apiVersion kind metadata spec",
    apiVersion={"const": "ray.io/v1"},
    kind={"const": "RayJob"},
    metadata=fields("name", name=TEXT),
    spec=fields(
        "entrypoint rayClusterSpec",
        entrypoint=TEXT,
        backoffLimit=WHOLE,
        shutdownAfterJobFinishes=FLAG,
        ttlSecondsAfterFinished=WHOLE,
        rayClusterSpec=fields(
            "headGroupSpec",
            rayVersion=TEXT,
            headGroupSpec=fields("rayStartParams template", **GROUP),
            workerGroupSpecs={
                "type": "array",
                "items": fields(
                    "groupName rayStartParams template",
                    groupName=TEXT,
                    replicas=WHOLE,
                    minReplicas=WHOLE,
                    maxReplicas=WHOLE,
                    **GROUP,
                ),
            },
        ),
    ),
)


@pytest.fixture
def manifest():
    return yaml.safe_load(PLACE.read_text())


def test_its_fields_are_those_of_a_ray_job(manifest):
    jsonschema.validate(manifest, RAY_JOB)


def test_its_command_exists_and_has_a_worker_for_each_processor(manifest):
    program, name, *words = shlex.split(manifest["spec"]["entrypoint"])
    assert program == "autoencode"
    group = main.make_context(program, ["--version"], resilient_parsing=True)
    context = main.get_command(group, name).make_context(name, words, parent=group)
    (workers,) = manifest["spec"]["rayClusterSpec"]["workerGroupSpecs"]
    (container,) = workers["template"]["spec"]["containers"]
    n_processors = workers["replicas"] * int(container["resources"]["limits"]["cpu"])
    assert context.params["n_workers"] == n_processors
