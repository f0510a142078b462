package io.xisuan.cli.demo;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimDraft;
import io.xisuan.billing.claim.ClaimScope;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.Deductions;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the month's suppliers can claim from the programmes whose vouchers they deducted: one open claim for each of both. */
final class MonthClaims {
    private final Scenario scenario;

    private MonthClaims(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Returns the claims in order of supplier and programme, opened on a day. */
    static List<Claim> open(Scenario scenario, List<Invoice> invoices, LocalDate day) {
        SortedMap<SupplierId, List<Claimable>> stock = new TreeMap<>();
        for (Invoice invoice : invoices) {
            List<Claimable> ofSupplier =
                    stock.computeIfAbsent(invoice.seller().supplier(), supplier -> new ArrayList<>());
            Deductions.of(invoice)
                    .forEach(deduction -> ofSupplier.add(Claimable.untouched(deduction, invoice.period())));
        }
        List<Claim> claims = new ArrayList<>();
        stock.forEach((supplier, ofSupplier) -> {
            SortedSet<ProgrammeId> programmes = new TreeSet<>(
                    ofSupplier.stream().map(one -> one.deduction().programme()).toList());
            programmes.forEach(programme -> claims.add(
                    new MonthClaims(scenario).claim(claims.size() + 1L, supplier, programme, ofSupplier, day)));
        });
        return List.copyOf(claims);
    }

    private Claim claim(long number, SupplierId supplier, ProgrammeId programme, List<Claimable> stock, LocalDate day) {
        BillingPeriod month = scenario.period();
        ClaimScope scope = new ClaimScope(supplier, programme, month, month, Optional.empty());
        return switch (ClaimDraft.of(known(programme, stock), scope, stock, day, false)) {
            case ClaimDraft.Lines lines -> Claim.open(number, scope, lines.lines());
            case ClaimDraft.No(var refusal) ->
                throw new IllegalStateException("%s cannot be claimed: %s".formatted(programme, refusal));
        };
    }

    private ClaimCase known(ProgrammeId id, List<Claimable> stock) {
        Programme programme = scenario.assembled().programmes().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        SortedSet<ContractId> contracts = new TreeSet<>(stock.stream()
                .map(Claimable::deduction)
                .filter(deduction -> deduction.programme().equals(id))
                .map(Deduction::key)
                .map(key -> key.contract())
                .toList());
        SortedMap<ContractId, CaseFacts> facts = new TreeMap<>();
        for (GrantCase one : scenario.assembled().cases()) {
            if (one.programme().id().equals(id)
                    && contracts.contains(one.contract().id())) {
                facts.put(
                        one.contract().id(),
                        CaseFacts.EMPTY
                                .buyer(one.buyer())
                                .seller(id, one.supplier(), one.buyer())
                                .contract(one.contract()));
            }
        }
        return new ClaimCase(programme, facts);
    }
}
