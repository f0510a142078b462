package io.xisuan.billing.quote;

import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;

/**
 * What is asked: so many devices of one model at one site for so long, under one contract.
 *
 * @param share what is taken of each device
 * @param runtimeMillis how long the job is expected to run
 * @param starts from the earliest to the latest start; the dearest price in reach counts
 * @param lockDays the days for which the contract keeps the prices of the start
 */
public record QuoteRequest(
        ContractId contract,
        Item item,
        int devices,
        AcceleratorShare share,
        long runtimeMillis,
        Interval starts,
        int lockDays) {
    /** Asks for whole devices. */
    public QuoteRequest(
            ContractId contract, Item item, int devices, long runtimeMillis, Interval starts, int lockDays) {
        this(contract, item, devices, AcceleratorShare.WHOLE, runtimeMillis, starts, lockDays);
    }

    public QuoteRequest {
        if (devices < 1 || runtimeMillis < 1 || lockDays < 0) {
            throw new IllegalArgumentException(
                    "A quote is for devices and time, not %d devices for %d ms with %d days of price lock"
                            .formatted(devices, runtimeMillis, lockDays));
        }
    }

    /** Returns the same for a job that starts at an instant. */
    public QuoteRequest startingAt(long instantMillis) {
        return new QuoteRequest(
                contract, item, devices, share, runtimeMillis, new Interval(instantMillis, instantMillis), lockDays);
    }

    /** Returns when the job would run if it started at an instant. */
    Interval run(long startMillis) {
        return new Interval(startMillis, Math.addExact(startMillis, runtimeMillis));
    }
}
