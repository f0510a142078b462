package io.xisuan.operator.metering.evidence;

import java.util.Set;

/**
 * DCGM's codes for "no value", compared as text: as doubles several of them are the same number.
 *
 * <p>They are {@code DCGM_INT32_BLANK}, {@code DCGM_INT64_BLANK} and {@code DCGM_FP64_BLANK} with the three codes that follow
 * each (not found, not supported, not permitted).
 */
public final class BlankValues {
    private static final Set<String> CODES = Set.of(
            "2147483632",
            "2147483633",
            "2147483634",
            "2147483635",
            "9223372036854775792",
            "9223372036854775793",
            "9223372036854775794",
            "9223372036854775795",
            "140737488355328",
            "140737488355329",
            "140737488355330",
            "140737488355331");

    private BlankValues() {}

    /** Returns whether a value, as it was written, is such a code. */
    public static boolean isBlank(String raw) {
        int point = raw.indexOf('.');
        boolean wholeWithZeros = point > 0 && raw.substring(point + 1).chars().allMatch(digit -> digit == '0');
        return CODES.contains(wholeWithZeros ? raw.substring(0, point) : raw);
    }
}
