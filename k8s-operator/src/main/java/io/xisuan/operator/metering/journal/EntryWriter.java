package io.xisuan.operator.metering.journal;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.JobId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import java.nio.charset.StandardCharsets;

/** Writes entries as canonical JSON straight into bytes: the fields in their fixed order, no blanks, whole numbers and text only. */
final class EntryWriter {
    private static final byte[] USAGE = ascii("{\"kind\":\"USAGE\",\"id\":");
    private static final byte[] NODE_ENTRY = ascii("{\"kind\":\"NODE\",\"site\":");
    private static final byte[] CORRECTION = ascii("{\"kind\":\"CORRECTION\",\"replaces\":");
    private static final byte[] REMARK = ascii("{\"kind\":\"REMARK\",\"remark\":");
    private static final byte[] CLOSED = ascii("{\"kind\":\"CLOSED\"");
    private static final byte[] FOUND = ascii("{\"kind\":\"FOUND\"");
    private static final byte[] POD_LOST = ascii("{\"kind\":\"POD_LOST\"");
    private static final byte[] ID = field("id");
    private static final byte[] NAMESPACE = field("namespace");
    private static final byte[] JOB = field("job");
    private static final byte[] UID = field("uid");
    private static final byte[] ATTEMPT = field("attempt");
    private static final byte[] TENANT = field("tenant");
    private static final byte[] CONTRACT = field("contract");
    private static final byte[] SITE = field("site");
    private static final byte[] NODE = field("node");
    private static final byte[] LANE = field("lane");
    private static final byte[] MODEL = field("model");
    private static final byte[] SHARE = field("share");
    private static final byte[] START = field("start");
    private static final byte[] END = field("end");
    private static final byte[] QUANTITY = field("quantity");
    private static final byte[] CLASS = field("class");
    private static final byte[] REASON = field("reason");
    private static final byte[] EVIDENCE_DIGEST = field("evidenceDigest");
    private static final byte[] EVIDENCE = ascii(",\"evidence\":{\"expected\":");
    private static final byte[] SEEN = field("seen");
    private static final byte[] MEAN = field("meanPerMille");
    private static final byte[] MAX = field("maxPerMille");
    private static final byte[] GAPS = ascii(",\"gaps\":{");
    private static final byte[] DEGRADED = field("degraded");
    private static final byte[] ENERGY = field("energyMillijoules");
    private static final byte[] DIGEST = field("digest");
    private static final byte[] CONFIRMATION = ascii(",\"confirmation\":{\"basis\":");
    private static final byte[] DEVICE = field("device");
    private static final byte[] POLLS = field("polls");
    private static final byte[] MISSED = field("missed");
    private static final byte[] FIRST = field("first");
    private static final byte[] LAST = field("last");
    private static final byte[] FLAGS = ascii(",\"flags\":[");
    private static final byte[] WHY = field("why");
    private static final byte[] PROPOSED_BY = field("proposedBy");
    private static final byte[] APPROVED_BY = field("approvedBy");
    private static final byte[] SUBJECT = field("subject");
    private static final byte[] TEXT = field("text");
    private static final byte[] POD = field("pod");
    private static final byte[] LAST_LEASE = field("lastLease");
    private static final byte[] RESOURCE = field("resource");
    private static final byte[] LANE_SHARE = field("laneShare");
    private static final byte[] DEVICES = field("devices");
    private static final byte[] HEALTHY = field("healthy");
    private static final byte[] FOREIGN = field("foreign");
    private static final byte[] STATE = field("state");
    private static final byte[] CAUSE = field("cause");
    private static final byte[] WHAT = field("what");

    private EntryWriter() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] field(String name) {
        return ascii(",\"" + name + "\":");
    }

    static void write(CanonicalBytes out, JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Usage usage -> {
                out.raw(USAGE);
                out.text(usage.usage().id());
                usage(out, usage.usage());
                usage.evidence().ifPresent(evidence -> evidence(out, evidence));
                usage.confirmation().ifPresent(given -> confirmation(out, given));
            }
            case JournalEntry.Node node -> {
                out.raw(NODE_ENTRY);
                out.text(node.site().value());
                span(out, node.span());
            }
            case JournalEntry.Correction correction -> correction(out, correction);
            case JournalEntry.Remark remark -> {
                out.raw(REMARK);
                out.text(remark.kind());
                text(out, SUBJECT, remark.subject());
                text(out, TEXT, remark.text());
            }
            case JournalEntry.Closed closed -> {
                out.raw(CLOSED);
                attempt(out, closed.attempt().job(), closed.attempt().attempt());
            }
            case JournalEntry.Found found -> found(out, found);
            case JournalEntry.PodLost lost -> lost(out, lost);
        }
        out.raw('}');
    }

    private static void correction(CanonicalBytes out, JournalEntry.Correction correction) {
        out.raw(CORRECTION);
        out.text(correction.replaces());
        text(out, WHY, correction.why());
        text(out, PROPOSED_BY, correction.proposedBy());
        text(out, APPROVED_BY, correction.approvedBy());
        text(out, ID, correction.corrected().id());
        usage(out, correction.corrected());
    }

    private static void found(CanonicalBytes out, JournalEntry.Found found) {
        out.raw(FOUND);
        attempt(out, found.attempt().job(), found.attempt().attempt());
        text(out, POD, found.podUid());
        text(out, NODE, found.node().value());
        text(out, DEVICE, found.device().value());
        text(out, CAUSE, found.cause().name());
        number(out, START, found.span().startMillis());
        number(out, END, found.span().endMillis());
        text(out, WHAT, found.what());
    }

    private static void lost(CanonicalBytes out, JournalEntry.PodLost lost) {
        AttemptKey attempt = lost.attempt();
        out.raw(POD_LOST);
        attempt(out, attempt.job(), attempt.attempt());
        text(out, POD, lost.podUid());
        text(out, NODE, lost.node().value());
        number(out, LAST_LEASE, lost.lastLeaseMillis());
    }

    private static void attempt(CanonicalBytes out, JobId job, int attempt) {
        text(out, NAMESPACE, job.namespace());
        text(out, JOB, job.name());
        text(out, UID, job.uid());
        number(out, ATTEMPT, attempt);
    }

    private static void usage(CanonicalBytes out, UsageInterval usage) {
        attempt(out, usage.job(), usage.attempt());
        text(out, TENANT, usage.tenant().value());
        text(out, CONTRACT, usage.contract().value());
        text(out, SITE, usage.site().value());
        text(out, NODE, usage.node().value());
        text(out, LANE, usage.lane());
        text(out, MODEL, usage.model().id());
        share(out, usage.share());
        number(out, START, usage.interval().startMillis());
        number(out, END, usage.interval().endMillis());
        number(out, QUANTITY, usage.quantity().value());
        text(out, CLASS, usage.usageClass().name());
        usage.reason().ifPresent(reason -> text(out, REASON, reason.name()));
        text(out, EVIDENCE_DIGEST, usage.evidenceDigest());
    }

    private static void share(CanonicalBytes out, AcceleratorShare share) {
        out.raw(SHARE);
        out.raw('"');
        out.number(share.numerator());
        out.raw('/');
        out.number(share.denominator());
        out.raw('"');
    }

    private static void evidence(CanonicalBytes out, EvidenceSummary evidence) {
        out.raw(EVIDENCE);
        out.number(evidence.expected());
        number(out, SEEN, evidence.seen());
        number(out, MEAN, evidence.meanPerMille());
        number(out, MAX, evidence.maxPerMille());
        out.raw(GAPS);
        int from = out.length();
        evidence.gaps().forEach((cause, count) -> {
            comma(out, from);
            out.text(cause.name());
            out.raw(':');
            out.number(count);
        });
        out.raw('}');
        if (evidence.degraded() > 0) {
            number(out, DEGRADED, evidence.degraded());
        }
        evidence.energyMillijoules().ifPresent(energy -> number(out, ENERGY, energy));
        text(out, DIGEST, evidence.digest());
        out.raw('}');
    }

    private static void confirmation(CanonicalBytes out, Confirmation given) {
        out.raw(CONFIRMATION);
        out.text(given.basis().name());
        given.device().ifPresent(device -> text(out, DEVICE, device.value()));
        number(out, POLLS, given.polls());
        number(out, MISSED, given.missed());
        number(out, FIRST, given.firstMillis());
        number(out, LAST, given.lastMillis());
        out.raw(FLAGS);
        int from = out.length();
        given.flags().forEach(flag -> {
            comma(out, from);
            out.text(flag);
        });
        out.raw(']');
        out.raw('}');
    }

    private static void span(CanonicalBytes out, NodeSpan span) {
        text(out, NODE, span.node().value());
        text(out, RESOURCE, span.resource());
        text(out, MODEL, span.model().id());
        text(out, LANE_SHARE, span.laneShare().toString());
        number(out, DEVICES, span.devices());
        number(out, HEALTHY, span.healthy());
        number(out, FOREIGN, span.foreign());
        text(out, STATE, span.state().name());
        number(out, START, span.interval().startMillis());
        number(out, END, span.interval().endMillis());
    }

    private static void comma(CanonicalBytes out, int firstAt) {
        if (out.length() > firstAt) {
            out.raw(',');
        }
    }

    private static void text(CanonicalBytes out, byte[] field, String value) {
        out.raw(field);
        out.text(value);
    }

    private static void number(CanonicalBytes out, byte[] field, long value) {
        out.raw(field);
        out.number(value);
    }
}
