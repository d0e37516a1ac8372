"""What pyproject.toml cannot say: templates/ lies beside the package in a checkout, and inside it once installed."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["generator*"]), "generator.templates"],
    package_dir={"generator.templates": "templates"},
)
