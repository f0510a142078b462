package io.xisuan.billing.party;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.Money;
import java.util.Optional;

/**
 * One line of a contract: computing power, a model, a corpus or its labelling, with its own amount. Programmes for models and corpora pay on the lines
 * of their kind; these need no device.
 *
 * @param number counts from 1 within the contract
 * @param kind COMPUTE, MODEL, CORPUS or ANNOTATION
 * @param item what is bought, as the contract words it
 * @param amount VAT included
 * @param counterparty present for models, corpora and their labelling, and only there
 */
public record ContractLine(int number, Component kind, String item, Money amount, Optional<Counterparty> counterparty) {
    public ContractLine {
        if (number < 1) {
            throw new IllegalArgumentException("Contract lines count from 1, not %d".formatted(number));
        }
        if (item.isBlank()) {
            throw new IllegalArgumentException("Line %d does not say what is bought".formatted(number));
        }
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("Line %d has the amount %s".formatted(number, amount));
        }
        boolean delivered = switch (kind) {
            case COMPUTE -> false;
            case MODEL, CORPUS, ANNOTATION -> true;
            case STORAGE, NETWORK, SUPPORT, COMMITMENT ->
                throw new IllegalArgumentException(
                        "Line %d is of kind %s; contract lines are compute, model, corpus or annotation"
                                .formatted(number, kind));
        };
        if (delivered != counterparty.isPresent()) {
            throw new IllegalArgumentException(
                    "Line %d is of kind %s: a counterparty and whether it is related belong to model, corpus and annotation lines"
                            .formatted(number, kind));
        }
    }
}
