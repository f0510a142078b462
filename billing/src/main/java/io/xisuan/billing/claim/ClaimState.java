package io.xisuan.billing.claim;

/** Where a claim stands. */
public enum ClaimState {
    /** Its lines are chosen and held; nothing is sworn to. */
    OPEN,
    /** Given up before it was frozen; its lines are free. */
    WITHDRAWN,
    /** Lines and evidence are fixed under one Merkle root; whatever changes later goes into later claims. */
    FROZEN,
    /** Handed in. */
    SUBMITTED,
    /** The authority accepts all of it. */
    ACCEPTED,
    /** The authority accepts a part of it. */
    PART,
    /** The authority accepts nothing. */
    REJECTED,
    /** All that was accepted is paid. */
    PAID,
    /** What was claimed, accepted and paid was compared, and nothing is open. */
    RECONCILED;

    /** Returns whether the lines still count as claimed; what was rejected of them does not. */
    public boolean live() {
        return this != WITHDRAWN;
    }
}
