package io.xisuan.billing.quote;

/**
 * What becomes of device time whose work is lost, for one cause.
 *
 * @param cause who or what ended the attempt, in words
 * @param outcome who bears the time since the last checkpoint, in words
 */
public record LostWork(String cause, String outcome) {}
