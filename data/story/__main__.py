"""`python -m data.story` writes data/sample and data/README.md anew, the same bytes each time."""

from pathlib import Path

from data.story.dictionary import dictionary
from data.story.write import write

if __name__ == "__main__":
    data = Path(__file__).parents[1]
    write(data / "sample")
    (data / "README.md").write_text(dictionary(), encoding="utf-8", newline="")
