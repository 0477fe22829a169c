"""How fast a dump is read, against the bare decompressor: `python -m tests.bench.dump_throughput [FILE]`.

Without a file, one is made of items as Wikidata has them. Printed: megabytes a second of uncompressed text.
"""

import gzip
import sys
import tempfile
import time
from pathlib import Path

from kg.knowledge.grow import Profile, build
from tests.knowledge.wikidata import CLASSES, WORLD, line

ITEMS = 60_000


def made(path: Path) -> None:
    """A dump of many items, one in ten of a class that is kept."""
    kept, others = WORLD[:4], WORLD[7:8]
    with gzip.open(path, "wb", compresslevel=6) as stream:
        stream.write(b"[\n")
        for number in range(ITEMS):
            record = kept[number // 10 % len(kept)] if number % 10 == 0 else others[0]
            stream.write(line({**record, "id": f"Q{800_000_000 + number}"}))
        stream.write(b"]\n")


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder, "dump.json.gz")
        if not path.exists():
            made(path)
        begun = time.perf_counter()
        with gzip.open(path) as stream:
            size = sum(len(block) for block in iter(lambda: stream.read(1 << 20), b""))
        bare = time.perf_counter() - begun
        begun = time.perf_counter()
        built = build(str(path), "dump", Path(folder, "kb"), Profile(CLASSES, 0, True, "bench"))
        ours = time.perf_counter() - begun
    megabytes = size / 1e6
    print(f"decompressor {megabytes / bare:.0f} MB/s, build (two passes) {megabytes / ours:.0f} MB/s")
    print(
        f"{ours / bare:.1f} times the decompressor, {ours / (2 * bare):.1f} times for each pass; {built.rows}"
    )


if __name__ == "__main__":
    main()
