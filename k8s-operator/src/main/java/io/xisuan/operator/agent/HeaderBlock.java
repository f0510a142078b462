package io.xisuan.operator.agent;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Header blocks of HTTP/2 in the compression of RFC 7541, without its dynamic table, which our settings forbid the peer.
 */
final class HeaderBlock {
    /** Appendix A: the table that both sides know, as {@code name=value}; the first entry has index 1 (accept-encoding without its blank). */
    private static final List<String> STATIC =
            List.of((":authority :method=GET :method=POST :path=/ :path=/index.html :scheme=http :scheme=https "
                            + ":status=200 :status=204 :status=206 :status=304 :status=400 :status=404 :status=500 "
                            + "accept-charset accept-encoding=gzip,deflate accept-language accept-ranges accept "
                            + "access-control-allow-origin age allow authorization cache-control content-disposition "
                            + "content-encoding content-language content-length content-location content-range "
                            + "content-type cookie date etag expect expires from host if-match if-modified-since "
                            + "if-none-match if-range if-unmodified-since last-modified link location max-forwards "
                            + "proxy-authenticate proxy-authorization range referer refresh retry-after server set-cookie "
                            + "strict-transport-security transfer-encoding user-agent vary via www-authenticate")
                    .split(" "));

    private HeaderBlock() {}

    /** Returns the block of names and values in turn, uncompressed; each is shorter than 127 characters. */
    static byte[] write(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            byte[] text = namesAndValues[i].getBytes(StandardCharsets.US_ASCII);
            if (text.length >= 127) {
                throw new IllegalArgumentException("too long for a header: " + namesAndValues[i]);
            }
            if (i % 2 == 0) {
                block.write(0);
            }
            block.write(text.length);
            block.writeBytes(text);
        }
        return block.toByteArray();
    }

    /** Returns the headers of a block; of one name the last value counts. */
    static SortedMap<String, String> read(byte[] block) throws CallBroken {
        SortedMap<String, String> headers = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(block);
        try {
            while (in.hasRemaining()) {
                field(in, headers);
            }
        } catch (BufferUnderflowException e) {
            throw garbled("a header block ends in the middle");
        }
        return Collections.unmodifiableSortedMap(headers);
    }

    private static void field(ByteBuffer in, SortedMap<String, String> headers) throws CallBroken {
        int first = in.get() & 0xff;
        if (first >= 0x80) {
            String entry = entry(number(first, 7, in));
            headers.put(name(entry), entry.contains("=") ? entry.substring(entry.indexOf('=') + 1) : "");
        } else if (first >= 0x20 && first < 0x40) {
            int size = number(first, 5, in);
            if (size != 0) {
                throw garbled("a dynamic header table of %d bytes, which was forbidden".formatted(size));
            }
        } else {
            int index = number(first, first >= 0x40 ? 6 : 4, in);
            String name = index == 0 ? text(in) : name(entry(index));
            headers.put(name, text(in));
        }
    }

    private static String entry(int index) throws CallBroken {
        if (index < 1 || index > STATIC.size()) {
            throw garbled("header %d of a table that was forbidden".formatted(index));
        }
        return STATIC.get(index - 1);
    }

    private static String name(String entry) {
        int end = entry.indexOf('=');
        return end < 0 ? entry : entry.substring(0, end);
    }

    private static String text(ByteBuffer in) throws CallBroken {
        int first = in.get() & 0xff;
        int length = number(first, 7, in);
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(first >= 0x80 ? HuffmanText.decode(bytes) : bytes, StandardCharsets.ISO_8859_1);
    }

    /** Section 5.1: the low bits of the first byte, and seven more with each further one. */
    private static int number(int first, int bits, ByteBuffer in) throws CallBroken {
        int mask = (1 << bits) - 1;
        int value = first & mask;
        if (value < mask) {
            return value;
        }
        for (int shift = 0; shift <= 14; shift += 7) {
            int next = in.get() & 0xff;
            value += (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw garbled("a number in a header block that is too large");
    }

    private static CallBroken garbled(String detail) {
        return new CallBroken(KubeletFault.GARBLED, detail);
    }
}
