package io.xisuan.billing.ledger;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;

/** The names of the accounts of the books. */
public final class Accounts {
    /** Money at the bank. */
    public static final String BANK = "BANK";

    private Accounts() {}

    /** What a tenant owes for issued invoices. */
    public static String receivable(TenantId tenant) {
        return "AR/" + tenant;
    }

    /** What a programme owes for deducted vouchers. */
    public static String governmentReceivable(ProgrammeId programme) {
        return "AR-GOV/" + programme;
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

    /** Differences between what was deducted and what a programme's own formula pays. */
    public static String claimRounding(ProgrammeId programme) {
        return "CLAIM-ROUNDING/" + programme;
    }

    /** What one level of government owes for claims that are frozen: claimed less rejected less paid. */
    public static String governmentReceivable(ProgrammeId programme, String level) {
        return governmentReceivable(programme) + "/" + level;
    }

    /** What a programme did not pay, or wanted back, at the supplier's cost. */
    public static String claimLoss(ProgrammeId programme) {
        return "WRITE-OFF/" + programme;
    }

    /** What is to be repaid to a programme. */
    public static String clawback(ProgrammeId programme) {
        return "CLAWBACK/" + programme;
    }
}
