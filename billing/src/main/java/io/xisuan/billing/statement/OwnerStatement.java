package io.xisuan.billing.statement;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.party.OwnerTermsCsv;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.Rounding;
import io.xisuan.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was sold of a site in one month, for its owner, where another is the seller; notes of that month's usage are in it.
 *
 * @param terms what was agreed with the owner; empty when nothing is on record, and then nothing is said about its part
 * @param rows in order of model
 */
public record OwnerStatement(SiteId site, BillingPeriod period, Optional<OwnerTermsCsv.Terms> terms, List<Row> rows) {
    /**
     * What was sold of one model.
     *
     * @param commitment whether it is what a commitment came to beyond usage: money for the seller, and nobody used the site
     * @param deviceMillis the device time that was used, corrections subtracted
     * @param net without VAT
     */
    public record Row(AcceleratorModel model, boolean commitment, long deviceMillis, Money gross, Money net) {
        private Row plus(Row other) {
            return new Row(
                    model,
                    commitment,
                    Math.addExact(deviceMillis, other.deviceMillis),
                    gross.plus(other.gross),
                    net.plus(other.net));
        }
    }

    public OwnerStatement {
        rows = List.copyOf(rows);
    }

    /** Returns the statement over issued documents; those of other months and lines of other sites are left alone. */
    public static OwnerStatement of(
            SiteId site, BillingPeriod period, Optional<OwnerTermsCsv.Terms> terms, List<Invoice> documents) {
        Map<String, Row> rows = new TreeMap<>();
        for (Invoice document : documents) {
            if (!document.period().equals(period) || settles(document)) {
                continue;
            }
            for (InvoiceLine line : document.lines()) {
                if (line.site().equals(site)) {
                    Row row = row(line);
                    rows.merge(line.model().id() + (row.commitment() ? "/commitment" : ""), row, Row::plus);
                }
            }
        }
        return new OwnerStatement(site, period, terms, new ArrayList<>(rows.values()));
    }

    /** Storage and network were used by the devices in the same hours: those are counted once. */
    private static Row row(InvoiceLine line) {
        long used = line.component() == Component.COMPUTE ? line.quantity().value() : 0;
        return new Row(
                line.model(),
                line.component() == Component.COMMITMENT,
                line.takenOff() ? -used : used,
                line.gross(),
                line.net());
    }

    private static boolean settles(Invoice document) {
        return document.corrects()
                .filter(note -> note.family() == Correction.Family.SETTLEMENT)
                .isPresent();
    }

    public Money gross() {
        return rows.stream().map(Row::gross).reduce(Money.ZERO, Money::plus);
    }

    public Money net() {
        return rows.stream().map(Row::net).reduce(Money.ZERO, Money::plus);
    }

    /** Returns the owner's part of all rows together, rounded down to the fen once; empty when nothing was agreed. */
    public Optional<Money> ownerPart() {
        return terms.map(agreed -> agreed.share().of(net(), Rounding.FLOOR));
    }
}
