package io.xisuan.operator.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.operator.cycle.JobTerms;
import java.util.Arrays;
import java.util.Optional;

/**
 * The terms of an attempt by what was stored when it started: its contract, and the choice of its tenant in the quote by which it began.
 * They stand in where its job is not understood any more, as when its Tenant is faulty for a while, so that its hold is still watched.
 */
final class StoredTerms {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;

    StoredTerms(Store store) {
        this.store = store;
    }

    /** Returns the terms, or empty when the contract is gone or grants it no vouchers any more. */
    Optional<JobTerms> of(Intent intent, Grants grants) {
        return store.contracts().stream()
                .filter(contract -> contract.id().equals(intent.contract())
                        && !grants.of(contract.id()).isEmpty())
                .findFirst()
                .map(contract -> terms(intent, contract));
    }

    private JobTerms terms(Intent intent, Contract contract) {
        JobTerms plain = JobTerms.of(contract);
        WhenMoneyEnds chosen = store.quotes()
                .ofAttempt(intent.attempt())
                .map(StoredTerms::choice)
                .orElse(WhenMoneyEnds.SELF_PAY);
        return new JobTerms(
                plain.contract(),
                plain.term(),
                plain.priceLockDays(),
                plain.seller(),
                plain.expectedWeight(),
                plain.budget(),
                chosen);
    }

    private static WhenMoneyEnds choice(ShownQuote quote) {
        try {
            String word = JSON.readTree(quote.json()).path("whenMoneyEnds").asText();
            return Arrays.stream(WhenMoneyEnds.values())
                    .filter(choice -> choice.name().equals(word))
                    .findFirst()
                    .orElse(WhenMoneyEnds.SELF_PAY);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored quote %s is no JSON".formatted(quote.id()), e);
        }
    }
}
