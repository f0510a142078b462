package io.xisuan.operator.metering.exposition;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Makes texts that are nearly right: families of few names and labels, so that much is repeated, and now and then a damage. */
final class RandomText {
    private static final String[] NAMES = {
        "a", "a_total", "a_bucket", "a_count", "a_sum", "b", "long_metric_name", "c_info"
    };
    private static final String[] TYPES = {"counter", "gauge", "histogram", "summary", "untyped", "unknown", "info"};
    private static final String[] LABELS = {"le", "gpu", "UUID", "a", "quantile", "a_rather_long_label"};
    private static final String[] VALUES = {
        "",
        "0",
        "1",
        "0.5",
        "+Inf",
        "GPU-3f1a0000-0000-4d2e-8b11-a0c0de000001",
        "算力",
        "x\\\\y",
        "q\\\"",
        "n\\n",
        "\\t",
        "} # {"
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "1",
        "2",
        "-1",
        "0.25",
        "1e3",
        "NaN",
        "+Inf",
        "9223372036854775794",
        "0.30000000000000004",
        "1e999",
        "12345678901234567890.5",
        "811234567890123.000000",
        "x",
        ""
    };
    private static final String[] TIMES = {"", "", "", " 5", " 6", " 1.5", " -3", " 1700000000000", " 1e3", " x"};
    private static final String DAMAGE = "{}\"\\,= \t\n#aé";

    private final SplittableRandom random;
    private final boolean openMetrics;
    private final StringBuilder text = new StringBuilder();

    RandomText(long seed, boolean openMetrics) {
        this.random = new SplittableRandom(seed);
        this.openMetrics = openMetrics;
    }

    byte[] bytes() {
        int families = 1 + random.nextInt(5);
        for (int family = 0; family < families; family++) {
            family();
        }
        text.append(random.nextInt(8) == 0 ? "" : openMetrics ? "# EOF\n" : "# the end\n");
        text.append(text.isEmpty() ? "a 1\\n" : "");
        for (int hits = random.nextInt(4) - 1; hits > 0; hits--) {
            text.setCharAt(random.nextInt(text.length()), one(DAMAGE.split("")).charAt(0));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void family() {
        String name = one(NAMES);
        if (random.nextBoolean()) {
            text.append("# TYPE ").append(name).append(' ').append(one(TYPES)).append('\n');
        }
        if (random.nextInt(4) == 0) {
            text.append("# HELP ").append(name).append(" some words\n");
        }
        String suffix = one(new String[] {"", "", "_total", "_bucket"});
        for (int samples = random.nextInt(8); samples > 0; samples--) {
            text.append(name).append(suffix);
            labels();
            text.append(random.nextInt(30) == 0 ? "  " : " ")
                    .append(one(NUMBERS))
                    .append(one(TIMES))
                    .append('\n');
        }
    }

    private void labels() {
        int count = random.nextInt(4);
        if (count == 0) {
            text.append(random.nextInt(6) == 0 ? "{}" : "");
            return;
        }
        int first = random.nextInt(LABELS.length);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "{" : ",").append(LABELS[(first + i) % LABELS.length]);
            text.append("=\"").append(one(VALUES)).append('"');
        }
        text.append(random.nextInt(20) == 0 ? ",}" : "}");
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
