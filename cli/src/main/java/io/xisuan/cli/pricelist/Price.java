package io.xisuan.cli.pricelist;

/**
 * A price as it is written, in its shortest form, so that equal prices are equal.
 *
 * @param yuan VAT included
 * @param quantity what the unit needs beside it, or empty
 * @param vatRate that of a component; empty for accelerators, which have their list's
 */
record Price(PriceUnit unit, String yuan, String quantity, String vatRate) {
    /** Returns the price for people, as {@code 12.00} or {@code 240.00/pflops-day x 780}. */
    String text() {
        String per = unit == PriceUnit.DEVICE_HOUR ? "" : "/" + unit.word() + " x " + quantity;
        return yuan + per + (vatRate.isEmpty() ? "" : " (VAT " + vatRate + ")");
    }
}
