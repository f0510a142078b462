package io.xisuan.billing.claim.evidence;

import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a claim, or a buyer's own application, has to be proved with, and what there is.
 *
 * @param proofs what the programme asks for
 * @param files what there is, in order of path
 * @param documents what is known of each document that is claimed from, in order of number
 * @param grants the vouchers that were drawn on
 * @param attempts the attempts whose use is claimed, as {@code uid/attempt}
 * @param metered those of them that the usage log covers
 */
public record Dossier(
        List<Proof> proofs,
        List<EvidenceFile> files,
        List<Document> documents,
        SortedSet<String> grants,
        SortedSet<String> attempts,
        SortedSet<String> metered) {
    /**
     * One document that is claimed from.
     *
     * @param eInvoice the number that the tax platform gave its invoice
     * @param payable what the buyer owes for it, notes included
     * @param paid what the buyer paid
     */
    public record Document(String number, Optional<String> eInvoice, Money payable, Money paid) {
        boolean settled() {
            return paid.compareTo(payable) >= 0;
        }
    }

    public Dossier {
        proofs = List.copyOf(proofs);
        files = List.copyOf(files);
        documents = List.copyOf(documents);
        grants = new TreeSet<>(grants);
        attempts = new TreeSet<>(attempts);
        metered = new TreeSet<>(metered);
    }

    /** One proof that is not complete, and what is missing of it. */
    public record Missing(Proof proof, String what) {}

    /** Returns what is missing, item by item, in the order of the programme's list; empty when all is there. */
    public List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        for (Proof proof : proofs) {
            if (!has(proof.folder())) {
                lacking(proof).forEach(what -> missing.add(new Missing(proof, what)));
            }
        }
        return missing;
    }

    private boolean has(String folder) {
        return files.stream().anyMatch(file -> file.path().startsWith(folder));
    }

    /** Returns what is missing of a proof that nobody added a file for. */
    private List<String> lacking(Proof proof) {
        return switch (proof.kind()) {
            case INVOICE, E_INVOICE -> withoutEInvoice();
            case PAYMENT -> unpaid();
            case USAGE -> unmetered();
            case DEVICES -> present(ProofKind.DEVICES) ? List.of() : List.of("the list of devices");
            case GRANT -> withoutGrant();
            case CONTRACT -> List.of("the contract as signed: claim attach --proof %d FILE".formatted(proof.number()));
            case CONFIRMATION, OTHER, CLAIM -> List.of("claim attach --proof %d FILE".formatted(proof.number()));
        };
    }

    private boolean present(ProofKind kind) {
        return files.stream().anyMatch(file -> file.kind() == kind);
    }

    private List<String> withoutEInvoice() {
        return documents.stream()
                .filter(document -> document.eInvoice().isEmpty())
                .map(document -> "the e-invoice number of " + document.number())
                .toList();
    }

    private List<String> unpaid() {
        return documents.stream()
                .filter(document -> !document.settled())
                .map(document -> "the payment of %s: %s of %s is recorded"
                        .formatted(
                                document.number(),
                                document.paid().formatted(),
                                document.payable().formatted()))
                .toList();
    }

    private List<String> unmetered() {
        return attempts.stream()
                .filter(attempt -> !metered.contains(attempt))
                .map(attempt -> "the usage of %s: --journal DIR reads it".formatted(attempt))
                .toList();
    }

    private List<String> withoutGrant() {
        return grants.stream()
                .filter(grant -> files.stream().noneMatch(file -> file.path().equals(grantPath(grant))))
                .map(grant -> "the letter of voucher " + grant)
                .toList();
    }

    /** Returns where the letter of a voucher lies. */
    public static String grantPath(String voucher) {
        return "grants/%s.json".formatted(voucher);
    }
}
