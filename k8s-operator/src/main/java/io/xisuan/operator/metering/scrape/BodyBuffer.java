package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.util.Arrays;

/** A text while it comes in: grows with what came, not with what is promised, within a limit and a budget. */
final class BodyBuffer {
    private static final int FIRST_BYTES = 128 << 10;

    private final ByteBudget budget;
    private final int limit;
    private byte[] bytes = new byte[0];
    private int length;

    BodyBuffer(ByteBudget budget, int limit) {
        this.budget = budget;
        this.limit = limit;
    }

    /** Makes room for at least one more byte of so many that are still to come, as far as one knows. */
    void makeRoom(long toCome) throws FetchFailure {
        if (length < bytes.length) {
            return;
        }
        if (length >= limit) {
            throw new FetchFailure(GapCause.TOO_LARGE, "longer than %d bytes".formatted(limit));
        }
        long most = Math.min(limit, length + Math.max(1, toCome));
        int capacity = Math.toIntExact(Math.min(most, Math.max(FIRST_BYTES, 2L * length)));
        if (!budget.take(capacity - length)) {
            throw new FetchFailure(GapCause.OPERATOR_AWAY, "the operator had no room for another answer");
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    int room() {
        return bytes.length - length;
    }

    void added(int count) {
        length += count;
    }

    /** Returns the text in an array of its own length; its bytes stay taken from the budget. */
    byte[] finish() {
        if (bytes.length > length) {
            budget.giveBack(bytes.length - length);
            bytes = Arrays.copyOf(bytes, length);
        }
        return bytes;
    }

    /** Gives back all bytes: nobody wants the text. */
    void drop() {
        budget.giveBack(bytes.length);
        bytes = new byte[0];
        length = 0;
    }
}
