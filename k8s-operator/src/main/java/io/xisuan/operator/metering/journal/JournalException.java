package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The journal could not be written, and takes nothing more: whether an unconfirmed record is on the disk cannot be known. What was
 * confirmed before is there when the journal is opened again.
 */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(String where, Exception cause) {
        super(
                "the journal in %s cannot be written (%s): metering has stopped. What was confirmed is kept; make room or mend the disk, then start again"
                        .formatted(where, reason(cause)),
                cause);
    }

    static JournalException of(Path folder, IOException cause) {
        return new JournalException(folder.toString(), cause);
    }

    private static String reason(Exception cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
