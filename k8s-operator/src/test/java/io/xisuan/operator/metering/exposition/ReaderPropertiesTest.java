package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What holds for every text: the quick way says the same as the plain one, and a reader keeps nothing of the text before. */
class ReaderPropertiesTest {
    private static final int TEXTS = 10_000;

    @Test
    void the_quick_way_and_a_used_reader_say_the_same_as_a_fresh_plain_one() {
        ExpositionReader used = new ExpositionReader(ReadLimits.DEFAULT);
        int accepted = 0;
        for (int seed = 0; seed < TEXTS; seed++) {
            ExpositionFormat format = seed % 2 == 0 ? ExpositionFormat.TEXT : ExpositionFormat.OPENMETRICS;
            byte[] body = new RandomText(seed, format == ExpositionFormat.OPENMETRICS).bytes();
            ExpositionReader plain = new ExpositionReader(ReadLimits.DEFAULT, NameScheme.UTF8, false);
            Reading expected = Reading.of(plain, body, body.length, format);
            byte[] longer = Arrays.copyOf(body, body.length + 100);
            Arrays.fill(longer, body.length, longer.length, (byte) 'a');
            assertThat(Reading.of(used, longer, body.length, format))
                    .as("seed %d, %s: %s", seed, format, new String(body, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            accepted += expected.summary().accepted() ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(TEXTS / 50);
    }

    @Test
    void a_reader_allocates_nothing_for_a_sample_once_it_is_warm() {
        assertThat(bytesForEach(text(2000), ExpositionFormat.TEXT)).isLessThan(1024);
        assertThat(bytesForEach(text(20), ExpositionFormat.TEXT)).isLessThan(1024);
    }

    @Test
    void openmetrics_allocates_nothing_for_a_sample_either() {
        assertThat(bytesForEach(openMetrics(2000), ExpositionFormat.OPENMETRICS))
                .isLessThan(1024);
    }

    private static long bytesForEach(byte[] body, ExpositionFormat format) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ExpositionReader reader = new ExpositionReader(ReadLimits.DEFAULT);
        double[] sum = new double[1];
        ExpositionSink sink = sample -> sum[0] += sample.value() + sample.name().length() + sample.labelCount();
        for (int warm = 0; warm < 20; warm++) {
            assertThat(reader.read(body, format, sink).accepted()).isTrue();
        }
        int texts = 50;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < texts; i++) {
            reader.read(body, format, sink);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / texts;
    }

    private static byte[] text(int devices) {
        StringBuilder text = new StringBuilder();
        for (String name : new String[] {"util", "energy", "temp"}) {
            text.append("# HELP ")
                    .append(name)
                    .append(" Some words.\n# TYPE ")
                    .append(name)
                    .append(" gauge\n");
            for (int device = 0; device < devices; device++) {
                text.append(name)
                        .append("{gpu=\"")
                        .append(device)
                        .append("\",UUID=\"GPU-")
                        .append(device);
                text.append("\",path=\"C:\\\\x\"} ")
                        .append(device)
                        .append(".250000")
                        .append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] openMetrics(int devices) {
        StringBuilder text = new StringBuilder("# TYPE energy counter\n");
        for (int device = 0; device < devices; device++) {
            text.append("energy_total{gpu=\"").append(device).append("\"} 1e3 1700000000.125\n");
        }
        text.append("# TYPE wait histogram\n");
        for (int device = 0; device < devices; device++) {
            for (String le : new String[] {"0.5", "1.0", "+Inf"}) {
                text.append("wait_bucket{gpu=\"")
                        .append(device)
                        .append("\",le=\"")
                        .append(le)
                        .append("\"} 7\n");
            }
            text.append("wait_count{gpu=\"").append(device).append("\"} 7\n");
            text.append("wait_sum{gpu=\"").append(device).append("\"} 7.5\n");
        }
        return text.append("# EOF\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
