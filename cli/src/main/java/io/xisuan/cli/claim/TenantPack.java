package io.xisuan.cli.claim;

import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.evidence.ArchiveContent;
import io.xisuan.billing.claim.evidence.Dossier;
import io.xisuan.billing.claim.evidence.Proof;
import io.xisuan.billing.invoice.ExpectedReimbursement;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.billing.store.ClaimEvidence;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A buyer's own application: the invoices of a month for which a programme is expected to pay the buyer, and their evidence. */
final class TenantPack {
    private final Store store;
    private final ClaimDesk desk;
    private final Programme programme;
    private final TenantId tenant;
    private final BillingPeriod month;
    private final List<Invoice> documents;

    /**
     * @throws InputException when no document of the month expects anything from the programme
     */
    TenantPack(Store store, ClaimDesk desk, Programme programme, TenantId tenant, BillingPeriod month) {
        this.store = store;
        this.desk = desk;
        this.programme = programme;
        this.tenant = tenant;
        this.month = month;
        this.documents = store.invoices(new InvoiceFilter(Optional.of(tenant), Optional.of(month))).stream()
                .map(Store::read)
                .filter(document -> !expected(document).isZero())
                .toList();
        if (documents.isEmpty()) {
            throw InputException.of("no invoice of %s of %s expects money from %s: see invoice list"
                    .formatted(tenant, month, programme.id()));
        }
    }

    private Money expected(Invoice document) {
        return document.expectedLater().stream()
                .filter(one -> one.programme().equals(programme.id()))
                .map(ExpectedReimbursement::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    Dossier dossier(Optional<String> journal) {
        ClaimCase known = desk.known(programme);
        SortedSet<AttemptKey> attempts = new TreeSet<>();
        documents.forEach(document -> document.lines().forEach(line -> attempts.add(line.attempt())));
        SortedSet<String> vouchers = new TreeSet<>(store.grants().stream()
                .filter(grant -> grant.programme().equals(programme.id()))
                .map(GrantRecord::voucher)
                .map(Object::toString)
                .filter(voucher -> documents.stream()
                        .flatMap(document -> document.lines().stream())
                        .anyMatch(line -> List.of(line.funding().split("\\+")).contains(voucher)))
                .toList());
        ClaimEvidence.Subject subject = new ClaimEvidence.Subject(
                programme.id(),
                new TreeSet<>(documents.stream().map(Invoice::number).toList()),
                attempts,
                vouchers,
                month.interval());
        return new ClaimEvidence(store)
                .gather(
                        subject,
                        Proof.of(known.version().payout()),
                        List.of(),
                        journal.map(ClaimDesk::usage).orElse(List.of()));
    }

    /** Dated by the last document: the same pack has the same bytes. */
    ArchiveContent content(Dossier dossier) {
        List<String> lines = new ArrayList<>();
        Money total = Money.ZERO;
        for (Invoice document : documents) {
            Money amount = expected(document);
            total = total.plus(amount);
            lines.add(String.join(
                    "\t",
                    Integer.toString(lines.size() + 1),
                    "reimbursed",
                    document.number(),
                    document.contract().value(),
                    Long.toString(amount.fen()),
                    amount.currency().name(),
                    ClaimCase.ONE_PAYER,
                    Long.toString(amount.fen())));
        }
        SortedMap<String, Money> levels = new TreeMap<>();
        levels.put(ClaimCase.ONE_PAYER, total);
        long at = documents.stream()
                .mapToLong(document -> document.issuedAt().toEpochMilli())
                .max()
                .orElseThrow();
        String name = "pack-%s-%s-%s".formatted(programme.id(), tenant, month);
        return new ArchiveContent(name, name, lines, total, levels, at, dossier.files());
    }

    /** Returns what the programme's own formula comes to by contract: what the tenant may expect on its own application. */
    List<String> formula() {
        ClaimCase known = desk.known(programme);
        List<String> steps = new ArrayList<>();
        for (Invoice document : documents) {
            CaseFacts facts = known.facts()
                    .getOrDefault(document.contract(), CaseFacts.EMPTY)
                    .with(Fact.SETTLED, document.gross().max(Money.ZERO))
                    .with(Fact.WITHOUT_VAT, document.net().max(Money.ZERO))
                    .with(Fact.ON, month.month().atEndOfMonth());
            steps.add(document.number() + ": "
                    + switch (ProgrammeEvaluation.evaluate(programme, facts)) {
                        case Evaluation.Eligible eligible ->
                            eligible.subsidy()
                                    .map(amount -> "the formula comes to %s on this invoice alone".formatted(amount))
                                    .orElse("the formula starts from an amount that is not known here");
                        case Evaluation.NotEligible no -> "not eligible by %s: %s".formatted(no.rule(), no.why());
                        case Evaluation.Refused unknown ->
                            "the formula is not known: %s, %s".formatted(unknown.field(), unknown.missing());
                    });
        }
        return steps;
    }
}
