package io.xisuan.operator.metering.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    private static final int START_BYTES = 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EntryCodec() {}

    static String encode(JournalEntry entry) {
        CanonicalBytes body = new CanonicalBytes(START_BYTES);
        EntryWriter.write(body, entry);
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
        Optional<JournalEntry> usage = UsageCursor.read(stored.body());
        return usage.isPresent() ? usage.get() : tree(stored);
    }

    /** Returns the id of a usage record or a correction; empty for other kinds. */
    static Optional<String> usageId(JournalRecord stored) {
        JournalEntry entry = decode(stored);
        if (entry instanceof JournalEntry.Usage usage) {
            return Optional.of(usage.usage().id());
        }
        return entry instanceof JournalEntry.Correction correction
                ? Optional.of(correction.corrected().id())
                : Optional.empty();
    }

    /** Reads a record of any kind and any order of fields. */
    private static JournalEntry tree(JournalRecord stored) {
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
