package io.xisuan.operator.metering.journal;

import java.util.Optional;

/** A place where one kind of store keeps a journal, and where leaders come and go. */
public interface JournalGround extends AutoCloseable {
    /** A leader and the journal as it writes it. */
    interface Leader extends AutoCloseable {
        UsageJournal journal();

        /** Leaves without closing anything in order, as a process does that is killed. */
        void die();

        @Override
        void close();
    }

    /** Takes the lead and opens the journal; empty while a leader that lives cannot be put down. */
    Optional<Leader> lead(Optional<HeadSigner> signer);

    /** Opens the journal for reading alone. */
    JournalSource source();

    @Override
    void close();
}
