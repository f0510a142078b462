package io.xisuan.operator.metering.journal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.lifecycle.NodeSpan;

/** The plain twin of {@link EntryWriter}: entries as canonical JSON by way of trees. */
final class TreeEncoder {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TreeEncoder() {}

    static String encode(JournalEntry entry) {
        ObjectNode body = JSON.createObjectNode();
        switch (entry) {
            case JournalEntry.Usage usage -> {
                body.put("kind", "USAGE");
                put(body, usage.usage());
                usage.evidence().ifPresent(evidence -> put(body.putObject("evidence"), evidence));
                usage.confirmation().ifPresent(given -> put(body.putObject("confirmation"), given));
            }
            case JournalEntry.Node node ->
                put(body.put("kind", "NODE").put("site", node.site().value()), node.span());
            case JournalEntry.Correction correction -> {
                body.put("kind", "CORRECTION")
                        .put("replaces", correction.replaces())
                        .put("why", correction.why())
                        .put("proposedBy", correction.proposedBy())
                        .put("approvedBy", correction.approvedBy());
                put(body, correction.corrected());
            }
            case JournalEntry.Remark remark ->
                body.put("kind", "REMARK")
                        .put("remark", remark.kind())
                        .put("subject", remark.subject())
                        .put("text", remark.text());
            case JournalEntry.Closed closed -> put(body.put("kind", "CLOSED"), closed.attempt());
            case JournalEntry.Found found -> put(body, found);
            case JournalEntry.PodLost lost ->
                put(body.put("kind", "POD_LOST"), lost.attempt())
                        .put("pod", lost.podUid())
                        .put("node", lost.node().value())
                        .put("lastLease", lost.lastLeaseMillis());
        }
        return body.toString();
    }

    private static void put(ObjectNode body, JournalEntry.Found found) {
        put(body.put("kind", "FOUND"), found.attempt())
                .put("pod", found.podUid())
                .put("node", found.node().value())
                .put("device", found.device().value())
                .put("cause", found.cause().name())
                .put("start", found.span().startMillis())
                .put("end", found.span().endMillis())
                .put("what", found.what());
    }

    private static ObjectNode put(ObjectNode body, AttemptKey attempt) {
        return body.put("namespace", attempt.job().namespace())
                .put("job", attempt.job().name())
                .put("uid", attempt.job().uid())
                .put("attempt", attempt.attempt());
    }

    private static void put(ObjectNode body, UsageInterval usage) {
        put(body.put("id", usage.id()), AttemptKey.of(usage))
                .put("tenant", usage.tenant().value())
                .put("contract", usage.contract().value())
                .put("site", usage.site().value())
                .put("node", usage.node().value())
                .put("lane", usage.lane())
                .put("model", usage.model().id())
                .put("share", usage.share().numerator() + "/" + usage.share().denominator())
                .put("start", usage.interval().startMillis())
                .put("end", usage.interval().endMillis())
                .put("quantity", usage.quantity().value())
                .put("class", usage.usageClass().name());
        usage.reason().ifPresent(reason -> body.put("reason", reason.name()));
        body.put("evidenceDigest", usage.evidenceDigest());
    }

    private static void put(ObjectNode body, EvidenceSummary evidence) {
        body.put("expected", evidence.expected())
                .put("seen", evidence.seen())
                .put("meanPerMille", evidence.meanPerMille())
                .put("maxPerMille", evidence.maxPerMille());
        ObjectNode gaps = body.putObject("gaps");
        evidence.gaps().forEach((cause, count) -> gaps.put(cause.name(), count));
        if (evidence.degraded() > 0) {
            body.put("degraded", evidence.degraded());
        }
        evidence.energyMillijoules().ifPresent(energy -> body.put("energyMillijoules", energy));
        body.put("digest", evidence.digest());
    }

    private static void put(ObjectNode body, Confirmation given) {
        body.put("basis", given.basis().name());
        given.device().ifPresent(device -> body.put("device", device.value()));
        body.put("polls", given.polls())
                .put("missed", given.missed())
                .put("first", given.firstMillis())
                .put("last", given.lastMillis());
        ArrayNode flags = body.putArray("flags");
        given.flags().forEach(flags::add);
    }

    private static void put(ObjectNode body, NodeSpan span) {
        body.put("node", span.node().value())
                .put("resource", span.resource())
                .put("model", span.model().id())
                .put("laneShare", span.laneShare().toString())
                .put("devices", span.devices())
                .put("healthy", span.healthy())
                .put("foreign", span.foreign())
                .put("state", span.state().name())
                .put("start", span.interval().startMillis())
                .put("end", span.interval().endMillis());
    }
}
