package io.xisuan.billing.rating;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How the device time of a contract's month is counted for graduated prices. */
public sealed interface TierCounting {
    /** The month begins with the usage that is given. */
    TierCounting FROM_ZERO = new Opening(Map.of());

    /** Where only a part of the contract's usage is at hand: every step at once could apply, so the dearest one does. */
    TierCounting DEAREST = new Dearest();

    /** Returns a count that goes on from what earlier parts of one month came to. */
    static TierCounting from(BillingPeriod month, Map<ContractId, DeviceMillis> opening) {
        Map<ContractMonth, DeviceMillis> openings = new TreeMap<>();
        opening.forEach((contract, time) -> openings.put(new ContractMonth(contract, month), time));
        return new Opening(openings);
    }

    /**
     * @param openings the accelerator time of each contract's month before the first usage that is given; absent for none
     */
    record Opening(Map<ContractMonth, DeviceMillis> openings) implements TierCounting {
        public Opening {
            openings = Collections.unmodifiableMap(new TreeMap<>(openings));
        }

        long openingMillis(ContractMonth month) {
            return openings.getOrDefault(month, DeviceMillis.ZERO).value();
        }
    }

    /** The dearest step, whatever was used before. */
    record Dearest() implements TierCounting {}
}
