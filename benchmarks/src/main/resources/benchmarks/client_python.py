"""Times prometheus_client's text parser over some files: client_python.py ROUNDS FILE...; prints three lines."""
import sys
import time

try:
    from importlib.metadata import version
    from prometheus_client.parser import text_string_to_metric_families
except ImportError as missing:
    sys.exit("not measured: %s; `pip install prometheus_client` and name that python with --python" % missing)


def parse(text):
    seen = 0
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            seen += len(sample.labels)
    return seen


texts, refused = [], 0
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    try:
        parse(text)
        texts.append(text)
    except ValueError:
        refused += 1
if not texts:
    sys.exit("not measured: prometheus_client refuses every text")
size = sum(len(text.encode("utf-8")) for text in texts)
rates = []
for _ in range(int(sys.argv[1])):
    started = time.process_time()
    passes = 0
    while time.process_time() - started < 0.8:
        for text in texts:
            parse(text)
        passes += 1
    rates.append(passes * size / (time.process_time() - started) / 1e6)
print("version " + version("prometheus_client"))
print("%d of %d texts refused" % (refused, len(sys.argv) - 2))
print(" ".join("%.4f" % rate for rate in rates))
