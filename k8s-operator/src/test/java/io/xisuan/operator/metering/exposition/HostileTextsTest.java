package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Texts that are made to cost time or memory are refused, or read, in time that is linear in their length. */
class HostileTextsTest {
    private static final int MEGA = 1 << 20;

    /** Many times what a megabyte takes here; what is not linear takes minutes. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private final ExpositionReader reader = new ExpositionReader(ReadLimits.DEFAULT);

    @Test
    void one_byte_over_and_over_is_read_in_linear_time() {
        for (String each : new String[] {
            "{",
            "\"",
            "\\",
            "}",
            ",",
            "=",
            "#",
            " ",
            "a",
            "1",
            "\n",
            "\0",
            "a{",
            "a{b=\"",
            "a{b=\"\\\\",
            "# HELP ",
            "# TYPE a ",
            "a 1\n",
            "a{b=\"\"} ",
            "a,",
            "é"
        }) {
            quickly(each, (each.repeat(MEGA / each.length()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_hundred_thousand_labels_on_a_line_are_refused() {
        StringBuilder text = new StringBuilder("a{");
        for (int i = 0; i < 100_000; i++) {
            text.append('l').append(i).append("=\"\",");
        }
        ReadLimits wide = new ReadLimits(1 << 24, 1 << 24, 128, 1000, 1000);
        byte[] body = text.append("} 1\n").toString().getBytes(StandardCharsets.UTF_8);
        ParseSummary summary = quickly(new ExpositionReader(wide), "labels", body, ExpositionFormat.TEXT);
        assertThat(summary.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("at most 128 labels"));
        assertThat(quickly("a long line", body).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("at most 65536 are read"));
    }

    @Test
    void the_most_labels_that_can_be_allowed_on_every_line_are_read_in_linear_time() {
        ReadLimits most = new ReadLimits(1 << 24, 1 << 20, ReadLimits.MOST_LABELS, 100_000, 1000);
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < MEGA; line++) {
            text.append("a{");
            for (int i = 0; i < ReadLimits.MOST_LABELS; i++) {
                text.append('l').append((line * 7L + i * 11L) % 5009).append("=\"\",");
            }
            text.append("b=\"\"} 1\n");
        }
        quickly(
                new ExpositionReader(most),
                "labels",
                text.toString().getBytes(StandardCharsets.UTF_8),
                ExpositionFormat.TEXT);
    }

    @Test
    void labels_that_are_made_to_collide_are_refused_in_linear_time() {
        StringBuilder text = new StringBuilder();
        for (String value : colliding(40_000)) {
            text.append("a{l=\"").append(value).append("\"} 1\n");
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(quickly("colliding labels", body).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("made to fall together"));
        assertThat(reader.read("a{l=\"x\"} 1\n".getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, sample -> {})
                        .accepted())
                .isTrue();
    }

    @Test
    void names_that_are_made_to_collide_are_refused_in_linear_time() {
        StringBuilder text = new StringBuilder();
        for (String value : colliding(20_000)) {
            text.append("{\"").append(value).append("\"} 1\n");
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(quickly("colliding names", body).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("made to fall together"));
    }

    @Test
    void few_labels_that_collide_are_told_apart() {
        StringBuilder text = new StringBuilder();
        for (String value : colliding(300)) {
            text.append("a{l=\"").append(value).append("\"} 1\n");
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        ParseSummary summary = reader.read(body, ExpositionFormat.TEXT, sample -> {});
        assertThat(summary.samples()).isEqualTo(300);
        assertThat(summary.remarkCount()).isZero();
    }

    @Test
    void a_long_value_that_many_short_lines_repeat_is_not_read_again_for_each() {
        String text = "a " + "0".repeat(60_000) + "\n" + "a 1\n".repeat(200_000);
        assertThat(quickly("repeats", text.getBytes(StandardCharsets.UTF_8)).errorCount())
                .isEqualTo(200_000);
    }

    private ParseSummary quickly(String what, byte[] body) {
        quickly(reader, what, body, ExpositionFormat.OPENMETRICS);
        return quickly(reader, what, body, ExpositionFormat.TEXT);
    }

    private static ParseSummary quickly(ExpositionReader reader, String what, byte[] body, ExpositionFormat format) {
        long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        ParseSummary summary = reader.read(body, format, sample -> {});
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
        assertThat(nanos).as("%s, %s, %d bytes", what, format, body.length).isLessThan(MOST_NANOS);
        return summary;
    }

    /** Returns texts of sixteen plain characters with one hash: the second word is worked back from the hash that is wanted. */
    private static String[] colliding(int count) {
        long spread = 0x9E3779B97F4A7C15L;
        long inverse = spread;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - spread * inverse;
        }
        SplittableRandom random = new SplittableRandom(5);
        String[] found = new String[count];
        byte[] bytes = new byte[16];
        int at = 0;
        while (at < count) {
            long first = 0;
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) ('a' + random.nextInt(26));
                first |= (long) bytes[i] << (8 * i);
            }
            long second = (0x1234567890abcdefL * inverse) ^ Words.mix(0, first);
            boolean plain = true;
            for (int i = 0; i < 8; i++) {
                bytes[8 + i] = (byte) (second >>> (8 * i));
                plain &= bytes[8 + i] >= ' ' && bytes[8 + i] < 127 && bytes[8 + i] != '"' && bytes[8 + i] != '\\';
            }
            if (plain) {
                found[at++] = new String(bytes, StandardCharsets.US_ASCII);
            }
        }
        return found;
    }
}
