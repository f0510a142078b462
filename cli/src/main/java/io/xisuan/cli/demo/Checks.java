package io.xisuan.cli.demo;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;
import java.util.List;

/** What must hold before anything is shown: a broken one stops the demo with the figures. */
final class Checks {
    private Checks() {}

    static void require(Summary summary, List<SiteReport> sites, MonthBooks books) {
        jobsAndInvoicesAgree(summary);
        timeIsBilledOnce(summary, sites, books);
        for (Invoice invoice : books.invoices()) {
            same(
                    "gross of " + invoice.number(),
                    invoice.gross(),
                    invoice.payableNow().plus(invoice.subsidy()));
        }
        Money ledger = books.ledger().balances().values().stream().reduce(Money.ZERO, Money::plus);
        same("the ledger's sum", ledger, Money.ZERO);
        Money deducted = books.invoices().stream().map(Invoice::subsidy).reduce(Money.ZERO, Money::plus);
        Money claimed = books.claims().stream().map(Claim::deducted).reduce(Money.ZERO, Money::plus);
        same("what vouchers paid and what is claimed", deducted, claimed);
    }

    private static void jobsAndInvoicesAgree(Summary summary) {
        long jobs = summary.jobs().stream().mapToLong(Summary.JobLine::grossFen).sum();
        long invoices = summary.invoices().stream()
                .mapToLong(Summary.InvoiceEntry::grossFen)
                .sum();
        same("gross over jobs and over invoices", jobs, invoices);
        for (Summary.JobLine job : summary.jobs()) {
            same("gross of " + job.job(), job.grossFen(), job.customerFen() + job.subsidyFen());
        }
    }

    private static void timeIsBilledOnce(Summary summary, List<SiteReport> sites, MonthBooks books) {
        long bySite =
                sites.stream().mapToLong(site -> site.month().billed().value()).sum();
        long byJob =
                summary.jobs().stream().mapToLong(Summary.JobLine::billedMillis).sum();
        DeviceMillis invoiced = books.close().billed();
        same("billed time over sites and over jobs", bySite, byJob);
        same("billed time over sites and over invoices", bySite, invoiced.value());
    }

    private static void same(String what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException("%s: %s is not %s".formatted(what, actual, expected));
        }
    }
}
