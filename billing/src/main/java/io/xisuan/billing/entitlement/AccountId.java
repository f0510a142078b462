package io.xisuan.billing.entitlement;

import io.xisuan.model.ProgrammeId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The identity of a balance.
 *
 * @param owner the voucher or the tenant; empty for a pool
 * @param year the programme's year as it counts them, the day of a rolling cap, or {@code all}; empty for a voucher
 */
public record AccountId(AccountKind kind, ProgrammeId programme, String owner, String year)
        implements Comparable<AccountId> {
    private static final String IN_ALL = "all";

    public static AccountId voucher(ProgrammeId programme, VoucherId voucher) {
        return new AccountId(AccountKind.VOUCHER, programme, voucher.value(), "");
    }

    public static AccountId cap(ProgrammeId programme, TenantId tenant, int year) {
        return new AccountId(AccountKind.CAP, programme, tenant.value(), Integer.toString(year));
    }

    /**
     * Returns the bucket of one day of a cap that counts over rolling months: what is used in any window of so many months stays
     * within the cap.
     */
    public static AccountId rollingCap(ProgrammeId programme, TenantId tenant, LocalDate day, int months) {
        return new AccountId(AccountKind.CAP, programme, tenant.value(), new RollingDay(day, months).toString());
    }

    /** Returns the day and window of a rolling cap's bucket; empty for any other balance. */
    public Optional<RollingDay> rolling() {
        return RollingDay.parse(year);
    }

    /** Returns the balance of what one firm may draw from a programme over all years. */
    public static AccountId capInAll(ProgrammeId programme, TenantId tenant) {
        return new AccountId(AccountKind.CAP, programme, tenant.value(), IN_ALL);
    }

    public static AccountId pool(ProgrammeId programme, int year) {
        return new AccountId(AccountKind.POOL, programme, "", Integer.toString(year));
    }

    @Override
    public int compareTo(AccountId other) {
        int byKind = kind.compareTo(other.kind);
        int byProgramme = byKind != 0 ? byKind : programme.compareTo(other.programme);
        int byOwner = byProgramme != 0 ? byProgramme : owner.compareTo(other.owner);
        return byOwner != 0 ? byOwner : year.compareTo(other.year);
    }

    @Override
    public String toString() {
        return kind + "/" + programme + (owner.isEmpty() ? "" : "/" + owner) + (year.isEmpty() ? "" : "/" + year);
    }
}
