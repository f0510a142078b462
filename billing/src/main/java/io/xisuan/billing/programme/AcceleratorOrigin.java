package io.xisuan.billing.programme;

/** Whose accelerators a rule speaks of. */
public enum AcceleratorOrigin {
    /** Made by a domestic vendor (国产, 自主). */
    DOMESTIC,
    OTHER
}
