package io.xisuan.billing.party;

/** Who pays what an authority does not. */
public enum Bearer {
    TENANT,
    SUPPLIER
}
