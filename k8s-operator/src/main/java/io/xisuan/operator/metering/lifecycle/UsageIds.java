package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Names a usage interval by what was observed, so that observing it again gives the same name. */
public final class UsageIds {
    private UsageIds() {}

    /**
     * Says whether the pod is the one that a usage interval was recorded for. The journal states no pod; the id does, for whoever
     * knows the uid.
     */
    public static boolean isOf(UsageInterval usage, String podUid) {
        return usage.id()
                .equals(of(
                        new Named(AttemptKey.of(usage), usage.site(), podUid, usage.node()),
                        usage.lane(),
                        usage.share(),
                        usage.interval(),
                        usage.reason()));
    }

    static String of(
            AttemptTerms terms, PodIdentity pod, HeldLane lane, Interval part, Optional<UnbilledReason> reason) {
        return of(
                new Named(terms.attempt(), terms.site(), pod.uid(), pod.node()),
                lane.lane(),
                lane.share(),
                part,
                reason);
    }

    /** The pod as ids name it. */
    private record Named(AttemptKey attempt, SiteId site, String podUid, NodeName node) {}

    private static String of(
            Named pod, String lane, AcceleratorShare share, Interval part, Optional<UnbilledReason> reason) {
        return sha256(List.of(
                "xisuan-usage-1",
                pod.site().value(),
                pod.attempt().job().uid(),
                Integer.toString(pod.attempt().attempt()),
                pod.podUid(),
                pod.node().value(),
                lane,
                share.toString(),
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
