package io.xisuan.operator.metering.journal;

import java.util.Optional;

/**
 * How segment files are written.
 *
 * @param fsync whether an append returns only once its bytes are on the disk, and a second writer is refused; off is for simulations
 * @param signer signs the head when it is written, and the seals of hours
 * @param files what the files are written through
 */
public record JournalOptions(boolean fsync, Optional<HeadSigner> signer, JournalFiles files) {
    public JournalOptions(boolean fsync, Optional<HeadSigner> signer) {
        this(fsync, signer, JournalFiles.DISK);
    }

    public static JournalOptions durable() {
        return new JournalOptions(true, Optional.empty());
    }
}
