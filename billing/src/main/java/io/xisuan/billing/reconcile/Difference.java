package io.xisuan.billing.reconcile;

/**
 * One thing of which two books say different amounts.
 *
 * @param subject a document, contract and month, account or voucher
 * @param left what the first book says, in the check's unit
 * @param right what the second book says
 * @param why what is known of the reason, for people
 */
public record Difference(String subject, long left, long right, String why) {}
