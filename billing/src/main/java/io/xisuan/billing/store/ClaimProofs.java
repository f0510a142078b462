package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.payment.MoneyMovement;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The files of evidence whose truth may end after they were gathered: payments, which banks take back, and numbers of e-invoices. */
final class ClaimProofs {
    private ClaimProofs() {}

    /** Returns the file that lists the payments of an invoice. */
    static EvidenceFile payments(String number, List<MoneyMovement> payments) {
        StringBuilder text = new StringBuilder("invoice\tday\tfen\treference\n");
        payments.forEach(payment -> text.append("%s\t%s\t%d\t%s\n"
                .formatted(number, payment.recorded().day(), payment.paid().fen(), payment.reference())));
        return EvidenceFile.text(paymentsOf(number), ProofKind.PAYMENT, text.toString());
    }

    private static String paymentsOf(String number) {
        return "payments/%s.tsv".formatted(number);
    }

    /** Returns the file that names the e-invoice of an invoice. */
    static EvidenceFile eInvoice(String number, String eInvoice) {
        return EvidenceFile.text(eInvoiceOf(number), ProofKind.E_INVOICE, eInvoice + "\n");
    }

    private static String eInvoiceOf(String number) {
        return "invoices/%s.e-invoice.txt".formatted(number);
    }

    /** Returns the path of the first file of a claim that would be another one if it were gathered now. */
    static Optional<String> firstOverdue(Handle handle, Claim claim) {
        SortedSet<String> documents = new TreeSet<>(claim.lines().stream()
                .map(Claimable::source)
                .flatMap(Optional::stream)
                .map(Deduction::document)
                .toList());
        SortedMap<String, String> now = new TreeMap<>();
        List<MoneyMovement> movements = MovementRows.all(handle, Optional.empty());
        for (String number : documents) {
            List<MoneyMovement> paid = movements.stream()
                    .filter(movement -> movement.invoice().equals(number)
                            && !movement.paid().isZero())
                    .toList();
            now.put(paymentsOf(number), payments(number, paid).sha256());
            String eInvoice = EInvoiceRows.of(handle, number)
                    .number()
                    .map(Object::toString)
                    .orElse("");
            now.put(eInvoiceOf(number), eInvoice(number, eInvoice).sha256());
        }
        return ClaimRows.files(handle, claim.number()).stream()
                .filter(file -> !now.getOrDefault(file.path(), file.sha256()).equals(file.sha256()))
                .map(EvidenceFile::path)
                .findFirst();
    }
}
