package io.xisuan.billing.party;

/** What a buyer is in law; programmes name the kinds they serve. */
public enum PartyKind {
    /** A company or other enterprise (企业). */
    ENTERPRISE,
    /** A research institute (科研院所). */
    INSTITUTE,
    /** A university (高校). */
    UNIVERSITY,
    /** A natural person, without a unified social credit code. */
    PERSON
}
