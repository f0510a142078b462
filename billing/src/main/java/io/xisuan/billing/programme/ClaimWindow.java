package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;

/** A time in which claims are taken in, both days included; {@code name} is what the authority calls the batch. */
public record ClaimWindow(String name, ContractTerm days) {
    public ClaimWindow {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A window for claims has a name");
        }
    }
}
