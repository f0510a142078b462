package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.operator.api.v1alpha1.TenantSuspension;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.operator.translate.TimeText;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a running attempt is still what its job asks for: neither suspended, nor past its time, nor larger than wished. */
final class Wanted {
    private Wanted() {}

    /** Returns why the attempt is to be stopped although it runs well, or empty while it is as its job wishes. */
    static Optional<Ending> otherwise(Intent intent, GangPods gang, TrainingJob job, long nowMillis) {
        TrainingJobSpec spec = job.getSpec();
        if (suspended(job)) {
            return Optional.of(new Ending(EndReason.SUSPENDED, "spec.suspend is true"));
        }
        OptionalLong limit = limitMillis(job);
        OptionalLong since = gang.runningSince();
        if (limit.isPresent() && since.isPresent() && nowMillis - since.getAsLong() >= limit.getAsLong()) {
            return Optional.of(
                    new Ending(EndReason.TIME_LIMIT, "it ran for its timeLimit of %s".formatted(spec.timeLimit())));
        }
        if (intent.workers().size() > spec.workers()) {
            return Optional.of(new Ending(
                    EndReason.RESIZED,
                    "it runs with %d workers and spec.workers is %d now"
                            .formatted(intent.workers().size(), spec.workers())));
        }
        return Optional.empty();
    }

    /** Returns why what runs of a tenant is to be stopped, where operations have said so. */
    static Optional<Ending> stopped(Optional<TenantAccount> tenant) {
        return tenant.filter(account -> account.suspension().equals(Optional.of(TenantSuspension.ALL)))
                .map(account -> new Ending(
                        EndReason.SUSPENDED,
                        "operations have suspended tenant %s"
                                .formatted(account.party().tenant())));
    }

    /** Says whether the job's tenant wants nothing of it to run. */
    static boolean suspended(TrainingJob job) {
        return Boolean.TRUE.equals(job.getSpec().suspend());
    }

    /** Returns how long an attempt of the job may run, or empty without a limit. */
    static OptionalLong limitMillis(TrainingJob job) {
        String limit = job.getSpec().timeLimit();
        try {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(TimeText.lengthMillis(limit));
        } catch (IllegalArgumentException | ArithmeticException unclear) {
            return OptionalLong.empty();
        }
    }
}
