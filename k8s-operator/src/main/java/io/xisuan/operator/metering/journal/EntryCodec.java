package io.xisuan.operator.metering.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Turns entries into canonical JSON (fixed order of fields, no blanks, whole numbers and text only) and back. Decoding and
 * encoding again gives the same bytes; {@code verify} relies on it.
 */
public final class EntryCodec {
    /** The form that this version writes. */
    static final char FORMAT = '1';

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EntryCodec() {}

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
            case JournalEntry.Found found ->
                put(body.put("kind", "FOUND"), found.attempt())
                        .put("pod", found.podUid())
                        .put("node", found.node().value())
                        .put("device", found.device().value())
                        .put("cause", found.cause().name())
                        .put("start", found.span().startMillis())
                        .put("end", found.span().endMillis())
                        .put("what", found.what());
            case JournalEntry.PodLost lost ->
                put(body.put("kind", "POD_LOST"), lost.attempt())
                        .put("pod", lost.podUid())
                        .put("node", lost.node().value())
                        .put("lastLease", lost.lastLeaseMillis());
        }
        return body.toString();
    }

    /**
     * Reads the entry of a record.
     *
     * @throws IllegalArgumentException when the body is not of the record's format
     */
    public static JournalEntry decode(JournalRecord stored) {
        if (stored.format() != FORMAT) {
            throw new IllegalArgumentException(
                    "record %d has the unknown format %c".formatted(stored.seq(), stored.format()));
        }
        try {
            JsonNode body = JSON.readTree(stored.body());
            return switch (body.path("kind").asText()) {
                case "USAGE" ->
                    new JournalEntry.Usage(
                            usage(body), evidence(body.path("evidence")), confirmation(body.path("confirmation")));
                case "NODE" -> new JournalEntry.Node(new SiteId(text(body, "site")), span(body));
                case "CORRECTION" ->
                    new JournalEntry.Correction(
                            usage(body),
                            text(body, "replaces"),
                            text(body, "why"),
                            text(body, "proposedBy"),
                            text(body, "approvedBy"));
                case "REMARK" ->
                    new JournalEntry.Remark(text(body, "remark"), text(body, "subject"), text(body, "text"));
                case "CLOSED" -> new JournalEntry.Closed(attempt(body));
                case "FOUND" ->
                    new JournalEntry.Found(
                            attempt(body),
                            text(body, "pod"),
                            new NodeName(text(body, "node")),
                            new DeviceKey(text(body, "device")),
                            JournalEntry.Found.Cause.valueOf(text(body, "cause")),
                            new Interval(number(body, "start"), number(body, "end")),
                            text(body, "what"));
                case "POD_LOST" ->
                    new JournalEntry.PodLost(
                            attempt(body),
                            text(body, "pod"),
                            new NodeName(text(body, "node")),
                            number(body, "lastLease"));
                default -> throw new IllegalArgumentException("record %d has no known kind".formatted(stored.seq()));
            };
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("record %d is no JSON".formatted(stored.seq()), e);
        }
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

    private static Optional<Confirmation> confirmation(JsonNode body) {
        if (body.isMissingNode()) {
            return Optional.empty();
        }
        TreeSet<String> flags = new TreeSet<>();
        body.path("flags").forEach(flag -> flags.add(flag.asText()));
        return Optional.of(new Confirmation(
                Confirmation.Basis.valueOf(text(body, "basis")),
                body.has("device") ? Optional.of(new DeviceKey(text(body, "device"))) : Optional.empty(),
                Math.toIntExact(number(body, "polls")),
                Math.toIntExact(number(body, "missed")),
                number(body, "first"),
                number(body, "last"),
                flags));
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

    private static NodeSpan span(JsonNode body) {
        return new NodeSpan(
                new NodeName(text(body, "node")),
                text(body, "resource"),
                AcceleratorModel.parse(text(body, "model")),
                share(text(body, "laneShare")),
                Math.toIntExact(number(body, "devices")),
                Math.toIntExact(number(body, "healthy")),
                Math.toIntExact(number(body, "foreign")),
                NodeState.valueOf(text(body, "state")),
                new Interval(number(body, "start"), number(body, "end")));
    }

    private static AcceleratorShare share(String text) {
        String[] parts = text.split("/", 2);
        return new AcceleratorShare(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private static AttemptKey attempt(JsonNode body) {
        return new AttemptKey(
                new JobId(text(body, "namespace"), text(body, "job"), text(body, "uid")),
                Math.toIntExact(number(body, "attempt")));
    }

    private static UsageInterval usage(JsonNode body) {
        AttemptKey attempt = attempt(body);
        Optional<UnbilledReason> reason =
                body.has("reason") ? Optional.of(UnbilledReason.valueOf(text(body, "reason"))) : Optional.empty();
        return new UsageInterval(
                text(body, "id"),
                attempt.job(),
                attempt.attempt(),
                new TenantId(text(body, "tenant")),
                new ContractId(text(body, "contract")),
                new SiteId(text(body, "site")),
                new NodeName(text(body, "node")),
                text(body, "lane"),
                AcceleratorModel.parse(text(body, "model")),
                share(text(body, "share")),
                new Interval(number(body, "start"), number(body, "end")),
                new DeviceMillis(number(body, "quantity")),
                UsageClass.valueOf(text(body, "class")),
                reason,
                text(body, "evidenceDigest"));
    }

    private static Optional<EvidenceSummary> evidence(JsonNode body) {
        if (body.isMissingNode()) {
            return Optional.empty();
        }
        Map<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        JsonNode stored = body.path("gaps");
        stored.fieldNames()
                .forEachRemaining(name -> gaps.put(GapCause.valueOf(name), Math.toIntExact(number(stored, name))));
        return Optional.of(new EvidenceSummary(
                Math.toIntExact(number(body, "expected")),
                Math.toIntExact(number(body, "seen")),
                Math.toIntExact(number(body, "meanPerMille")),
                Math.toIntExact(number(body, "maxPerMille")),
                gaps,
                body.has("degraded") ? Math.toIntExact(number(body, "degraded")) : 0,
                body.has("energyMillijoules") ? Optional.of(number(body, "energyMillijoules")) : Optional.empty(),
                text(body, "digest")));
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the text \"%s\" is missing".formatted(field));
        }
        return value.asText();
    }

    private static long number(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("the whole number \"%s\" is missing".formatted(field));
        }
        return value.asLong();
    }
}
