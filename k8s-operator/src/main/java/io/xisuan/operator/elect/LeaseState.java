package io.xisuan.operator.elect;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A Lease as it was read or written.
 *
 * @param holder who has it; empty for nobody
 * @param transitions how often it has changed hands: with the holder it names a term
 * @param renewed the holder's word of when, which is compared with itself alone: its clock is not ours
 * @param lasts how long the holder asked for
 * @param version the resource version, for compare-and-set
 */
record LeaseState(
        String holder,
        int transitions,
        Optional<ZonedDateTime> acquired,
        Optional<ZonedDateTime> renewed,
        Duration lasts,
        String version) {
    static LeaseState of(Lease lease) {
        LeaseSpec spec = Optional.ofNullable(lease.getSpec()).orElseGet(LeaseSpec::new);
        return new LeaseState(
                Optional.ofNullable(spec.getHolderIdentity()).orElse(""),
                Optional.ofNullable(spec.getLeaseTransitions()).orElse(0),
                Optional.ofNullable(spec.getAcquireTime()),
                Optional.ofNullable(spec.getRenewTime()),
                Duration.ofSeconds(
                        Optional.ofNullable(spec.getLeaseDurationSeconds()).orElse(0)),
                String.valueOf(lease.getMetadata().getResourceVersion()));
    }

    /** Whether nobody has taken it since that state was written. */
    boolean sameTerm(LeaseState other) {
        return holder.equals(other.holder) && transitions == other.transitions;
    }

    /** Whether its holder has said nothing since. */
    boolean unrenewed(LeaseState before) {
        return sameTerm(before) && renewed.equals(before.renewed);
    }
}
