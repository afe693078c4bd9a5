"""Pages of the trail: who opened what, and who changed what."""
