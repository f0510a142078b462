package io.xisuan.operator.market;

/** Why a resource is left out: the reason of its condition, its Event and its metric. */
public enum ProblemReason {
    /** A field has a value that means nothing. */
    INVALID("Invalid"),
    /** The namespace carries no label that names its tenant. */
    NO_TENANT("NoTenant"),
    TENANT_NOT_FOUND("TenantNotFound"),
    /** A grant to one tenant lies in the namespace of another. */
    TENANT_DIFFERS("TenantDiffers"),
    SUPPLIER_NOT_FOUND("SupplierNotFound"),
    CONTRACT_NOT_FOUND("ContractNotFound"),
    PROGRAMME_NOT_FOUND("ProgrammeNotFound"),
    /** The tariff's VAT rate is not the one that the supplier's accountant decided. */
    VAT_DIFFERS("VatDiffers"),
    /** A tariff prices a site that another supplier sells. */
    NOT_THE_SELLER("NotTheSeller"),
    /** Two tariffs price the same model at the same site. */
    PRICED_TWICE("PricedTwice"),
    /** A version by which money was made has other prices now. */
    VERSION_CHANGED("VersionChanged"),
    /** Two vouchers are of one letter. */
    LETTER_TWICE("LetterTwice"),
    /** A grant of this name was recorded before with other content. */
    GRANT_DIFFERS("GrantDiffers"),
    /** A tenant's quota does not go together with those of its group. */
    QUOTA_CONTRADICTS("QuotaContradicts"),
    /** A node is chosen by several sites. */
    MANY_SITES("ManySites");

    private final String word;

    ProblemReason(String word) {
        this.word = word;
    }

    /** Returns the reason as conditions write it. */
    public String word() {
        return word;
    }
}
