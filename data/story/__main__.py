"""`python -m data.story` writes data/sample anew, the same bytes each time."""

from pathlib import Path

from data.story.write import write

if __name__ == "__main__":
    write(Path(__file__).parents[1] / "sample")
