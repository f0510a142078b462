package io.xisuan.billing.store;

import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;

/**
 * A grant as it was first seen; what the resource says afterwards changes no money.
 *
 * @param voucherUid the uid of the resource that stated it
 * @param bodyJson the letter's fields as canonical JSON
 */
public record GrantRecord(
        String voucherUid, VoucherId voucher, ProgrammeId programme, String bodyJson, long firstSeenMillis) {}
