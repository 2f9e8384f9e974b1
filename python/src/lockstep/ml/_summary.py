"""How a training went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lockstep.ml._frames import active

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType


class MlpTrainingSummary:
    """How a fit went, epoch by epoch, and how it ended; of several members the first, unless stated
    otherwise. It is not saved with the model.
    """

    def __init__(
        self, facts: dict[str, Any], rows: list[Any], schema: StructType, session: SparkSession | None
    ) -> None:
        self._facts = facts
        self._schema = schema
        self._session = session
        self._rows = rows

    @property
    def history(self) -> DataFrame:
        """A row per epoch of each member: losses, accuracies (R² of a regression), a regression's errors in its
        own unit, learning rate, and where the time went, as `compute_ms`, `exchange_ms`, `update_ms` and `other_ms`.
        """
        return (self._session or active()).createDataFrame(self._rows, self._schema)

    @property
    def members(self) -> int:
        """The number of networks that predict together."""
        return max((int(row["member"]) for row in self._rows), default=1)

    def _column(self, name: str, member: int = 1) -> list[float]:
        return [row[name] for row in self._rows if row["member"] == member and row[name] is not None]

    @property
    def objectiveHistory(self) -> list[float]:
        """The mean training loss of each epoch, with the penalties L2 and L1."""
        return self._column("train_loss")

    @property
    def accuracyHistory(self) -> list[float]:
        """The training accuracy of each epoch; R² of a regression."""
        return self._column("train_accuracy")

    @property
    def validationHistory(self) -> list[float]:
        """The mean validation loss after each epoch; empty without validation rows."""
        return self._column("validation_loss")

    @property
    def ledger(self) -> dict[str, float]:
        """Where the time of all epochs went, in seconds: compute, exchange, update and other; over all members."""
        parts = ("compute", "exchange", "update", "other")
        return {part: sum(row[f"{part}_ms"] for row in self._rows) / 1000 for part in parts}

    @property
    def totalIterations(self) -> int:
        """The number of epochs."""
        return int(self._facts["epochs"])

    @property
    def epoch(self) -> int:
        """The epoch of the model's parameters, from 1."""
        return int(self._facts["epoch"])

    @property
    def end(self) -> str:
        """How it ended: completed, max-steps, converged, early-stopped or diverged."""
        return str(self._facts["end"])

    @property
    def detail(self) -> str:
        """Why it ended there, in one line."""
        return str(self._facts["detail"])

    def toPandas(self) -> pandas.DataFrame:
        """The history as a frame of pandas, indexed by epoch; with several members, by member and epoch.

        Columns without a value in any epoch are left out, such as the errors of a regression, or what
        would need validation rows.
        """
        import pandas

        frame = pandas.DataFrame([row.asDict() for row in self._rows])
        frame = frame[[name for name in frame if any(row[name] is not None for row in self._rows)]]
        return (
            frame.drop(columns="member").set_index("epoch")
            if self.members == 1
            else frame.set_index(["member", "epoch"])
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws the loss of each epoch, on training and validation rows, with matplotlib; with several
        members, only on validation rows, if there are any.
        """
        try:
            from matplotlib import pyplot, ticker
        except ModuleNotFoundError:
            raise ImportError("plot needs matplotlib: pip install matplotlib") from None
        if ax is None:
            _, ax = pyplot.subplots()
        if self.members > 1:
            self._plot_members(ax)
        else:
            self._plot_one(ax)
        ax.xaxis.set_major_locator(ticker.MaxNLocator(integer=True, steps=[1, 2, 5, 10], min_n_ticks=1))
        if self.totalIterations > 1:
            ax.set_xlim(left=1)  # there is no epoch 0
        ax.set_xlabel("epoch")
        ax.set_ylabel("loss")
        if not ax.get_title():
            ax.set_title("Loss of each epoch")
        return ax

    def _plot_one(self, ax: Axes) -> None:
        self._plot_losses(ax, self.objectiveHistory, "training")
        if self.validationHistory:
            self._plot_losses(ax, self.validationHistory, "validation")
            ax.axvline(self.epoch, color="grey", linewidth=0.8, linestyle=":", label="the model's epoch")
        ax.legend()

    def _plot_members(self, ax: Axes) -> None:
        part = "validation" if self.validationHistory else "train"
        for member in range(1, self.members + 1):
            self._plot_losses(ax, self._column(f"{part}_loss", member), f"member {member}")
        ax.legend(title="validation" if part == "validation" else "training")

    @staticmethod
    def _plot_losses(ax: Axes, losses: list[float], label: str) -> None:
        # A line of one point would be invisible.
        ax.plot(range(1, len(losses) + 1), losses, label=label, marker="o" if len(losses) == 1 else None)

    def __repr__(self) -> str:
        return f"MlpTrainingSummary: {self.totalIterations} epochs, {self.end}: {self.detail}"
