package io.xisuan.operator.loop;

import io.xisuan.billing.store.GrantRecord;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.market.GrantSource;
import java.util.HashMap;
import java.util.Map;

/** Recorded grants as they were read from their texts: a recorded text never changes, and is read once. */
final class GrantTexts {
    private record Read(String text, GrantSource source) {}

    /** Looked up only; never walked. */
    private final Map<VoucherId, Read> known = new HashMap<>();

    GrantSource source(GrantRecord grant) {
        Read before = known.get(grant.voucher());
        if (before == null || !before.text().equals(grant.bodyJson())) {
            before = new Read(grant.bodyJson(), GrantSource.stored(grant.voucher(), grant.bodyJson()));
            known.put(grant.voucher(), before);
        }
        return before.source();
    }
}
