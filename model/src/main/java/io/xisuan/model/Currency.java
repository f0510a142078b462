package io.xisuan.model;

/** The currencies the books are kept in; all have two decimals. */
public enum Currency {
    CNY,
    USD
}
