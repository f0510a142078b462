package io.xisuan.operator.metering.journal;

import java.util.Optional;

/**
 * How segment files are written.
 *
 * @param fsync whether an append returns only once its bytes are on the disk; off is for simulations
 * @param signer signs the head when it is written
 */
public record JournalOptions(boolean fsync, Optional<HeadSigner> signer) {
    public static JournalOptions durable() {
        return new JournalOptions(true, Optional.empty());
    }
}
