"""`python -m service` is `dragoman`."""

from service.cli import app

if __name__ == "__main__":
    app(prog_name="dragoman")
