package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.columns.ByteReader;
import io.xisuan.operator.metering.evidence.columns.ByteWriter;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One node's stored hours: for each device its use by minute, and for each hour the digest of the scrapes that it was made of. It
 * stays bytes; a question reads the hours that it touches.
 *
 * <p>Whole hours answer with the counts of their slots. Of a part of an hour the minutes answer, each for all of its slots, and
 * there is no energy; where the minutes were dropped, only whole hours can be asked for.
 */
public final class StoredUse {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HASH_BYTES = 32;

    private final NodeName node;
    private final long startMillis;
    private final int hourCount;
    private final byte[] bytes;
    private final int digestsAt;
    private final Map<DeviceKey, int[]> hours = new HashMap<>();
    private final HourUse hour = new HourUse();

    /**
     * Takes a block that {@link Writer} made; the bytes are not copied.
     *
     * @throws IllegalArgumentException when it is none
     */
    public StoredUse(byte[] block) {
        bytes = block;
        ByteReader in = new ByteReader(block, 0, block.length);
        node = new NodeName(in.text());
        startMillis = in.number();
        hourCount = Math.toIntExact(in.number());
        digestsAt = in.position();
        in.skip((long) hourCount * HASH_BYTES);
        for (long devices = in.number(); devices > 0; devices--) {
            DeviceKey device = new DeviceKey(in.text());
            int[] starts = new int[hourCount];
            for (int i = 0; i < hourCount; i++) {
                long length = in.number();
                starts[i] = in.position();
                in.skip(length);
            }
            hours.put(device, starts);
        }
    }

    public NodeName node() {
        return node;
    }

    /** Returns the hours that are stored. */
    public Interval span() {
        return new Interval(startMillis, startMillis + hourCount * HOUR_MILLIS);
    }

    /** Returns what was said of the device in the part of the interval that is stored. */
    public EvidenceSummary summary(DeviceKey device, Interval interval) {
        Sums sums = new Sums();
        long from = Math.max(interval.startMillis(), startMillis);
        long until = Math.min(interval.endMillis(), startMillis + hourCount * HOUR_MILLIS);
        int[] starts = hours.get(device);
        MessageDigest digest = Digests.sha256();
        int touched = 0;
        for (long at = from; at < until; ) {
            int number = (int) ((at - startMillis) / HOUR_MILLIS);
            long begin = startMillis + number * HOUR_MILLIS;
            long end = Math.min(until, begin + HOUR_MILLIS);
            digest.update(bytes, digestsAt + number * HASH_BYTES, HASH_BYTES);
            touched = end - at == HOUR_MILLIS && touched == 0 ? number + 1 : -1;
            if (starts == null) {
                sums.missing(at, end);
            } else {
                hour.read(new ByteReader(bytes, starts[number], bytes.length));
                sums.add(hour, begin, at, end);
            }
            at = end;
        }
        return sums.summary(HexFormat.of().formatHex(touched > 0 ? digestOf(touched - 1) : digest.digest()));
    }

    private byte[] digestOf(int number) {
        return Arrays.copyOfRange(bytes, digestsAt + number * HASH_BYTES, digestsAt + (number + 1) * HASH_BYTES);
    }

    /** Reads the hours of a device in order, each into the same object. */
    void each(DeviceKey device, BiConsumer<Integer, HourUse> reader) {
        int[] starts = hours.get(device);
        for (int i = 0; starts != null && i < hourCount; i++) {
            hour.read(new ByteReader(bytes, starts[i], bytes.length));
            reader.accept(i, hour);
        }
    }

    /** Returns the same hours without its minutes, for what is older than they are kept; the counts stay. */
    public byte[] withoutMinutes() {
        Writer writer = new Writer(node, startMillis, hourCount);
        for (int i = 0; i < hourCount; i++) {
            writer.digest(i, digestOf(i));
        }
        hours.keySet().stream().sorted().forEach(device -> {
            writer.device(device);
            each(device, (number, use) -> writer.hour(use, false));
        });
        return writer.block();
    }

    /** The sums of an interval. */
    private static final class Sums {
        private final EnumMap<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        private int expected;
        private int seen;
        private int highest;
        private int degraded;
        private long sum;
        private long energy;
        private boolean anyEnergy;
        private boolean lostEnergy;

        void missing(long from, long until) {
            int slots = (int) ((until + 59_999) / 60_000 - (from + 59_999) / 60_000);
            expected += slots;
            if (slots > 0) {
                gaps.merge(GapCause.NO_SCRAPE, slots, Integer::sum);
            }
        }

        void add(HourUse hour, long begin, long from, long until) {
            if (until - from == HOUR_MILLIS) {
                whole(hour);
            } else if (!hour.minutes) {
                throw new IllegalArgumentException(
                        "Of the hour from %d ms the minutes are no longer kept".formatted(begin));
            } else {
                part(hour, (int) ((from - begin + 59_999) / 60_000), (int) ((until - begin + 59_999) / 60_000));
            }
        }

        private void whole(HourUse hour) {
            expected += hour.expected;
            seen += hour.seen;
            sum += hour.sum;
            highest = Math.max(highest, hour.highest);
            degraded += hour.degraded;
            for (int code = 1; code < hour.gaps.length; code++) {
                if (hour.gaps[code] > 0) {
                    gaps.merge(GapCause.ofCode(code), hour.gaps[code], Integer::sum);
                }
            }
            anyEnergy |= hour.energy >= 0;
            energy += Math.max(0, hour.energy);
        }

        private void part(HourUse hour, int from, int until) {
            int each = Math.max(1, hour.expected / HourUse.MINUTES);
            lostEnergy |= until > from;
            for (int minute = from; minute < until; minute++) {
                long value = hour.use[minute];
                expected += each;
                if (value < 0) {
                    gaps.merge(GapCause.ofCode((int) -value), each, Integer::sum);
                } else {
                    seen += each;
                    sum += value * each;
                    highest = (int) Math.max(highest, value);
                }
            }
        }

        EvidenceSummary summary(String digest) {
            return new EvidenceSummary(
                    expected,
                    seen,
                    seen == 0 ? 0 : (int) (sum / seen),
                    highest,
                    gaps,
                    degraded,
                    anyEnergy && !lostEnergy ? Optional.of(energy) : Optional.empty(),
                    digest);
        }
    }

    /** Makes the block of one node: digests first, then device by device its hours. */
    public static final class Writer {
        private final ByteWriter out = new ByteWriter();
        private final ByteWriter devices = new ByteWriter();
        private final ByteWriter one = new ByteWriter();
        private final byte[] digests;
        private int count;

        /** Begins at a full hour. */
        public Writer(NodeName node, long startMillis, int hourCount) {
            out.text(node.value());
            out.number(startMillis);
            out.number(hourCount);
            digests = new byte[hourCount * HASH_BYTES];
        }

        /** Sets the digest of the scrapes of one of the hours, 32 bytes. */
        public void digest(int number, byte[] sha256) {
            System.arraycopy(sha256, 0, digests, number * HASH_BYTES, HASH_BYTES);
        }

        /** Begins a device; all its hours follow. */
        public void device(DeviceKey device) {
            count++;
            devices.text(device.value());
        }

        /** Appends the next hour of the device. */
        public void hour(HourUse use, boolean keepMinutes) {
            one.clear();
            use.write(one, keepMinutes);
            devices.number(one.size());
            devices.raw(one.buffer(), 0, one.size());
        }

        /** Returns the block. */
        public byte[] block() {
            out.raw(digests, 0, digests.length);
            out.number(count);
            out.raw(devices.buffer(), 0, devices.size());
            return out.toBytes();
        }
    }
}
