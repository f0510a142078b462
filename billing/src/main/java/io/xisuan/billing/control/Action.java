package io.xisuan.billing.control;

/** What people do with money; {@link Rights} says who may. */
public enum Action {
    PROPOSE,
    APPROVE,
    REJECT,
    WITHDRAW,
    DRAFT,
    REVIEW,
    ISSUE,
    CLOSE_MONTH,
    RECORD_PAYMENT,
    RECORD_E_INVOICE,
    AGREE_TERMS,
    OPEN_DISPUTE,
    RESOLVE_DISPUTE,
    CHANGE_ROLES;

    /** Returns the word in a sentence: what somebody may not do. */
    public String verb() {
        return switch (this) {
            case PROPOSE -> "propose";
            case APPROVE -> "approve";
            case REJECT -> "reject";
            case WITHDRAW -> "withdraw";
            case DRAFT -> "ask for drafts";
            case REVIEW -> "review drafts";
            case ISSUE -> "issue documents";
            case CLOSE_MONTH -> "close a month";
            case RECORD_PAYMENT -> "record payments";
            case RECORD_E_INVOICE -> "record e-invoices";
            case AGREE_TERMS -> "agree terms of credit or an owner's share";
            case OPEN_DISPUTE -> "open disputes";
            case RESOLVE_DISPUTE -> "resolve disputes";
            case CHANGE_ROLES -> "change roles";
        };
    }
}
