"""What estimators and models share."""

from __future__ import annotations

from typing import Any

from pyspark.ml.util import JavaMLReadable, JavaMLWritable

from lockstep.ml._frames import active
from lockstep.ml._keywords import NO_LAYER
from lockstep.ml._params import SharedParams

# Parameters that this package sets for a call.
NOT_FOR_USERS = {"answer", "callerVersion"}


class Instance(SharedParams, JavaMLWritable, JavaMLReadable[Any]):
    """Saving and loading, which need a running session; without one PySpark's own methods fail with no message."""

    @classmethod
    def load(cls, path: str) -> Any:
        """Loads what was saved at a path."""
        active()
        return super().load(path)

    def write(self) -> Any:
        """A writer, for `write().overwrite().save(path)`."""
        active()
        return super().write()

    def explainParams(self) -> str:
        """All parameters that are for users, with their documentation and values."""
        return "\n".join(self.explainParam(param) for param in self.params if param.name not in NOT_FOR_USERS)

    def getHiddenLayers(self) -> list[int]:
        """The value of `hiddenLayers`, set or by default."""
        units = super().getHiddenLayers()
        return [] if units == NO_LAYER else units
