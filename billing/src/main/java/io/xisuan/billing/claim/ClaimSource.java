package io.xisuan.billing.claim;

import io.xisuan.model.ContractId;
import io.xisuan.model.TenantId;

/** Where the amount of a claim's line comes from. */
public sealed interface ClaimSource {
    /** Fen that a document deducted. */
    record Deducted(Deduction deduction) implements ClaimSource {}

    /**
     * What the programme's own formula pays less for a contract than was deducted, because it rounds otherwise: never more than
     * nothing, and at the supplier's cost.
     */
    record Rounding(ContractId contract, TenantId tenant) implements ClaimSource {}

    /** Returns the contract that it belongs to. */
    default ContractId contract() {
        return switch (this) {
            case Deducted(Deduction deduction) -> deduction.key().contract();
            case Rounding(ContractId contract, TenantId tenant) -> contract;
        };
    }

    /** Returns the buyer that it belongs to. */
    default TenantId tenant() {
        return switch (this) {
            case Deducted(Deduction deduction) -> deduction.tenant();
            case Rounding(ContractId contract, TenantId tenant) -> tenant;
        };
    }
}
