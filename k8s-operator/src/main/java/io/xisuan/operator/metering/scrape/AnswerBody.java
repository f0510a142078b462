package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.util.OptionalLong;

/** Reads the body of an answer as it is sent: of known length, in chunks, or until the connection ends. */
final class AnswerBody {
    private static final int LONGEST_CHUNK_HEAD = 16;

    private final WireInput in;
    private final BodyBuffer body;

    private AnswerBody(WireInput in, BodyBuffer body) {
        this.in = in;
        this.body = body;
    }

    static void read(AnswerHead head, WireInput in, BodyBuffer body) throws IOException, FetchFailure {
        AnswerBody reading = new AnswerBody(in, body);
        OptionalLong length = head.length();
        if (head.chunked()) {
            reading.chunks();
        } else if (length.isPresent()) {
            reading.bytes(length.getAsLong());
        } else {
            reading.untilEnd();
        }
    }

    private void bytes(long count) throws IOException, FetchFailure {
        long left = count;
        while (left > 0) {
            body.makeRoom(left);
            int read = in.read(body.array(), body.length(), Math.toIntExact(Math.min(left, body.room())));
            if (read < 0) {
                throw in.ended("%d bytes before the end of the body".formatted(left));
            }
            body.added(read);
            left -= read;
        }
    }

    private void chunks() throws IOException, FetchFailure {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            bytes(size);
            if (!in.line().isEmpty()) {
                throw new FetchFailure(GapCause.PARSE_ERROR, "not HTTP: a chunk is longer than it says");
            }
        }
        while (!in.line().isEmpty()) {
            // fields after the body say nothing that matters
        }
    }

    private long chunkSize() throws IOException, FetchFailure {
        String line = in.line();
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}") || size.length() > LONGEST_CHUNK_HEAD) {
            throw new FetchFailure(GapCause.PARSE_ERROR, "not HTTP: a chunk without its length");
        }
        return Long.parseLong(size, 16);
    }

    private void untilEnd() throws IOException, FetchFailure {
        while (true) {
            body.makeRoom(Long.MAX_VALUE / 2);
            int read = in.read(body.array(), body.length(), body.room());
            if (read < 0) {
                return;
            }
            body.added(read);
        }
    }
}
