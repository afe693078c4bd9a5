"""What Young Parent keeps of its own: visits to the doctor, the parent's own ratings, and the Baby Store."""

from programs.young_parent.models.ratings import SelfRating
from programs.young_parent.models.store import Sale, StoreDay, StoreItem
from programs.young_parent.models.visits import DoctorVisit

__all__ = ["DoctorVisit", "Sale", "SelfRating", "StoreDay", "StoreItem"]
