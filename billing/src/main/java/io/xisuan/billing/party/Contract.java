package io.xisuan.billing.party;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;

/**
 * A signed contract between one tenant and one supplier.
 *
 * @param amount the contract's total, VAT included
 * @param priceLockDays for how long a running attempt keeps the tariff of its start
 * @param namedModels the accelerator models that the contract names; empty when it names none
 */
public record Contract(
        ContractId id,
        TenantId tenant,
        SupplierId supplier,
        LocalDate signedOn,
        ContractTerm term,
        Money amount,
        int priceLockDays,
        List<AcceleratorModel> namedModels) {
    public Contract {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("The contract %s has the amount %s".formatted(id, amount));
        }
        if (priceLockDays < 0) {
            throw new IllegalArgumentException("A price lock is not %d days long".formatted(priceLockDays));
        }
        namedModels = List.copyOf(namedModels);
    }
}
