package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The seal of the records that were recorded in one hour of UTC: the root of the tree over them, and the writer's signature under it and
 * under the seal before. Seals follow one another without a hole; hours without records have none.
 *
 * @param hourStartMillis when the hour began
 * @param firstSeq the hour's first record
 * @param lastSeq its last
 * @param merkleRoot in hex: the tree of RFC 6962 over the records' hashes
 * @param previous the hash of the seal before in hex, 64 zeros in the first
 * @param digest the name of the hash of root and seals, as {@code SHA-256}
 * @param algorithm the name of the signature, {@link SealSigner#NONE} in a seal that nobody signed
 * @param keyId which key signed, {@code -} in a seal that nobody signed
 * @param signature in Base64, {@code -} in a seal that nobody signed
 */
public record HourSeal(
        long hourStartMillis,
        long firstSeq,
        long lastSeq,
        String merkleRoot,
        String previous,
        String digest,
        String algorithm,
        String keyId,
        String signature) {
    /** What the first seal names as the one before it. */
    public static final String NO_PREVIOUS = "0".repeat(64);

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final int FIELDS = 9;

    public HourSeal {
        if (hourStartMillis % HOUR_MILLIS != 0 || firstSeq < 1 || lastSeq < firstSeq) {
            throw new IllegalArgumentException(
                    "No seal of an hour: %d, records %d to %d".formatted(hourStartMillis, firstSeq, lastSeq));
        }
        if (merkleRoot.length() != previous.length() || previous.length() < NO_PREVIOUS.length()) {
            throw new IllegalArgumentException("No hashes of a seal: \"%s\", \"%s\"".formatted(merkleRoot, previous));
        }
    }

    /** Returns the start of the hour of UTC that an instant lies in. */
    public static long hourOf(long atMillis) {
        return Math.floorDiv(atMillis, HOUR_MILLIS) * HOUR_MILLIS;
    }

    /** Returns when the hour was over. */
    public long hourEndMillis() {
        return hourStartMillis + HOUR_MILLIS;
    }

    public long records() {
        return lastSeq - firstSeq + 1;
    }

    /** Returns what is signed: {@code xisuan-journal-hour 1 HOUR FIRST LAST ROOT DIGEST PREVIOUS}. */
    public String signedText() {
        return String.join(
                " ",
                "xisuan-journal-hour 1",
                hour(),
                String.valueOf(firstSeq),
                String.valueOf(lastSeq),
                merkleRoot,
                digest,
                previous);
    }

    /** Returns the seal as it is stored: its fields in order, separated by tabs. */
    public String line() {
        return String.join(
                "\t",
                hour(),
                String.valueOf(firstSeq),
                String.valueOf(lastSeq),
                merkleRoot,
                previous,
                digest,
                algorithm,
                keyId,
                signature);
    }

    /** Returns the hour as {@code 2026-10-05T07:00:00Z}. */
    public String hour() {
        return Instant.ofEpochMilli(hourStartMillis).toString();
    }

    /** Returns the hash of the stored line in hex: what the next seal names. */
    public String hash() {
        return HexFormat.of().formatHex(RecordHash.digest(digest).digest(line().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads a stored line.
     *
     * @throws IllegalArgumentException when it is no seal, or not as this program writes it
     */
    public static HourSeal parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "a line is no seal: hour, first, last, root, previous, digest, algorithm, key, signature");
        }
        try {
            HourSeal seal = new HourSeal(
                    Instant.parse(fields[0]).toEpochMilli(),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    fields[3],
                    fields[4],
                    fields[5],
                    fields[6],
                    fields[7],
                    fields[8]);
            if (!seal.line().equals(line)) {
                throw new IllegalArgumentException("a seal is not as it is written");
            }
            return seal;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a seal names no hour: \"%s\"".formatted(fields[0]), e);
        }
    }

    /** Returns why this cannot be the seal after the one given, or nothing when it can. */
    public Optional<String> breach(Optional<HourSeal> before) {
        String named = before.map(HourSeal::hash).orElse(NO_PREVIOUS);
        long expected = before.map(HourSeal::lastSeq).orElse(0L) + 1;
        if (!previous.equals(named)) {
            return Optional.of("the seal of %s does not name the seal before it".formatted(hour()));
        }
        if (firstSeq != expected) {
            return Optional.of("the seal of %s begins with record %d, not %d".formatted(hour(), firstSeq, expected));
        }
        if (before.isPresent() && before.get().hourStartMillis >= hourStartMillis) {
            return Optional.of("the seal of %s follows that of %s"
                    .formatted(hour(), before.get().hour()));
        }
        return Optional.empty();
    }
}
