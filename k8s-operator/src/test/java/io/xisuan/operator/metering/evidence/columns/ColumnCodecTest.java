package io.xisuan.operator.metering.evidence.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnCodecTest {
    private static long[] back(byte[] bytes, int count) {
        long[] values = new long[count];
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        ColumnCodec.read(in, values, count);
        assertThat(in.more()).isFalse();
        return values;
    }

    private static byte[] bytes(long... values) {
        ByteWriter out = new ByteWriter();
        ColumnCodec.write(out, values, values.length);
        return out.toBytes();
    }

    /** A column as devices give them: steady, noisy, in steps, rising, or anything at all. */
    private static long[] column(SplittableRandom random) {
        long[] values = new long[1 + random.nextInt(300)];
        int shape = random.nextInt(6);
        long level = random.nextLong(1L << random.nextInt(1, 62)) - (1L << random.nextInt(40));
        for (int i = 0; i < values.length; i++) {
            level += shape == 3 ? random.nextInt(50_000) : shape == 2 && random.nextInt(20) == 0 ? 10 : 0;
            values[i] = switch (shape) {
                case 0 -> level;
                case 1 -> level + 10L * random.nextInt(12);
                case 4 -> random.nextLong();
                case 5 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
                default -> level;
            };
        }
        return values;
    }

    @Test
    void every_column_comes_back_as_it_was() {
        for (long seed = 1; seed <= 20_000; seed++) {
            long[] values = column(new SplittableRandom(seed));
            assertThat(back(bytes(values), values.length)).as("seed %d", seed).isEqualTo(values);
        }
    }

    @Test
    void an_idle_hour_takes_two_bytes_and_a_busy_one_less_than_a_byte_a_minute() {
        assertThat(bytes(new long[60])).hasSize(2);
        SplittableRandom random = new SplittableRandom(7);
        long[] busy = new long[60];
        for (int i = 0; i < busy.length; i++) {
            busy[i] = 10L * (84 + random.nextInt(13));
        }
        assertThat(bytes(busy).length).isLessThan(40);
    }

    @Test
    void bytes_that_end_early_are_refused() {
        byte[] whole = bytes(1, 2, 3, 99, 5);
        for (int length = 0; length < whole.length; length++) {
            ByteReader in = new ByteReader(whole, 0, length);
            assertThatThrownBy(() -> ColumnCodec.read(in, new long[5], 5)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_slot_column_holds_what_was_set_whatever_its_width() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SlotColumn column = new SlotColumn(60, -1);
            long[] plain = new long[60];
            Arrays.fill(plain, -1);
            for (int i = 0; i < 100; i++) {
                int slot = random.nextInt(60);
                plain[slot] = random.nextLong(1L << random.nextInt(1, 62));
                column.set(slot, plain[slot]);
            }
            ByteWriter out = new ByteWriter();
            column.write(out);
            SlotColumn again = SlotColumn.read(new ByteReader(out.buffer(), 0, out.size()), 60, -1);
            for (int i = 0; i < 60; i++) {
                assertThat(column.get(i)).as("seed %d", seed).isEqualTo(plain[i]);
                assertThat(again.get(i)).as("seed %d", seed).isEqualTo(plain[i]);
            }
        }
    }
}
