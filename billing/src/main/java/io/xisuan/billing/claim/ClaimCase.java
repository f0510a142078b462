package io.xisuan.billing.claim;

import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.model.ContractId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The programme that a claim is made on, and what is known of each contract that is claimed for.
 *
 * @param facts by contract; of a contract that is absent nothing is known
 */
public record ClaimCase(Programme programme, SortedMap<ContractId, CaseFacts> facts) {
    /** The level of government where the programme does not say which one bears what. */
    public static final String ONE_PAYER = "government";

    public ClaimCase {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    CaseFacts of(ContractId contract) {
        return facts.getOrDefault(contract, CaseFacts.EMPTY);
    }

    /** Returns the wording that the first contract falls under: it says how and on what proof is paid. */
    public ProgrammeVersion version() {
        return programme.versionFor(facts.isEmpty() ? CaseFacts.EMPTY : of(facts.firstKey()));
    }

    /** Returns which level of government bears which part; one level where the programme does not say. */
    public Funding funding() {
        return version().payout().funding().known().orElse(Funding.all(ONE_PAYER));
    }
}
