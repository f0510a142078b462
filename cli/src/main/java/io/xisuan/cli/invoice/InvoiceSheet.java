package io.xisuan.cli.invoice;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.invoice.ExpectedReimbursement;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.UnconfirmedSubsidy;
import io.xisuan.billing.invoice.VatLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredDraft;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.DeviceMillis;
import java.math.BigDecimal;
import java.time.Instant;

/** An invoice as a terminal shows it: parties, lines, figures, and what it was computed from. */
record InvoiceSheet(Invoice invoice, String state, String sha256) {
    /** Returns the sheet of an issued document. */
    static InvoiceSheet of(StoredInvoice stored) {
        Invoice invoice = Store.read(stored);
        return new InvoiceSheet(
                invoice,
                "Issued   %s".formatted(ShownTime.second(invoice.issuedAt().toEpochMilli())),
                stored.document().sha256());
    }

    /** Returns the sheet of a draft: its name stands where the number will be. */
    static InvoiceSheet of(StoredDraft draft) {
        String signed = draft.review()
                .map(review -> ", reviewed by %s at %s".formatted(review.by(), ShownTime.second(review.atMillis())))
                .orElse("");
        return new InvoiceSheet(
                new Invoice("D" + draft.id(), Instant.EPOCH, draft.content()),
                "State    %s%s".formatted(draft.state(), signed),
                draft.digest());
    }

    /** Prints it; other forms than the table get the document's tree or the lines. */
    void print(Output out, JsonNode document) {
        head(out);
        out.print(document, lines());
        out.say("");
        out.say("Gross        %14s CNY, VAT included".formatted(invoice.gross().formatted()));
        out.say("Vouchers    -%14s CNY, deducted".formatted(invoice.subsidy().formatted()));
        out.say("Payable now  %14s CNY".formatted(invoice.payableNow().formatted()));
        out.say("Expected     %14s CNY, paid to the tenant later, not deducted"
                .formatted(invoice.expectedLaterTotal().formatted()));
        out.alsoForPeople("VAT", vat());
        if (!invoice.voucherPayments().isEmpty()) {
            out.alsoForPeople("Paid by vouchers", payments());
        }
        if (!invoice.expectedLater().isEmpty()) {
            out.alsoForPeople("Expected later", expected());
        }
        for (UnconfirmedSubsidy open : invoice.notConfirmed()) {
            out.say("Not confirmed: %s: %s".formatted(open.programme(), open.missing()));
        }
        foot(out);
    }

    private void head(Output out) {
        out.say("%s  %s  contract %s".formatted(invoice.number(), invoice.period(), invoice.contract()));
        out.say(state);
        invoice.corrects()
                .ifPresent(one -> out.say(
                        "%s  of %s (%s): %s".formatted(invoice.kind(), one.number(), one.family(), one.cause())));
        out.say("Seller   %s  %s  %s"
                .formatted(
                        invoice.seller().supplier(),
                        invoice.seller().nameZh(),
                        invoice.seller().creditCode().orElse("")));
        out.say("Buyer    %s  %s  %s"
                .formatted(
                        invoice.buyer().tenant(),
                        invoice.buyer().nameZh(),
                        invoice.buyer().creditCode().orElse("no credit code")));
        out.say("");
    }

    private void foot(Output out) {
        out.say("");
        out.say("Journal  records %d to %d, hash %s"
                .formatted(
                        invoice.journal().fromSeq(),
                        invoice.journal().toSeq(),
                        invoice.journal().hash()));
        out.say("Slices   SHA-256 %s".formatted(invoice.journal().bookDigest()));
        invoice.journal().bookRoot().ifPresent(root -> out.say("         Merkle root %s".formatted(root)));
        out.say("Document SHA-256 %s".formatted(sha256));
    }

    private Table lines() {
        Table.Builder table = Table.of(
                Column.name("day", "day"),
                Column.name("job", "job"),
                Column.number("attempt", "attempt"),
                Column.name("site", "site"),
                Column.name("model", "model"),
                Column.name("tier", "tier"),
                Column.number("deviceHours", "device hours"),
                Column.number("unitPriceCny", "CNY/h"),
                Column.number("grossCny", "gross"),
                Column.number("subsidyCny", "deducted"),
                Column.number("payableCny", "payable"),
                Column.number("reimbursableCny", "later"),
                Column.text("funding", "funding"));
        invoice.lines().forEach(line -> add(table, line));
        long time = invoice.lines().stream()
                .mapToLong(InvoiceLine::signedDeviceMillis)
                .reduce(0, Math::addExact);
        return table.total(
                        "%d lines".formatted(invoice.lines().size()),
                        "",
                        "",
                        "",
                        "",
                        "",
                        hours(time),
                        "",
                        invoice.gross(),
                        invoice.subsidy(),
                        invoice.payableNow(),
                        invoice.expectedLaterTotal(),
                        "")
                .build();
    }

    private static BigDecimal hours(long signedDeviceMillis) {
        BigDecimal hours = new DeviceMillis(Math.abs(signedDeviceMillis)).hours();
        return signedDeviceMillis < 0 ? hours.negate() : hours;
    }

    private static void add(Table.Builder table, InvoiceLine line) {
        table.row(
                line.day().toString(),
                line.attempt().job().toString(),
                line.attempt().attempt(),
                line.site().value(),
                line.model().id(),
                line.tier(),
                hours(line.signedDeviceMillis()),
                new BigDecimal(line.unitPrice().formatted()),
                line.gross(),
                line.subsidy(),
                line.customer(),
                line.reimbursable(),
                line.funding());
    }

    private Table vat() {
        Table.Builder table = Table.of(
                Column.name("rate", "rate"),
                Column.number("grossCny", "gross"),
                Column.number("netCny", "net"),
                Column.number("taxCny", "VAT"));
        for (VatLine line : invoice.vat()) {
            table.row(line.rate().formatted(), line.gross(), line.net(), line.tax());
        }
        return table.build();
    }

    private Table payments() {
        Table.Builder table = Table.of(
                Column.name("programme", "programme"),
                Column.name("voucher", "voucher"),
                Column.name("voucherNumber", "number"),
                Column.number("amountCny", "CNY"));
        for (VoucherPayment payment : invoice.voucherPayments()) {
            table.row(
                    payment.programme().value(), payment.voucher().value(), payment.voucherNumber(), payment.amount());
        }
        return table.build();
    }

    private Table expected() {
        Table.Builder table = Table.of(
                Column.name("programme", "programme"),
                Column.text("payer", "payer"),
                Column.name("likelyMonth", "likely month"),
                Column.number("amountCny", "CNY"));
        for (ExpectedReimbursement expected : invoice.expectedLater()) {
            table.row(
                    expected.programme().value(),
                    expected.payer(),
                    expected.likelyMonth().toString(),
                    expected.amount());
        }
        return table.build();
    }
}
