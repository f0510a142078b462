package io.xisuan.billing.entitlement;

import io.xisuan.model.ProgrammeId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.util.Comparator;

/**
 * The identity of a balance.
 *
 * @param owner the voucher or the tenant; empty for a pool
 * @param year the programme's year as it counts them; empty for a voucher
 */
public record AccountId(AccountKind kind, ProgrammeId programme, String owner, String year)
        implements Comparable<AccountId> {
    private static final Comparator<AccountId> ORDER = Comparator.comparing(AccountId::kind)
            .thenComparing(AccountId::programme)
            .thenComparing(AccountId::owner)
            .thenComparing(AccountId::year);

    public static AccountId voucher(ProgrammeId programme, VoucherId voucher) {
        return new AccountId(AccountKind.VOUCHER, programme, voucher.value(), "");
    }

    public static AccountId cap(ProgrammeId programme, TenantId tenant, int year) {
        return new AccountId(AccountKind.CAP, programme, tenant.value(), Integer.toString(year));
    }

    public static AccountId pool(ProgrammeId programme, int year) {
        return new AccountId(AccountKind.POOL, programme, "", Integer.toString(year));
    }

    @Override
    public int compareTo(AccountId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + "/" + programme + (owner.isEmpty() ? "" : "/" + owner) + (year.isEmpty() ? "" : "/" + year);
    }
}
