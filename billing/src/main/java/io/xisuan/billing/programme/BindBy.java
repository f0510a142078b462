package io.xisuan.billing.programme;

/** Which instant decides the version of a programme that a use falls under. */
public enum BindBy {
    GRANT,
    CONTRACT,
    USE
}
