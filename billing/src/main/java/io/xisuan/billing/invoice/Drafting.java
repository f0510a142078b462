package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Drafts the invoice of one contract's month from its subsidised charges. */
record Drafting(ContractTerms terms, BillingPeriod period, List<GrantTerms> grants, JournalReference journal) {
    /** The order in which a reader checks lines: by day, then by job. */
    private static final Comparator<SubsidisedCharge> BY_DAY = Comparator.comparing(
                    (SubsidisedCharge charge) -> charge.charge().key().day())
            .thenComparing(charge -> charge.charge().key().attempt().job())
            .thenComparing(charge -> charge.charge().key());

    InvoiceDraft draft(List<SubsidisedCharge> charges) {
        List<SubsidisedCharge> ordered = charges.stream().sorted(BY_DAY).toList();
        List<Money> taxes = lineTaxes(ordered);
        List<InvoiceLine> lines = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            lines.add(line(ordered.get(i), taxes.get(i)));
        }
        return new InvoiceDraft(
                InvoiceKind.INVOICE,
                terms.seller(),
                terms.buyer(),
                terms.contract(),
                period,
                lines,
                vatLines(lines),
                payments(ordered),
                expected(ordered),
                unconfirmed(ordered),
                journal,
                Optional.empty(),
                Grounds.of(grants, ordered));
    }

    private static List<Money> lineTaxes(List<SubsidisedCharge> charges) {
        Map<Rate, List<Integer>> byRate = new TreeMap<>();
        for (int i = 0; i < charges.size(); i++) {
            byRate.computeIfAbsent(charges.get(i).charge().vatRate(), rate -> new ArrayList<>())
                    .add(i);
        }
        List<Money> taxes =
                new ArrayList<>(charges.stream().map(charge -> Money.ZERO).toList());
        byRate.forEach((rate, indexes) -> {
            List<Money> gross = indexes.stream()
                    .map(index -> charges.get(index).charge().gross())
                    .toList();
            List<Money> shares = Vat.shared(gross, rate);
            for (int i = 0; i < indexes.size(); i++) {
                taxes.set(indexes.get(i), shares.get(i));
            }
        });
        return taxes;
    }

    private static InvoiceLine line(SubsidisedCharge subsidised, Money tax) {
        Charge charge = subsidised.charge();
        return new InvoiceLine(
                charge.key().attempt(),
                charge.key().component(),
                charge.key().site(),
                charge.key().model(),
                charge.key().tariffVersion(),
                charge.key().tier(),
                charge.key().funding(),
                charge.key().day(),
                charge.quantity(),
                charge.unitPrice(),
                charge.gross(),
                subsidised.subsidy(),
                subsidised.customer(),
                subsidised.reimbursable(),
                charge.vatRate(),
                tax);
    }

    private static List<VatLine> vatLines(List<InvoiceLine> lines) {
        Map<Rate, Money> gross = new TreeMap<>();
        Map<Rate, Money> taxes = new TreeMap<>();
        for (InvoiceLine line : lines) {
            gross.merge(line.vatRate(), line.gross(), Money::plus);
            taxes.merge(line.vatRate(), line.tax(), Money::plus);
        }
        List<VatLine> vat = new ArrayList<>();
        gross.forEach((rate, amount) -> {
            Money tax = taxes.getOrDefault(rate, Money.ZERO);
            vat.add(new VatLine(rate, amount, amount.minus(tax), tax));
        });
        return vat;
    }

    private List<VoucherPayment> payments(List<SubsidisedCharge> charges) {
        List<VoucherPayment> payments = new ArrayList<>();
        for (GrantTerms grant : grants) {
            Money amount = given(charges, grant);
            if (grant.settlement().deductedBySupplier() && amount.isPositive()) {
                payments.add(new VoucherPayment(
                        grant.grant().programme(),
                        grant.grant().voucher(),
                        grant.grant().number(),
                        amount));
            }
        }
        return payments;
    }

    private List<ExpectedReimbursement> expected(List<SubsidisedCharge> charges) {
        List<ExpectedReimbursement> expected = new ArrayList<>();
        for (GrantTerms grant : grants) {
            Money amount = given(charges, grant);
            if (!grant.settlement().deductedBySupplier() && amount.isPositive()) {
                BillingPeriod month = new BillingPeriod(period.month().plusMonths(grant.likelyAfterMonths()));
                expected.add(new ExpectedReimbursement(
                        grant.grant().programme(), grant.grant().payer(), month, amount));
            }
        }
        return expected;
    }

    private List<UnconfirmedSubsidy> unconfirmed(List<SubsidisedCharge> charges) {
        TreeSet<String> missing = new TreeSet<>();
        List<UnconfirmedSubsidy> unconfirmed = new ArrayList<>();
        for (GrantTerms grant : grants) {
            for (SubsidisedCharge charge : charges) {
                Item item = charge.charge().key().item();
                if (item.component() != Component.COMMITMENT
                        && grant.verdict(item) instanceof Verdict.Unknown unknown
                        && missing.add(grant.grant().programme() + "\n" + unknown.missing())) {
                    unconfirmed.add(new UnconfirmedSubsidy(grant.grant().programme(), unknown.missing()));
                }
            }
        }
        return unconfirmed;
    }

    private static Money given(List<SubsidisedCharge> charges, GrantTerms grant) {
        return charges.stream()
                .flatMap(charge -> charge.allocations().stream())
                .filter(allocation -> allocation.terms().grant().equals(grant.grant()))
                .map(Allocation::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
