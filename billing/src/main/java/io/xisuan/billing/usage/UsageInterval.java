package io.xisuan.billing.usage;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.Comparator;
import java.util.Optional;

/**
 * One device, or a share of it, held by one attempt of one job for one span of time: the unit that metering hands to
 * billing.
 *
 * <p>It knows no price and no voucher. Two intervals with the same id are the same observation and count once.
 *
 * @param id SHA-256 in hex over the observation: the key that makes repetition harmless
 * @param attempt counts from 1; a job that is preempted and starts again has a new attempt
 * @param lane the device within its node, as {@code nvidia.com/gpu/3}
 * @param quantity the device time of the interval, at most its length
 * @param reason why it is not charged; present exactly when {@code usageClass} is HELD_UNBILLED
 * @param evidenceDigest SHA-256 in hex over the evidence that was read
 */
public record UsageInterval(
        String id,
        JobId job,
        int attempt,
        TenantId tenant,
        ContractId contract,
        SiteId site,
        NodeName node,
        String lane,
        AcceleratorModel model,
        AcceleratorShare share,
        Interval interval,
        DeviceMillis quantity,
        UsageClass usageClass,
        Optional<UnbilledReason> reason,
        String evidenceDigest) {

    /** The canonical order of usage: instant, job uid, attempt, lane; then what makes it total. */
    public static final Comparator<UsageInterval> ORDER = Comparator.comparing(UsageInterval::interval)
            .thenComparing(usage -> usage.job().uid())
            .thenComparingInt(UsageInterval::attempt)
            .thenComparing(UsageInterval::node)
            .thenComparing(UsageInterval::lane)
            .thenComparing(UsageInterval::id);

    public UsageInterval {
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempts count from 1, not %d (usage %s)".formatted(attempt, id));
        }
        if (interval.isEmpty()) {
            throw new IllegalArgumentException("Usage %s of %s has no length".formatted(id, job));
        }
        if (quantity.value() > interval.lengthMillis()) {
            throw new IllegalArgumentException("Usage %s holds more than one device: %s within %d ms"
                    .formatted(id, quantity, interval.lengthMillis()));
        }
        if (reason.isPresent() != (usageClass == UsageClass.HELD_UNBILLED)) {
            throw new IllegalArgumentException(
                    "Usage %s is %s with reason %s: a reason belongs to unbilled time and only to it"
                            .formatted(id, usageClass, reason));
        }
    }

    /** Returns the same time as if it were charged. */
    public UsageInterval asBilled() {
        return new UsageInterval(
                id,
                job,
                attempt,
                tenant,
                contract,
                site,
                node,
                lane,
                model,
                share,
                interval,
                quantity,
                UsageClass.BILLED,
                Optional.empty(),
                evidenceDigest);
    }

    public boolean billed() {
        return usageClass == UsageClass.BILLED;
    }
}
