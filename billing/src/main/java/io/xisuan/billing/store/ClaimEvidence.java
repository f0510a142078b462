package io.xisuan.billing.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.evidence.DeviceList;
import io.xisuan.billing.claim.evidence.Dossier;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.Proof;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.claim.evidence.UsageLog;
import io.xisuan.billing.invoice.BookRow;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.LineBook;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers from the books what proves that documents' lines were sold, used and paid: for claims, and for buyers' own applications. */
public final class ClaimEvidence {
    private final Store store;

    public ClaimEvidence(Store store) {
        this.store = store;
    }

    /**
     * What is proved.
     *
     * @param documents the numbers of invoices and notes
     * @param attempts the attempts whose use is asked for
     * @param vouchers the grants that are drawn on
     * @param months the time that the use lies in
     */
    public record Subject(
            ProgrammeId programme,
            SortedSet<String> documents,
            SortedSet<AttemptKey> attempts,
            SortedSet<String> vouchers,
            Interval months) {
        public Subject {
            documents = new TreeSet<>(documents);
            attempts = new TreeSet<>(attempts);
            vouchers = new TreeSet<>(vouchers);
        }

        /** Returns what a claim's lines have to be proved with. */
        public static Subject of(Claim claim) {
            List<Deduction> deductions = claim.lines().stream()
                    .map((ClaimLine line) -> Claimable.source(line))
                    .flatMap(Optional::stream)
                    .toList();
            return new Subject(
                    claim.scope().programme(),
                    new TreeSet<>(deductions.stream().map(Deduction::document).toList()),
                    new TreeSet<>(
                            deductions.stream().map(one -> one.key().attempt()).toList()),
                    new TreeSet<>(deductions.stream()
                            .map(one -> one.voucher().value())
                            .toList()),
                    new Interval(
                            claim.scope().from().interval().startMillis(),
                            claim.scope().to().interval().endMillis()));
        }
    }

    /**
     * Gathers the evidence.
     *
     * @param proofs what the programme asks for
     * @param attached files that finance added
     * @param usage the journal's usage, for documents whose line book is not stored; may be empty
     */
    public Dossier gather(Subject subject, List<Proof> proofs, List<EvidenceFile> attached, List<UsageInterval> usage) {
        List<EvidenceFile> files = new ArrayList<>(attached);
        List<Dossier.Document> documents = new ArrayList<>();
        SortedMap<String, Contract> contracts = new TreeMap<>();
        DeviceList devices = new DeviceList();
        SortedSet<String> metered = new TreeSet<>();
        for (String number : subject.documents()) {
            StoredInvoice stored = store.invoice(number).orElseThrow();
            files.add(new EvidenceFile(
                    "invoices/%s.json".formatted(number),
                    ProofKind.INVOICE,
                    stored.document().bytes()));
            files.addAll(book(Store.read(stored), devices, metered));
            if (stored.corrects().isEmpty()) {
                documents.add(document(stored, files));
            }
            contract(stored).ifPresent(contract -> contracts.put(contract.id().value(), contract));
        }
        contracts.values().forEach(contract -> files.add(file(contract)));
        files.addAll(grants(subject));
        files.addAll(journal(subject, usage, devices, metered));
        files.addAll(devices.files());
        SortedSet<String> attempts = new TreeSet<>(
                subject.attempts().stream().map(ClaimEvidence::text).toList());
        return new Dossier(proofs, files, documents, subject.vouchers(), attempts, metered);
    }

    private static String text(AttemptKey attempt) {
        return attempt.job().uid() + "/" + attempt.attempt();
    }

    /** Encloses the line book that a document prints the digest of. */
    private List<EvidenceFile> book(Invoice document, DeviceList devices, SortedSet<String> metered) {
        Optional<LineBook> book = new LineBooks(store).find(document.journal().bookDigest());
        if (book.isEmpty()) {
            return List.of();
        }
        List<BookRow> rows = book.get().rows();
        devices.add(rows);
        rows.forEach(row -> metered.add(row.jobUid() + "/" + row.attempt()));
        return List.of(EvidenceFile.text(
                "usage/%s.csv".formatted(document.number()),
                ProofKind.USAGE,
                book.get().csv()));
    }

    private static List<EvidenceFile> journal(
            Subject subject, List<UsageInterval> usage, DeviceList devices, SortedSet<String> metered) {
        SortedSet<AttemptKey> open = new TreeSet<>(subject.attempts());
        open.removeIf(attempt -> metered.contains(text(attempt)));
        UsageLog log = UsageLog.of(usage, open, subject.months());
        log.addDevices(devices);
        metered.addAll(log.attempts());
        return log.files();
    }

    private Dossier.Document document(StoredInvoice invoice, List<EvidenceFile> files) {
        Money payable =
                store.invoices(new InvoiceFilter(Optional.of(invoice.tenant()), Optional.of(invoice.period()))).stream()
                        .filter(other -> other.number().equals(invoice.number())
                                || other.corrects()
                                        .map(Correction::number)
                                        .filter(invoice.number()::equals)
                                        .isPresent())
                        .map(StoredInvoice::payable)
                        .reduce(Money.ZERO, Money::plus);
        List<MoneyMovement> payments = new PaymentBook(store).paymentsOf(invoice.number());
        if (!payments.isEmpty()) {
            files.add(ClaimProofs.payments(invoice.number(), payments));
        }
        Optional<String> eInvoice =
                new EInvoiceBook(store).numberOf(invoice.number()).map(number -> number.toString());
        eInvoice.ifPresent(number -> files.add(ClaimProofs.eInvoice(invoice.number(), number)));
        Money paid = payments.stream().map(MoneyMovement::paid).reduce(Money.ZERO, Money::plus);
        return new Dossier.Document(invoice.number(), eInvoice, payable, paid);
    }

    private Optional<Contract> contract(StoredInvoice invoice) {
        return store.contracts().stream()
                .filter(contract -> contract.id().equals(invoice.contract()))
                .findFirst();
    }

    private static EvidenceFile file(Contract contract) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("contract", contract.id().value());
        node.put("tenant", contract.tenant().value());
        node.put("supplier", contract.supplier().value());
        node.put("signedOn", contract.signedOn().toString());
        node.put("term", contract.term().toString());
        node.put("amountFen", contract.amount().fen());
        node.put("bearers", contract.bearers().toString());
        contract.fileSha().ifPresent(sha -> node.put("fileSha256", sha));
        return EvidenceFile.text(
                "contracts/%s.json".formatted(contract.id()), ProofKind.CONTRACT, node.toPrettyString() + "\n");
    }

    private List<EvidenceFile> grants(Subject subject) {
        return store.grants().stream()
                .filter(grant -> grant.programme().equals(subject.programme())
                        && subject.vouchers().contains(grant.voucher().value()))
                .map(grant -> EvidenceFile.text(
                        Dossier.grantPath(grant.voucher().value()), ProofKind.GRANT, grant.bodyJson() + "\n"))
                .toList();
    }
}
