"""The roof and the foundation of MMP Portal. Importing the Celery app here lets `shared_task` find it."""

from mmp_portal.celery import app as celery_app

__all__ = ["celery_app"]
