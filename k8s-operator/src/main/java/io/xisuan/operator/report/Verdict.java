package io.xisuan.operator.report;

import java.util.Optional;

/** What the loop says of one resource; its status is made of this and of nothing else. */
public sealed interface Verdict permits JobVerdict, JobStanding, InquiryVerdict, Verdict.OfConfig {
    /** Returns what kind of thing is said: while it stays the same, what is said has not changed its kind. */
    default Class<?> kind() {
        return getClass();
    }

    /** What is said of a resource that operations or finance write. */
    sealed interface OfConfig extends Verdict {
        /** Returns why the resource is not used, or empty when it is. */
        Optional<FieldFault> fault();
    }

    /**
     * Of a site.
     *
     * @param spare devices that could be sold now
     * @param runningJobs jobs of ours that hold devices there
     * @param givenBack what is said of owners' pods whose kept places were given back; empty when there are none
     */
    record OfSite(Optional<FieldFault> fault, int devices, int spare, int runningJobs, Optional<String> givenBack)
            implements OfConfig {
        /** Of a site whose owners' pods find their places. */
        public OfSite(Optional<FieldFault> fault, int devices, int spare, int runningJobs) {
            this(fault, devices, spare, runningJobs, Optional.empty());
        }

        public OfSite {
            if (devices < 0 || spare < 0 || runningJobs < 0) {
                throw new IllegalArgumentException("A site has %d devices, %d spare, %d jobs: none can be negative"
                        .formatted(devices, spare, runningJobs));
            }
        }
    }

    /** Of a tenant. */
    record OfTenant(Optional<FieldFault> fault) implements OfConfig {}

    /**
     * Of a tariff.
     *
     * @param current the name of the version in force, or empty when none is
     */
    record OfTariff(Optional<FieldFault> fault, Optional<String> current) implements OfConfig {}

    /**
     * Of a programme.
     *
     * @param current the name of the version in force, or empty when none is
     */
    record OfProgramme(Optional<FieldFault> fault, Optional<String> current) implements OfConfig {}

    /**
     * Of a voucher.
     *
     * @param balance what the books hold of the grant, or empty when it is not recorded yet
     */
    record OfVoucher(Optional<FieldFault> fault, Optional<VoucherBalance> balance) implements OfConfig {}
}
