package io.xisuan.cli.journal;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One record of any kind as a row: what a kind does not have is empty.
 *
 * @param id of usage and corrections
 * @param about the resource of a node, the subject of a remark, the pod of a loss or a finding, what a correction replaces
 * @param millis device time of usage
 * @param text what a remark, a correction or a finding says
 */
record EntryRow(
        long seq,
        String kind,
        String id,
        String tenant,
        String contract,
        String job,
        String jobUid,
        String attempt,
        String site,
        String node,
        String lane,
        String model,
        String share,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Long> millis,
        String usageClass,
        String reason,
        String about,
        String text,
        String hash) {
    /** The columns of the CSV, in the order of {@link #cells}. */
    static final List<String> COLUMNS = List.of(
            "seq",
            "kind",
            "id",
            "tenant",
            "contract",
            "job",
            "jobUid",
            "attempt",
            "site",
            "node",
            "lane",
            "model",
            "share",
            "from",
            "until",
            "deviceMillis",
            "class",
            "reason",
            "about",
            "text",
            "hash");

    /** What a row begins as: all but the number and the hash is empty. */
    private static EntryRow empty(JournalRecord record, String kind) {
        return new EntryRow(
                record.seq(),
                kind,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                "",
                "",
                record.hash());
    }

    static EntryRow of(JournalRecord record) {
        return switch (EntryCodec.decode(record)) {
            case JournalEntry.Usage usage -> empty(record, "USAGE").with(usage.usage());
            case JournalEntry.Correction correction ->
                empty(record, "CORRECTION")
                        .with(correction.corrected())
                        .saying(
                                correction.replaces(),
                                "%s (%s, %s)"
                                        .formatted(correction.why(), correction.proposedBy(), correction.approvedBy()));
            case JournalEntry.Node node ->
                empty(record, "NODE").with(node.site().value(), node.span());
            case JournalEntry.Remark remark ->
                empty(record, "REMARK").saying(remark.subject(), remark.kind() + " " + remark.text());
            case JournalEntry.Closed closed -> empty(record, "CLOSED").with(closed.attempt());
            case JournalEntry.PodLost lost ->
                empty(record, "POD_LOST")
                        .with(lost.attempt())
                        .on("", lost.node().value(), "")
                        .during(lost.lastLeaseMillis(), lost.lastLeaseMillis())
                        .saying(lost.podUid(), "");
            case JournalEntry.Found found ->
                empty(record, "FOUND")
                        .with(found.attempt())
                        .on("", found.node().value(), found.device().value())
                        .during(found.span().startMillis(), found.span().endMillis())
                        .saying(found.podUid(), found.cause() + " " + found.what());
        };
    }

    private EntryRow with(AttemptKey key) {
        return new EntryRow(
                seq,
                kind,
                id,
                tenant,
                contract,
                key.job().toString(),
                key.job().uid(),
                String.valueOf(key.attempt()),
                site,
                node,
                lane,
                model,
                share,
                from,
                until,
                millis,
                usageClass,
                reason,
                about,
                text,
                hash);
    }

    private EntryRow on(String where, String which, String device) {
        return new EntryRow(
                seq,
                kind,
                id,
                tenant,
                contract,
                job,
                jobUid,
                attempt,
                where,
                which,
                device,
                model,
                share,
                from,
                until,
                millis,
                usageClass,
                reason,
                about,
                text,
                hash);
    }

    private EntryRow during(long start, long end) {
        return new EntryRow(
                seq,
                kind,
                id,
                tenant,
                contract,
                job,
                jobUid,
                attempt,
                site,
                node,
                lane,
                model,
                share,
                Optional.of(Instant.ofEpochMilli(start)),
                Optional.of(Instant.ofEpochMilli(end)),
                millis,
                usageClass,
                reason,
                about,
                text,
                hash);
    }

    private EntryRow saying(String subject, String what) {
        return new EntryRow(
                seq,
                kind,
                id,
                tenant,
                contract,
                job,
                jobUid,
                attempt,
                site,
                node,
                lane,
                model,
                share,
                from,
                until,
                millis,
                usageClass,
                reason,
                subject,
                what,
                hash);
    }

    private EntryRow with(String where, NodeSpan span) {
        Interval time = span.interval();
        return new EntryRow(
                        seq,
                        kind,
                        id,
                        tenant,
                        contract,
                        job,
                        jobUid,
                        attempt,
                        where,
                        span.node().value(),
                        lane,
                        span.model().id(),
                        span.laneShare().toString(),
                        from,
                        until,
                        millis,
                        span.state().name(),
                        reason,
                        span.resource(),
                        "%d devices, %d well, %d held by others"
                                .formatted(span.devices(), span.healthy(), span.foreign()),
                        hash)
                .during(time.startMillis(), time.endMillis());
    }

    private EntryRow with(UsageInterval usage) {
        EntryRow held = with(AttemptKey.of(usage))
                .on(usage.site().value(), usage.node().value(), usage.lane())
                .during(usage.interval().startMillis(), usage.interval().endMillis());
        return new EntryRow(
                seq,
                kind,
                usage.id(),
                usage.tenant().value(),
                usage.contract().value(),
                held.job,
                held.jobUid,
                held.attempt,
                held.site,
                held.node,
                held.lane,
                usage.model().id(),
                usage.share().numerator() + "/" + usage.share().denominator(),
                held.from,
                held.until,
                Optional.of(usage.quantity().value()),
                usage.usageClass().name(),
                usage.reason().map(Enum::name).orElse(""),
                about,
                text,
                hash);
    }

    /** Returns the cells of the CSV in the order of {@link #COLUMNS}. */
    List<String> cells() {
        return List.of(
                String.valueOf(seq),
                kind,
                id,
                tenant,
                contract,
                job,
                jobUid,
                attempt,
                site,
                node,
                lane,
                model,
                share,
                from.map(Instant::toString).orElse(""),
                until.map(Instant::toString).orElse(""),
                millis.map(String::valueOf).orElse(""),
                usageClass,
                reason,
                about,
                text,
                hash);
    }
}
