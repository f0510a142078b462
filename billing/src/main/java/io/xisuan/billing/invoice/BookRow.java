package io.xisuan.billing.invoice;

import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One slice in a line book: a part of one usage interval with its price, or time that was held and not billed.
 *
 * @param usage the id of the usage interval in the journal
 * @param evidence SHA-256 in hex over the evidence that metering read
 * @param tariff the tariff version; empty for time that was not billed
 * @param tier the price tier; {@code unbilled:REASON} for time that was not billed
 * @param funding the programmes that were asked; empty for time that was not billed
 */
public record BookRow(
        String usage,
        String jobUid,
        int attempt,
        SiteId site,
        NodeName node,
        String lane,
        AcceleratorModel model,
        String evidence,
        Interval interval,
        DeviceMillis quantity,
        Component component,
        String tariff,
        String tier,
        String funding,
        HourlyPrice price) {
    /** What the tier of time that was not billed begins with. */
    static final String UNBILLED = "unbilled:";

    private static final int HEADER_LINES = 2;
    private static final int USAGE_FIELDS = 8;
    private static final int SLICE_FIELDS = 9;

    /** Says whether the row is a part of an invoice's line. */
    public boolean belongsTo(InvoiceLine line) {
        return jobUid.equals(line.attempt().job().uid())
                && attempt == line.attempt().attempt()
                && component == line.component()
                && site.equals(line.site())
                && model == line.model()
                && tariff.equals(line.tariffVersion())
                && tier.equals(line.tier())
                && funding.equals(line.funding())
                && BillingPeriod.dayOf(interval.startMillis()).equals(line.day());
    }

    /** Returns why the time was not billed; empty for time that was. */
    public Optional<UnbilledReason> unbilled() {
        return tier.startsWith(UNBILLED)
                ? Optional.of(UnbilledReason.valueOf(tier.substring(UNBILLED.length())))
                : Optional.empty();
    }

    /**
     * Reads a book.
     *
     * @throws InputException when the text is no line book
     */
    static List<BookRow> read(String csv) {
        if (!csv.startsWith(LineBook.HEADER)) {
            throw InputException.of("The line book begins with another header than this version reads");
        }
        List<String> lines = csv.substring(LineBook.HEADER.length()).lines().toList();
        List<BookRow> rows = new ArrayList<>(lines.size());
        List<String> usage = List.of();
        for (int i = 0; i < lines.size(); i++) {
            try {
                List<String> fields = fields(lines.get(i));
                if (fields.getFirst().isEmpty()) {
                    rows.add(row(usage, fields));
                } else {
                    usage = fields;
                }
            } catch (IllegalArgumentException e) {
                throw InputException.of("Line %d of the line book: %s".formatted(i + HEADER_LINES + 1, e.getMessage()));
            }
        }
        return List.copyOf(rows);
    }

    private static BookRow row(List<String> usage, List<String> slice) {
        if (usage.size() != USAGE_FIELDS || slice.size() != SLICE_FIELDS) {
            throw new IllegalArgumentException("usage and slice have %d and %d fields, not %d and %d"
                    .formatted(usage.size(), slice.size(), USAGE_FIELDS, SLICE_FIELDS));
        }
        return new BookRow(
                usage.get(0),
                usage.get(1),
                Integer.parseInt(usage.get(2)),
                new SiteId(usage.get(3)),
                new NodeName(usage.get(4)),
                usage.get(5),
                AcceleratorModel.parse(usage.get(6)),
                usage.get(7),
                new Interval(Long.parseLong(slice.get(1)), Long.parseLong(slice.get(2))),
                new DeviceMillis(Long.parseLong(slice.get(3))),
                Component.valueOf(slice.get(4)),
                slice.get(5),
                slice.get(6),
                slice.get(7),
                new HourlyPrice(Long.parseLong(slice.get(8))));
    }

    /** Splits at commas outside quotes; a doubled quote within quotes is one. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(SLICE_FIELDS);
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
