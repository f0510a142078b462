package io.xisuan.cli.pricelist;

import java.util.Arrays;
import java.util.Optional;

/** What a price is for one of. */
enum PriceUnit {
    DEVICE_HOUR("device-hour", "卡时"),
    /** PFLOPS and day, FP16 dense; the quantity is what the seller declares of one card, in TFLOPS. */
    PFLOPS_DAY("pflops-day", "PFLOPS天"),
    /** TB and month of 720 hours; the quantity is the TB that come with a device. */
    TB_MONTH("tb-month", "TB月");

    private final String word;
    private final String zh;

    PriceUnit(String word, String zh) {
        this.word = word;
        this.zh = zh;
    }

    String word() {
        return word;
    }

    /** Returns the unit that a cell names in either language; an empty cell means the device-hour. */
    static Optional<PriceUnit> of(String cell) {
        return cell.isEmpty()
                ? Optional.of(DEVICE_HOUR)
                : Arrays.stream(values())
                        .filter(unit -> unit.word.equalsIgnoreCase(cell) || unit.zh.equalsIgnoreCase(cell))
                        .findFirst();
    }
}
