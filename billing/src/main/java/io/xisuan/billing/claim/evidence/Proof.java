package io.xisuan.billing.claim.evidence;

import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.PayoutRules;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a programme wants to see.
 *
 * @param number its place in the programme's list, from 1
 * @param text what the programme calls it
 */
public record Proof(int number, String text, ProofKind kind) {
    /** Returns the folder of files that finance adds as this proof. */
    public String folder() {
        return "attached/%d/".formatted(number);
    }

    /** Returns the list of a programme; empty where it asks for nothing, or nobody knows what it asks for. */
    public static List<Proof> of(PayoutRules rules) {
        List<Proof> proofs = new ArrayList<>();
        for (String text : rules.proofs().known().orElse(List.of())) {
            proofs.add(new Proof(proofs.size() + 1, text, ProofKind.of(text)));
        }
        return List.copyOf(proofs);
    }

    /** Returns whether nobody knows what the programme wants to see. */
    public static boolean unknown(PayoutRules rules) {
        return rules.proofs() instanceof Field.Unknown<List<String>>;
    }
}
