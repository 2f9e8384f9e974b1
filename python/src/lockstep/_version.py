"""The version of this package, and of the jar that belongs to it."""

JAR_VERSION = "0.1.0-SNAPSHOT"

__version__ = JAR_VERSION.replace("-SNAPSHOT", ".dev0")
