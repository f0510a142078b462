package io.xisuan.billing.invoice;

import io.xisuan.model.ContractId;

/**
 * What the close needs to know of a contract.
 *
 * @param priceLockDays the days for which an attempt keeps the price of its start; 30 by house rule
 */
public record ContractTerms(ContractId contract, Seller seller, Buyer buyer, int priceLockDays) {}
