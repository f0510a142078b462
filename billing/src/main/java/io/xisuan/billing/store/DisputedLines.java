package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.ClaimRefusal;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.receivable.Dispute;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Which lines of documents buyers do not accept: no claim is opened on them, and none that holds one is frozen or handed in. */
final class DisputedLines {
    private final SortedMap<String, String> disputes = new TreeMap<>();

    private DisputedLines() {}

    /** Reads them: each line that is in dispute, and what notes corrected of it. */
    static DisputedLines read(Handle handle) {
        DisputedLines lines = new DisputedLines();
        for (Dispute dispute : DisputeRows.all(handle, Optional.empty())) {
            if (dispute.state().apart()) {
                lines.add(handle, dispute);
            }
        }
        return lines;
    }

    private void add(Handle handle, Dispute dispute) {
        disputes.put(place(dispute.invoice(), dispute.line()), dispute.name());
        Invoice invoice =
                Store.read(DocumentRows.find(handle, dispute.invoice()).orElseThrow());
        LineKey key = invoice.lines().get(dispute.line() - 1).key(invoice.contract());
        DocumentRows.notes(handle, dispute.invoice()).forEach(stored -> {
            Invoice note = Store.read(stored);
            int number = 0;
            for (InvoiceLine line : note.lines()) {
                number++;
                if (line.key(note.contract()).equals(key)) {
                    disputes.put(place(note.number(), number), dispute.name());
                }
            }
        });
    }

    private static String place(String document, int line) {
        return document + "/" + line;
    }

    private Optional<String> of(Deduction deduction) {
        return Optional.ofNullable(disputes.get(place(deduction.document(), deduction.line())));
    }

    boolean hold(Claimable one) {
        return of(one.deduction()).isPresent();
    }

    /** Returns why a step cannot be done now; only freezing and handing in wait for disputes. */
    static Optional<ClaimAnswer.Refused> refusal(Handle handle, Claim claim, ClaimStep step) {
        return switch (step) {
            case ClaimStep.Freeze freeze -> read(handle).refusal(claim);
            case ClaimStep.Submit submit -> read(handle).refusal(claim);
            case ClaimStep.Withdraw withdraw -> Optional.empty();
            case ClaimStep.Answer answer -> Optional.empty();
            case ClaimStep.Pay pay -> Optional.empty();
            case ClaimStep.Reconcile reconcile -> Optional.empty();
            case ClaimStep.ClawBack back -> Optional.empty();
            case ClaimStep.Repay repay -> Optional.empty();
        };
    }

    private Optional<ClaimAnswer.Refused> refusal(Claim claim) {
        for (ClaimLine line : claim.lines()) {
            Optional<Deduction> source = Claimable.source(line);
            Optional<String> dispute = source.flatMap(this::of);
            if (dispute.isPresent()) {
                return Optional.of(new ClaimAnswer.Refused(
                        ClaimRefusal.DISPUTED,
                        "line %d of %s is line %d of %s, which is in dispute as %s: decide on it, or withdraw the claim"
                                .formatted(
                                        line.number(),
                                        claim.name(),
                                        source.get().line(),
                                        source.get().document(),
                                        dispute.get())));
            }
        }
        return Optional.empty();
    }
}
