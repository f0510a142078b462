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
 * One row of a line book: a slice of one usage interval with its price, or time that was held and not billed.
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

    private static final int FIELDS = 16;

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
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(LineBook.HEADER)) {
            throw InputException.of("The line book begins with another header than this version reads");
        }
        List<BookRow> rows = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            try {
                rows.add(row(fields(lines.get(i))));
            } catch (IllegalArgumentException e) {
                throw InputException.of("Row %d of the line book: %s".formatted(i, e.getMessage()));
            }
        }
        return List.copyOf(rows);
    }

    private static BookRow row(List<String> fields) {
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("it has %d fields, not %d".formatted(fields.size(), FIELDS));
        }
        return new BookRow(
                fields.get(0),
                fields.get(1),
                Integer.parseInt(fields.get(2)),
                new SiteId(fields.get(3)),
                new NodeName(fields.get(4)),
                fields.get(5),
                AcceleratorModel.parse(fields.get(6)),
                fields.get(7),
                new Interval(Long.parseLong(fields.get(8)), Long.parseLong(fields.get(9))),
                new DeviceMillis(Long.parseLong(fields.get(10))),
                Component.valueOf(fields.get(11)),
                fields.get(12),
                fields.get(13),
                fields.get(14),
                new HourlyPrice(Long.parseLong(fields.get(15))));
    }

    /** Splits at commas outside quotes; a doubled quote within quotes is one. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(FIELDS);
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
