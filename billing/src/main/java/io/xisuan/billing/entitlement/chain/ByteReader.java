package io.xisuan.billing.entitlement.chain;

import io.xisuan.model.Money;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads what {@link ByteWriter} wrote; bytes that it cannot have written are an {@link IllegalArgumentException}. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    int octet() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("it ends at byte %d in the middle".formatted(at));
        }
        return bytes[at++] & 0xFF;
    }

    long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number at byte %d has no end".formatted(at));
    }

    int smallCount() {
        long count = count();
        if (count < 0 || count > bytes.length) {
            throw new IllegalArgumentException("a count at byte %d is %d, more than its bytes".formatted(at, count));
        }
        return (int) count;
    }

    long number() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    Money money() {
        return Money.ofFen(number());
    }

    LocalDate day() {
        return LocalDate.ofEpochDay(number());
    }

    String text() {
        long size = count();
        long length = size >>> 1;
        if (length > bytes.length - at) {
            throw new IllegalArgumentException("a text at byte %d is longer than the rest".formatted(at));
        }
        byte[] content = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return (size & 1) == 1 ? HexFormat.of().formatHex(content) : utf8(content);
    }

    private static String utf8(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }
}
