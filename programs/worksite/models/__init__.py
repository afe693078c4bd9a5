from programs.worksite.models.openings import Opening, Shift

__all__ = ["Opening", "Shift"]
