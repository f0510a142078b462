package io.xisuan.billing.tariff;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tariff version credits for lost work, by cause; quotes print it.
 *
 * @param credits a cause that is absent is credited with nothing
 */
public record LostWork(SortedMap<LostWorkCause, LostWorkCredit> credits) {
    /** A version that promises nothing. */
    public static final LostWork NOTHING = new LostWork(new TreeMap<>());

    public LostWork {
        TreeMap<LostWorkCause, LostWorkCredit> promised = new TreeMap<>(credits);
        promised.values().removeIf(credit -> credit == LostWorkCredit.NONE);
        credits = Collections.unmodifiableSortedMap(promised);
    }

    public static LostWork of(Map<LostWorkCause, LostWorkCredit> credits) {
        return new LostWork(new TreeMap<>(credits));
    }

    public LostWorkCredit creditFor(LostWorkCause cause) {
        return credits.getOrDefault(cause, LostWorkCredit.NONE);
    }
}
