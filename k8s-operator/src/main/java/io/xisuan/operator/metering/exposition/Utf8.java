package io.xisuan.operator.metering.exposition;

import java.nio.charset.StandardCharsets;

/** Strict UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    static boolean valid(byte[] data, int from, int to) {
        int i = from;
        while (i < to) {
            int lead = data[i] & 0xff;
            int length = lead < 0x80 ? 1 : length(lead);
            if (length == 0 || i + length > to || !continued(data, i, length)) {
                return false;
            }
            i += length;
        }
        return true;
    }

    private static int length(int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }

    private static boolean continued(byte[] data, int at, int length) {
        for (int i = 1; i < length; i++) {
            if ((data[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        int lead = data[at] & 0xff;
        int second = length > 1 ? data[at + 1] & 0xff : 0x80;
        return switch (lead) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    static String text(byte[] data, int from, int to) {
        return new String(data, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns whether the bytes are this text, which is ASCII. */
    static boolean is(byte[] data, int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (data[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the bytes end with this text, which is ASCII. */
    static boolean endsWith(byte[] data, int from, int to, String ascii) {
        return to - from >= ascii.length() && is(data, to - ascii.length(), to, ascii);
    }
}
