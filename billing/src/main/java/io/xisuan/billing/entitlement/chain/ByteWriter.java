package io.xisuan.billing.entitlement.chain;

import io.xisuan.model.Currency;
import io.xisuan.model.Money;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;

/** Canonical bytes: numbers in as few bytes as they need, texts with their length, hexadecimal texts as what they stand for. */
final class ByteWriter {
    private byte[] bytes = new byte[1_024];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    ByteWriter octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes a number that is not negative, seven bits a byte, the low ones first. */
    ByteWriter count(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
        return this;
    }

    /** Writes a number of either sign. */
    ByteWriter number(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    ByteWriter money(Money amount) {
        if (amount.currency() != Currency.CNY) {
            throw new IllegalArgumentException("Balances are in CNY, not in %s".formatted(amount.currency()));
        }
        return number(amount.fen());
    }

    ByteWriter day(LocalDate day) {
        return number(day.toEpochDay());
    }

    ByteWriter text(String text) {
        boolean hex = Hex.is(text);
        byte[] content = hex ? HexFormat.of().parseHex(text) : text.getBytes(StandardCharsets.UTF_8);
        count(2L * content.length + (hex ? 1 : 0));
        room(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
