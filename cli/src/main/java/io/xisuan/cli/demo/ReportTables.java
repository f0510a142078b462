package io.xisuan.cli.demo;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;
import io.xisuan.operator.metering.lifecycle.InventoryClosure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The demo's three tables for people. */
final class ReportTables {
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(BillingPeriod.ZONE);

    private ReportTables() {}

    static Table sites(List<SiteReport> reports) {
        Table.Builder table = Table.of(
                Column.name("site", "site"),
                Column.name("name", "数据中心"),
                Column.number("devices", "devices"),
                Column.number("loadBefore", "load before"),
                Column.number("loadAfter", "load after"),
                Column.number("spareHours", "spare GPU-h"),
                Column.number("soldHours", "sold GPU-h"),
                Column.number("heldUnbilledHours", "held unbilled"),
                Column.number("idleHours", "idle GPU-h"));
        for (SiteReport report : reports) {
            InventoryClosure month = report.month();
            long held = month.background().value()
                    + month.billed().value()
                    + month.heldUnbilled().value();
            long spare = month.inventory().minus(month.background()).value();
            table.row(
                    report.site().value(),
                    report.name(),
                    month.devices(),
                    percent(month.background().value(), month.inventory().value()),
                    percent(held, month.inventory().value()),
                    hours(new DeviceMillis(spare)),
                    hours(month.billed()),
                    hours(month.heldUnbilled()),
                    hours(month.idle()));
        }
        return table.build();
    }

    static Table jobs(Summary summary) {
        Table.Builder table = Table.of(
                Column.name("job", "job"),
                Column.name("state", "state"),
                Column.name("site", "site"),
                Column.number("devices", "GPUs"),
                Column.name("started", "start (CST)"),
                Column.name("ended", "end"),
                Column.number("gpuHours", "GPU-h"),
                Column.number("gross", "gross"),
                Column.number("payableNow", "payable now"),
                Column.number("expectedLater", "exp. later"),
                Column.text("reason", "why there / why not"));
        for (Summary.JobLine job : summary.jobs()) {
            table.row(
                    job.job(),
                    job.state(),
                    job.site() == null ? "-" : job.site(),
                    job.devices(),
                    at(job.startedMillis()),
                    at(job.endedMillis()),
                    hours(new DeviceMillis(job.billedMillis())),
                    Money.ofFen(job.grossFen()).formatted(),
                    Money.ofFen(job.customerFen()).formatted(),
                    Money.ofFen(job.reimbursableFen()).formatted(),
                    job.brief());
        }
        return table.build();
    }

    static Table invoices(List<Invoice> invoices) {
        Table.Builder table = Table.of(
                Column.name("number", "invoice"),
                Column.name("tenant", "tenant"),
                Column.name("buyer", "购买方"),
                Column.number("gross", "gross CNY"),
                Column.number("vat", "of it VAT"),
                Column.number("subsidy", "vouchers pay"),
                Column.number("payableNow", "payable now"),
                Column.number("expectedLater", "expected later"),
                Column.text("programmes", "programmes"));
        for (Invoice invoice : invoices) {
            table.row(
                    invoice.number(),
                    invoice.buyer().tenant().value(),
                    invoice.buyer().nameZh(),
                    invoice.gross().formatted(),
                    invoice.tax().formatted(),
                    invoice.subsidy().formatted(),
                    invoice.payableNow().formatted(),
                    invoice.expectedLaterTotal().formatted(),
                    programmes(invoice));
        }
        table.total(
                "total",
                "",
                "",
                total(invoices.stream().map(Invoice::gross).toList()),
                total(invoices.stream().map(Invoice::tax).toList()),
                total(invoices.stream().map(Invoice::subsidy).toList()),
                total(invoices.stream().map(Invoice::payableNow).toList()),
                total(invoices.stream().map(Invoice::expectedLaterTotal).toList()),
                "");
        return table.build();
    }

    static Table programmes(List<ProgrammeReport> reports) {
        Table.Builder table = Table.of(
                Column.name("programme", "programme"),
                Column.name("name", "算力券政策"),
                Column.text("result", "in this month"),
                Column.number("deducted", "deducted"),
                Column.number("expectedLater", "expected later"),
                Column.text("why", "why"));
        for (ProgrammeReport report : reports) {
            table.row(
                    report.programme(),
                    report.nameZh(),
                    report.result(),
                    Money.ofFen(report.deductedFen()).formatted(),
                    Money.ofFen(report.reimbursableFen()).formatted(),
                    report.why());
        }
        return table.build();
    }

    private static String programmes(Invoice invoice) {
        StringBuilder text = new StringBuilder();
        invoice.voucherPayments().forEach(payment -> add(text, payment.programme() + " deducted"));
        invoice.expectedLater()
                .forEach(later -> add(text, later.programme() + " pays back about " + later.likelyMonth()));
        invoice.notConfirmed().forEach(open -> add(text, open.programme() + " not confirmed: " + open.missing()));
        return text.toString();
    }

    private static void add(StringBuilder text, String part) {
        text.append(text.isEmpty() ? "" : "; ").append(part);
    }

    private static String total(List<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus).formatted();
    }

    private static String at(@Nullable Long millis) {
        return millis == null ? "-" : SHORT.format(Instant.ofEpochMilli(millis));
    }

    private static String hours(DeviceMillis time) {
        return String.format(Locale.ROOT, "%,.1f", time.hours());
    }

    private static String percent(long part, long whole) {
        return BigDecimal.valueOf(part)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                + " %";
    }
}
