package io.xisuan.cli.demo;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.billing.programme.Workload;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one programme did in the month: what it paid, will pay, leaves open, or why it pays nobody here. */
record ProgrammeReport(
        String programme, String nameZh, String result, long deductedFen, long reimbursableFen, String why) {

    static List<ProgrammeReport> all(Scenario scenario, List<Invoice> invoices) {
        return scenario.assembled().programmes().stream()
                .map(programme -> of(scenario, programme, invoices))
                .toList();
    }

    private static ProgrammeReport of(Scenario scenario, Programme programme, List<Invoice> invoices) {
        Money deducted = Money.ZERO;
        Money later = Money.ZERO;
        Set<String> open = new LinkedHashSet<>();
        for (Invoice invoice : invoices) {
            deducted = deducted.plus(deducted(invoice, programme.id()));
            later = later.plus(later(invoice, programme.id()));
            invoice.notConfirmed().stream()
                    .filter(one -> one.programme().equals(programme.id()))
                    .forEach(one -> open.add(one.missing()));
        }
        String result = result(deducted, later, open);
        String why = result.equals("not paid here") ? refusals(scenario, programme) : String.join("; ", open);
        return new ProgrammeReport(
                programme.id().value(), programme.names().zh(), result, deducted.fen(), later.fen(), why);
    }

    private static Money deducted(Invoice invoice, ProgrammeId programme) {
        return invoice.voucherPayments().stream()
                .filter(payment -> payment.programme().equals(programme))
                .map(payment -> payment.amount())
                .reduce(Money.ZERO, Money::plus);
    }

    private static Money later(Invoice invoice, ProgrammeId programme) {
        return invoice.expectedLater().stream()
                .filter(expected -> expected.programme().equals(programme))
                .map(expected -> expected.amount())
                .reduce(Money.ZERO, Money::plus);
    }

    private static String result(Money deducted, Money later, Set<String> open) {
        if (deducted.isPositive()) {
            return "deducted";
        }
        if (later.isPositive()) {
            return "paid back later";
        }
        return open.isEmpty() ? "not paid here" : "not confirmed";
    }

    /** Returns why no tenant gets it, each reason once with the tenants that it keeps out. */
    private static String refusals(Scenario scenario, Programme programme) {
        Map<String, List<String>> tenants = new LinkedHashMap<>();
        scenario.market().grants().all().stream()
                .filter(terms -> terms.grant().programme().equals(programme.id()))
                .forEach(terms -> verdicts(terms)
                        .forEach(why -> tenants.computeIfAbsent(why, first -> new ArrayList<>())
                                .add(terms.grant().number())));
        if (!tenants.isEmpty()) {
            return joined(tenants);
        }
        for (GrantCase one : scenario.assembled().cases()) {
            if (one.programme().id().equals(programme.id())) {
                tenants.computeIfAbsent(reason(one, scenario), reason -> new ArrayList<>())
                        .add(one.buyer().tenant().value());
            }
        }
        return joined(tenants);
    }

    /** Returns why a grant covers nothing, each reason once. */
    private static Set<String> verdicts(GrantTerms terms) {
        Set<String> reasons = new TreeSet<>();
        for (Verdict verdict : terms.verdicts().values()) {
            switch (verdict) {
                case Verdict.Covered covered -> reasons.add("nothing was used where it pays " + covered.why());
                case Verdict.NotCovered no -> reasons.add(no.why());
                case Verdict.Unknown unknown -> reasons.add("unknown " + unknown.missing());
            }
        }
        return reasons;
    }

    private static String joined(Map<String, List<String>> tenants) {
        if (tenants.size() == 1) {
            return String.join("", tenants.keySet());
        }
        return tenants.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String reason(GrantCase one, Scenario scenario) {
        CaseFacts facts = CaseFacts.EMPTY
                .buyer(one.buyer())
                .seller(one.programme().id(), one.supplier(), one.buyer())
                .contract(one.contract())
                .with(Fact.COMPONENT, Component.COMPUTE)
                .with(Fact.WORKLOAD, Workload.TRAINING)
                .with(Fact.ON, scenario.period().month().atDay(1));
        return switch (ProgrammeEvaluation.evaluate(one.programme(), facts)) {
            case Evaluation.NotEligible no -> no.rule() + ": " + no.why();
            case Evaluation.Refused refused -> "unknown %s (%s)".formatted(refused.field(), refused.missing());
            case Evaluation.Eligible eligible -> "nobody was granted a voucher or announced a contract";
        };
    }
}
