package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Whether the clocks agree. A node's Lease has two stamps of the same renewal: the kubelet's, by the node's clock, and the API server's
 * in {@code managedFields}, cut to its second. So one look tells each node's offset within a second, without waiting and without our
 * own clock.
 */
final class ClockCheck {
    /** Beyond it, times that a node states are taken as skewed (the metering's own bound). */
    private static final long MOST_MILLIS = 2_000;

    private static final String LEASES = "kube-node-lease";

    private ClockCheck() {}

    /** By how much a clock is ahead of the API server's, at least and at most; behind is negative. */
    record Offset(long atLeastMillis, long atMostMillis) {
        /** Whether it is off by more than the bound, whatever the second hides. */
        boolean off() {
            return atLeastMillis > MOST_MILLIS || atMostMillis < -MOST_MILLIS;
        }
    }

    static List<Finding> look(KubernetesClient client, InstantSource clock) {
        List<Finding> findings = new ArrayList<>();
        own(client, clock).ifPresent(offset -> findings.add(judge("this machine", offset)));
        List<Lease> leases = client.leases().inNamespace(LEASES).list().getItems();
        List<Finding> off = new ArrayList<>();
        int known = 0;
        for (Lease lease : leases) {
            Optional<Offset> offset = offset(lease);
            known += offset.isPresent() ? 1 : 0;
            offset.filter(Offset::off)
                    .ifPresent(
                            found -> off.add(judge("node " + lease.getMetadata().getName(), found)));
        }
        off.sort(Comparator.comparing(Finding::about));
        findings.addAll(off);
        if (off.isEmpty() && known > 0) {
            findings.add(Finding.ok(
                    Area.CLOCKS,
                    "nodes",
                    "%d 个节点的时钟与 API server 相差不到两秒".formatted(known),
                    "the clocks of %d nodes are within two seconds of the API server's".formatted(known)));
        }
        return findings;
    }

    /** Returns the offset of the clock that renewed a lease; empty where the two stamps are not of one renewal. */
    static Optional<Offset> offset(Lease lease) {
        if (lease.getSpec() == null || lease.getSpec().getRenewTime() == null) {
            return Optional.empty();
        }
        OptionalLong stamped = lease.getMetadata().getManagedFields() == null
                ? OptionalLong.empty()
                : lease.getMetadata().getManagedFields().stream()
                        .filter(entry -> String.valueOf(entry.getFieldsV1()).contains("f:renewTime"))
                        .map(ManagedFieldsEntry::getTime)
                        .mapToLong(
                                time -> OffsetDateTime.parse(time).toInstant().toEpochMilli())
                        .max();
        if (stamped.isEmpty()) {
            return Optional.empty();
        }
        long said = lease.getSpec().getRenewTime().toInstant().toEpochMilli();
        long second = stamped.getAsLong();
        return Optional.of(new Offset(said - second - 999, said - second));
    }

    static Finding judge(String about, Offset offset) {
        if (!offset.off()) {
            return Finding.ok(
                    Area.CLOCKS, about, "与 API server 相差不到两秒", "within two seconds of the API server's clock");
        }
        long seconds = Math.round((offset.atLeastMillis() + offset.atMostMillis()) / 2_000.0);
        String zh = seconds > 0 ? "快 %d 秒".formatted(seconds) : "慢 %d 秒".formatted(-seconds);
        String en = seconds > 0
                ? "is %d s ahead of the API server".formatted(seconds)
                : "is %d s behind the API server".formatted(-seconds);
        return Finding.of(
                Area.CLOCKS,
                Severity.WARNING,
                about,
                new Words("时钟" + zh, en),
                new Words(
                        "其上作业的时间会被校正并标记为 CLOCK_SKEW；差得多时同一张卡的用量可能相接不上",
                        "times of jobs there are corrected and marked CLOCK_SKEW; a large offset leaves doubt between"
                                + " two jobs on one device"),
                "chronyc tracking; systemctl enable --now chronyd");
    }

    /** Compares our clock with the {@code Date} of an answer, which is cut to its second too. */
    private static Optional<Offset> own(KubernetesClient client, InstantSource clock) {
        long asked = clock.millis();
        try {
            HttpResponse<String> answer = client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(client.getMasterUrl().toString() + "version")
                                    .timeout(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)
                                    .build(),
                            String.class)
                    .join();
            long answered = clock.millis();
            return answer.headers("Date").stream()
                    .map(ClockCheck::instant)
                    .map(date -> new Offset(asked - date.toEpochMilli() - 999, answered - date.toEpochMilli()))
                    .findFirst();
        } catch (CompletionException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
