package io.xisuan.billing.ledger;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;

/**
 * The names of the accounts of the books: assets and expenses have debit (positive) balances, debts and revenue credit ones.
 */
public final class Accounts {
    private Accounts() {}

    /** What a tenant owes for issued invoices. */
    public static String receivable(TenantId tenant) {
        return "AR/" + tenant;
    }

    /** What a tenant owes, too, but says that it does not: lines in dispute. */
    public static String disputed(TenantId tenant) {
        return "DISPUTED/" + tenant;
    }

    /** What a programme owes for deducted vouchers and was not claimed yet. */
    public static String governmentReceivable(ProgrammeId programme) {
        return "AR-GOV/" + programme;
    }

    /** What one level of government owes of a programme's claims, as {@code AR-GOV/p/city}; the levels come to the claim. */
    public static String governmentReceivable(ProgrammeId programme, String level) {
        return "AR-GOV/" + programme + "/" + level;
    }

    /** What was supplied under a contract but is not invoiced yet. */
    public static String unbilled(ContractId contract) {
        return "UNBILLED/" + contract;
    }

    /** What was sold, without VAT once it is invoiced. */
    public static String revenue(SiteId site, AcceleratorModel model) {
        return "REVENUE/" + site + "/" + model.id();
    }

    /** VAT owed to the tax office. */
    public static String vat(Rate rate) {
        return "VAT-OUT/" + rate.value();
    }

    /** What a tenant has paid in and no invoice has used yet. */
    public static String prepaid(TenantId tenant) {
        return "PREPAID/" + tenant;
    }

    /** Money in the bank. */
    public static String bank() {
        return "BANK";
    }

    /** Money in the bank of which nobody has said yet whose it is. */
    public static String unmatched() {
        return "UNMATCHED";
    }

    /** Fen that no line carries. */
    public static String rounding() {
        return "ROUNDING";
    }

    /** Differences between what was deducted and what a programme's own formula pays. */
    public static String claimRounding(ProgrammeId programme) {
        return "CLAIM-ROUNDING/" + programme;
    }

    /** What nobody will pay any more. */
    public static String writeOff() {
        return "WRITE-OFF";
    }

    /** What an authority took back after it had paid. */
    public static String clawback(ProgrammeId programme) {
        return "CLAWBACK/" + programme;
    }
}
