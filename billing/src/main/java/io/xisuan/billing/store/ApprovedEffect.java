package io.xisuan.billing.store;

import io.xisuan.billing.control.Proposal;
import org.jdbi.v3.core.Handle;

/** What an approval does, within its transaction. */
@FunctionalInterface
interface ApprovedEffect {
    /**
     * Does it and returns what it did, for people.
     *
     * @param nowMillis the instant of the approval, milliseconds since 1970
     * @throws io.xisuan.model.InputException when it cannot be done as things are now: then nothing is approved
     */
    String apply(Handle handle, Proposal proposal, long nowMillis);
}
