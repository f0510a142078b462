package io.xisuan.billing.invoice;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.Supplier;
import io.xisuan.model.ContractId;
import java.util.Optional;

/**
 * What the close needs to know of a contract.
 *
 * @param priceLockDays the days for which an attempt keeps the price of its start; 30 by house rule
 * @param term the days in which commitments of price lists bind the contract; empty where it runs on
 */
public record ContractTerms(
        ContractId contract, Seller seller, Buyer buyer, int priceLockDays, Optional<ContractTerm> term) {
    /** Returns the terms of a contract that runs on. */
    public ContractTerms(ContractId contract, Seller seller, Buyer buyer, int priceLockDays) {
        this(contract, seller, buyer, priceLockDays, Optional.empty());
    }

    /**
     * Returns the terms of a signed contract, with names and codes as they stand now.
     *
     * @param address the buyer's address as documents print it
     */
    public static ContractTerms of(Contract contract, Supplier supplier, Party buyer, Optional<String> address) {
        if (!contract.supplier().equals(supplier.id()) || !contract.tenant().equals(buyer.tenant())) {
            throw new IllegalArgumentException("Contract %s is between %s and %s, not %s and %s"
                    .formatted(contract.id(), contract.tenant(), contract.supplier(), buyer.tenant(), supplier.id()));
        }
        return new ContractTerms(
                contract.id(),
                new Seller(
                        supplier.id(),
                        supplier.names().zh(),
                        supplier.names().en(),
                        Optional.of(supplier.creditCode().value()),
                        Optional.empty()),
                new Buyer(
                        buyer.tenant(),
                        buyer.names().zh(),
                        buyer.names().en(),
                        buyer.creditCode().map(CreditCode::value),
                        address),
                contract.priceLockDays(),
                Optional.of(contract.term()));
    }
}
