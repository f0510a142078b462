package io.xisuan.operator.report;

import java.time.Duration;

/**
 * How often statuses are written.
 *
 * @param perObject the least time between two writes of one resource
 * @param perVoucher as {@code perObject}, of a Voucher: its balance moves with every start
 * @param perSite as {@code perObject}, of a Site: its spare devices move with every start
 * @param passing how long a state must last that a better one usually replaces soon: a job that starts at once gets its one status
 *     when it runs
 */
public record Pace(Duration perObject, Duration perVoucher, Duration perSite, Duration passing) {
    /** The write budget of the design. */
    public static final Pace DEFAULT =
            new Pace(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(15));

    /** Of the jobs that wait so many say at once where they stand, and the next ones after one another. */
    static final int WAITING_AT_ONCE = 50;

    /** Ten waiting jobs a second: about a tenth of one core of the API server. */
    static final Duration WAITING_SPACING = Duration.ofMillis(100);

    /** Returns whether the write takes its turn among those of other waiting jobs. */
    boolean takesTurns(Verdict verdict) {
        return switch (verdict) {
            case JobVerdict.Queued queued -> true;
            case JobStanding standing -> takesTurns(standing.verdict());
            case JobVerdict other -> false;
            case Verdict.OfConfig config -> false;
            case InquiryVerdict answer -> false;
        };
    }

    Duration between(ResourceKind kind) {
        return switch (kind) {
            case VOUCHER -> perVoucher;
            case SITE -> perSite;
            case TENANT, TARIFF, VOUCHER_PROGRAMME, TRAINING_JOB, INQUIRY -> perObject;
        };
    }

    Duration settle(Verdict verdict) {
        return switch (verdict) {
            case JobVerdict.Starting starting -> passing;
            case JobVerdict.Queued queued -> perObject;
            case JobVerdict.Ended ended when !ended.invoiceReady() -> passing;
            case JobStanding standing -> settle(standing.verdict());
            case JobVerdict settled -> Duration.ZERO;
            case Verdict.OfConfig config -> Duration.ZERO;
            case InquiryVerdict answer -> Duration.ZERO;
        };
    }
}
