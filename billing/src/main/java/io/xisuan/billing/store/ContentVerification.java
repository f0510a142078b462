package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.model.InputException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Checks what is kept by its digest: the evidence of claims, line books, and files that were drawn once. */
final class ContentVerification {
    private ContentVerification() {}

    /** Returns the first thing that is not what its digest says, for people. */
    static Optional<String> firstBroken(Handle handle) {
        return evidence(handle).or(() -> books(handle)).or(() -> files(handle));
    }

    /** What is frozen has the root that two people agreed on. */
    private static Optional<String> evidence(Handle handle) {
        for (long number : ClaimRows.numbers(handle)) {
            Claim claim = ClaimRows.find(handle, number).orElseThrow().claim();
            String root = claim.rootWith(ClaimRows.files(handle, number).stream()
                    .map(EvidenceFile::leaf)
                    .toList());
            if (claim.root().filter(frozen -> !frozen.equals(root)).isPresent()) {
                return Optional.of("the lines and the evidence of %s have the root %s, frozen was %s"
                        .formatted(claim.name(), root, claim.root().get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> books(Handle handle) {
        for (String sha : handle.createQuery("SELECT sha FROM line_book ORDER BY sha")
                .mapTo(String.class)
                .list()) {
            try {
                LineBookRows.find(handle, sha).orElseThrow().csv();
            } catch (InputException changed) {
                return Optional.of(String.valueOf(changed.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> files(Handle handle) {
        return handle
                .createQuery("SELECT document, form, sha256, body FROM kept_file ORDER BY document, form, language")
                .map((row, context) -> Sha256.hex(row.getBytes("body")).equals(row.getString("sha256"))
                        ? ""
                        : "the kept %s of %s has another digest"
                                .formatted(row.getString("form"), row.getString("document")))
                .stream()
                .filter(problem -> !problem.isEmpty())
                .findFirst();
    }
}
