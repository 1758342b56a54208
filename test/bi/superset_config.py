# Superset for test/bi/run: its own data in one file, a key of its own, and one loopback port.
import os

SECRET_KEY = os.environ["CX_BI_SECRET"]
SQLALCHEMY_DATABASE_URI = "sqlite:///" + os.environ["CX_BI_DATABASE"]
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
SESSION_COOKIE_SECURE = False
