package io.xisuan.operator.metering.exposition;

import java.nio.charset.StandardCharsets;

/** The escapes of quoted texts; an unknown one, which only OpenMetrics lets through, stays as it is. */
final class Escapes {
    private Escapes() {}

    static String decode(byte[] data, int from, int to) {
        String raw = Utf8.text(data, from, to);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char here = raw.charAt(i);
            char next = i + 1 < raw.length() ? raw.charAt(i + 1) : ' ';
            if (here == '\\' && (next == 'n' || next == '\\' || next == '"')) {
                text.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                text.append(here);
            }
        }
        return text.toString();
    }

    /** Returns the one way to write a text in which every backslash begins a known escape. */
    static byte[] encode(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns how many characters a text has once its escapes are resolved; it is valid UTF-8. */
    static int codePoints(byte[] data, int from, int to) {
        int points = 0;
        for (int at = from; at < to; at++) {
            byte next = at + 1 < to ? data[at + 1] : (byte) ' ';
            if (data[at] == '\\' && (next == 'n' || next == '\\' || next == '"')) {
                at++;
            }
            points += (data[at] & 0xc0) == 0x80 ? 0 : 1;
        }
        return points;
    }
}
