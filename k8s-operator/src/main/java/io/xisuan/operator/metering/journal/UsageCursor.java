package io.xisuan.operator.metering.journal;

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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads the usage records that this program wrote, field after field without a tree: millions of them are read when a meter starts. What
 * is not exactly of their form is left to the reader of any JSON.
 */
final class UsageCursor {
    private static final int MOST_DIGITS = 18;

    private final String body;
    private int at;
    private boolean off;

    private UsageCursor(String body) {
        this.body = body;
    }

    /** Returns the usage of a body in canonical form without escapes; empty when it is anything else. */
    static Optional<JournalEntry> read(String body) {
        if (!body.startsWith("{\"kind\":\"USAGE\",\"id\":\"") || body.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        UsageCursor cursor = new UsageCursor(body);
        try {
            JournalEntry entry = cursor.usage();
            return cursor.off || cursor.at != body.length() ? Optional.empty() : Optional.of(entry);
        } catch (IllegalArgumentException | ArithmeticException notAsWritten) {
            return Optional.empty();
        }
    }

    private JournalEntry usage() {
        UsageInterval usage = interval();
        Optional<EvidenceSummary> evidence =
                skip(",\"evidence\":{\"expected\":") ? Optional.of(evidence()) : Optional.empty();
        Optional<Confirmation> confirmation =
                skip(",\"confirmation\":{\"basis\":") ? Optional.of(confirmation()) : Optional.empty();
        require("}");
        return new JournalEntry.Usage(usage, evidence, confirmation);
    }

    private UsageInterval interval() {
        require("{\"kind\":\"USAGE\"");
        String id = text(",\"id\":");
        JobId job = new JobId(text(",\"namespace\":"), text(",\"job\":"), text(",\"uid\":"));
        int attempt = small(",\"attempt\":");
        TenantId tenant = new TenantId(text(",\"tenant\":"));
        ContractId contract = new ContractId(text(",\"contract\":"));
        SiteId site = new SiteId(text(",\"site\":"));
        NodeName node = new NodeName(text(",\"node\":"));
        String lane = text(",\"lane\":");
        AcceleratorModel model = AcceleratorModel.parse(text(",\"model\":"));
        AcceleratorShare share = share();
        Interval interval = new Interval(number(",\"start\":"), number(",\"end\":"));
        DeviceMillis quantity = new DeviceMillis(number(",\"quantity\":"));
        UsageClass usageClass = UsageClass.valueOf(text(",\"class\":"));
        Optional<UnbilledReason> reason = body.startsWith(",\"reason\":", at)
                ? Optional.of(UnbilledReason.valueOf(text(",\"reason\":")))
                : Optional.empty();
        String digest = text(",\"evidenceDigest\":");
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
                usageClass,
                reason,
                digest);
    }

    private AcceleratorShare share() {
        require(",\"share\":\"");
        int numerator = Math.toIntExact(number(""));
        int denominator = Math.toIntExact(number("/"));
        require("\"");
        return new AcceleratorShare(numerator, denominator);
    }

    private EvidenceSummary evidence() {
        int expected = small("");
        int seen = small(",\"seen\":");
        int mean = small(",\"meanPerMille\":");
        int max = small(",\"maxPerMille\":");
        Map<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        require(",\"gaps\":{");
        while (!off && !skip("}")) {
            GapCause cause = GapCause.valueOf(text(gaps.isEmpty() ? "" : ","));
            gaps.put(cause, small(":"));
        }
        int degraded = body.startsWith(",\"degraded\":", at) ? small(",\"degraded\":") : 0;
        Optional<Long> energy = body.startsWith(",\"energyMillijoules\":", at)
                ? Optional.of(number(",\"energyMillijoules\":"))
                : Optional.empty();
        String digest = text(",\"digest\":");
        require("}");
        return new EvidenceSummary(expected, seen, mean, max, gaps, degraded, energy, digest);
    }

    private Confirmation confirmation() {
        Confirmation.Basis basis = Confirmation.Basis.valueOf(text(""));
        Optional<DeviceKey> device = body.startsWith(",\"device\":", at)
                ? Optional.of(new DeviceKey(text(",\"device\":")))
                : Optional.empty();
        int polls = small(",\"polls\":");
        int missed = small(",\"missed\":");
        long first = number(",\"first\":");
        long last = number(",\"last\":");
        TreeSet<String> flags = new TreeSet<>();
        require(",\"flags\":[");
        while (!off && !skip("]")) {
            flags.add(text(flags.isEmpty() ? "" : ","));
        }
        require("}");
        return new Confirmation(basis, device, polls, missed, first, last, flags);
    }

    private boolean skip(String literal) {
        if (!body.startsWith(literal, at)) {
            return false;
        }
        at += literal.length();
        return true;
    }

    private void require(String literal) {
        off |= !skip(literal);
    }

    /** Returns the text that follows this, in its quotes. */
    private String text(String before) {
        require(before);
        int end = off || at >= body.length() || body.charAt(at) != '"' ? -1 : body.indexOf('"', at + 1);
        if (end < 0) {
            throw new IllegalArgumentException("no text at " + at);
        }
        String value = body.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private int small(String before) {
        return Math.toIntExact(number(before));
    }

    /** Returns the whole number that follows this. */
    private long number(String before) {
        require(before);
        boolean minus = skip("-");
        int from = at;
        long value = 0;
        while (at < body.length() && body.charAt(at) >= '0' && body.charAt(at) <= '9' && at - from < MOST_DIGITS) {
            value = value * 10 + (body.charAt(at++) - '0');
        }
        if (off || at == from || (body.charAt(from) == '0' && (minus || at - from > 1))) {
            throw new IllegalArgumentException("no number at " + from);
        }
        return minus ? -value : value;
    }
}
