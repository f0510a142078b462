package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks gzip (RFC 1952) into a bounded buffer, so that a small answer cannot fill the memory. */
final class Gunzip {
    private static final int HEAD = 10;
    private static final int TRAILER = 8;
    private static final int CRC_FLAG = 2;
    private static final int EXTRA_FLAG = 4;
    private static final int NAME_FLAG = 8;
    private static final int COMMENT_FLAG = 16;

    private final byte[] packed;
    private final int end;
    private final BodyBuffer out;
    private int at;

    private Gunzip(byte[] packed, int length, BodyBuffer out) {
        this.packed = packed;
        this.end = length;
        this.out = out;
    }

    /** Unpacks all members of the text. */
    static void unpack(byte[] packed, int length, BodyBuffer out) throws FetchFailure {
        Gunzip reading = new Gunzip(packed, length, out);
        Inflater inflater = new Inflater(true);
        try {
            do {
                reading.head();
                reading.member(inflater);
                inflater.reset();
            } while (reading.at < length);
        } catch (DataFormatException e) {
            throw broken(String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
    }

    private void head() throws FetchFailure {
        if (end - at < HEAD || unsigned(at) != 0x1f || unsigned(at + 1) != 0x8b || unsigned(at + 2) != 8) {
            throw broken("it does not begin as gzip does");
        }
        int flags = unsigned(at + 3);
        at += HEAD;
        if ((flags & EXTRA_FLAG) != 0) {
            skip(2 + unsigned(at) + (unsigned(at + 1) << 8));
        }
        if ((flags & NAME_FLAG) != 0) {
            skipText();
        }
        if ((flags & COMMENT_FLAG) != 0) {
            skipText();
        }
        if ((flags & CRC_FLAG) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws FetchFailure {
        if (count > end - at) {
            throw broken("it ends in its head");
        }
        at += count;
    }

    private void skipText() throws FetchFailure {
        while (unsigned(at) != 0) {
            at++;
        }
        at++;
    }

    private void member(Inflater inflater) throws DataFormatException, FetchFailure {
        int from = out.length();
        CRC32 sum = new CRC32();
        inflater.setInput(packed, at, end - at);
        while (!inflater.finished()) {
            out.makeRoom(promised());
            int count = inflater.inflate(out.array(), out.length(), out.room());
            sum.update(out.array(), out.length(), count);
            out.added(count);
            if (count == 0 && !inflater.finished()) {
                throw broken("it ends before its end");
            }
        }
        at = end - inflater.getRemaining();
        if (end - at < TRAILER || little(at) != sum.getValue() || little(at + 4) != out.length() - from) {
            throw broken("its check sum or length is wrong");
        }
        at += TRAILER;
    }

    /** Returns how much is still to come by the length that the last member states; a first guess, never trusted. */
    private long promised() {
        long stated = end - at < TRAILER ? 0 : little(end - 4) + 1 - out.length();
        return stated > 0 ? stated : Integer.MAX_VALUE;
    }

    private long little(int from) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = (value << 8) | (packed[from + i] & 0xff);
        }
        return value;
    }

    private int unsigned(int index) throws FetchFailure {
        if (index >= end) {
            throw broken("it ends in its head");
        }
        return packed[index] & 0xff;
    }

    private static FetchFailure broken(String what) {
        return new FetchFailure(GapCause.PARSE_ERROR, "the gzip of the answer is broken: " + what);
    }
}
