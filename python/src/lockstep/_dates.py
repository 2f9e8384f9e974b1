"""Dates as the model's raw values, and their parts: what Java's DateForm and DatePart do, for NumPy."""

from __future__ import annotations

import datetime
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: Seconds in each unit of raw values.
UNITS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}

_TIME = (
    r"(?:(?: +|T)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?: ?(?P<half>[AaPp])[Mm])? ?(?P<zone>Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_FORMS = {
    form: re.compile(date + _TIME)
    for form, date in {
        "iso": r"(?P<year>[0-9]{4}|[0-9]{2}(?=-))(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
        "day-first": r"(?P<day>[0-9]{1,2})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)" + _YEAR,
        "month-first": r"(?P<month>[0-9]{1,2})(?P<sign>[-/])(?P<day>[0-9]{1,2})(?P=sign)" + _YEAR,
        "day-month-name": r"(?P<day>[0-9]{1,2})(?P<sign>[-/ ])(?P<name>[A-Za-z]{3,9})[.,]?(?P=sign)" + _YEAR,
        "month-name-day": r"(?P<name>[A-Za-z]{3,9})[.]?(?P<sign>[- ])(?P<day>[0-9]{1,2}),?(?P=sign)" + _YEAR,
        "compact": r"(?P<year>19[0-9]{2}|20[0-9]{2}|2100)(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    }.items()
}
_LENGTHS = range(6, 41)
#: Two-digit years below this one are in this century.
_FIRST_OF_LAST_CENTURY = 69
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_FIRST_DAY = datetime.date(1970, 1, 1).toordinal()


def seconds(value: Any, form: str) -> float:
    """Whole seconds from 1970 (UTC) to a date, a text of this form or an object with isoformat(); otherwise NaN."""
    if hasattr(value, "isoformat"):
        value, form = value.isoformat(), "iso"
    elif isinstance(value, np.datetime64):
        form = "iso"
    elif isinstance(value, (float, np.floating)) and np.isfinite(value) and value == np.rint(value):
        value = int(value)  # eight digits
    text = str(value)
    found = _FORMS[form].fullmatch(text) if len(text) in _LENGTHS else None
    if found is None:
        return float("nan")
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits and digits.isdigit()}
    try:
        month = part["month"] if "month" in part else _month(found["name"])
        day = datetime.date(_year(found["year"]), month, part["day"]).toordinal() - _FIRST_DAY
    except ValueError:  # such as 30 February
        return float("nan")
    hour, minute, second = part.get("hour", 0), part.get("minute", 0), part.get("second", 0)
    half = found["half"]
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59 or second > 59:
        return float("nan")
    return day * 86400.0 + hour * 3600 + minute * 60 + second - _zone(found["zone"])


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _FIRST_OF_LAST_CENTURY else 1900)


def _month(name: str) -> int:
    """The number of a month, from 1; 0 if it is none."""
    lower = name.lower()
    numbers = (i + 1 for i, month in enumerate(_MONTHS) if lower in (month, month[:3]))
    return next(numbers, 9 if lower == "sept" else 0)


def _zone(text: str | None) -> int:
    if text is None or text[0] in "ZU":
        return 0
    minutes = int(text[-2:]) if len(text) > 3 else 0
    offset = int(text[1:3]) * 3600 + minutes * 60
    return -offset if text[0] == "-" else offset


def part_features(part: str, units: Array, origin: float, unit: str) -> Array:
    """One part's features, rows x 1 or 2, of units from the origin on."""
    if part == "days":
        return (units * UNITS[unit] / 86400)[:, None]
    turn = 2 * np.pi * _turn(part, (units + origin) * UNITS[unit])
    return np.column_stack([np.sin(turn), np.cos(turn)])


def _turn(part: str, seconds: Array) -> Array:
    """The share of a year, a month, a week or a day that has passed."""
    days = np.floor(seconds / 86400)
    if part == "weekday":
        weekday: Array = (days + 3) % 7 / 7  # 1970 began on a Thursday
        return weekday
    if part == "hour":
        hour: Array = (seconds - days * 86400) / 86400
        return hour
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    of_month: Array = (dates - months).astype(np.float64) / 31
    if part == "day":
        return of_month
    if part == "month":
        year: Array = (months.astype(np.int64) % 12 + of_month) / 12
        return year
    raise KeyError(part)
