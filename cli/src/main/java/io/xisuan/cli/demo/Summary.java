package io.xisuan.cli.demo;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;
import io.xisuan.operator.metering.lifecycle.InventoryClosure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The demo's result for programs, {@code summary.json}: the fields of the interface description, and more. */
record Summary(
        String period,
        long scrapeMillis,
        String journalHead,
        List<SiteLine> sites,
        List<JobLine> jobs,
        List<InvoiceEntry> invoices,
        List<ProgrammeReport> programmes) {

    record SiteLine(
            String site,
            int devices,
            long inventoryMillis,
            long backgroundMillis,
            long billedMillis,
            long heldUnbilledMillis,
            long idleMillis,
            long unavailableMillis) {}

    record JobLine(
            String job,
            String tenant,
            @Nullable String site,
            String state,
            int devices,
            long submittedMillis,
            @Nullable Long startedMillis,
            @Nullable Long endedMillis,
            long billedMillis,
            long grossFen,
            long subsidyFen,
            long customerFen,
            long reimbursableFen,
            String reason,
            String brief) {}

    record InvoiceEntry(
            String number,
            String tenant,
            long grossFen,
            long subsidyFen,
            long customerFen,
            long reimbursableFen,
            long vatFen,
            List<String> files) {}

    /** What one attempt comes to on the invoices. */
    record Bill(Money gross, Money subsidy, Money customer, Money reimbursable) {
        static final Bill NOTHING = new Bill(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

        Bill plus(SubsidisedCharge charge) {
            return new Bill(
                    gross.plus(charge.charge().gross()),
                    subsidy.plus(charge.subsidy()),
                    customer.plus(charge.customer()),
                    reimbursable.plus(charge.reimbursable()));
        }
    }

    static Summary of(Scenario scenario, List<SiteReport> sites, List<JobOutcome> outcomes, MonthBooks books) {
        Map<AttemptKey, Bill> bills = bills(books);
        Map<AttemptKey, DeviceMillis> billed = billed(books.usage());
        return new Summary(
                scenario.period().toString(),
                MonthRun.SCRAPE_MILLIS,
                books.head().hash(),
                sites.stream().map(site -> line(site.month())).toList(),
                outcomes.stream().map(outcome -> line(outcome, bills, billed)).toList(),
                books.invoices().stream().map(Summary::entry).toList(),
                ProgrammeReport.all(scenario, books.invoices()));
    }

    private static Map<AttemptKey, Bill> bills(MonthBooks books) {
        Map<AttemptKey, Bill> bills = new TreeMap<>();
        for (SubsidisedCharge charge : books.close().charges()) {
            bills.merge(
                    charge.charge().key().attempt(), Bill.NOTHING.plus(charge), (before, first) -> before.plus(charge));
        }
        return bills;
    }

    private static Map<AttemptKey, DeviceMillis> billed(List<UsageInterval> usage) {
        Map<AttemptKey, DeviceMillis> billed = new TreeMap<>();
        usage.stream()
                .filter(UsageInterval::billed)
                .forEach(one -> billed.merge(AttemptKey.of(one), one.quantity(), DeviceMillis::plus));
        return billed;
    }

    private static SiteLine line(InventoryClosure closure) {
        return new SiteLine(
                closure.site().value(),
                closure.devices(),
                closure.inventory().value(),
                closure.background().value(),
                closure.billed().value(),
                closure.heldUnbilled().value(),
                closure.idle().value(),
                closure.unavailable().value());
    }

    private static JobLine line(JobOutcome outcome, Map<AttemptKey, Bill> bills, Map<AttemptKey, DeviceMillis> billed) {
        AttemptKey attempt = new AttemptKey(outcome.request().id(), 1);
        Bill bill = bills.getOrDefault(attempt, Bill.NOTHING);
        return new JobLine(
                outcome.request().id().toString(),
                outcome.request().tenant().value(),
                outcome.run().map(run -> run.start().site().value()).orElse(null),
                outcome.state().word(),
                outcome.request().gang().devices(),
                outcome.request().submittedMillis(),
                outcome.run().map(GangRun::runningMillis).orElse(null),
                outcome.run()
                        .filter(run -> outcome.state() == JobOutcome.State.SUCCEEDED)
                        .map(GangRun::endMillis)
                        .orElse(null),
                billed.getOrDefault(attempt, DeviceMillis.ZERO).value(),
                bill.gross().fen(),
                bill.subsidy().fen(),
                bill.customer().fen(),
                bill.reimbursable().fen(),
                outcome.why().full(),
                outcome.why().brief());
    }

    private static InvoiceEntry entry(Invoice invoice) {
        List<String> files = new ArrayList<>();
        for (String ending : List.of("pdf", "csv", "json")) {
            files.add("invoices/" + invoice.number() + "." + ending);
        }
        return new InvoiceEntry(
                invoice.number(),
                invoice.buyer().tenant().value(),
                invoice.gross().fen(),
                invoice.subsidy().fen(),
                invoice.payableNow().fen(),
                invoice.expectedLaterTotal().fen(),
                invoice.tax().fen(),
                List.copyOf(files));
    }
}
