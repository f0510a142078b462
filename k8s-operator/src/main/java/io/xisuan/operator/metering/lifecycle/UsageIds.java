package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.model.Interval;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Names a usage interval by what was observed, so that observing it again gives the same name. */
final class UsageIds {
    private UsageIds() {}

    static String of(
            AttemptTerms terms, PodIdentity pod, HeldLane lane, Interval part, Optional<UnbilledReason> reason) {
        return sha256(List.of(
                "xisuan-usage-1",
                terms.site().value(),
                terms.attempt().job().uid(),
                Integer.toString(terms.attempt().attempt()),
                pod.uid(),
                pod.node().value(),
                lane.lane(),
                lane.share().toString(),
                Long.toString(part.startMillis()),
                Long.toString(part.endMillis()),
                reason.map(Enum::name).orElse("BILLED")));
    }

    /** Each field goes in with its length, so that no two lists of fields give the same bytes. */
    private static String sha256(List<String> fields) {
        MessageDigest digest = newSha256();
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
