package io.xisuan.cli.invoice;

import io.xisuan.billing.explain.LineExplanation;
import io.xisuan.billing.explain.ShareOfLine;
import io.xisuan.billing.invoice.BookRow;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;
import io.xisuan.operator.metering.journal.JournalRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The explanation of a line as JSON shows it.
 *
 * @param slices what the line is the sum of; empty with a problem where the book is not there
 * @param slicesAddUp whether their device time is the line's
 * @param hold what was reserved for the attempt, when something was
 * @param problem why there are no slices; empty when there are
 */
record ExplainedLine(
        String document,
        int line,
        String answer,
        LocalDate day,
        String job,
        int attempt,
        String site,
        String model,
        String component,
        String tariffVersion,
        String tier,
        long deviceMillis,
        String unitPriceCny,
        Money gross,
        BigDecimal exactGrossFen,
        String vatRate,
        Money tax,
        BigDecimal exactTaxFen,
        Money subsidy,
        Money customer,
        Money reimbursable,
        BigDecimal actualPercent,
        List<ShareOfLine> shares,
        Optional<Held> hold,
        String bookSha256,
        boolean slicesAddUp,
        List<SliceRow> slices,
        String problem) {
    /** What an attempt's hold reserved, and what of it was posted. */
    record Held(String id, Money held, Money posted) {}

    /**
     * One slice.
     *
     * @param evidence SHA-256 over what metering read
     * @param journalSeq the record of the interval in the usage journal, when one was named and has it
     * @param journalHash the hash of the chain at that record
     */
    record SliceRow(
            String usage,
            String node,
            String lane,
            Instant from,
            Instant until,
            long deviceMillis,
            String priceCny,
            String evidence,
            Optional<Long> journalSeq,
            Optional<String> journalHash) {
        static SliceRow of(BookRow row, Optional<JournalRecord> stored) {
            return new SliceRow(
                    row.usage(),
                    row.node().value(),
                    row.lane(),
                    Instant.ofEpochMilli(row.interval().startMillis()),
                    Instant.ofEpochMilli(row.interval().endMillis()),
                    row.quantity().value(),
                    row.price().formatted(),
                    row.evidence(),
                    stored.map(JournalRecord::seq),
                    stored.map(JournalRecord::hash));
        }
    }

    static ExplainedLine of(
            LineExplanation explanation,
            Invoice invoice,
            List<BookRow> rows,
            SortedMap<String, JournalRecord> records,
            Optional<Held> hold,
            String problem) {
        InvoiceLine line = explanation.line();
        return new ExplainedLine(
                explanation.document(),
                explanation.number(),
                explanation.answer(),
                line.day(),
                line.attempt().job().namespace() + "/" + line.attempt().job().name(),
                line.attempt().attempt(),
                line.site().value(),
                line.model().id(),
                line.component().name(),
                line.tariffVersion(),
                line.tier(),
                line.signedDeviceMillis(),
                line.unitPrice().formatted(),
                line.gross(),
                explanation.exactGrossFen(),
                line.vatRate().formatted(),
                line.tax(),
                explanation.exactTaxFen(),
                line.subsidy(),
                line.customer(),
                line.reimbursable(),
                explanation.actualPercent(),
                explanation.shares(),
                hold,
                invoice.journal().bookDigest(),
                DeviceMillis.sum(rows.stream().map(BookRow::quantity).toList()).equals(line.quantity()),
                rows.stream()
                        .map(row -> SliceRow.of(row, Optional.ofNullable(records.get(row.usage()))))
                        .toList(),
                problem);
    }
}
