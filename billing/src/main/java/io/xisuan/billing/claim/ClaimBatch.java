package io.xisuan.billing.claim;

import io.xisuan.billing.canonical.MerkleTree;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one supplier claims from one programme for one month: every deducted line, and nothing else.
 *
 * @param merkleRoot over the lines in order, SHA-256 in hex
 */
public record ClaimBatch(
        SupplierId supplier, ProgrammeId programme, BillingPeriod period, List<ClaimLine> lines, String merkleRoot) {
    private record Claimant(SupplierId supplier, ProgrammeId programme) implements Comparable<Claimant> {
        private static final Comparator<Claimant> ORDER =
                Comparator.comparing(Claimant::supplier).thenComparing(Claimant::programme);

        @Override
        public int compareTo(Claimant other) {
            return ORDER.compare(this, other);
        }
    }

    public ClaimBatch {
        lines = List.copyOf(lines);
    }

    /** Returns what is claimed. */
    public Money total() {
        return lines.stream().map(ClaimLine::amount).reduce(Money.ZERO, Money::plus);
    }

    /**
     * Returns the batches of a closed month in order of supplier and programme.
     *
     * @throws IllegalStateException when the lines do not come to what the invoices say vouchers paid
     */
    public static List<ClaimBatch> of(BillingPeriod period, List<Invoice> invoices, List<SubsidisedCharge> charges) {
        Map<ContractId, Invoice> byContract = new TreeMap<>();
        invoices.forEach(invoice -> byContract.put(invoice.contract(), invoice));
        Map<Claimant, List<ClaimLine>> lines = new TreeMap<>();
        for (SubsidisedCharge charge : charges) {
            Invoice invoice = byContract.get(charge.charge().key().contract());
            if (invoice != null) {
                addLines(charge, invoice, lines);
            }
        }
        List<ClaimBatch> batches = new ArrayList<>();
        lines.forEach((claimant, claimed) -> batches.add(new ClaimBatch(
                claimant.supplier(),
                claimant.programme(),
                period,
                claimed,
                MerkleTree.root(claimed.stream().map(ClaimLine::canonical).toList()))));
        requireSum(invoices, batches);
        return List.copyOf(batches);
    }

    private static void addLines(SubsidisedCharge charge, Invoice invoice, Map<Claimant, List<ClaimLine>> lines) {
        for (Allocation allocation : charge.allocations()) {
            if (allocation.terms().settlement().deductedBySupplier()
                    && allocation.amount().isPositive()) {
                lines.computeIfAbsent(
                                new Claimant(
                                        invoice.seller().supplier(),
                                        allocation.terms().grant().programme()),
                                claimant -> new ArrayList<>())
                        .add(new ClaimLine(
                                invoice.number(),
                                allocation.terms().grant().voucher(),
                                charge.charge().key(),
                                charge.charge().gross(),
                                allocation.amount()));
            }
        }
    }

    private static void requireSum(List<Invoice> invoices, List<ClaimBatch> batches) {
        Money paid = invoices.stream().map(Invoice::subsidy).reduce(Money.ZERO, Money::plus);
        Money claimed = batches.stream().map(ClaimBatch::total).reduce(Money.ZERO, Money::plus);
        if (!paid.equals(claimed)) {
            throw new IllegalStateException("Vouchers paid %s on invoices but %s is claimed".formatted(paid, claimed));
        }
    }
}
