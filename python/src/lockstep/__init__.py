"""Lockstep: multilayer perceptrons on Apache Spark, the same bits on any number of tasks.

>>> import lockstep
>>> spark = lockstep.session()                                              # doctest: +SKIP
>>> from lockstep.ml import MlpClassifier
"""

from lockstep._digits import digits
from lockstep._jar import jar
from lockstep._session import session
from lockstep._version import __version__
from lockstep.scorer import Scorer

__all__ = ["Scorer", "__version__", "digits", "jar", "session"]
