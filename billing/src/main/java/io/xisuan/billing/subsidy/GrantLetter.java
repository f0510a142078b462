package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One grant as the authority's letter states it (a {@code Voucher} resource).
 *
 * @param number what is printed on the letter
 * @param validity the days of use that it covers, both included
 * @param rate the rate, when the letter fixes one
 * @param authority how far its balance can be relied on, when finance says so; empty where the programme decides
 */
public record GrantLetter(
        VoucherId voucher,
        ProgrammeId programme,
        TenantId tenant,
        ContractId contract,
        String number,
        Money amount,
        LocalDate grantedOn,
        ContractTerm validity,
        Optional<Rate> rate,
        Optional<Authority> authority) {
    /** Returns a letter whose authority its programme decides. */
    public GrantLetter(
            VoucherId voucher,
            ProgrammeId programme,
            TenantId tenant,
            ContractId contract,
            String number,
            Money amount,
            LocalDate grantedOn,
            ContractTerm validity,
            Optional<Rate> rate) {
        this(voucher, programme, tenant, contract, number, amount, grantedOn, validity, rate, Optional.empty());
    }

    /** Returns the letter with what finance says of its balance. */
    public GrantLetter relied(Optional<Authority> on) {
        return new GrantLetter(voucher, programme, tenant, contract, number, amount, grantedOn, validity, rate, on);
    }

    public GrantLetter {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("The grant %s is of %s".formatted(voucher, amount));
        }
    }
}
