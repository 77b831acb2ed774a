"""A bill of what the dashboard is made of, in CycloneDX: `python -m tests.supply.sbom [--out FILE]`.

Named are the packages of the lock that this system installs, with versions, licences and what needs what, and
what is vendored, with sums. Written below `build/`, which git ignores, and checked against the schema of the
specification (CycloneDX 1.6, JSON).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from importlib.metadata import Distribution, distribution, requires
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.supply.licences import licence_of
from tests.supply.locks import DASHBOARD, read_lock
from tests.supply.vendored import Vendored, read_vendored

OUT = ROOT / "build" / "sbom.cdx.json"
KINDS = {"library": ComponentType.LIBRARY, "data": ComponentType.DATA}
LICENCES = LicenseFactory()


def make_bom() -> Bom:
    """Everything that an installed dashboard has."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        licenses=[LICENCES.make_from_string(project["license"])],
        bom_ref=project["name"],
    )
    bom = Bom()
    bom.metadata.component = itself
    here = [
        each
        for each in read_lock(DASHBOARD)
        if not each.requirement.marker or each.requirement.marker.evaluate()
    ]
    parts = {each.name: _package(each.name, distribution(each.name)) for each in here}
    vendored = [_vendored(each) for each in read_vendored()]
    for component in (*parts.values(), *vendored):
        bom.components.add(component)
    for name, component in parts.items():
        bom.register_dependency(component, [parts[each] for each in _needs(name) if each in parts])
    asked = [*project["dependencies"], *project["optional-dependencies"]["dashboard"]]
    direct = [parts[str(canonicalize_name(Requirement(each).name))] for each in asked]
    bom.register_dependency(itself, [*direct, *vendored])
    return bom


def write_bom(bom: Bom, path: Path) -> None:
    """Writes a bill; ValueError where it is not what the specification asks for."""
    # What checks has dozens of grammars, which take seconds to read at each start of the tests.
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    text = JsonV1Dot6(bom).output_as_string(indent=2)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"{path.name}: {error}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _package(name: str, package: Distribution) -> Component:
    return Component(
        name=name,
        version=package.version,
        type=ComponentType.LIBRARY,
        licenses=[LICENCES.make_from_string(licence_of(package))],
        purl=PackageURL("pypi", None, name, package.version),
        bom_ref=f"pypi/{name}",
    )


def _vendored(vendored: Vendored) -> Component:
    """A thing with a part for each of its files."""
    files = [
        Component(
            name=name,
            type=ComponentType.FILE,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=known)],
            bom_ref=f"assets/{name}",
        )
        for name, known in vendored.files.items()
    ]
    library = vendored.kind == "library"
    return Component(
        name=vendored.name,
        version=vendored.version,
        type=KINDS[vendored.kind],
        description=f"from {vendored.origin}",
        licenses=[LICENCES.make_from_string(vendored.licence)],
        purl=PackageURL("npm", None, vendored.name, vendored.version) if library else None,
        components=files,
        bom_ref=f"assets/{vendored.name}",
    )


def _needs(name: str) -> set[str]:
    """The packages that one asks for on this system, those of its extras left out."""
    wanted = (Requirement(each) for each in requires(name) or [])
    return {
        str(canonicalize_name(each.name))
        for each in wanted
        if not each.marker or each.marker.evaluate({"extra": ""})
    }


def main() -> int:
    """Write the bill."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    bom = make_bom()
    write_bom(bom, out)
    print(f"{len(bom.components)} parts in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
