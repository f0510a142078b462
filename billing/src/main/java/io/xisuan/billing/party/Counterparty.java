package io.xisuan.billing.party;

/**
 * Who delivers a model or a corpus under a contract line, where that is not the seller itself.
 *
 * @param related whether it is under the same control as the buyer: many corpus vouchers then pay nothing
 */
public record Counterparty(String name, boolean related) {
    public Counterparty {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("A counterparty has a name of 1 to 200 characters");
        }
    }
}
