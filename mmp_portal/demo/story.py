"""The rows of the demo while they are being invented: in memory first, then written in bulk.

Everything is drawn from one random generator and one day, so the same seed and day make the same rows.
"""

import hashlib
import random
import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models

ZONE = ZoneInfo("America/Chicago")  # every site of the story lies in it


def quarter_start(day: date) -> date:
    """The first day of the calendar quarter that holds `day`."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def quarters_before(day: date, count: int) -> date:
    """The first day of the quarter `count` quarters before the one that holds `day`."""
    for _quarter in range(count):
        day = quarter_start(quarter_start(day) - timedelta(days=1))
    return quarter_start(day)


class Story:
    """A random generator, the day it is told on, and the rows told so far."""

    def __init__(self, *, seed, on, scale):
        self.random = random.Random(seed)
        self.on = on
        self.scale = scale
        # Five whole quarters of history lie before the running one.
        self.since = quarters_before(on, 5)
        self.last_evening = self.at(on - timedelta(days=1), time(21, 30))
        self.zone = ZONE
        self.rows: dict[type[models.Model], list] = {}
        self.later: dict[type[models.Model], list] = {}

    # --- Rows -------------------------------------------------------------------------------

    def add(self, model, **fields):
        """A new row of `model`, not yet written."""
        row = model(**fields)
        self.rows.setdefault(model, []).append(row)
        return row

    def add_later(self, model, about, finish, **fields):
        """A row that needs the keys of others: `finish(row)` completes it once they are written."""
        row = model(**fields)
        self.later.setdefault(model, []).append((row, about, finish))
        return row

    def of(self, model):
        return self.rows.get(model, [])

    def counts(self):
        """Pairs of model and number of rows."""
        for rows in (self.rows, self.later):
            yield from ((model, len(some)) for model, some in rows.items())

    def save(self):
        """Write all rows, each model after those it points to. The order of a model's rows is kept."""
        for model in self._in_order():
            model._base_manager.bulk_create(self.rows[model], batch_size=2000)
        for model, unfinished in self.later.items():
            for row, _about, finish in unfinished:
                finish(row)
            model._base_manager.bulk_create([row for row, _about, _finish in unfinished], batch_size=2000)

    def _in_order(self):
        waiting = list(self.rows)
        done = []
        while waiting:
            ready = [model for model in waiting if not (self._points_to(model) & set(waiting) - {model})]
            if not ready:
                raise RuntimeError("The models of the story point at each other in a circle.")
            done += ready
            waiting = [model for model in waiting if model not in ready]
        return done

    @staticmethod
    def _points_to(model):
        return {field.related_model for field in model._meta.concrete_fields if field.is_relation}

    def digest(self):
        """One word for all rows, whatever keys a database will give them."""
        places = {
            id(row): (model._meta.label, index) for model in self.rows for index, row in enumerate(self.of(model))
        }
        word = hashlib.sha256()
        for model, rows in self.rows.items():
            for row in rows:
                for field in model._meta.concrete_fields:
                    if field.is_relation:
                        related = row.__dict__["_state"].fields_cache.get(field.name)
                        value = places.get(id(related), related and str(related))
                    else:
                        value = getattr(row, field.attname)
                    word.update(f"{model._meta.label}.{field.name}={value!r}\n".encode())
        return word.hexdigest()

    # --- Chance -----------------------------------------------------------------------------

    def chance(self, share):
        return self.random.random() < share

    def pick(self, options):
        return self.random.choice(options)

    def weigh(self, weights: dict):
        """One of the keys, each as likely as its value says."""
        return self.random.choices(list(weights), weights=list(weights.values()))[0]

    def between(self, least, most):
        return self.random.randint(least, most)

    def uuid(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def number(self, count):
        """A count of rows at this scale, at least one where there is one at all."""
        return max(1, round(count * self.scale)) if count else 0

    # --- Time -------------------------------------------------------------------------------

    def at(self, day, clock):
        """A moment of the sites' day, in UTC."""
        return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)

    def daytime(self, day, first_hour=9, last_hour=18):
        """A moment in working hours, on the quarter of an hour."""
        return self.at(day, time(self.between(first_hour, last_hour), self.pick((0, 15, 30, 45))))

    def no_later(self, moment):
        """The moment, or the evening before the story is told if that is earlier."""
        return min(moment, self.last_evening)
