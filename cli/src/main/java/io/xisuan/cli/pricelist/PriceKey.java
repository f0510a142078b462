package io.xisuan.cli.pricelist;

/**
 * Which price of a version it is.
 *
 * @param item an accelerator model, or storage, network, support
 * @param hours the daily window as {@code 22:00-08:00}; empty for the all-day price
 * @param fromDeviceHours how many device-hours of a contract's month come before this step; 0 for the first
 */
record PriceKey(String item, String site, String hours, int fromDeviceHours) {
    /** Returns the first step, which stands for the price with all its steps. */
    PriceKey first() {
        return new PriceKey(item, site, hours, 0);
    }
}
