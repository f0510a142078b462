package io.xisuan.operator.metering.journal;

/**
 * One record as it is stored.
 *
 * @param seq counts from 1 without holes
 * @param format the version of the body's form, one character
 * @param body canonical JSON on one line
 * @param hash SHA-256 in hex over the previous hash, the number, the format and the body
 */
public record JournalRecord(long seq, char format, String body, String hash) {}
